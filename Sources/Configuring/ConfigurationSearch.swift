/// Where the configuration is looked for, first match first: `--config`, `MIDWATCH_CONFIG`,
/// `$XDG_CONFIG_HOME/midwatch/midwatch.yaml`, `/etc/midwatch/midwatch.yaml`.
package enum ConfigurationSearch {
    package enum Found: Hashable, Sendable {
        /// Somebody named this file: it must be there.
        case named(String)
        /// This file lies in one of the usual places.
        case usual(String)
        /// There is none: ``Configuration/standard`` holds.
        case none

        package var path: String? {
            switch self {
            case .named(let path), .usual(let path): path
            case .none: nil
            }
        }
    }

    package static let variable = "MIDWATCH_CONFIG"
    package static let systemPath = "/etc/midwatch/midwatch.yaml"

    /// - Parameters:
    ///   - option: what stands behind `--config`.
    ///   - exists: whether there is a file at a path.
    package static func find(
        option: String?, environment: [String: String], exists: (String) -> Bool
    ) -> Found {
        if let option { return .named(option) }
        if let path = environment[variable], !path.isEmpty { return .named(path) }
        let usual = [personalPath(environment), systemPath].compactMap { $0 }
        return usual.first(where: exists).map(Found.usual) ?? .none
    }

    /// Where a person's own configuration lies; nil without a home. `midwatch init` writes here.
    package static func personalPath(_ environment: [String: String]) -> String? {
        // A relative path in XDG_CONFIG_HOME is invalid by its specification, and ignored.
        if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
            return folder + "/midwatch/midwatch.yaml"
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + "/.config/midwatch/midwatch.yaml"
    }
}
