import Configuring
import Foundation
import Incidents
import TerminalUI
import Testing

@testable import midwatch

@Suite("Themes, chosen and shown")
struct ThemeCommandTests {
    /// A home with themes of its own, removed afterwards.
    private func withHome(
        _ files: [String: String], _ body: (_ environment: [String: String], _ folder: String) throws -> Void
    ) throws {
        let home = FileManager.default.temporaryDirectory.appendingPathComponent("themes-\(UUID())")
        defer { try? FileManager.default.removeItem(at: home) }  // A folder that stays harms nobody.
        for (name, text) in files {
            let file = home.appendingPathComponent("midwatch/\(name)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        try body(["XDG_CONFIG_HOME": home.path], home.appendingPathComponent("midwatch").path)
    }

    @Test("the program carries its themes with it, and all of them can be read")
    func builtIn() throws {
        let catalogue = ThemeCatalogue(environment: [:])

        #expect(catalogue.entries.map(\.name) == ["default", "high-contrast", "colour-blind", "mono", "night-red"])
        for entry in catalogue.entries { #expect(try entry.read.get().warnings.isEmpty) }
        #expect(try catalogue.theme("default").theme == .standard)
        #expect(try catalogue.theme("mono").theme == .mono)
    }

    @Test("the list says name, contrast, where from, and for whom")
    func list() {
        let text = ThemeTable.text(
            ThemeCatalogue(environment: [:]).entries, OutputStyle(width: 80, usesColours: false, isScreen: false))

        #expect(
            text == """
                NAME           CONTRAST      FROM      ABOUT
                default        4.6:1 (demo)  built-in  as the terminal; colour means: act
                high-contrast  9.0:1 (sev1)  built-in  at least 7:1, on black
                colour-blind   5.9:1 (dim)   built-in  orange means: act; blue: in hand
                mono           5.9:1 (dim)   built-in  no colour, only attributes
                night-red      5.2:1 (text)  built-in  red and dark amber, for dark nights

                """)
    }

    @Test("a person's own themes are listed, and take the place of one of the program's")
    func own() throws {
        try withHome([
            "themes/default.yaml": "about: mine\nroles: {}\n", "themes/broken.yaml": "roles: {txet: {}, dmi: {}}\n",
            "themes/notes.txt": "",
        ]) { (environment, folder) throws in
            let catalogue = ThemeCatalogue(environment: environment)

            #expect(
                catalogue.entries.map(\.name) == [
                    "high-contrast", "colour-blind", "mono", "night-red", "broken", "default",
                ])
            #expect(try catalogue.theme("default").theme.about == "mine")
            #expect(try catalogue.theme("\(folder)/themes/default.yaml").theme.about == "mine")
            #expect(throws: ThemeFault.self) { () throws in _ = try catalogue.theme("broken") }
            let text = ThemeTable.text(catalogue.entries, OutputStyle(width: 300, usesColours: false, isScreen: false))
            #expect(text.contains("2 faults; midwatch theme preview broken says them"))
            let json = String(decoding: ThemeTable.json(catalogue.entries), as: UTF8.self)
            #expect(json.contains(#""name":"broken","file":"\#(folder)/themes/broken.yaml","about":null"#))
            #expect(json.contains(#""faults":2"#))
        }
    }

    @Test("an unknown theme is a wrong command line, with the names that there are")
    func unknown() throws {
        let fault = #expect(throws: CommandFailure.self) {
            try ConsoleLook(theme: "nihgt", colour: .auto, environment: [:])
        }

        #expect(fault?.exit == .usage)
        #expect(
            fault?.line
                == "midwatch: there is no theme \"nihgt\"; name one of default, high-contrast, colour-blind, mono, "
                + "night-red, or the path of a file")
    }

    @Test("the command line outweighs the variable, and that the configuration")
    func precedence() throws {
        try withHome(["midwatch.yaml": "console: {theme: mono}\n"]) { (environment, _) throws in
            func name(_ option: String?, _ variable: String?) throws -> String {
                var environment = environment
                environment["MIDWATCH_THEME"] = variable
                return try ConsoleLook(theme: option, colour: .auto, environment: environment).theme.name
            }
            #expect(try name(nil, nil) == "mono")
            #expect(try name(nil, "night-red") == "night-red")
            #expect(try name("high-contrast", "night-red") == "high-contrast")
        }
        #expect(try ConsoleLook(theme: nil, colour: .auto, environment: [:]).theme == .standard)
    }

    @Test("a theme of the configuration may be a file beside it")
    func relative() throws {
        try withHome(["midwatch.yaml": "console: {theme: ./mine.yaml}\n", "mine.yaml": "about: mine\nroles: {}\n"]) {
            (environment, _) throws in
            let look = try ConsoleLook(theme: nil, colour: .auto, environment: environment)

            #expect(look.theme.about == "mine" && look.theme.name == "mine")
            #expect(look.remarks.isEmpty)
        }
    }

    @Test(
        "what is not named on the command line never keeps a console shut: it is said",
        arguments: ["console: {theme: nihgt}\n", "console: {thme: mono}\n"])
    func goesOn(configuration: String) throws {
        try withHome(["midwatch.yaml": configuration]) { (environment, _) throws in
            let look = try ConsoleLook(theme: nil, colour: .auto, environment: environment)

            #expect(look.theme == .standard)
            #expect(look.remarks.count == 1)
        }
    }

    @Test(
        "--color decides about colours",
        arguments: [
            (.auto, ["TERM": "xterm-256color"], true, .palette256), (.auto, ["TERM": "xterm-256color"], false, nil),
            (.auto, ["TERM": "xterm", "NO_COLOR": "1"], true, nil), (.auto, ["TERM": "vt100"], true, nil),
            (.always, ["TERM": "xterm-256color", "NO_COLOR": "1"], false, .palette256), (.always, [:], false, .sixteen),
            (.never, ["TERM": "xterm-256color"], true, nil), (.sixteen, [:], false, .sixteen),
            (.truecolor, [:], false, .truecolor),
        ] as [(ColourChoice, [String: String], Bool, ColourTier?)])
    func colours(choice: ColourChoice, environment: [String: String], isTerminal: Bool, tier: ColourTier?) {
        #expect(choice.tier(environment: environment, isTerminal: isTerminal) == tier)
    }

    @Test("the console does without colours when asked, and with them in spite of NO_COLOR when asked")
    func console() throws {
        #expect(ColourChoice.allCases.filter { $0.declines(environment: true) } == [.auto, .never])
        #expect(ColourChoice.allCases.filter { $0.declines(environment: false) } == [.never])
        let look = try ConsoleLook(theme: "high-contrast", colour: .sixteen, environment: [:])
        #expect(look.drawn[.text].background == .palette(0))
    }

    @Test("the preview is plain words without colours")
    func plain() {
        let text = ThemePreview(.standard, width: 80, glyphs: .ascii).lines(nil)

        #expect(
            text == """
                 MIDWATCH prod > Triage          kim      03:12Z  LIVE  STALE 4m  DEMO
                 2 NEED ACK   1 acked   1 snoozed   filter: open  hiding 3
                   SEV STATE    AGE   ID    SERVICE       WHAT                        WHO
                > !1   TRIG      6m   4127  checkout      5xx 12%, normal 0.2%        nobody
                 *!2   TRIG      9m   4129  search        p99 4.1s, promised 0.8s     nobody
                   3   ACK      41m   4121  ledger        replica lag 95s             sam
                   4   MITG      1h   4118  mailer        queue 18k, rising           kim
                   5   MUTED     3h   4102  cdn           certificate ends in 6 days  -
                   3   RSLV      5h   4099  batch         job late 40m                lee
                --------------------------------------------------------------------------------
                 NEXT  a  acknowledge 4127: it stops ringing      undo: u
                 :snooze 4127 --for 30m
                 the row that the next key acts on
                --------------------------------------------------------------------------------
                 text           16.6:1     key             6.8:1     mitigated      16.6:1
                 dim             5.9:1     prompt         16.6:1     resolved        5.9:1
                 strong         16.6:1     sev1            5.8:1     muted           5.9:1
                 title          16.6:1     sev2            5.0:1     warning        16.6:1
                 header         16.6:1     sev3           16.6:1     failure         5.8:1
                 border          5.9:1     sev4           16.6:1     ok             16.6:1
                 selected       16.6:1     sev5            5.9:1     stale           5.0:1
                 marker         16.6:1     acknowledged   16.6:1     demo            4.6:1

                """)
    }

    @Test("the preview shows every role in its own look", arguments: Role.allCases)
    func everyRole(role: Role) {
        let theme = Theme(name: "x") { .init(.palette($0 == role ? 200 : 100)) }
        let text = ThemePreview(theme, width: 80).lines(.palette256)

        // On the screen itself, and by its name.
        #expect(text.components(separatedBy: "38;5;200m").count > 2)
        #expect(text.contains("38;5;200m\(role.name)") || role == .text)
    }

    @Test("the preview fits any terminal", arguments: [1, 40, 79, 80, 200])
    func narrow(width: Int) {
        let lines = ThemePreview(.standard, width: width, glyphs: .ascii).lines(nil).split(separator: "\n")

        #expect(lines.allSatisfy { $0.count <= min(width, 80) })
    }
}
