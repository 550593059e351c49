import Dispatch
import Incidents
import Logging
import Storing

/// Keeps the store tidy beside the loop: folds the log into the readable tables and forgets what is old enough.
struct Housekeeper: Sendable {
    let store: any IncidentStore
    let clock: any WallClock
    let retention: @Sendable () -> Retention
    /// How long ago the last batch was committed.
    let lastCommit: @Sendable () -> Duration
    /// Gives memory that nobody uses back to the system.
    let returnMemory: @Sendable () -> Void
    let log: Logger
    private let queue = DispatchQueue(label: "midwatch.housekeeping", qos: .utility)

    init(
        store: any IncidentStore, clock: any WallClock, retention: @escaping @Sendable () -> Retention,
        lastCommit: @escaping @Sendable () -> Duration, returnMemory: @escaping @Sendable () -> Void, log: Logger
    ) {
        (self.store, self.clock, self.retention) = (store, clock, retention)
        (self.lastCommit, self.returnMemory, self.log) = (lastCommit, returnMemory, log)
    }

    static let foldEvery = Duration.milliseconds(250)
    /// Without a commit for this long nobody is in the way: everything is folded.
    static let pause = Duration.milliseconds(200)
    /// While senders are at it, the disk is theirs until so many batches wait, which readers replay in milliseconds. Then
    /// folding takes a share of the time (``FoldPace``)…
    static let backlogMin = 512
    /// …until so many wait that a restart would take long to replay them.
    static let backlogMax = 20_000
    static let pruneEvery = Duration.hours(1)
    /// After a storm so long a pause is waited for before memory is given back, but no longer than a minute.
    static let rest = Duration.seconds(3)
    static let returnEvery = Duration.seconds(60)
    /// Batches folded in one turn; the store keeps each of its transactions short.
    static let foldBatches = 64

    /// Runs until the task is cancelled.
    func run() async throws {
        var prunedAt: Duration?
        var backlog = 0
        var pace = FoldPace()
        var (returnedAt, isUntidy) = (clock.elapsed(), true)
        while true {
            while lastCommit() >= Housekeeper.pause || backlog > Housekeeper.backlogMax {
                backlog = try await onQueue({ try store.fold(batches: Housekeeper.foldBatches) }) ?? 0
                if backlog == 0 { break }
            }
            if lastCommit() < Housekeeper.pause {
                let start = clock.elapsed()
                if backlog > Housekeeper.backlogMin, pace.isDue(at: start) {
                    backlog = try await onQueue({ try store.fold(batches: Housekeeper.foldBatches) }) ?? backlog
                    pace.folded(from: start, to: clock.elapsed())
                } else {
                    backlog = try await onQueue({ try store.unfolded() }) ?? backlog
                }
            }
            if prunedAt.map({ clock.elapsed() - $0 >= Housekeeper.pruneEvery }) ?? true {
                prunedAt = clock.elapsed()
                let horizon = retention().horizon(at: clock.now())
                _ = try await onQueue { try store.prune(horizon) }
            }
            let pause = lastCommit()
            isUntidy = isUntidy || pause < Housekeeper.rest
            if isUntidy, pause >= Housekeeper.rest || clock.elapsed() - returnedAt >= Housekeeper.returnEvery {
                (returnedAt, isUntidy) = (clock.elapsed(), false)
                _ = try await onQueue { returnMemory() }
            }
            try await Task.sleep(for: Housekeeper.foldEvery)
        }
    }

    /// Does blocking work off the cooperative threads. What fails is said, and tried again at the next turn: the log
    /// is the truth, and nothing depends on the tables being up to date.
    private func onQueue<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result? {
        try Task.checkCancellation()
        return await withCheckedContinuation { answer in
            queue.async {
                do { answer.resume(returning: try work()) } catch {
                    log.warning("housekeeping of the store failed; it is tried again", metadata: ["error": "\(error)"])
                    answer.resume(returning: nil)
                }
            }
        }
    }
}

/// How long each kind of record is kept. DESIGN: change log 7 d, incidents and timelines 400 d, raw alerts 30 d.
package struct Retention: Hashable, Sendable {
    package var log = Duration.hours(7 * 24)
    package var incidents = Duration.hours(400 * 24)
    package var alerts = Duration.hours(30 * 24)
    package var requests = Duration.hours(24)

    package init() {}

    func horizon(at now: Timestamp) -> RetentionHorizon {
        RetentionHorizon(log: now - log, incidents: now - incidents, alerts: now - alerts, requests: now - requests)
    }
}
