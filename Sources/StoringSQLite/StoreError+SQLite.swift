import GRDB
import Storing

extension StoreError {
    /// What a fault of SQLite means for a store, with the remedy.
    init(_ error: any Error, at path: String) {
        switch error {
        case let known as StoreError: self = known
        case let fault as CodecFault: self = .unreadable("a record of \(path)", fault)
        case let fault as DatabaseError: self.init(fault, at: path)
        default: self.init(.unwritable, "\(path) cannot be used: \(error)")
        }
    }

    private init(_ fault: DatabaseError, at path: String) {
        let said = fault.message ?? "\(fault.extendedResultCode)"
        switch fault.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_FORMAT, .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH:
            self = .damaged(path, said)
        case .SQLITE_FULL:
            self.init(
                .unwritable,
                "the disk under \(path) is full: free some space, and writing goes on by itself")
        case .SQLITE_IOERR:
            self.init(
                .unwritable,
                "the disk under \(path) fails (\(said), \(fault.extendedResultCode)): see to the disk and its space; "
                    + "writing goes on by itself when it works again")
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(
                .unwritable,
                "\(path) cannot be written (\(said)): let the router's user write the file and its folder")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .unwritable,
                "another program has locked \(path): end it (a sqlite3 shell with an open transaction?), and writing "
                    + "goes on by itself")
        default:
            self.init(.unwritable, "\(path) cannot be used (\(said), \(fault.extendedResultCode)): see to the machine")
        }
    }

    /// A file that is no store, or a damaged one.
    static func damaged(_ path: String, _ said: String) -> StoreError {
        StoreError(
            .corrupt,
            "\(path) is damaged or not a store of midwatch (\(said)): move it away with its -wal file, and put "
                + "a copy from midwatch backup in its place, or start without one")
    }
}
