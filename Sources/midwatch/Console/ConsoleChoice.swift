import Configuring
import Console
import Incidents

#if canImport(Glibc)
    import Glibc
#endif

/// What a person has chosen for their console: joins what the configuration says with what the console knows.
struct ConsoleChoice: Sendable {
    var keys = KeyBindings.standard
    var list = ListChoice()
    /// Whether the mouse moves the cursor from the start.
    var takesMouse = false

    /// Nothing was chosen.
    static let usual = ConsoleChoice()

    private init() {}

    /// The choice of a file that the router would read too; the usual one where there is none.
    ///
    /// - Parameter option: what stands behind `--config`.
    /// - Throws: every fault of the file's `console:` block, with its place.
    static func load(option: String?, environment: [String: String]) throws(ConfigurationRefusal) -> ConsoleChoice {
        let found = ConfigurationSearch.find(
            option: option, environment: environment, exists: { access($0, R_OK) == 0 })
        guard let path = found.path else { return .usual }
        return try ConsoleChoice(try ConsoleSettings.load(path), file: path)
    }

    /// What a file says, held against the keys, actions and columns that there are.
    init(_ settings: ConsoleSettings, file: String) throws(ConfigurationRefusal) {
        var faults: [ConfigurationFault] = []
        func fault(_ line: Int, _ column: Int, _ message: SafeText, _ remedy: SafeText) {
            faults.append(
                ConfigurationFault(
                    file: file, line: line, column: column, message: message.original, remedy: remedy.original))
        }
        do throws(BindingRefusal) {
            keys = try KeyBindings(overrides: settings.keys.map { ($0.key, $0.action) })
        } catch {
            for found in error.faults {
                let wish = settings.keys[found.index]
                fault(wish.line, wish.column, found.message, found.remedy)
            }
        }
        takesMouse = settings.takesMouse
        do throws(ListRefusal) {
            list = try ListChoice(columns: settings.columns.map(\.text), sort: settings.sort?.text)
        } catch {
            for found in error.faults {
                let word = found.index.map { settings.columns[$0] } ?? settings.sort
                fault(word?.line ?? 0, word?.column ?? 0, found.message, found.remedy)
            }
        }
        list.storm = ConsoleChoice.storm(settings.storm)
        guard faults.isEmpty else {
            let sorted = faults.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
            throw ConfigurationRefusal(faults: Array(sorted.prefix(ConfigurationRefusal.faultsMax)))
        }
    }

    /// From when on incidents are folded; nil for never.
    private static func storm(_ storm: ConsoleSettings.Storm?) -> StormRule? {
        let usual = StormRule.usual
        return switch storm {
        case nil: usual
        case .off: nil
        case .from(let incidents, let within):
            StormRule(incidents: incidents ?? usual.incidents, within: within ?? usual.within)
        }
    }
}
