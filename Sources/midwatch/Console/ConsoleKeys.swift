import Configuring
import Console
import Incidents

#if canImport(Glibc)
    import Glibc
#endif

/// Joins what the configuration says about keys with what the console knows of them.
enum ConsoleKeys {
    /// The keys of a console, from the file that the router would read too; the standard ones where there is none.
    ///
    /// - Parameter option: what stands behind `--config`.
    /// - Throws: every fault of the file's `console:` block, with its place.
    static func load(option: String?, environment: [String: String]) throws(ConfigurationRefusal) -> KeyBindings {
        let found = ConfigurationSearch.find(
            option: option, environment: environment, exists: { access($0, R_OK) == 0 })
        guard let path = found.path else { return .standard }
        return try bindings(try ConsoleSettings.load(path), file: path)
    }

    /// The table of keys, changed by what a file says.
    static func bindings(_ settings: ConsoleSettings, file: String) throws(ConfigurationRefusal) -> KeyBindings {
        do {
            return try KeyBindings(overrides: settings.keys.map { ($0.key, $0.action) })
        } catch let refusal as BindingRefusal {
            throw ConfigurationRefusal(
                faults: refusal.faults.prefix(ConfigurationRefusal.faultsMax).map { fault in
                    let wish = settings.keys[fault.index]
                    return ConfigurationFault(
                        file: file, line: wish.line, column: wish.column, message: fault.message.original,
                        remedy: fault.remedy.original)
                })
        } catch {
            throw ConfigurationRefusal(faults: [
                ConfigurationFault(
                    file: file, line: 0, column: 0, message: "\(error)", remedy: "check its console block")
            ])
        }
    }
}
