import GRDB
import Incidents
import Storing
import Synchronization

/// Forgetting what routing remembers. What may go is looked for beside the commits, and goes in short transactions.
extension SQLiteStore {
    /// So many rows are looked for at a time.
    private static let lookedForMax = 4096
    /// So many bytes of records are forgotten in one transaction, but always one row: freeing pages takes time too.
    private static let forgottenSizeMax: Int64 = 1 << 20

    /// A row that may go, and how large it is in bytes.
    private struct Old: Sendable {
        var id: Int64
        var size: Int64
    }

    /// As ``RetentionHorizon`` says. Whoever calls it holds `housekeeping`.
    func forgetRouting(_ horizon: RetentionHorizon) throws {
        let (incidents, alerts) = (horizon.incidents.milliseconds, horizon.alerts.milliseconds)
        try forget("silences", "SELECT rowid, length(record) FROM silences WHERE ends_at < ?1", incidents)
        // The last one before the moment was in force at it.
        try forget(
            "configurations",
            """
            SELECT id, length(text) FROM configurations
            WHERE at < ?1 AND id < (SELECT max(id) FROM configurations WHERE at < ?1)
            """, incidents)
        try forget(
            "notifications",
            """
            SELECT id, length(record) FROM notifications
            WHERE at < ?1 AND NOT EXISTS (SELECT 1 FROM told WHERE notification = id)
            """, alerts)
        try forgetTold(before: alerts)
        try forget("mute_history", SQLiteStore.oldMutes, alerts)
        try forget("former_alerts", "SELECT id, 64 FROM former_alerts WHERE ends_at < ?1", alerts)
    }

    /// A mute goes once another word about the alert was old too, or once nobody says any more that it stands. That it
    /// was lifted goes after it, so that in between it is not taken to stand.
    private static let oldMutes = """
        SELECT id, coalesce(length(record), 0) FROM mute_history AS old WHERE at < ?1 AND CASE
            WHEN record IS NULL THEN NOT EXISTS (
                SELECT 1 FROM mute_history WHERE fingerprint = old.fingerprint AND id < old.id AND record IS NOT NULL)
            ELSE EXISTS (
                    SELECT 1 FROM mute_history WHERE fingerprint = old.fingerprint AND id > old.id AND at < ?1)
                OR NOT EXISTS (SELECT 1 FROM mute_history WHERE fingerprint = old.fingerprint AND id > old.id)
                AND NOT EXISTS (SELECT 1 FROM mutes WHERE fingerprint = old.fingerprint)
            END
        """

    /// The last telling of a key goes once nothing fires any more that it told of as firing.
    private func forgetTold(before moment: Int64) throws {
        let old = try pool.read { db in
            var old: [Old] = []
            try Rows.each(
                db,
                """
                SELECT id, length(record), record FROM told CROSS JOIN notifications ON id = notification WHERE at < ?
                """, [moment]
            ) { row in
                let told = try ChangeCodec.notification(try Rows.bytes(row, 2))
                if try !told.firing.contains(where: { try Rows.isFiring(db, $0) }) {
                    old.append(Old(id: row[0], size: row[1]))
                }
            }
            return old
        }
        try forget(old, from: [("told", "notification"), ("notifications", "id")])
    }

    /// Forgets the rows of a table that a query names, with the size of each, until it names none.
    private func forget(_ table: String, _ query: String, _ moment: Int64) throws {
        while true {
            let old = try pool.read { db in
                var old: [Old] = []
                try Rows.each(db, "\(query) LIMIT ?2", [moment, SQLiteStore.lookedForMax]) { row in
                    old.append(Old(id: row[0], size: row[1]))
                }
                return old
            }
            if old.isEmpty { return }
            try forget(old, from: [(table, "rowid")])
        }
    }

    private func forget(_ old: [Old], from places: [(table: String, column: String)]) throws {
        var rest = old[...]
        while let first = rest.first {
            var (count, size) = (1, first.size)
            for next in rest.dropFirst().prefix(SQLiteStore.forgottenMax - 1) {
                size += next.size
                if size > SQLiteStore.forgottenSizeMax { break }
                count += 1
            }
            let slice = rest.prefix(count)
            try pool.write { db in
                for (table, column) in places {
                    let delete = try db.cachedStatement(sql: "DELETE FROM \(table) WHERE \(column) = ?")
                    for row in slice { try delete.execute(arguments: [row.id]) }
                }
            }
            written.withLock { $0 += size }
            rest = rest.dropFirst(count)
        }
    }
}
