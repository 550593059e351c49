import Foundation
import GRDB
import Incidents
import Storing

/// Takes changes into the tables: reads the records that they touch, folds, and writes what is different.
struct FoldWriter {
    let db: Database

    init(_ db: Database) { self.db = db }

    /// Answers roughly how many bytes were written.
    func write(_ changes: [Change]) throws -> Int64 {
        var records = StoredRecords()
        try Rows.take(ChangeScope(folding: changes), into: &records, db)
        let before = records.alerts
        for change in changes { records.fold(change) }
        var size: Int64 = 4 * SQLiteStore.pageSize
        for (fingerprint, after) in records.alerts.sorted(by: { $0.key < $1.key }) {
            size += try write(after, before: before[fingerprint] ?? [], of: fingerprint)
        }
        for incident in records.incidents.values.sorted(by: { $0.number < $1.number }) {
            size += try put(incident)
        }
        for occurrence in records.former { size += try append(occurrence) }
        if records.lastNumber > 0 {
            try run(
                "UPDATE meta SET value = max(value, ?) WHERE key = 'last_number'", [records.lastNumber])
        }
        for entries in records.timeline.values { for entry in entries.values { size += try put(entry) } }
        for page in records.pages.values { size += try put(page) }
        for record in records.mutes.values { size += try put(record) }
        for request in records.requests.values { size += try put(request) }
        return try size + writeRouting(records)
    }

    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    private func write(_ after: [AlertRecord], before: [AlertRecord], of fingerprint: Fingerprint) throws -> Int64 {
        for record in before where !after.contains(where: { $0.incident == record.incident }) {
            try run(
                "DELETE FROM alerts WHERE fingerprint = ? AND incident = ?", [fingerprint.key, record.incident.key])
        }
        var size: Int64 = 0
        for record in after where !before.contains(record) { size += try put(record) }
        return size
    }

    private static let alertInsert = """
        INSERT INTO alerts (fingerprint, incident, is_current, state, name, starts_at, ends_at, updated_at, end_is_ours,
            group_id, labels, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (fingerprint, incident) DO UPDATE SET is_current = excluded.is_current, state = excluded.state,
            name = excluded.name, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
            updated_at = excluded.updated_at, end_is_ours = excluded.end_is_ours, group_id = excluded.group_id,
            labels = excluded.labels, text = excluded.text
        """

    private func put(_ record: AlertRecord) throws -> Int64 {
        let (labels, text) = (record.alert.labels.pairs.bytes, record.alert.text.packed.bytes)
        try run(
            FoldWriter.alertInsert,
            [
                record.alert.fingerprint.key, record.incident.key, record.isCurrent,
                AlertState(record.alert.end).rawValue, record.alert.labels["alertname"]?.shown ?? "",
                record.alert.startsAt.milliseconds, record.alert.endsAt.milliseconds,
                record.alert.updatedAt.milliseconds, record.alert.endIsOurs, Int64(bitPattern: record.group.value),
                Data(labels), Data(text),
            ])
        return Int64(labels.count + text.count) + 256
    }

    private func append(_ occurrence: FormerOccurrence) throws -> Int64 {
        try run(
            "INSERT INTO former_alerts (fingerprint, incident, starts_at, ends_at, state) VALUES (?, ?, ?, ?, ?)",
            [
                occurrence.fingerprint.key, occurrence.incident.key, occurrence.startsAt.milliseconds,
                occurrence.endsAt.milliseconds, AlertState(occurrence.end).rawValue,
            ])
        return 128
    }

    private func put(_ incident: Incident) throws -> Int64 {
        let record = ChangeCodec.encode(incident)
        try run(
            "INSERT OR REPLACE INTO incidents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                incident.number.value, incident.phase.name, incident.severity.name, incident.title.shown,
                incident.service.shown, incident.openedAt.milliseconds, incident.phase.resolution?.at.milliseconds,
                incident.isClearedUnseen, Data(record),
            ])
        return Int64(record.count) + SQLiteStore.pageSize
    }

    private func put(_ entry: TimelineEntry) throws -> Int64 {
        let record = ChangeCodec.encode(entry)
        try run(
            "INSERT OR REPLACE INTO timeline VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                entry.incident.value, entry.ordinal, entry.at.milliseconds, entry.actor.name.shown,
                entry.kind.rawValue, entry.text.shown, Data(record),
            ])
        return Int64(2 * record.count)
    }

    private func put(_ page: Page) throws -> Int64 {
        let state =
            switch page.state {
            case .queued: "queued"
            case .sent: "sent"
            case .dropped: "dropped"
            }
        let record = ChangeCodec.encode(page)
        try run(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                page.id.incident.value, page.id.ordinal, page.at.milliseconds, page.severity.name, state,
                page.reason.shown, Data(record),
            ])
        return Int64(2 * record.count)
    }

    private func put(_ request: ServedRequest) throws -> Int64 {
        let outcome = ChangeCodec.encode(request.outcome)
        try run(
            "INSERT OR REPLACE INTO requests VALUES (?, ?, ?)",
            [Data(request.id.text.utf8), request.at.milliseconds, Data(outcome)])
        return Int64(2 * outcome.count)
    }
}

extension IncidentNumber? {
    /// As the column of an alert keeps it: 0 stands for none.
    fileprivate var key: Int { self?.value ?? 0 }
}
