import Incidents
import Logging
import Routing
import Synchronization

/// Carries out what the watch decided that receivers are to be told, and reports what came of it. It decides nothing
/// about whom to tell of what; it knows how often to try, how many at once, and when to give up.
///
/// A flush of one key never overtakes another one; integrations do not wait for each other. What a stop or a crash takes
/// away before it is reported is decided again after the start: a receiver is told at least once.
final class NotificationCourier: Sendable {
    /// How many flushes may wait or be under way; each beyond is reported as failed at once.
    static let flushesMax = 65_536
    /// How many calls are made at once, in all and to one integration of a receiver.
    static let callsMax = 128
    static let callsOfIntegrationMax = 16
    /// How long before the deadline the last try ends, so that the report is there by then.
    static let reportTime = Duration.milliseconds(200)
    /// How long at most a receiver that answers nobody is left alone between two tries.
    static let probeWaitMax = Duration.seconds(10)
    /// How long a stop waits for calls that are under way.
    static let stopMax = Duration.seconds(2)

    /// Which calls share a bound.
    struct Integration: Hashable, Sendable {
        var receiver: String
        var place: Int
    }

    /// A flush, and how long it is worth trying.
    struct Errand: Sendable {
        var flush: Flush
        /// When the courier took it up.
        var started: Duration
        /// How long after that the last try ends.
        var limit: Duration
        var waits: RetryWaits
        var tries = 0
        /// Why the last try came to nothing.
        var reason: SafeText?
    }

    private let outbox: FlushOutbox
    private let state: RouterState
    let clock: any WallClock
    private let externalURL: @Sendable () -> String
    let pause: @Sendable (Duration) async throws -> Void
    private let tellWatch: @Sendable (DispatchID, Notification) -> Void
    private let metrics: NotificationMetrics
    let log: Logger
    private let lanes = Mutex(FlushLanes(countMax: flushesMax))
    /// Those for which there is room now, which is taken for them. A storm has thousands of flushes in one moment: they
    /// wait for their first try as what they are, and not each as a task, as those do that are to be tried again.
    private let letIn = AsyncStream.makeStream(of: Errand.self)
    let turnstile = Turnstile<Integration>(most: callsMax, mostOfLane: callsOfIntegrationMax)
    typealias Breaker = CircuitBreaker<Integration, Errand>
    let breaker = Mutex(Breaker(failuresMax: callsOfIntegrationMax))

    /// - Parameters:
    ///   - externalURL: where this router is reached, as it says itself.
    ///   - pause: lets time go by between two tries.
    ///   - tellWatch: takes what came of each flush.
    init(
        outbox: FlushOutbox, state: RouterState, clock: any WallClock, externalURL: @escaping @Sendable () -> String,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        tellWatch: @escaping @Sendable (DispatchID, Notification) -> Void, metrics: NotificationMetrics, log: Logger
    ) {
        (self.outbox, self.state, self.clock, self.externalURL) = (outbox, state, clock, externalURL)
        (self.pause, self.tellWatch, self.metrics, self.log) = (pause, tellWatch, metrics, log)
    }

    /// Carries out what comes until the outbox is closed and all is done, or the task is cancelled.
    func run() async {
        await withTaskCancellationHandler {
            outbox.open(taking: { self.take($0) }) {
                if self.lanes.withLock({ $0.close() }) { self.letIn.continuation.finish() }
            }
            await withDiscardingTaskGroup { work in
                for await errand in letIn.stream { work.addTask { await self.work(from: errand) } }
            }
        } onCancel: {
            turnstile.close()
        }
    }

    private func take(_ flush: Flush) {
        switch lanes.withLock({ $0.admit(flush) }) {
        case .starts: begin(errand(of: flush))
        case .waits: break
        case .full: report(errand(of: flush), .failed("too many notifications wait"))
        }
    }

    /// Lets an errand be worked at once there is room, or its receiver answers.
    func begin(_ errand: Errand) {
        let integration = integration(of: errand.flush)
        guard !keeps(errand) else { return }
        turnstile.enter(integration) { isLetIn in
            if isLetIn, case .enqueued = self.letIn.continuation.yield(errand) { return }
            // Where the work is broken off, nobody takes it up any more.
            if isLetIn { self.turnstile.close() }
            self.abandon(errand)
            if isLetIn { self.turnstile.leave(integration) }
        }
    }

    /// The span is that of the decision: a wall clock that is set meanwhile makes it no longer.
    func errand(of flush: Flush) -> Errand {
        let span = min(flush.deadline - clock.now(), flush.deadline - flush.decidedAt)
        return Errand(
            flush: flush, started: clock.elapsed(), limit: span - Self.reportTime, waits: RetryWaits(of: flush))
    }

    func integration(of flush: Flush) -> Integration {
        Integration(receiver: flush.receiver, place: flush.integration)
    }

    /// The router stops: what waits in the lane is decided again after the start.
    func abandon(_ errand: Errand) {
        while next(after: errand.flush.key) != nil {}
    }

    /// The next flush of a lane. With the last one of all the work is done, when nothing more comes.
    func next(after key: NotificationKey) -> Flush? {
        let (next, isDone) = lanes.withLock { ($0.next(after: key), $0.isDone) }
        if isDone { letIn.continuation.finish() }
        return next
    }

    /// Begins no further try, and waits a moment for those under way, so that what was told is known to be told.
    func stop() async {
        outbox.close()
        turnstile.close()
        await withTaskGroup(of: Void.self) { tasks in
            let ended = AsyncStream.makeStream(of: Void.self)
            let emptied = Task { [turnstile] in
                await turnstile.empty()
                ended.continuation.finish()
            }
            tasks.addTask { for await _ in ended.stream {} }
            tasks.addTask { try? await Task.sleep(for: NotificationCourier.stopMax) }  // Cancelled when all have ended.
            await tasks.next()
            tasks.cancelAll()
            emptied.cancel()
        }
    }

    /// Works at the lane of an errand that was let in, until it is empty or has to wait for its receiver.
    private func work(from first: Errand) async {
        var (errand, isLetIn) = (first, true)
        while await carryOut(errand, isLetIn: isLetIn), let flush = next(after: first.flush.key) {
            (errand, isLetIn) = (self.errand(of: flush), false)
        }
    }

    /// Tries until it is told, refused, or no longer worth it. Says nothing when the router stops. False when it waits until
    /// its receiver answers others.
    private func carryOut(_ first: Errand, isLetIn: Bool) async -> Bool {
        var (errand, isLetIn) = (first, isLetIn)
        let integration = integration(of: errand.flush)
        while true {
            if !isLetIn { guard await turnstile.enter(integration) else { return true } }
            isLetIn = false
            if keeps(errand) {
                turnstile.leave(integration)
                return false
            }
            let tried = await tryOnce(&errand)
            turnstile.leave(integration)
            guard case .again(let wait) = tried else { return true }
            switch breaker.withLock({ $0.failed(errand, of: errand.flush.key, for: integration) }) {
            case .alone: do { try await pause(wait) } catch { return true }
            case .kept: return false
            case .opens(let turn):
                await probe(integration, in: turn, after: errand)
                return false
            }
        }
    }

    enum Trial {
        /// It was reported.
        case ended
        /// It may go better after a wait.
        case again(Duration)
    }

    /// One try, within the turnstile.
    ///
    /// - Parameter limit: how long it may take at most, where it is not worth as long as it may last.
    func tryOnce(_ errand: inout Errand, within limit: Duration? = nil) async -> Trial {
        let flush = errand.flush
        guard left(of: errand) > .zero else {
            expire(errand)
            return .ended
        }
        let configuration = state.configuration
        let outcome = await attempt(&errand, under: configuration, within: limit)
        // Whatever it answered, others may be told.
        if outcome != nil { goOn(integration(of: flush)) }
        let wait = errand.waits.next()
        // A call that was broken off by the stop came to nothing that is known.
        let ends = outcome ?? (Task.isCancelled || wait < left(of: errand) ? nil : .failed(errand.reason ?? .empty))
        if let ends { report(errand, ends, paging: configuration.rules.paging) }
        guard ends == nil else { return .ended }
        if errand.tries == 1 { say(flush, errand.reason) }
        return .again(wait)
    }

    private func left(of errand: Errand) -> Duration { left(of: errand, at: clock.elapsed()) }

    func left(of errand: Errand, at moment: Duration) -> Duration { errand.limit - (moment - errand.started) }

    /// - Parameter reason: why others could not be told, where it was not tried itself.
    func expire(_ errand: Errand, _ reason: SafeText? = nil) {
        report(errand, .failed(errand.reason ?? reason ?? "its turn came too late: the receiver takes too long"))
    }

    /// One try. Nil when another one may go better.
    private func attempt(
        _ errand: inout Errand, under configuration: RouterConfiguration, within limit: Duration?
    ) async -> NotificationOutcome? {
        guard configuration.rules.paging == .on else { return .withheld }
        guard let channel = configuration.channel(of: errand.flush) else {
            return .failed("a reload took this integration away")
        }
        errand.tries += 1
        let left = left(of: errand)
        let answer = await channel.tell(
            errand.flush, externalURL: externalURL(), within: limit.map { min($0, left) } ?? left)
        metrics.tried(kind: channel.kind, failed: answer != .taken)
        switch answer {
        case .taken: return .sent
        case .refused(let why): return .failed(why)
        case .notYet(let why):
            errand.reason = why
            return nil
        }
    }

    // MARK: Saying what came of it

    private func report(_ errand: Errand, _ outcome: NotificationOutcome, paging: Paging? = nil) {
        let (flush, tries) = (errand.flush, errand.tries)
        let kind = state.configuration.channel(of: flush)?.kind ?? "none"
        tellWatch(
            flush.dispatch, flush.notification(outcome, paging: outcome == .withheld ? paging : nil, at: clock.now()))
        metrics.ended(
            receiver: flush.receiver, integration: flush.integrationName, kind: kind, outcome,
            in: clock.elapsed() - errand.started)
        switch outcome {
        case .sent where tries > 1:
            log.notice("told at last", metadata: metadata(flush, tries: tries))
        case .sent, .withheld:
            log.debug("\(outcome)", metadata: metadata(flush, tries: tries))
        case .failed(let why):
            var metadata = metadata(flush, tries: tries)
            metadata["why"] = "\(why)"
            log.error("a notification FAILED: this receiver was not told", metadata: metadata)
        }
    }

    private func say(_ flush: Flush, _ why: SafeText?) {
        var metadata = metadata(flush, tries: 1)
        (metadata["why"], metadata["until"]) = ("\(why ?? .empty)", "\(flush.deadline.rfc3339)")
        log.warning("a receiver could not be told; it is tried again", metadata: metadata)
    }

    func metadata(_ flush: Flush, tries: Int) -> Logger.Metadata {
        [
            "receiver": "\(SafeText(flush.receiver))", "integration": "\(flush.integrationName)",
            "group": "\(SafeText(flush.groupKey))", "tries": "\(tries)",
        ]
    }
}

extension RouterConfiguration {
    /// The channel of the integration that a flush is for; nil when there is none any more.
    fileprivate func channel(of flush: Flush) -> (any ReceiverChannel)? {
        guard let channels = channels[flush.receiver], channels.indices.contains(flush.integration) else { return nil }
        return channels[flush.integration]
    }
}
