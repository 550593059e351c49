import Incidents
import Storing
import Support
import Synchronization

/// What happens to one commit.
enum CommitFault: String, CaseIterable, Sendable {
    case none
    /// The store says no, and holds nothing of it.
    case failsBefore
    /// The store says no, although all of it is durable: the answer got lost.
    case failsAfter
    /// The process dies before anything is written.
    case crashesBefore
    /// The process dies with half of the batch on the disk.
    case crashesTorn
    /// The process dies after the commit, before anybody is answered or anything is published.
    case crashesBeforePublish
}

/// The process died: whatever it held in memory is gone.
struct Crash: Error {}

/// A store in front of a real one, that fails as it is told to.
final class FaultyStore: IncidentStore {
    private let durable: MemoryStore
    private let next = Mutex(CommitFault.none)

    init(_ durable: MemoryStore) { self.durable = durable }

    func plan(_ fault: CommitFault) { next.withLock { $0 = fault } }

    func commit(_ batch: ChangeBatch) throws {
        let fault = next.withLock { fault in
            defer { fault = .none }
            return fault
        }
        switch fault {
        case .none: try durable.commit(batch)
        case .failsBefore: throw StoreError(.unwritable, "the disk is full")
        case .failsAfter:
            try durable.commit(batch)
            throw StoreError(.unwritable, "the answer of the disk was lost")
        case .crashesBefore: throw Crash()
        case .crashesTorn:
            durable.tear(batch)
            throw Crash()
        case .crashesBeforePublish:
            try durable.commit(batch)
            throw Crash()
        }
    }

    func load(resolvedSince: Timestamp) throws -> StoredWatch { try durable.load(resolvedSince: resolvedSince) }
    func fold(batches: Int) throws -> Int { try durable.fold(batches: batches) }
    func batches(after seq: Int64, limit: Int) throws -> [ChangeBatch] { try durable.batches(after: seq, limit: limit) }
    func timeline(of incident: IncidentNumber, from ordinal: Int, limit: Int) throws -> [TimelineEntry] {
        try durable.timeline(of: incident, from: ordinal, limit: limit)
    }
    func pages(of incident: IncidentNumber) throws -> [Page] { try durable.pages(of: incident) }
    func alerts(of incident: IncidentNumber) throws -> [StoredAlert] { try durable.alerts(of: incident) }
    func resolvedIncidents(below number: IncidentNumber?, limit: Int) throws -> [Incident] {
        try durable.resolvedIncidents(below: number, limit: limit)
    }
    func incident(_ number: IncidentNumber) throws -> Incident? { try durable.incident(number) }
    func silences() throws -> [Silence] { try durable.silences() }
    func notifications(
        about fingerprints: Set<Fingerprint>, upTo moment: Timestamp, limit: Int
    ) throws -> [Fingerprint: [Notification]] {
        try durable.notifications(about: fingerprints, upTo: moment, limit: limit)
    }
    func notifications(since moment: Timestamp, limit: Int) throws -> [Notification] {
        try durable.notifications(since: moment, limit: limit)
    }
    func muteHistory(
        of fingerprints: Set<Fingerprint>, upTo moment: Timestamp, limit: Int
    ) throws -> [Fingerprint: [MuteRecord]] {
        try durable.muteHistory(of: fingerprints, upTo: moment, limit: limit)
    }
    func configuration(at moment: Timestamp) throws -> LoadedConfiguration? { try durable.configuration(at: moment) }
    func alertRecords(of fingerprint: Fingerprint) throws -> [StoredAlert] {
        try durable.alertRecords(of: fingerprint)
    }
    func formerOccurrences(
        of fingerprints: Set<Fingerprint>, upTo moment: Timestamp
    ) throws -> [Fingerprint: [FormerOccurrence]] {
        try durable.formerOccurrences(of: fingerprints, upTo: moment)
    }
    func labels(limit: Int) throws -> [LabelSet] { try durable.labels(limit: limit) }
    func prune(_ horizon: RetentionHorizon) throws { try durable.prune(horizon) }
    func unfolded() throws -> Int { try durable.unfolded() }
    func probe() throws { try durable.probe() }
    func backup(to path: String) throws { try durable.backup(to: path) }
    var sizeInBytes: Int64 { durable.sizeInBytes }
}
