import Configuring
import Incidents
import Routing
import Wire

/// What is wrong with a configuration, and what of it is not acted on.
struct ConfigurationCheck {
    /// The file that was read; nil when there is none.
    var file: String?
    var faults: [ConfigurationFault] = []
    var warnings: [ConfigurationWarning] = []

    init(file: String?, faults: [ConfigurationFault], warnings: [ConfigurationWarning]) {
        (self.file, self.faults, self.warnings) = (file, faults, warnings)
    }

    /// So many alerts of a store are looked at, the latest.
    static let labelsMax = 10_000

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - seen: the labels that alerts had, as far as a store knows.
    ///   - themes: those that whoever checks has.
    init(
        _ path: String?, seen: SeenLabels = SeenLabels(),
        themes: ThemeCatalogue = ThemeCatalogue(environment: ProcessEnvironment.all)
    ) {
        file = path
        guard let path else { return }
        do {
            let configuration = try Configuration.load(path)
            let theme = ConfigurationCheck.warning(ofTheme: configuration.console.theme, in: themes, file: path)
            warnings = (configuration.warnings + configuration.lint(at: WallTime.now, seen: seen) + theme)
                .sorted { ($0.line, $0.column) < ($1.line, $1.column) }
            _ = try ConsoleChoice(configuration.console, file: path)
        } catch {
            // What is wrong with the console's part is not kept back until the rest is mended.
            let more = ConfigurationCheck.consoleFaults(path).filter { !error.faults.contains($0) }
            faults = (error.faults + more).sorted { ($0.line, $0.column) < ($1.line, $1.column) }
            faults = Array(faults.prefix(ConfigurationRefusal.faultsMax))
            if warnings.isEmpty { warnings = error.warnings }
        }
    }

    /// That a theme cannot be used. No fault: a name may be that of a file that only others have, and a console shows
    /// the usual theme instead.
    private static func warning(
        ofTheme theme: ConsoleSettings.Word?, in themes: ThemeCatalogue, file: String
    ) -> [ConfigurationWarning] {
        guard let theme else { return [] }
        do throws(ThemeFault) {
            _ = try themes.theme(ThemeCatalogue.word(theme, of: file))
            return []
        } catch {
            guard let line = error.lines.first else { return [] }
            return [
                ConfigurationWarning(file: file, line: theme.line, column: theme.column, message: line.original)
            ]
        }
    }

    private static func consoleFaults(_ path: String) -> [ConfigurationFault] {
        do throws(ConfigurationRefusal) {
            _ = try ConsoleChoice(ConsoleSettings.understood(path), file: path)
            return []
        } catch {
            return error.faults
        }
    }

    /// One warning a line.
    var warningLines: String { warnings.map { "\(SafeText("\($0)")) (warning)\n" }.joined() }

    /// One fault a line.
    var faultLines: String { faults.map { "\(SafeText("\($0)"))\n" }.joined() }

    /// What it comes to; empty when the faults say it.
    var summary: String {
        guard faults.isEmpty else { return "" }
        guard let file else {
            return "There is no configuration: the person at the keyboard is on call for everything. "
                + "midwatch init writes one.\n"
        }
        let tail =
            switch warnings.count {
            case 0: ""
            case 1: " 1 warning."
            default: " \(warnings.count) warnings."
            }
        return "\(SafeText(file)) is valid.\(tail)\n"
    }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("file")
        if let file { writer.string(file) } else { writer.null() }
        writer.name("faults")
        writer.beginArray()
        for fault in faults {
            writer.beginObject()
            ConfigurationCheck.write(&writer, fault.file, fault.line, fault.column, fault.message)
            writer.name("remedy")
            writer.string(fault.remedy)
            writer.endObject()
        }
        writer.endArray()
        writer.name("warnings")
        writer.beginArray()
        for warning in warnings {
            writer.beginObject()
            ConfigurationCheck.write(&writer, warning.file, warning.line, warning.column, warning.message)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private static func write(
        _ writer: inout JSONWriter, _ file: String, _ line: Int, _ column: Int, _ message: SafeText
    ) {
        writer.name("file")
        writer.string(file)
        writer.name("line")
        writer.integer(line)
        writer.name("column")
        writer.integer(column)
        writer.name("message")
        writer.string(message)
    }
}
