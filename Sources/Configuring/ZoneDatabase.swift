internal import Foundation
internal import Routing

/// The time zones of this machine.
enum ZoneDatabase {
    /// Where systems keep them, in the order in which they are asked.
    private static let folders = ["/usr/share/zoneinfo/", "/usr/share/lib/zoneinfo/", "/etc/zoneinfo/"]

    /// The zone of a name, as Alertmanager knows them: `Europe/Berlin`, `UTC`, `Local`. Nil when there is none.
    static func zone(_ name: String) -> ZoneRules? {
        switch name {
        case "", "UTC": return .utc
        case "Local": return read("/etc/localtime", name) ?? .utc
        default: break
        }
        // A name is a place inside the database, and nothing else of the machine.
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !name.hasPrefix("/"), !name.contains("\\"), !name.contains("\0"), !parts.contains("..") else {
            return nil
        }
        return folders.lazy.compactMap { read($0 + name, name) }.first
    }

    private static func read(_ path: String, _ name: String) -> ZoneRules? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }  // It was read only: there is nothing that closing it could lose.
        guard let bytes = try? handle.read(upToCount: 1 << 20) else { return nil }
        return ZoneRules(name: name, database: Array(bytes))
    }
}
