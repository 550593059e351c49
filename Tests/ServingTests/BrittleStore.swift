import Incidents
import Storing
import Synchronization

/// A memory store that can be told that its disk is full.
final class BrittleStore: IncidentStore {
    private let memory = MemoryStore()
    private let full = Mutex(false)

    var isFull: Bool {
        get { full.withLock { $0 } }
        set { full.withLock { $0 = newValue } }
    }

    private func check() throws { if isFull { throw StoreError(.unwritable, "the disk is full") } }

    func commit(_ batch: ChangeBatch) throws {
        try check()
        try memory.commit(batch)
    }

    func unfolded() throws -> Int { try memory.unfolded() }
    func probe() throws { try check() }
    func load(resolvedSince: Timestamp) throws -> StoredWatch { try memory.load(resolvedSince: resolvedSince) }
    func fold(batches: Int) throws -> Int { try memory.fold(batches: batches) }
    func batches(after seq: Int64, limit: Int) throws -> [ChangeBatch] { try memory.batches(after: seq, limit: limit) }
    func timeline(of incident: IncidentNumber, from ordinal: Int, limit: Int) throws -> [TimelineEntry] {
        try memory.timeline(of: incident, from: ordinal, limit: limit)
    }
    func pages(of incident: IncidentNumber) throws -> [Page] { try memory.pages(of: incident) }
    func alerts(of incident: IncidentNumber) throws -> [StoredAlert] { try memory.alerts(of: incident) }
    func resolvedIncidents(below number: IncidentNumber?, limit: Int) throws -> [Incident] {
        try memory.resolvedIncidents(below: number, limit: limit)
    }
    func incident(_ number: IncidentNumber) throws -> Incident? { try memory.incident(number) }
    func silences() throws -> [Silence] { try memory.silences() }
    func notifications(
        about fingerprints: Set<Fingerprint>, upTo moment: Timestamp, limit: Int
    ) throws -> [Fingerprint: [Notification]] {
        try memory.notifications(about: fingerprints, upTo: moment, limit: limit)
    }
    func notifications(since moment: Timestamp, limit: Int) throws -> [Notification] {
        try memory.notifications(since: moment, limit: limit)
    }
    func muteHistory(
        of fingerprints: Set<Fingerprint>, upTo moment: Timestamp, limit: Int
    ) throws -> [Fingerprint: [MuteRecord]] {
        try memory.muteHistory(of: fingerprints, upTo: moment, limit: limit)
    }
    func configuration(at moment: Timestamp) throws -> LoadedConfiguration? { try memory.configuration(at: moment) }
    func alertRecords(of fingerprint: Fingerprint) throws -> [StoredAlert] {
        try memory.alertRecords(of: fingerprint)
    }
    func formerOccurrences(
        of fingerprints: Set<Fingerprint>, upTo moment: Timestamp
    ) throws -> [Fingerprint: [FormerOccurrence]] {
        try memory.formerOccurrences(of: fingerprints, upTo: moment)
    }
    func labels(limit: Int) throws -> [LabelSet] { try memory.labels(limit: limit) }
    func prune(_ horizon: RetentionHorizon) throws { try memory.prune(horizon) }
    func backup(to path: String) throws { try memory.backup(to: path) }
    var sizeInBytes: Int64 { memory.sizeInBytes }
}
