import GRDB
import Incidents
package import Storing
import Synchronization

/// What keeps a store in order: forgetting, probing, copying.
extension SQLiteStore {
    /// So many rows are forgotten in one transaction, so that a commit does not wait for long.
    static let forgottenMax = 64

    package func prune(_ horizon: RetentionHorizon) throws {
        // What the log says about an incident counts before its age does.
        while try fold(batches: 1024) > 1024 {}
        try housekeeping.withLock { _ in
            try withFaults {
                for step in [forgetIncidents, forgetAlerts, forgetRequests, forgetLog] {
                    while try pool.write({ try step($0, horizon) }) == SQLiteStore.forgottenMax {}
                }
                try forgetRouting(horizon)
                try copyBack()
            }
        }
    }

    /// A step of forgetting: answers how much it forgot, ``forgottenMax`` when there may be more.
    private func forgetIncidents(_ db: Database, _ horizon: RetentionHorizon) throws -> Int {
        let old = try Rows.incidents(
            db, "WHERE resolved_at < ? AND is_cleared_unseen = 0 LIMIT ?",
            [horizon.incidents.milliseconds, SQLiteStore.forgottenMax])
        // One that the log has news about is not old, whatever the table says: it comes round again.
        var news: Set<IncidentNumber> = []
        for case .incident(let incident) in try Rows.tailChanges(db) { news.insert(incident.number) }
        guard news.isDisjoint(with: old.map(\.number)) else { return 0 }
        for incident in old {
            for (table, column) in [("timeline", "incident"), ("pages", "incident"), ("incidents", "number")] {
                try db.cachedStatement(sql: "DELETE FROM \(table) WHERE \(column) = ?")
                    .execute(arguments: [incident.number.value])
            }
            try forgetAlerts(db, "incident = ?", [incident.number.value])
        }
        return old.count
    }

    /// Forgets alerts, and under which keys those were told of that are forgotten whole. Answers how many rows went.
    @discardableResult
    private func forgetAlerts(_ db: Database, _ clause: String, _ arguments: StatementArguments) throws -> Int {
        let forgotten = try Int64.fetchAll(
            db.cachedStatement(sql: "DELETE FROM alerts WHERE \(clause) RETURNING fingerprint"), arguments: arguments)
        let told = try db.cachedStatement(
            sql: """
                DELETE FROM notified_alerts WHERE fingerprint = ?1
                AND NOT EXISTS (SELECT 1 FROM alerts WHERE alerts.fingerprint = ?1)
                """)
        for fingerprint in forgotten { try told.execute(arguments: [fingerprint]) }
        return forgotten.count
    }

    private func forgetAlerts(_ db: Database, _ horizon: RetentionHorizon) throws -> Int {
        let forgotten = try forgetAlerts(
            db,
            """
            id IN (
                SELECT id FROM alerts WHERE state <> 'firing' AND ends_at < ?
                AND incident NOT IN (SELECT number FROM incidents WHERE resolved_at IS NULL) LIMIT ?)
            """, [horizon.alerts.milliseconds, SQLiteStore.forgottenMax])
        try db.cachedStatement(sql: "DELETE FROM mutes WHERE until < ?").execute(arguments: [
            horizon.alerts.milliseconds
        ])
        return forgotten
    }

    private func forgetRequests(_ db: Database, _ horizon: RetentionHorizon) throws -> Int {
        try db.cachedStatement(sql: "DELETE FROM requests WHERE id IN (SELECT id FROM requests WHERE at < ? LIMIT ?)")
            .execute(arguments: [horizon.requests.milliseconds, SQLiteStore.forgottenMax])
        return db.changesCount
    }

    /// The oldest batches that are folded; the log keeps no gap.
    private func forgetLog(_ db: Database, _ horizon: RetentionHorizon) throws -> Int {
        var last: Int64?
        var count = 0
        let folded = try FoldPosition(db).seq
        let cursor = try Row.fetchCursor(
            db.cachedStatement(sql: "SELECT seq, at FROM log WHERE seq <= ? ORDER BY seq LIMIT ?"),
            arguments: [folded, SQLiteStore.forgottenMax])
        while let row = try cursor.next(), (row[1] as Int64) < horizon.log.milliseconds {
            last = row[0]
            count += 1
        }
        guard let last else { return 0 }
        try db.cachedStatement(sql: "DELETE FROM log WHERE seq <= ?").execute(arguments: [last])
        return count
    }

    /// A batch of many alerts is about as large as this: where it fits a batch does.
    static let probeSize = 64 << 10

    package func probe() throws {
        try withFaults {
            try pool.writeWithoutTransaction { db in
                try db.execute(
                    sql: "INSERT OR REPLACE INTO probe VALUES (1, randomblob(?))", arguments: [SQLiteStore.probeSize])
                try db.execute(sql: "DELETE FROM probe")
            }
        }
        written.withLock { $0 += 2 * Int64(SQLiteStore.probeSize) }
    }

    package func backup(to copy: String) throws {
        // A connection of its own: the copy is of one moment, and no commit waits for it.
        try StoreFile.makeNew(copy)
        do {
            let source = try DatabaseQueue(
                path: path, configuration: SQLiteStore.configuration(busy: 2, readonly: true))
            try source.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
            try StoreFile.sync(copy)
        } catch {
            // Half a copy is none.
            StoreFile.remove(copy)
            throw StoreError(error, at: copy)
        }
    }

    package var sizeInBytes: Int64 { StoreFile.size(path) + StoreFile.size("\(path)-wal") }
}
