import ArgumentParser
import Configuring
import Incidents
import TerminalUI

#if canImport(Glibc)
    import Glibc
#endif

/// `midwatch theme`: how the console may look.
struct ThemeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme",
        abstract: "List the themes that the console can have, or show one.",
        discussion: """
            A theme is chosen with --theme, with \(ConsoleLook.variable), or with console: {theme: NAME} in the \
            configuration. Themes of your own lie in $XDG_CONFIG_HOME/midwatch/themes/NAME.yaml.

            Example: midwatch theme preview night-red
            """,
        subcommands: [List.self, Preview.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say which themes there are, where each is from, and how well it can be read.",
            discussion: """
                The contrast is the lowest of any role, on the usual dark and light terminals; 4.5:1 is what text needs.

                Example: midwatch theme list -o json
                """)

        @OptionGroup var output: OutputOptions

        func run() throws {
            let entries = ThemeCatalogue(environment: ProcessEnvironment.all).entries
            switch output.form {
            case .json: StandardStreams.write(ThemeTable.json(entries) + [0x0A])
            case .table: StandardStreams.write(ThemeTable.text(entries, .current))
            }
        }
    }

    struct Preview: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a small screen in a theme, with every role by its name.",
            discussion: """
                Without a name it shows the theme that the console would have. Where there are no colours it is plain words.

                Example: midwatch theme preview high-contrast --color 256
                """)

        @Argument(help: ArgumentHelp("The theme: a name, or the path of a file.", valueName: "name"))
        var name: String?

        @Option(help: ArgumentHelp("Colours.", valueName: "auto|always|never|16|256|truecolor"))
        var color = ColourChoice.auto

        func run() throws {
            let environment = ProcessEnvironment.all
            let tier = color.tier(environment: environment, isTerminal: StandardStreams.isTerminal(STDOUT_FILENO))
            let theme = try theme(environment)
            let weakest = theme.weakest
            let about = theme.about.isEmpty ? "" : ": \(theme.about)"
            StandardStreams.write(
                """
                \(SafeText(theme.name))\(about)
                \(tier.map { "Colours: \($0.name)" } ?? "No colours")\
                ; lowest contrast \(ThemeTable.ratio(weakest.contrast)), of \(weakest.role.name).


                """)
            StandardStreams.write(ThemePreview(theme, width: OutputStyle.current.width).lines(tier))
        }

        private func theme(_ environment: [String: String]) throws -> Theme {
            guard let name else {
                let look = try ConsoleLook(theme: nil, colour: color, environment: environment)
                for remark in look.remarks { StandardStreams.remark(remark.shown) }
                return look.theme
            }
            do throws(ThemeFault) {
                let file = try ThemeCatalogue(environment: environment).theme(name)
                for warning in file.warnings { StandardStreams.remark("\(SafeText("\(warning)"))") }
                return file.theme
            } catch { throw error.told() }
        }
    }
}
