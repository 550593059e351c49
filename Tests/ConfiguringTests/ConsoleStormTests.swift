import Configuring
import Testing

@Suite("When a console takes what opens for a storm")
struct ConsoleStormTests {
    @Test(
        "Off, or from so many within a span; what is not said is nil",
        arguments: [
            ("console: {}", nil),
            ("console: {storm: }", nil),
            ("console: {storm: off}", .off),
            ("console: {storm: {}}", .from(incidents: nil, within: nil)),
            ("console: {storm: {incidents: 50}}", .from(incidents: 50, within: nil)),
            ("console:\n  storm:\n    incidents: 2\n    within: 30s", .from(incidents: 2, within: .seconds(30))),
        ] as [(String, ConsoleSettings.Storm?)])
    func read(_ text: String, _ storm: ConsoleSettings.Storm?) throws {
        #expect(try ConsoleSettings.parse(text, file: "m.yaml").storm == storm)
    }

    @Test(
        "What is neither is refused with its place and a remedy",
        arguments: [
            (
                "console: {storm: on}",
                "m.yaml:1:18: storm is \"on\" and must be off or a block of keys; "
                    + "write storm: {incidents: 20, within: 2m}, or storm: off"
            ),
            (
                "console: {storm: [off]}",
                "m.yaml:1:18: storm is a list and must be off or a block of keys; "
                    + "write storm: {incidents: 20, within: 2m}, or storm: off"
            ),
            (
                "console:\n  storm: {incidents: 1}",
                "m.yaml:2:22: incidents is \"1\" and must be a number between 2 and 100000; write incidents: 20"
            ),
            (
                "console:\n  storm: {incidents: many}",
                "m.yaml:2:22: incidents is \"many\" and must be a number between 2 and 100000; write incidents: 20"
            ),
            ("console:\n  storm: {within: 2h}", "m.yaml:2:19: within is longer than 1h; write within: 2m"),
            ("console:\n  storm: {within: 500ms}", "m.yaml:2:19: within is shorter than 1s; write within: 2m"),
            (
                "console:\n  storm: {whithin: 2m}", "m.yaml:2:11: unknown key \"whithin\" in storm; write within"
            ),
        ])
    func refused(_ text: String, _ fault: String) throws {
        let refusal = #expect(throws: ConfigurationRefusal.self) { try ConsoleSettings.parse(text, file: "m.yaml") }
        #expect(refusal?.faults.map { "\($0)" } == [fault])
    }
}
