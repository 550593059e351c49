import Configuring
import Testing

@Suite("The theme that the configuration names")
struct ConsoleThemeTests {
    @Test(
        "is read, or there is none",
        arguments: [("console: {theme: mono}", "mono"), ("console:", nil), ("limits: {}", nil)])
    func theme(_ text: String, _ theme: String?) throws {
        #expect(try Configuration.parse(text, file: "m.yaml").console.theme?.text == theme)
        #expect(try ConsoleSettings.parse(text, file: "m.yaml").theme?.text == theme)
    }

    @Test(
        "is refused with its place where it cannot be one",
        arguments: [
            ("console: {thme: mono}", "m.yaml:1:11: unknown key \"thme\" in console; write theme"),
            (
                "console: {theme: [a]}",
                "m.yaml:1:18: theme is a list and must be a single value; write theme: high-contrast"
            ),
            (
                "console: {theme: ''}",
                "m.yaml:1:18: theme is neither a name nor a path; write a name that midwatch theme list says, or the path "
                    + "of a file"
            ),
        ])
    func refused(_ text: String, _ fault: String) {
        #expect(faults(text) == [fault])
    }
}
