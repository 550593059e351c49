import GRDB
package import Incidents
package import Storing

/// Reads for whoever asks why: what was silenced, told, muted and configured, the tables and the rest of the log in one
/// view.
extension SQLiteStore {
    package func silences() throws -> [Silence] {
        try reading { db in
            var records = StoredRecords()
            for silence in try Rows.silences(db) { records.silences[silence.id] = silence }
            for case .silence(let silence) in try Rows.tailChanges(db) { records.fold(.silence(silence)) }
            return records.silencesByID
        }
    }

    package func notifications(
        about fingerprints: Set<Fingerprint>, upTo moment: Timestamp, limit: Int
    ) throws -> [Fingerprint: [Notification]] {
        try reading { db in
            var records = StoredRecords()
            records.notifications = try Rows.notifications(db, about: fingerprints, upTo: moment, limit: limit)
            for case .notified(let told) in try Rows.tailChanges(db) { records.fold(.notified(told)) }
            return records.notifications(about: fingerprints, upTo: moment, limit: limit)
        }
    }

    package func notifications(since moment: Timestamp, limit: Int) throws -> [Notification] {
        try reading { db in
            var records = StoredRecords()
            records.notifications = try Rows.notifications(db, since: moment, limit: limit)
            for case .notified(let told) in try Rows.tailChanges(db) { records.fold(.notified(told)) }
            return records.notifications(since: moment, limit: limit)
        }
    }

    package func muteHistory(
        of fingerprints: Set<Fingerprint>, upTo moment: Timestamp, limit: Int
    ) throws -> [Fingerprint: [MuteRecord]] {
        try reading { db in
            var records = StoredRecords()
            for fingerprint in fingerprints {
                records.muteHistory += try Rows.muteHistory(db, of: fingerprint, upTo: moment, limit: limit)
            }
            for case .alertMuted(let fingerprint, let mute, let at) in try Rows.tailChanges(db)
            where fingerprints.contains(fingerprint) {
                records.fold(.alertMuted(fingerprint, mute, at: at))
            }
            return records.muteHistory(of: fingerprints, upTo: moment, limit: limit)
        }
    }

    package func configuration(at moment: Timestamp) throws -> LoadedConfiguration? {
        try reading { db in
            var found = try Rows.configuration(db, "WHERE at <= ?", [moment.milliseconds])
            for case .configured(let loaded) in try Rows.tailChanges(db) where loaded.at <= moment { found = loaded }
            return found
        }
    }

    package func labels(limit: Int) throws -> [LabelSet] {
        try reading { try SQLiteStore.labels($0, limit: limit) }
    }

    /// The same of a store that a router has open, or none: nothing of it is changed.
    package static func labels(ofStoreAt path: String, limit: Int) throws -> [LabelSet] {
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration(busy: 2, readonly: true))
            return try queue.read { try labels($0, limit: limit) }
        } catch { throw StoreError(error, at: path) }
    }

    private static func labels(_ db: Database, limit: Int) throws -> [LabelSet] {
        var found: [Fingerprint: LabelSet] = [:]
        for change in try Rows.tailChanges(db).reversed() {
            guard case .alertStarted(let alert, _, _) = change, found.count < limit else { continue }
            found[alert.fingerprint] = alert.labels
        }
        try Rows.each(db, "SELECT labels FROM alerts ORDER BY id DESC LIMIT ?", [max(0, limit)]) { row in
            guard found.count < limit, let pairs = PackedPairs(checking: try Rows.bytes(row, 0)) else { return }
            let labels = LabelSet(pairs)
            found[labels.fingerprint] = labels
        }
        return Array(found.values)
    }

    package func formerOccurrences(
        of fingerprints: Set<Fingerprint>, upTo moment: Timestamp
    ) throws -> [Fingerprint: [FormerOccurrence]] {
        try reading { db in
            var scope = ChangeScope(folding: [])
            scope.fingerprints = fingerprints
            var records = StoredRecords()
            try Rows.take(scope, into: &records, db)
            for fingerprint in fingerprints {
                records.former += try Rows.formerOccurrences(db, of: fingerprint, upTo: moment)
            }
            for change in try Rows.tailChanges(db) where scope.concerns(change) { records.fold(change) }
            return records.formerOccurrences(of: fingerprints, upTo: moment)
        }
    }

    package func alertRecords(of fingerprint: Fingerprint) throws -> [StoredAlert] {
        try reading { db in
            let scope = ChangeScope(of: fingerprint)
            var records = StoredRecords()
            try Rows.take(scope, into: &records, db)
            records.mutes[fingerprint] = try Rows.mute(db, of: fingerprint)
            for change in try Rows.tailChanges(db) where scope.concerns(change) { records.fold(change) }
            return records.alertRecords(of: fingerprint)
        }
    }
}
