import Foundation
import GRDB
import Incidents
import Storing

/// Rows as values.
enum Rows {
    /// Runs a query that is prepared once, and visits each row.
    static func each(
        _ db: Database, _ sql: String, _ arguments: StatementArguments = [], _ visit: (Row) throws -> Void
    ) throws {
        let cursor = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
        while let row = try cursor.next() { try visit(row) }
    }

    static func bytes(_ row: Row, _ column: Int) throws -> [UInt8] {
        try row.withUnsafeData(atIndex: column) { data in data.map { [UInt8]($0) } ?? [] }
    }

    // MARK: The log

    /// The batches after a sequence number, in order.
    ///
    /// - Parameter bytesMax: once so many bytes are read no further batch is, but always one.
    static func batches(
        _ db: Database, after seq: Int64, limit: Int = .max, bytesMax: Int = .max
    ) throws -> [ChangeBatch] {
        var batches: [ChangeBatch] = []
        var (size, last) = (0, seq)
        let cursor = try Row.fetchCursor(
            db.cachedStatement(sql: "SELECT seq, at, changes FROM log WHERE seq > ? ORDER BY seq LIMIT ?"),
            arguments: [seq, Int64(limit)])
        while size < bytesMax, let row = try cursor.next() {
            let (number, bytes): (Int64, [UInt8]) = (row[0], try Rows.bytes(row, 2))
            guard number == last + 1 || batches.isEmpty else {
                throw StoreError.unreadable("batch \(last + 1) of the store", .truncated(at: 0))
            }
            do throws(CodecFault) {
                let changes = try ChangeCodec.decode(bytes)
                batches.append(ChangeBatch(seq: number, at: Timestamp(milliseconds: row[1]), changes: changes))
            } catch { throw StoreError.unreadable("batch \(number) of the store", error) }
            size += bytes.count
            last = number
        }
        return batches
    }

    /// What is not folded yet: batches in order, the first without its changes that are.
    static func tail(_ db: Database) throws -> (position: FoldPosition, batches: [ChangeBatch]) {
        let position = try FoldPosition(db)
        var batches = try Rows.batches(db, after: position.seq)
        if !batches.isEmpty { batches[0].changes.removeFirst(min(position.changes, batches[0].changes.count)) }
        return (position, batches)
    }

    /// The changes that are not folded yet, in order.
    static func tailChanges(_ db: Database) throws -> [Change] { try tail(db).batches.flatMap(\.changes) }

    // MARK: Records

    static func incidents(
        _ db: Database, _ clause: String, _ arguments: StatementArguments = []
    ) throws -> [Incident] {
        var incidents: [Incident] = []
        try each(db, "SELECT record FROM incidents \(clause)", arguments) { row in
            incidents.append(try ChangeCodec.incident(try bytes(row, 0)))
        }
        return incidents
    }

    static func pages(_ db: Database, _ clause: String, _ arguments: StatementArguments = []) throws -> [Page] {
        var pages: [Page] = []
        try each(db, "SELECT record FROM pages \(clause)", arguments) { row in
            pages.append(try ChangeCodec.page(try bytes(row, 0)))
        }
        return pages
    }

    static func requests(_ db: Database) throws -> [ServedRequest] {
        var requests: [ServedRequest] = []
        try each(db, "SELECT id, at, outcome FROM requests") { row in
            guard let id = RequestID(String(decoding: try bytes(row, 0), as: UTF8.self)) else { return }
            requests.append(
                ServedRequest(
                    id: id, outcome: try ChangeCodec.outcome(try bytes(row, 2)), at: Timestamp(milliseconds: row[1])))
        }
        return requests.sorted { $0.id < $1.id }
    }

    // MARK: Alerts

    private static let alertColumns = """
        SELECT incident, is_current, state, starts_at, ends_at, updated_at, end_is_ours, group_id, labels, text
        FROM alerts
        """

    /// Visits the rows of alerts that a clause selects.
    static func eachAlert(
        _ db: Database, _ clause: String, _ arguments: StatementArguments = [], _ visit: (AlertRecord) throws -> Void
    ) throws {
        try each(db, "\(alertColumns) \(clause)", arguments) { row in try visit(try alert(row)) }
    }

    private static func alert(_ row: Row) throws -> AlertRecord {
        guard let labels = PackedPairs(checking: try bytes(row, 8)),
            let text = PackedPairs(checking: try bytes(row, 9)),
            let state = AlertState(rawValue: row[2])
        else { throw StoreError.unreadable("an alert of the store", .malformed("alert", at: 0)) }
        let alert = Alert(
            labels: LabelSet(labels), text: AlertText(packed: text), startsAt: Timestamp(milliseconds: row[3]),
            endsAt: Timestamp(milliseconds: row[4]), updatedAt: Timestamp(milliseconds: row[5]), endIsOurs: row[6],
            end: state.end)
        let incident: Int = row[0]
        return AlertRecord(
            alert: alert, group: GroupID(UInt64(bitPattern: row[7] as Int64)),
            incident: incident == 0 ? nil : IncidentNumber(incident), isCurrent: row[1])
    }

    /// Of the former occurrences of an alert that had begun by a moment, the latest in each incident and in none.
    static func formerOccurrences(
        _ db: Database, of fingerprint: Fingerprint, upTo moment: Timestamp
    ) throws -> [FormerOccurrence] {
        var incidents: [Int] = []
        try each(db, "SELECT DISTINCT incident FROM former_alerts WHERE fingerprint = ?", [fingerprint.key]) { row in
            incidents.append(row[0])
        }
        var found: [FormerOccurrence] = []
        for incident in incidents {
            try each(
                db,
                """
                SELECT starts_at, ends_at, state FROM former_alerts
                WHERE fingerprint = ? AND incident = ? AND starts_at <= ? ORDER BY starts_at DESC, id DESC LIMIT 1
                """, [fingerprint.key, incident, moment.milliseconds]
            ) { row in
                guard let end = AlertState(rawValue: row[2])?.end else {
                    throw StoreError.unreadable("an alert of the store", .malformed("former alert", at: 0))
                }
                found.append(
                    FormerOccurrence(
                        fingerprint: fingerprint, incident: incident == 0 ? nil : IncidentNumber(incident),
                        startsAt: Timestamp(milliseconds: row[0]), endsAt: Timestamp(milliseconds: row[1]), end: end))
            }
        }
        return found
    }

    /// Takes the rows of a scope into records: what a fold of the changes needs, and the rest of each such alert.
    static func take(_ scope: ChangeScope, into records: inout StoredRecords, _ db: Database) throws {
        var fingerprints = scope.fingerprints
        for number in scope.incidents.sorted() {
            try each(db, "SELECT fingerprint FROM alerts WHERE incident = ? AND incident > 0", [number.value]) { row in
                fingerprints.insert(Fingerprint(key: row[0]))
            }
        }
        for fingerprint in fingerprints {
            try eachAlert(db, "WHERE fingerprint = ?", [fingerprint.key]) { record in
                records.alerts[fingerprint, default: []].append(record)
            }
        }
    }
}

/// The state of an alert, as its column says it.
enum AlertState: String {
    case firing, resolved, expired

    init(_ end: AlertEnd?) {
        switch end {
        case nil: self = .firing
        case .resolved: self = .resolved
        case .expired: self = .expired
        }
    }

    var end: AlertEnd? {
        switch self {
        case .firing: nil
        case .resolved: .resolved
        case .expired: .expired
        }
    }
}

extension Fingerprint {
    /// As SQLite keeps it: the same bits with a sign.
    var key: Int64 { Int64(bitPattern: value) }

    init(key: Int64) { self.init(UInt64(bitPattern: key)) }
}
