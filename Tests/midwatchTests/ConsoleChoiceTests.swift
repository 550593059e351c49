import Configuring
import Console
import Incidents
import Testing

@testable import midwatch

@Suite("What the configuration chooses for a console")
struct ConsoleChoiceTests {
    private func faults(_ text: String) throws -> [String] {
        let settings = try ConsoleSettings.parse(text, file: "m.yaml")
        let refusal = try #require(
            throws: ConfigurationRefusal.self, performing: { try ConsoleChoice(settings, file: "m.yaml") })
        return refusal.faults.map { "\($0)" }
    }

    @Test("Keys, columns and order that there are not are refused together, each at its place")
    func refused() throws {
        let faults = try faults("console:\n  sort: color\n  columns: [id, colour]\n  keys: {F2: fly}\n")

        #expect(faults.count == 3)
        #expect(faults.first?.hasPrefix("m.yaml:2:9: the list cannot be sorted by \"color\"; write one of") == true)
        #expect(faults.dropFirst().first?.hasPrefix("m.yaml:3:17: \"colour\" is no column of the list") == true)
        #expect(faults.last?.hasPrefix("m.yaml:4:10: \"fly\" is no action") == true)
    }

    @Test("What is known is taken; a file that says nothing leaves all as it is")
    func taken() throws {
        let settings = try ConsoleSettings.parse("console: {columns: [id, who], sort: rings}", file: "m.yaml")

        #expect(try ConsoleChoice(settings, file: "m.yaml").list != ConsoleChoice.usual.list)
        #expect(try ConsoleChoice(ConsoleSettings(), file: "m.yaml").list == ConsoleChoice.usual.list)
    }

    @Test("A storm is the usual one, none, or what the file says of it")
    func storm() throws {
        func storm(_ text: String) throws -> StormRule? {
            try ConsoleChoice(try ConsoleSettings.parse(text, file: "m.yaml"), file: "m.yaml").list.storm
        }

        #expect(try storm("") == .usual)
        #expect(try storm("console: {storm: off}") == nil)
        #expect(try storm("console: {storm: {incidents: 5}}") == StormRule(incidents: 5, within: .minutes(2)))
        #expect(try storm("console: {storm: {within: 10m}}") == StormRule(incidents: 20, within: .minutes(10)))
    }
}
