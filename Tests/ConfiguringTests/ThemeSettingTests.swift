import Configuring
import Testing

@Suite("The theme in a configuration")
struct ThemeSettingTests {
    @Test(
        "names a theme, or none",
        arguments: [("console: {theme: mono}", "mono"), ("console:", nil), ("limits: {}", nil)])
    func theme(text: String, theme: String?) throws {
        #expect(try Configuration.parse(text, file: "m.yaml").console.theme == theme)
    }

    @Test(
        "says what is wrong with it",
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
    func refuses(text: String, fault: String) {
        #expect(faults(text) == [fault])
    }
}
