package import Incidents

/// Where the watch is kept: an append-only log of change batches, and readable records folded from it.
///
/// One writer calls `commit`, `fold` and `prune`; reads may come from any thread and see a consistent state. A call
/// throws ``StoreError``, and after a commit that threw nothing of that batch is there after a restart, or all of it:
/// the caller drops its watch and loads again.
package protocol IncidentStore: AnyObject, Sendable {
    /// All that a watch is restored from: the folded records, then the batches after them, in order.
    ///
    /// - Parameter resolvedSince: what was over before this is left out: resolved incidents, unless nobody has seen yet
    ///   that they cleared, and ended alerts, unless their incident is open. ``LoadRule`` says it exactly.
    func load(resolvedSince: Timestamp) throws -> StoredWatch

    /// Makes a batch durable. Its `seq` must be one up from the last one committed, else
    /// ``StoreError/Code/outOfOrder(last:)`` is thrown.
    func commit(_ batch: ChangeBatch) throws

    /// Folds up to `batches` of the log into the readable records. Answers how many are still to be folded.
    ///
    /// It takes what readers see from the log to the records, and changes nothing of what they see.
    @discardableResult
    func fold(batches: Int) throws -> Int

    /// How many batches are still to be folded. Called now and then while folding waits for a storm to pass, so a store
    /// may do then what cannot wait that long.
    func unfolded() throws -> Int

    /// The batches after a sequence number, oldest first, at most `limit`; throws ``StoreError/gone(oldest:)`` when the
    /// log no longer reaches that far back, or the number is ahead of the log (of a store that was restored since).
    func batches(after seq: Int64, limit: Int) throws -> [ChangeBatch]

    /// The timeline of an incident from an ordinal on, oldest first, complete up to the last commit.
    func timeline(of incident: IncidentNumber, from ordinal: Int, limit: Int) throws -> [TimelineEntry]

    /// The pages of an incident, oldest first, complete up to the last commit.
    func pages(of incident: IncidentNumber) throws -> [Page]

    /// The latest occurrence in an incident of each alert that belongs to it or ended in it, by start, then
    /// fingerprint; complete up to the last commit.
    func alerts(of incident: IncidentNumber) throws -> [StoredAlert]

    /// Incidents that are over as of the last commit, newest number first, below a number, at most `limit`. Some may
    /// still be in the watch's memory.
    func resolvedIncidents(below number: IncidentNumber?, limit: Int) throws -> [Incident]

    /// One incident as of the last commit, in memory or not.
    func incident(_ number: IncidentNumber) throws -> Incident?

    /// All silences that are kept, also those that are long over, by id, complete up to the last commit. As many as were
    /// set within the time of incidents (``RetentionHorizon``).
    func silences() throws -> [Silence]

    /// What receivers were told of each of some alerts, or could not be told, of what was decided up to a moment: by the
    /// moment of the outcome, newest first, at most `limit` of each; complete up to the last commit. When an alert is
    /// forgotten, which tellings named it may be too.
    func notifications(
        about fingerprints: Set<Fingerprint>, upTo moment: Timestamp, limit: Int
    ) throws -> [Fingerprint: [Notification]]

    /// What all receivers were told, or could not be told, since a moment: by the moment of the outcome, newest first,
    /// at most `limit`; complete up to the last commit.
    func notifications(since moment: Timestamp, limit: Int) throws -> [Notification]

    /// When each of some alerts was muted and unmuted up to a moment, the latest word first, at most `limit` of each;
    /// complete up to the last commit. A moment of 0 stands for one that an earlier version did not keep.
    func muteHistory(
        of fingerprints: Set<Fingerprint>, upTo moment: Timestamp, limit: Int
    ) throws -> [Fingerprint: [MuteRecord]]

    /// The configuration that was in force at a moment, as of the last commit: the last one loaded up to then; nil when
    /// none that was is kept.
    func configuration(at moment: Timestamp) throws -> LoadedConfiguration?

    /// The latest occurrence of an alert in each incident that it was in, and in none, by start, then incident, none
    /// first; complete up to the last commit.
    func alertRecords(of fingerprint: Fingerprint) throws -> [StoredAlert]

    /// Of each of some alerts the occurrences that others followed and that had begun by a moment: the latest one in each
    /// incident and in none, by incident, none first; complete up to the last commit.
    func formerOccurrences(
        of fingerprints: Set<Fingerprint>, upTo moment: Timestamp
    ) throws -> [Fingerprint: [FormerOccurrence]]

    /// The labels of alerts that are kept, each once, at most `limit`: the latest, in no particular order; complete up to
    /// the last commit.
    func labels(limit: Int) throws -> [LabelSet]

    /// Forgets what is older than its time: log batches, resolved incidents with their timelines, ended alerts,
    /// requests, silences, configurations, notifications and the history of mutes. ``RetentionHorizon`` says it exactly.
    func prune(_ horizon: RetentionHorizon) throws

    /// Writes something real and takes it back: throws while the store cannot be written.
    func probe() throws

    /// Writes a complete copy of the store to a new file; throws ``StoreError/Code/exists`` when the file is there.
    func backup(to path: String) throws

    /// How large the store is, in bytes.
    var sizeInBytes: Int64 { get }
}
