import Configuring
import Foundation
import Incidents
import Testing

@testable import midwatch

@Suite("What is wrong with a configuration, all of it at once")
struct ConfigurationCheckTests {
    @Test("Faults of the console's part are said beside those of the rest, each once and in order")
    func together() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "midwatch-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        let text = """
            console:
              columns: [foo]
              sort: bogus
              storm: {incidents: soon}
            route: {receiver: nobody}
            receivers: [{name: ops}]

            """
        try Data(text.utf8).write(to: file)

        let check = ConfigurationCheck(file.path)

        #expect(check.faults.map(\.line) == [2, 3, 4, 5])
        #expect(check.faults[0].message.shown.contains("foo"))
        #expect(check.faults[1].message.shown.contains("bogus"))
        #expect(check.faults[3].message.shown.contains("nobody"))
    }
}
