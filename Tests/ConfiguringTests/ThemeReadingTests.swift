import Configuring
import Incidents
import TerminalUI
import Testing

@Suite("The reader of themes")
struct ThemeReadingTests {
    private func read(_ text: String, bases: [String: Theme] = ["default": .standard, "mono": .mono]) throws
        -> ThemeFile
    {
        try ThemeFile.parse(text, name: "mine", file: "mine.yaml", bases: bases)
    }

    private func faults(_ text: String, bases: [String: Theme] = ["default": .standard, "mono": .mono]) -> [String] {
        do {
            _ = try ThemeFile.parse(text, name: "mine", file: "mine.yaml", bases: bases)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    @Test("takes colours in every form, and attributes")
    func reads() throws {
        let theme = try read(
            """
            about: mine
            roles:
              text: {fg: default, bg: -1}
              sev1: {fg: "#FF8700", bg: 0, attributes: [bold, underline]}
              sev2: {fg: bright-yellow}
              sev3: {fg: 208, attributes: [reverse, dim]}
            """
        ).theme

        #expect(theme.name == "mine" && theme.about == "mine")
        #expect(theme[.text] == .init())
        #expect(theme[.sev1] == .init(.rgb(RGB(0xFF8700)), on: .palette(0), [.bold, .underline]))
        #expect(theme[.sev2] == .init(.palette(11)))
        #expect(theme[.sev3] == .init(.palette(208), on: .own, [.reverse, .dim]))
    }

    @Test("leaves a role that the file leaves out as the theme that it extends has it")
    func extends() throws {
        let mine = try read("roles: {text: {fg: 7}}").theme
        let mono = try read("extends: mono\nroles: {}").theme

        #expect(Role.allCases.allSatisfy { $0 == .text || mine[$0] == Theme.standard[$0] })
        #expect(Role.allCases.allSatisfy { mono[$0] == Theme.mono[$0] })
    }

    @Test("puts letters and ground of the theme where a role leaves them to the terminal")
    func ground() throws {
        let theme = try read("fg: \"#ffffff\"\nbg: \"#000000\"\nroles: {sev2: {fg: \"#ffff00\"}}").theme

        #expect(theme[.text] == .init(.rgb(RGB(0xFFFFFF)), on: .rgb(RGB(0))))
        #expect(theme[.sev2] == .init(.rgb(RGB(0xFFFF00)), on: .rgb(RGB(0))))
        #expect(theme[.sev1] == Theme.standard[.sev1])
    }

    @Test("says all faults at once, with their places")
    func allAtOnce() {
        #expect(
            faults(
                """
                abuot: mine
                extends: defualt
                fg: white
                roles:
                  sev0: {fg: red}
                  txet: {}
                  sev1: {fg: rde, bg: 256, attributes: [bald, blink]}
                  sev2: {fg: #ff0000
                    }
                  sev3: {fg: [1], colour: red}
                  sev4: red
                """) == [
                    "mine.yaml:1:1: unknown key \"abuot\" in the theme; write about",
                    "mine.yaml:2:10: there is no built-in theme \"defualt\" to extend; write default",
                    "mine.yaml:3:1: fg stands without bg; write bg: COLOUR too",
                    "mine.yaml:5:3: unknown role \"sev0\"; write sev1",
                    "mine.yaml:6:3: unknown role \"txet\"; write text",
                    "mine.yaml:7:14: \"rde\" is no colour; write red",
                    "mine.yaml:7:23: \"256\" is no colour; write default, 0 ... 255, \"#rrggbb\" or one of black, red, "
                        + "green, yellow, blue, magenta, cyan, white",
                    "mine.yaml:7:41: unknown attribute \"bald\"; write bold",
                    "mine.yaml:7:47: unknown attribute \"blink\"; write one of bold, dim, reverse, underline",
                    "mine.yaml:8:10: fg has no colour behind it; write it in quotes, as in fg: \"#d75f00\"; YAML takes a "
                        + "bare # for a comment",
                    "mine.yaml:10:14: fg is a list and must be a single value; write fg: red",
                    "mine.yaml:10:19: unknown key \"colour\" in sev3; write one of fg, bg, attributes",
                    "mine.yaml:11:9: sev4 is a single value and must be a block of keys; write fg, bg, … below it",
                ])
    }

    @Test("wants every role of a theme that extends none")
    func missing() {
        let found = faults("roles:\n  text: {}\n", bases: [:])

        #expect(found.count == Role.allCases.count - 1)
        #expect(
            found.first == "mine.yaml:1:1: the role dim has no look, and the theme extends none; "
                + "write dim: {…} below roles, or extends: default")
    }

    @Test("refuses what is no theme at all", arguments: ["", "roles: [", "hello", "roles: 5", "[1]"])
    func refuses(text: String) {
        #expect(faults(text).count == 1)
    }

    @Test("warns of a role that can hardly be read, where that does not hang on the terminal")
    func warns() throws {
        let file = try read("roles:\n  dim: {fg: \"#444444\", bg: \"#000000\"}\n  sev5: {fg: \"#444444\"}\n")

        #expect(
            file.warnings.map(\.description) == [
                "mine.yaml:2:3: dim can hardly be read: its contrast is 2.1:1, and text needs 4.5:1"
            ])
    }

    @Test("keeps the words of a file fit to be shown")
    func hostile() throws {
        #expect(try read("about: \"a\\e[31mb\"\nroles: {}").theme.about.hidesSomething)
    }
}
