import GRDB
import Incidents
import Storing
import Synchronization

/// Folding: what the log says goes into the readable tables, in short transactions between commits.
extension SQLiteStore {
    /// So many changes in one transaction: 3 to 5 ms, which is the longest that a commit waits for a fold.
    static let foldedChangesMax = 128
    /// So many bytes of the log are read at a time.
    static let foldedBytesMax = 1 << 20

    @discardableResult
    package func fold(batches: Int) throws -> Int {
        try housekeeping.withLock { _ in
            try withFaults {
                let left = try foldLog(batches: batches)
                try listNotified()
                try copyBack()
                return left
            }
        }
    }

    /// Copies the write-ahead log back as well: in a storm, when nobody folds, this is what keeps it bounded.
    package func unfolded() throws -> Int {
        try housekeeping.withLock { _ in
            try withFaults {
                try copyBack()
                return try pool.read { db in Int(try Meta.lastSeq(db) - FoldPosition(db).seq) }
            }
        }
    }

    /// Folds some of the log, and answers how many batches are left.
    private func foldLog(batches limit: Int) throws -> Int {
        var (position, batches) = try pool.read { db in
            let position = try FoldPosition(db)
            let batches = try Rows.batches(
                db, after: position.seq, limit: limit, bytesMax: SQLiteStore.foldedBytesMax)
            return (position, batches)
        }
        if !batches.isEmpty { batches[0].changes.removeFirst(min(position.changes, batches[0].changes.count)) }
        var (slice, end): ([Change], FoldPosition) = ([], position)
        for batch in batches {
            var rest = batch.changes[...]
            repeat {
                let taken = rest.prefix(SQLiteStore.foldedChangesMax - slice.count)
                slice += taken
                rest = rest.dropFirst(taken.count)
                end =
                    rest.isEmpty
                    ? FoldPosition(seq: batch.seq, changes: 0)
                    : FoldPosition(
                        seq: batch.seq - 1, changes: (end.seq == batch.seq - 1 ? end.changes : 0) + taken.count)
                if slice.count == SQLiteStore.foldedChangesMax {
                    try write(slice, from: position, to: end)
                    (slice, position) = ([], end)
                }
            } while !rest.isEmpty
        }
        if end != position { try write(slice, from: position, to: end) }
        return Int(try pool.read { try Meta.lastSeq($0) } - end.seq)
    }

    /// One transaction: the changes in the tables, and how far the log is folded with them.
    private func write(_ changes: [Change], from start: FoldPosition, to end: FoldPosition) throws {
        let size = try pool.writeWithoutTransaction { db in
            var size: Int64 = 0
            try db.inTransaction(.immediate) {
                guard try FoldPosition(db) == start else { return .rollback }
                size = try FoldWriter(db).write(changes)
                try end.keep(db)
                return .commit
            }
            return size
        }
        written.withLock { $0 += size }
    }

    /// Enters the alerts of the notifications that wait for it into the index that finds notifications by alert:
    /// ascending, so that a transaction writes neighbours. After a crash it begins again with those not entered whole.
    private func listNotified() throws {
        while true {
            let waiting = try pool.read { try Rows.unlisted($0, alertsMax: FoldWriter.listedMax) }
            if waiting.isEmpty { return }
            var rest = waiting.flatMap { told in told.alerts.map { (told.key, $0) } }[...]
            repeat {
                let slice = rest.prefix(FoldWriter.listedMax)
                rest = rest.dropFirst(slice.count)
                try pool.write { db in
                    let writer = FoldWriter(db)
                    for (key, fingerprint) in slice { try writer.list(fingerprint, under: key) }
                    guard rest.isEmpty else { return }
                    for told in waiting {
                        try writer.run("DELETE FROM unlisted_notifications WHERE notification = ?", [told.notification])
                    }
                }
                written.withLock { $0 += Int64(slice.count) * 64 }
            } while !rest.isEmpty
        }
    }

    /// The write-ahead log is copied back when so many bytes were written.
    static let copiedBackSize: Int64 = 16 << 20
    /// A write-ahead log of this size did not come to its end between commits, so they wait for once.
    static let walSizeMax: Int64 = 64 << 20

    /// Copies the write-ahead log back into the store when it has grown, beside the commits.
    func copyBack() throws {
        guard written.withLock({ $0 }) >= SQLiteStore.copiedBackSize else { return }
        written.withLock { $0 = 0 }
        try checkpointer.writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
        guard StoreFile.size("\(path)-wal") > SQLiteStore.walSizeMax else { return }
        pool.writeWithoutTransaction { _ in
            // Refused while somebody reads an old state: it comes round again.
            try? checkpointer.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        }
    }
}
