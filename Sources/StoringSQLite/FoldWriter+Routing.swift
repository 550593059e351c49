import Foundation
import GRDB
import Incidents
import Storing

/// What routing remembers: silences, clocks of groups, notifications, mutes and configurations.
extension FoldWriter {
    /// So many alerts are entered into the index of notifications in one transaction.
    static let listedMax = 512

    /// Answers roughly how many bytes were written.
    func writeRouting(_ records: StoredRecords) throws -> Int64 {
        var size: Int64 = 0
        for silence in records.silences.values { size += try put(silence) }
        for (id, first) in records.groups { try put(id, first: first) }
        var room = FoldWriter.listedMax
        for notification in records.notifications { size += try append(notification, listing: &room) }
        for record in records.muteHistory { size += try append(record) }
        for configuration in records.configurations {
            let text = Data(configuration.text.utf8)
            let unspoken = Data(ChangeCodec.encode(unspoken: configuration.unspoken))
            try run(
                "INSERT INTO configurations (at, text, paging, unspoken) VALUES (?, ?, ?, ?)",
                [configuration.at.milliseconds, text, configuration.paging?.rawValue, unspoken])
            size += Int64(text.count + unspoken.count)
        }
        return size
    }

    private func put(_ silence: Silence) throws -> Int64 {
        let record = ChangeCodec.encode(silence)
        try run(
            "INSERT OR REPLACE INTO silences VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                silence.id.description, silence.startsAt.milliseconds, silence.endsAt.milliseconds,
                silence.updatedAt.milliseconds, silence.createdBy.shown, silence.comment.shown,
                SafeText(silence.matchers.map(\.written).joined(separator: ", ")).shown, Data(record),
            ])
        return Int64(2 * record.count) + SQLiteStore.pageSize
    }

    private func put(_ group: DispatchID, first: Timestamp?) throws {
        let id = Int64(bitPattern: group.value)
        guard let first else { return try run("DELETE FROM groups WHERE id = ?", [id]) }
        try run("INSERT OR REPLACE INTO groups VALUES (?, ?)", [id, first.milliseconds])
    }

    /// Appends a notification, and enters its alerts into the index where they are few.
    ///
    /// - Parameter room: how many alerts may still be entered in this transaction. One that tells of more waits, and
    ///   is entered in later transactions; readers look through those that wait.
    private func append(_ notification: Incidents.Notification, listing room: inout Int) throws -> Int64 {
        let (key, record) = (Int64(bitPattern: notification.key.value), ChangeCodec.encode(notification))
        let outcome =
            switch notification.outcome {
            case .sent: "sent"
            case .withheld: "withheld"
            case .failed: "failed"
            }
        try run(
            """
            INSERT INTO notifications (key, at, receiver, integration, outcome, firing, resolved, group_key, record)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key, notification.at.milliseconds, notification.receiver.shown, notification.integration.shown, outcome,
                notification.firing.count, notification.resolved.count, notification.groupKey.shown, Data(record),
            ])
        let id = db.lastInsertedRowID
        if notification.outcome.isTold { try run("INSERT OR REPLACE INTO told VALUES (?, ?)", [id, key]) }
        let size = Int64(2 * record.count) + 256
        let count = notification.firing.count + notification.resolved.count
        guard count <= room else {
            try run("INSERT INTO unlisted_notifications VALUES (?)", [id])
            return size
        }
        room -= count
        for fingerprint in notification.firing + notification.resolved { try list(fingerprint, under: key) }
        return size + Int64(count) * 64
    }

    /// Says that an alert was told of under a key.
    func list(_ alert: Fingerprint, under key: Int64) throws {
        try run("INSERT OR IGNORE INTO notified_alerts VALUES (?, ?)", [alert.key, key])
    }

    private func append(_ record: MuteRecord) throws -> Int64 {
        let bytes = record.mute.map { ChangeCodec.encode($0) }
        try run(
            "INSERT INTO mute_history (fingerprint, at, record) VALUES (?, ?, ?)",
            [record.fingerprint.key, record.at.milliseconds, bytes.map { Data($0) }])
        return Int64(2 * (bytes?.count ?? 0)) + 64
    }

    /// The mute that stands, if one does.
    func put(_ record: MuteRecord) throws -> Int64 {
        guard let mute = record.mute else {
            try run("DELETE FROM mutes WHERE fingerprint = ?", [record.fingerprint.key])
            return 0
        }
        let bytes = ChangeCodec.encode(mute)
        try run(
            "INSERT OR REPLACE INTO mutes (fingerprint, by_whom, until, record, since) VALUES (?, ?, ?, ?, ?)",
            [
                record.fingerprint.key, mute.by.shown, mute.until?.milliseconds, Data(bytes),
                record.at.milliseconds,
            ])
        return Int64(2 * bytes.count)
    }
}

extension SilenceMatcher {
    /// As a person reads it in the table.
    fileprivate var written: String { "\(name)\(isEqual ? "=" : "!")\(isRegex ? "~" : isEqual ? "" : "=")\"\(value)\"" }
}
