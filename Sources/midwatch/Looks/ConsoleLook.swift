import ArgumentParser
import Configuring
import Curses
import Incidents
import TerminalUI

#if canImport(Glibc)
    import Glibc
#endif

/// How a console shall look, as somebody asked for it.
struct LookOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The theme: a name that theme list says, or a file.", valueName: "NAME|PATH"))
    var theme: String?

    @Option(help: ArgumentHelp("Colours.", valueName: "auto|always|never|16|256|truecolor"))
    var color = ColourChoice.auto

    @Flag(help: "Characters: only those of ASCII, or all that UTF-8 has; the locale decides otherwise.")
    var characters: CharacterChoice?

    /// Finds the theme, and says what is worth saying about it.
    ///
    /// - Parameter config: the configuration that was named, if one was.
    /// - Throws: a ``CommandFailure`` when the theme that was named here is none.
    func look(config: String? = nil) throws -> ConsoleLook {
        var look = try ConsoleLook(
            theme: theme, colour: color, config: config, environment: ProcessEnvironment.all)
        look.glyphs = characters?.glyphs
        for remark in look.remarks { StandardStreams.remark(remark.shown) }
        return look
    }
}

/// What `--ascii` and `--utf8` take: for a terminal that shows other characters than the locale says.
enum CharacterChoice: String, EnumerableFlag {
    case ascii, utf8

    var glyphs: GlyphTier { self == .ascii ? .ascii : .unicode }
}

/// The theme of a console, and how many colours it may use.
struct ConsoleLook: Sendable {
    static let variable = "MIDWATCH_THEME"

    var theme: Theme
    var colour: ColourChoice
    /// The characters that the person demanded; nil finds them out from the locale.
    var glyphs: GlyphTier?
    /// What a person should know before the screen is taken.
    var remarks: [SafeText] = []

    /// The theme of `--theme`, else of `MIDWATCH_THEME`, else of the configuration, else the usual one.
    ///
    /// Only what stands on the command line stops the console: whoever is woken needs it, in whatever colours.
    init(
        theme word: String?, colour: ColourChoice, config: String? = nil, environment: [String: String]
    ) throws {
        self.colour = colour
        let catalogue = ThemeCatalogue(environment: environment)
        if let word {
            do throws(ThemeFault) { theme = try catalogue.theme(word).theme } catch { throw error.told() }
            return
        }
        theme = .standard
        let asked: (word: String, by: String)?
        if let word = environment[Self.variable], !word.isEmpty {
            asked = (word, Self.variable)
        } else {
            asked = configured(config, environment).map { ($0, "the configuration") }
        }
        // Asked by nobody, the usual one stands in the code, unless a person has put a file in its place.
        guard asked != nil || catalogue.hasOwn(ThemeFile.usualBase) else { return }
        do throws(ThemeFault) { theme = try catalogue.theme(asked?.word ?? ThemeFile.usualBase).theme } catch {
            guard let line = error.lines.first else { return }
            remarks.append(
                SafeText("the usual theme is shown: \(asked?.by ?? "your own one") names no good one: \(line)"))
        }
    }

    private mutating func configured(_ config: String?, _ environment: [String: String]) -> String? {
        let found = ConfigurationSearch.find(
            option: config, environment: environment, exists: { access($0, R_OK) == 0 })
        guard let path = found.path else { return nil }
        do {
            return try ConsoleSettings.load(path).theme.map { ThemeCatalogue.word($0, of: path) }
        } catch {
            remarks.append(
                "the configuration has faults, and its theme is not looked at; midwatch check-config says them")
            return nil
        }
    }

    /// The theme in the colours that may be used.
    var drawn: Theme { theme.reduced(to: colour.most) }

    /// The surroundings with what was asked for in the place of what they say.
    func surroundings(_ environment: [String: String]) -> Surroundings {
        var surroundings = Surroundings(environment: environment)
        surroundings.declinesColour = colour.declines(environment: surroundings.declinesColour)
        return surroundings
    }
}
