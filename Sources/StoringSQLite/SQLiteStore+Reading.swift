import GRDB
package import Incidents
package import Storing

/// Reads: the tables, and what the log says beyond them, in one view of the store.
extension SQLiteStore {
    func reading<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try withFaults { try pool.read(body) }
    }

    package func load(resolvedSince moment: Timestamp) throws -> StoredWatch {
        try reading { db in
            let (position, tail) = try Rows.tail(db)
            let incidents = try Rows.incidents(
                db, "WHERE resolved_at IS NULL OR resolved_at >= ? OR is_cleared_unseen = 1 ORDER BY number",
                [moment.milliseconds])
            return StoredWatch(
                foldedSeq: position.seq, incidents: incidents.filter { LoadRule.takes($0, since: moment) },
                lastNumber: Int(try Meta.number(db, "last_number")),
                alerts: try alerts(db, of: incidents, since: moment), mutes: try Rows.mutes(db),
                pages: try Rows.pages(db, "WHERE state = 'queued'").sorted { $0.id < $1.id },
                requests: try Rows.requests(db),
                silences: try Rows.silences(db, "WHERE ends_at >= ?", [moment.milliseconds]),
                groups: try Rows.groups(db), notifications: try Rows.told(db),
                configuration: try Rows.configuration(db), tail: tail)
        }
    }

    /// The alerts that ``LoadRule`` takes: three parts, each by its own index.
    private func alerts(_ db: Database, of incidents: [Incident], since moment: Timestamp) throws -> [StoredAlert] {
        var alerts: [StoredAlert] = []
        func take(_ record: AlertRecord) {
            alerts.append(StoredAlert(alert: record.alert, group: record.group, incident: record.incident))
        }
        try Rows.eachAlert(db, "WHERE state = 'firing'", [], take)
        try Rows.eachAlert(
            db, "WHERE state <> 'firing' AND ends_at >= ? AND is_current", [moment.milliseconds], take)
        for incident in incidents {
            try Rows.eachAlert(
                db, "WHERE incident = ? AND incident > 0 AND state <> 'firing' AND ends_at < ? AND is_current",
                [incident.number.value, moment.milliseconds]
            ) { record in
                if LoadRule.takes(record.alert, in: incident, since: moment) { take(record) }
            }
        }
        return alerts
    }

    package func batches(after seq: Int64, limit: Int) throws -> [ChangeBatch] {
        try reading { db in
            let last = try Meta.lastSeq(db)
            let oldest = try Int64.fetchOne(db.cachedStatement(sql: "SELECT min(seq) FROM log")) ?? last + 1
            guard seq >= oldest - 1, seq <= last else { throw StoreError.gone(oldest: oldest) }
            return try Rows.batches(db, after: seq, limit: limit)
        }
    }

    package func timeline(of incident: IncidentNumber, from ordinal: Int, limit: Int) throws -> [TimelineEntry] {
        try reading { db in
            var records = StoredRecords()
            try Rows.each(
                db, "SELECT record FROM timeline WHERE incident = ? AND ordinal >= ? ORDER BY ordinal LIMIT ?",
                [incident.value, ordinal, max(0, limit)]
            ) { row in
                let entry = try ChangeCodec.entry(try Rows.bytes(row, 0))
                records.timeline[incident, default: [:]][entry.ordinal] = entry
            }
            for case .timeline(let entry) in try Rows.tailChanges(db) { records.fold(.timeline(entry)) }
            return records.timeline(of: incident, from: ordinal, limit: limit)
        }
    }

    package func pages(of incident: IncidentNumber) throws -> [Page] {
        try reading { db in
            var records = StoredRecords()
            for page in try Rows.pages(db, "WHERE incident = ?", [incident.value]) { records.pages[page.id] = page }
            for case .page(let page) in try Rows.tailChanges(db) { records.fold(.page(page)) }
            return records.pages(of: incident)
        }
    }

    package func alerts(of incident: IncidentNumber) throws -> [StoredAlert] {
        try reading { db in
            let changes = try Rows.tailChanges(db)
            var scope = ChangeScope(alertsOf: incident, through: changes)
            var records = StoredRecords()
            try Rows.take(scope, into: &records, db)
            scope.fingerprints.formUnion(records.alerts.keys)
            for fingerprint in scope.fingerprints { records.mutes[fingerprint] = try Rows.mute(db, of: fingerprint) }
            for change in changes where scope.concerns(change) { records.fold(change) }
            return records.alerts(of: incident)
        }
    }

    package func resolvedIncidents(below number: IncidentNumber?, limit: Int) throws -> [Incident] {
        try reading { db in
            var records = StoredRecords()
            for case .incident(let incident) in try Rows.tailChanges(db) { records.fold(.incident(incident)) }
            let newer = Set(records.incidents.keys)
            let cursor = try Row.fetchCursor(
                db.cachedStatement(
                    sql: """
                        SELECT record FROM incidents WHERE resolved_at IS NOT NULL AND number < ? ORDER BY number DESC
                        """), arguments: [number?.value ?? .max])
            var found = 0
            while found < limit, let row = try cursor.next() {
                let incident = try ChangeCodec.incident(try Rows.bytes(row, 0))
                guard !newer.contains(incident.number) else { continue }
                records.incidents[incident.number] = incident
                found += 1
            }
            return records.resolvedIncidents(below: number, limit: limit)
        }
    }

    package func incident(_ number: IncidentNumber) throws -> Incident? {
        try reading { db in
            var found = try Rows.incidents(db, "WHERE number = ?", [number.value]).first
            for case .incident(let incident) in try Rows.tailChanges(db) where incident.number == number {
                found = incident
            }
            return found
        }
    }
}
