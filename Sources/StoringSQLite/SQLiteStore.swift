import Foundation
import GRDB
package import Incidents
import Storing
import Synchronization

/// The store on SQLite: one appended row for each batch makes it durable; readable tables are folded from the rows
/// later.
///
/// Calls block. The loop calls `commit` on its own thread; `fold` and `prune` come from one other; everybody reads
/// through connections of their own. Commits and folds take turns on one connection, in the order in which they come,
/// so a commit never waits for more than one short transaction of a fold. The write-ahead log is copied back by another
/// connection, which no commit waits for.
package final class SQLiteStore: IncidentStore {
    /// The version of the tables that this midwatch makes and knows.
    package static let schemaVersion = Schema.current.version

    package let path: String
    let pool: DatabasePool
    let checkpointer: DatabaseQueue
    private let lock: StoreLock

    /// The last sequence number that was committed; nil after a fault, when only the file knows.
    private let lastSeq = Mutex<Int64?>(nil)
    /// Held by whoever folds, prunes or probes: they never run at the same time.
    let housekeeping = Mutex(())
    /// Bytes written since the write-ahead log was last copied back, roughly.
    let written = Mutex<Int64>(0)

    /// Opens a store, or makes a new one: its folder, its file, its tables.
    ///
    /// - Throws: ``StoreError``: held by another process, damaged, newer than this version, or not writable.
    package convenience init(path: String) throws { try self.init(path: path, schema: .current) }

    init(path: String, schema: Schema) throws {
        self.path = path
        do {
            try StoreFile.makeFolder(of: path)
            lock = try StoreLock(beside: path)
            try StoreFile.make(path)
            let found = try SQLiteStore.inspect(path, schema)
            pool = try DatabasePool(path: path, configuration: SQLiteStore.configuration(busy: 2))
            checkpointer = try DatabaseQueue(path: path, configuration: SQLiteStore.configuration(busy: 0.02))
            try bringUp(to: schema, from: found)
        } catch { throw StoreError(error, at: path) }
    }

    deinit {
        // Everything durable is in the write-ahead log: what fails here is done at the next start.
        try? pool.close()
        try? checkpointer.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try? checkpointer.close()
    }

    /// - Parameter busy: seconds to wait while another connection holds the file.
    static func configuration(busy: TimeInterval, readonly: Bool = false) -> GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.label = "midwatch.store"
        configuration.busyMode = .timeout(busy)
        configuration.readonly = readonly
        return configuration
    }

    /// Does something, and says what went wrong in the words of a store.
    func withFaults<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch { throw StoreError(error, at: path) }
    }

    /// The SQL text of a commit: it is prepared once.
    private static let insert = "INSERT INTO log (seq, at, changes) VALUES (?, ?, ?)"

    package func commit(_ batch: ChangeBatch) throws {
        let bytes = ChangeCodec.encode(batch.changes)
        try withFaults {
            try pool.writeWithoutTransaction { db in
                let last = try lastSeq.withLock { $0 } ?? Meta.lastSeq(db)
                guard batch.seq == last + 1 else { throw StoreError.outOfOrder(batch.seq, last: last) }
                lastSeq.withLock { $0 = nil }
                // One statement is one transaction: all of the row is durable when it returns, or nothing.
                try db.cachedStatement(sql: SQLiteStore.insert)
                    .execute(arguments: [batch.seq, batch.at.milliseconds, Data(bytes)])
                lastSeq.withLock { $0 = batch.seq }
            }
            written.withLock { $0 += Int64(bytes.count) + 3 * SQLiteStore.pageSize }
        }
    }

    /// SQLite's own; each transaction writes whole pages.
    static let pageSize: Int64 = 4096

    /// How commits are written, read back from the connection that writes them: 2 is FULL.
    package func synchronousMode() throws -> Int {
        try withFaults { try pool.writeWithoutTransaction { try SQLiteStore.synchronous($0) } }
    }

    static func synchronous(_ db: Database) throws -> Int { try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? -1 }
}
