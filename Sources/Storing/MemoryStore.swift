package import Incidents
import Synchronization

/// A store without a disk: for tests, where it is the disk that survives a crash.
///
/// It keeps the bytes of each batch, not the batch, so that everything that is read back went through the codec.
package final class MemoryStore: IncidentStore {
    private let kept: Mutex<Kept>

    package init() { kept = Mutex(Kept()) }

    private init(_ kept: Kept) { self.kept = Mutex(kept) }

    /// A second store with what was committed to this one: what a process finds that starts after a crash.
    package func crashCopy() -> MemoryStore { MemoryStore(kept.withLock { $0 }) }

    /// Leaves the first half of a batch behind, as a crash in the middle of a write does. It counts as never written.
    package func tear(_ batch: ChangeBatch) {
        kept.withLock { kept in
            let frame = Kept.frame(batch)
            kept.torn = Array(frame.prefix(frame.count / 2))
        }
    }

    package func load(resolvedSince: Timestamp) throws -> StoredWatch {
        try kept.withLock { try $0.load(resolvedSince: resolvedSince) }
    }

    package func commit(_ batch: ChangeBatch) throws { try kept.withLock { try $0.commit(batch) } }

    @discardableResult
    package func fold(batches: Int) throws -> Int { try kept.withLock { try $0.fold(batches: batches) } }

    package func unfolded() throws -> Int { kept.withLock { Int($0.lastSeq - $0.foldedSeq) } }

    package func batches(after seq: Int64, limit: Int) throws -> [ChangeBatch] {
        try kept.withLock { try $0.batches(after: seq, limit: limit) }
    }

    package func timeline(of incident: IncidentNumber, from ordinal: Int, limit: Int) throws -> [TimelineEntry] {
        try kept.withLock { try $0.now().timeline(of: incident, from: ordinal, limit: limit) }
    }

    package func pages(of incident: IncidentNumber) throws -> [Page] {
        try kept.withLock { try $0.now().pages(of: incident) }
    }

    package func alerts(of incident: IncidentNumber) throws -> [StoredAlert] {
        try kept.withLock { try $0.now().alerts(of: incident) }
    }

    package func resolvedIncidents(below number: IncidentNumber?, limit: Int) throws -> [Incident] {
        try kept.withLock { try $0.now().resolvedIncidents(below: number, limit: limit) }
    }

    package func incident(_ number: IncidentNumber) throws -> Incident? {
        try kept.withLock { try $0.now().incidents[number] }
    }

    package func silences() throws -> [Silence] { try kept.withLock { try $0.now().silencesByID } }

    package func notifications(
        about fingerprints: Set<Fingerprint>, upTo moment: Timestamp, limit: Int
    ) throws -> [Fingerprint: [Notification]] {
        try kept.withLock { try $0.now().notifications(about: fingerprints, upTo: moment, limit: limit) }
    }

    package func notifications(since moment: Timestamp, limit: Int) throws -> [Notification] {
        try kept.withLock { try $0.now().notifications(since: moment, limit: limit) }
    }

    package func muteHistory(
        of fingerprints: Set<Fingerprint>, upTo moment: Timestamp, limit: Int
    ) throws -> [Fingerprint: [MuteRecord]] {
        try kept.withLock { try $0.now().muteHistory(of: fingerprints, upTo: moment, limit: limit) }
    }

    package func configuration(at moment: Timestamp) throws -> LoadedConfiguration? {
        try kept.withLock { try $0.now().configuration(at: moment) }
    }

    package func alertRecords(of fingerprint: Fingerprint) throws -> [StoredAlert] {
        try kept.withLock { try $0.now().alertRecords(of: fingerprint) }
    }

    package func formerOccurrences(
        of fingerprints: Set<Fingerprint>, upTo moment: Timestamp
    ) throws -> [Fingerprint: [FormerOccurrence]] {
        try kept.withLock { try $0.now().formerOccurrences(of: fingerprints, upTo: moment) }
    }

    package func labels(limit: Int) throws -> [LabelSet] {
        try kept.withLock { try $0.now().labels(limit: limit) }
    }

    package func prune(_ horizon: RetentionHorizon) throws { try kept.withLock { try $0.prune(horizon) } }

    package func probe() throws {}

    /// There is no file to copy: always throws.
    package func backup(to path: String) throws {
        throw StoreError(.unwritable, "this store is held in memory only: start the router with --store sqlite:PATH")
    }

    package var sizeInBytes: Int64 { kept.withLock { $0.frames.reduce(0) { $0 + Int64($1.count) } } }
}

/// What a ``MemoryStore`` holds.
private struct Kept {
    /// Batches that are still in the log, each in its bytes; their sequence numbers have no gap.
    var frames: [[UInt8]] = []
    var lastSeq: Int64 = 0
    /// The beginning of a batch whose write was cut off.
    var torn: [UInt8] = []
    var records = StoredRecords()
    var foldedSeq: Int64 = 0

    private var firstSeq: Int64 { lastSeq - Int64(frames.count) + 1 }

    static func frame(_ batch: ChangeBatch) -> [UInt8] {
        var writer = ByteWriter(capacity: 16 + batch.changes.count * 512)
        writer.zigzag(batch.seq)
        writer.zigzag(batch.at.milliseconds)
        writer.blob(ChangeCodec.encode(batch.changes))
        return writer.bytes
    }

    static func batch(_ frame: [UInt8]) throws(CodecFault) -> ChangeBatch {
        var reader = ByteReader(frame)
        let (seq, at) = (try reader.zigzag(), Timestamp(milliseconds: try reader.zigzag()))
        let changes = try ChangeCodec.decode(try reader.blob())
        try reader.finish()
        return ChangeBatch(seq: seq, at: at, changes: changes)
    }

    mutating func commit(_ batch: ChangeBatch) throws {
        guard batch.seq == lastSeq + 1 else { throw StoreError.outOfOrder(batch.seq, last: lastSeq) }
        torn = []
        frames.append(Kept.frame(batch))
        lastSeq = batch.seq
    }

    /// The batches after a sequence number that are in the log.
    private func decoded(after seq: Int64, limit: Int = .max) throws -> [ChangeBatch] {
        try frames.dropFirst(Int(max(0, seq - firstSeq + 1))).prefix(max(0, limit)).map { frame in
            do throws(CodecFault) { return try Kept.batch(frame) } catch {
                throw StoreError.unreadable("a batch in memory", error)
            }
        }
    }

    func load(resolvedSince: Timestamp) throws -> StoredWatch {
        if (try? Kept.batch(torn)) != nil {
            throw StoreError(.corrupt, "half a batch reads as a whole one: the codec is wrong")
        }
        var watch = records.watch(foldedSeq: foldedSeq, resolvedSince: resolvedSince)
        watch.tail = try decoded(after: foldedSeq)
        return watch
    }

    mutating func fold(batches: Int) throws -> Int {
        for batch in try decoded(after: foldedSeq, limit: batches) {
            for change in batch.changes { records.fold(change) }
            foldedSeq = batch.seq
        }
        return Int(lastSeq - foldedSeq)
    }

    /// The records as of the last commit.
    func now() throws -> StoredRecords {
        var records = records
        for batch in try decoded(after: foldedSeq) {
            for change in batch.changes { records.fold(change) }
        }
        return records
    }

    func batches(after seq: Int64, limit: Int) throws -> [ChangeBatch] {
        guard seq >= firstSeq - 1, seq <= lastSeq else { throw StoreError.gone(oldest: firstSeq) }
        return try decoded(after: seq, limit: limit)
    }

    mutating func prune(_ horizon: RetentionHorizon) throws {
        _ = try fold(batches: .max)
        records.prune(horizon)
        let old = try decoded(after: 0).prefix { $0.at < horizon.log }.count
        frames.removeFirst(old)
    }
}
