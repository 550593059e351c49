import Foundation
import Incidents
import Storing
import StoringSQLite
import Support

/// A folder of a test's own, gone with it.
final class Folder {
    let path: String

    init(at path: String = NSTemporaryDirectory() + "midwatch-\(ProcessInfo.processInfo.globallyUniqueString)") throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }
    var store: String { file("midwatch.db") }

    /// The permissions of a file in this folder, or of the folder itself.
    func mode(_ name: String = "") throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: file(name))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }
}

/// A store on SQLite in a folder of its own.
final class SQLiteBed: StoreBed {
    private let folder: Folder
    private var opened: SQLiteStore?

    init() throws {
        folder = try Folder()
        opened = try SQLiteStore(path: folder.store)
    }

    var store: any IncidentStore {
        get throws {
            guard let opened else { throw StoreError(.unwritable, "the store is closed") }
            return opened
        }
    }

    func reopen() throws {
        opened = nil
        opened = try SQLiteStore(path: folder.store)
    }

    func copy() throws -> (any IncidentStore)? {
        try store.backup(to: folder.file("copy.db"))
        return try SQLiteStore(path: folder.file("copy.db"))
    }
}
