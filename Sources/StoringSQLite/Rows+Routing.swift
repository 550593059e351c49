import GRDB
import Incidents
import Storing

/// The rows of what routing remembers. Those that are appended come in the order in which they were committed.
extension Rows {
    static func silences(
        _ db: Database, _ clause: String = "", _ arguments: StatementArguments = []
    ) throws -> [Silence] {
        var silences: [Silence] = []
        try each(db, "SELECT record FROM silences \(clause)", arguments) { row in
            silences.append(try ChangeCodec.silence(try bytes(row, 0)))
        }
        return silences.sorted { $0.id < $1.id }
    }

    static func groups(_ db: Database) throws -> [StoredGroup] {
        var groups: [StoredGroup] = []
        try each(db, "SELECT id, first FROM groups") { row in
            groups.append(
                StoredGroup(
                    id: DispatchID(UInt64(bitPattern: row[0] as Int64)), first: Timestamp(milliseconds: row[1])))
        }
        return groups.sorted { $0.id < $1.id }
    }

    // MARK: Notifications

    /// What a start reads of notifications: the last one of each key that its receiver took, and no history. `CROSS`
    /// keeps SQLite from going through the larger table instead of the smaller one.
    static let toldQuery = "SELECT record FROM told CROSS JOIN notifications ON id = notification ORDER BY notification"

    /// The last telling of each key that its receiver took, by key.
    static func told(_ db: Database) throws -> [Notification] {
        var told: [Notification] = []
        try each(db, toldQuery) { row in told.append(try ChangeCodec.notification(try bytes(row, 0))) }
        return told.sorted { $0.key < $1.key }
    }

    /// The newest notifications since a moment, in the order of their moments.
    static func notifications(_ db: Database, since moment: Timestamp, limit: Int) throws -> [Notification] {
        var newest: [Notification] = []
        try each(
            db, "SELECT record FROM notifications WHERE at >= ? ORDER BY at DESC, id DESC LIMIT ?",
            [moment.milliseconds, max(0, limit)]
        ) { row in newest.append(try ChangeCodec.notification(try bytes(row, 0))) }
        return newest.reversed()
    }

    /// The newest notifications that told of alerts and were decided up to a moment, in the order of their moments, each
    /// once: at least `limit` of each alert, where there are so many.
    static func notifications(
        _ db: Database, about fingerprints: Set<Fingerprint>, upTo moment: Timestamp, limit: Int
    ) throws -> [Notification] {
        var found: [(id: Int64, notification: Notification)] = []
        for (key, asked) in try keys(db, about: fingerprints) {
            var left = Dictionary(uniqueKeysWithValues: asked.map { ($0, limit) }).filter { $0.value > 0 }
            let cursor = try Row.fetchCursor(
                db.cachedStatement(
                    sql: "SELECT id, record FROM notifications WHERE key = ? ORDER BY at DESC, id DESC"),
                arguments: [key])
            while !left.isEmpty, let row = try cursor.next() {
                let notification = try ChangeCodec.notification(try bytes(row, 1))
                guard notification.decidedAt <= moment else { continue }
                let told = left.keys.filter { notification.tells(of: $0) }
                if !told.isEmpty { found.append((row[0], notification)) }
                for fingerprint in told {
                    left[fingerprint, default: 0] -= 1
                    if left[fingerprint] == 0 { left[fingerprint] = nil }
                }
            }
        }
        return found.sorted { ($0.notification.at, $0.id) < ($1.notification.at, $1.id) }.map(\.notification)
    }

    /// The keys under which alerts may have been told of: those under which each ever was, and those of notifications
    /// whose alerts are not entered yet.
    private static func keys(
        _ db: Database, about fingerprints: Set<Fingerprint>
    ) throws -> [Int64: Set<Fingerprint>] {
        var keys: [Int64: Set<Fingerprint>] = [:]
        try each(db, "SELECT key FROM unlisted_notifications CROSS JOIN notifications ON id = notification") { row in
            keys[row[0]] = fingerprints
        }
        for fingerprint in fingerprints {
            try each(db, "SELECT key FROM notified_alerts WHERE fingerprint = ?", [fingerprint.key]) { row in
                keys[row[0], default: []].insert(fingerprint)
            }
        }
        return keys
    }

    /// Notifications whose alerts are not entered into the index yet, oldest first: as many as together name so many
    /// alerts, but always one.
    static func unlisted(_ db: Database, alertsMax: Int) throws -> [Unlisted] {
        var (waiting, count): ([Unlisted], Int) = ([], 0)
        let cursor = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT id, key, record FROM unlisted_notifications CROSS JOIN notifications ON id = notification
                    ORDER BY id
                    """))
        while let row = try cursor.next() {
            let notification = try ChangeCodec.notification(try bytes(row, 2))
            count += notification.firing.count + notification.resolved.count
            if count > alertsMax, !waiting.isEmpty { break }
            let alerts = (notification.firing + notification.resolved).sorted()
            waiting.append(Unlisted(notification: row[0], key: row[1], alerts: alerts))
        }
        return waiting
    }

    /// Whether an alert fires, in any incident or in none.
    static func isFiring(_ db: Database, _ fingerprint: Fingerprint) throws -> Bool {
        let states = try String.fetchCursor(
            db.cachedStatement(sql: "SELECT state FROM alerts WHERE fingerprint = ?"), arguments: [fingerprint.key])
        while let state = try states.next() { if state == AlertState.firing.rawValue { return true } }
        return false
    }

    // MARK: Mutes

    /// The mute of an alert that stands.
    static func mute(_ db: Database, of fingerprint: Fingerprint) throws -> MuteRecord? {
        var record: MuteRecord?
        try each(db, "SELECT since, record FROM mutes WHERE fingerprint = ?", [fingerprint.key]) { row in
            record = MuteRecord(
                fingerprint: fingerprint, mute: try ChangeCodec.mute(try bytes(row, 1)),
                at: Timestamp(milliseconds: row[0]))
        }
        return record
    }

    static func mutes(_ db: Database) throws -> [StoredMute] {
        var mutes: [StoredMute] = []
        try each(db, "SELECT fingerprint, since, record FROM mutes") { row in
            mutes.append(
                StoredMute(
                    Fingerprint(key: row[0]), try ChangeCodec.mute(try bytes(row, 2)),
                    since: Timestamp(milliseconds: row[1])))
        }
        return mutes.sorted { $0.fingerprint < $1.fingerprint }
    }

    /// The last words about an alert's mutes up to a moment.
    static func muteHistory(
        _ db: Database, of fingerprint: Fingerprint, upTo moment: Timestamp, limit: Int
    ) throws -> [MuteRecord] {
        var history: [MuteRecord] = []
        try each(
            db, "SELECT at, record FROM mute_history WHERE fingerprint = ? AND at <= ? ORDER BY id DESC LIMIT ?",
            [fingerprint.key, moment.milliseconds, max(0, limit)]
        ) { row in
            let mute = row.hasNull(atIndex: 1) ? nil : try ChangeCodec.mute(try bytes(row, 1))
            history.append(MuteRecord(fingerprint: fingerprint, mute: mute, at: Timestamp(milliseconds: row[0])))
        }
        return history.reversed()
    }

    // MARK: Configurations

    /// The last configuration that was loaded, of those that a clause selects.
    static func configuration(
        _ db: Database, _ clause: String = "", _ arguments: StatementArguments = []
    ) throws -> LoadedConfiguration? {
        var found: LoadedConfiguration?
        let sql = "SELECT at, text, paging, unspoken FROM configurations \(clause) ORDER BY id DESC LIMIT 1"
        try each(db, sql, arguments) { row in
            var loaded = LoadedConfiguration(
                at: Timestamp(milliseconds: row[0]), text: String(decoding: try bytes(row, 1), as: UTF8.self))
            if let word: String = row[2] {
                loaded.paging = Paging(rawValue: word)
                loaded.unspoken = try ChangeCodec.unspoken(try bytes(row, 3))
            }
            found = loaded
        }
        return found
    }
}

/// A notification whose alerts are not entered into the index yet, and all of them, ascending.
struct Unlisted: Sendable {
    var notification: Int64
    var key: Int64
    var alerts: [Fingerprint]
}
