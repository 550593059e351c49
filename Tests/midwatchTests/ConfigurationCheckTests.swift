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

    @Test(
        "A theme that whoever checks does not have is warned about, with those that there are",
        arguments: [
            ("nonesuch", "there is no theme \"nonesuch\"; name one of default, high-contrast, colour-blind, mono"),
            ("./nonesuch.yaml", "it cannot be read"), ("mono", nil),
        ] as [(String, String?)])
    func theme(name: String, warning: String?) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "midwatch-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("console:\n  theme: \(name)\n".utf8).write(to: file)

        let check = ConfigurationCheck(file.path, themes: ThemeCatalogue(environment: [:]))

        #expect(check.faults.isEmpty)
        #expect(check.warnings.map(\.line) == (warning == nil ? [] : [2]))
        #expect(warning.map { check.warningLines.contains($0) } ?? true, "\(check.warningLines)")
    }
}
