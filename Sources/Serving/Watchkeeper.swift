import Incidents
import Logging
import Routing
import Storing
import Watchkeeping
import Wire

/// The one writer: takes what waits in the mailbox, lets the watch decide, commits, and only then answers and publishes.
///
/// Order is meaning, so there is one loop and one owner of the watch. Commits are synchronous: there is no point in
/// the loop at which anything else can run.
actor Watchkeeper {
    private nonisolated let executor = LoopExecutor(label: "midwatch.watch")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// At most so many events in one commit: bounds the time that a key waits behind a storm.
    static let batchMax = 1024

    private var loop: WatchLoop
    private let store: any IncidentStore
    private let clock: any WallClock
    private let log: Logger
    nonisolated let feed: ChangeFeed
    nonisolated let metrics: RouterMetrics
    /// What receivers are to be told, for the courier.
    nonisolated let outbox = FlushOutbox()
    private nonisolated let mailbox: Mailbox
    private nonisolated let health = Health()
    private var clockOffset: Duration?
    /// Whether a batch is on its way that nobody asked for.
    private var isGoingOn = false

    /// Restores the watch from the store; throws what the store throws.
    init(
        store: any IncidentStore, clock: any WallClock, rules: WatchRules, routing: RoutingTree, queueMax: Int,
        feed: ChangeFeed, metrics: RouterMetrics, log: Logger
    ) throws {
        loop = try WatchLoop(restoring: store, rules: rules, routing: routing, at: clock.now())
        (self.store, self.clock, self.feed, self.metrics, self.log) = (store, clock, feed, metrics, log)
        mailbox = Mailbox(sizeMax: queueMax)
        _ = health.set(rules.paging)
        _ = health.set(allMuted: loop.watch.allMuted)
    }

    // MARK: Asking

    /// Hands events to the loop and waits until what they caused is durable.
    ///
    /// - Parameter size: the bytes that the request took, for the bound of the queue.
    /// - Throws: ``RouterFault``.
    nonisolated func submit(_ events: [Event], size: Int = 0) async throws -> [Outcome] {
        if let why = health.fault { throw RouterFault.unwritable(why) }
        return try await withCheckedThrowingContinuation { answer in
            post(Mailbox.Letter(events: events, size: size, answer: answer))
        }
    }

    /// Hands an event to the loop without waiting.
    nonisolated func submit(_ event: Event) {
        post(Mailbox.Letter(events: [event], size: 0, answer: nil))
    }

    private nonisolated func post(_ letter: Mailbox.Letter) {
        switch mailbox.post(letter) {
        case .posted(let starts):
            // A task would begin on another thread, and only then come to this one.
            if starts { executor.run { self.assumeIsolated { $0.emptyMailbox() } } }
        case .full: letter.answer?.resume(throwing: RouterFault.queueFull)
        case .closed: letter.answer?.resume(throwing: RouterFault.stopping)
        }
    }

    /// The watch as it is now: an immutable view for readers, with the last committed sequence number.
    func view() -> (watch: Watch, seq: Int64, at: Timestamp) { (loop.watch, loop.seq, clock.now()) }

    /// Why the router cannot write, or nil.
    nonisolated var degraded: String? { health.fault }

    /// How the router is, as everybody is told.
    nonisolated var notice: Notice { health.notice }

    nonisolated var waiting: (letters: Int, bytes: Int) { mailbox.waiting }

    /// Takes another configuration. What takes long is done some alerts at a time: letters have their turn in between.
    func configure(rules: WatchRules, routing: RoutingTree) async {
        var page: Int? = 0
        while let start = page {
            page = loop.prepare(for: rules, routing: routing, from: start, at: clock.now())
            await Task.yield()
        }
        loop.configure(rules: rules, routing: routing, at: clock.now())
        mailbox.bound(to: rules.limits.queueBytes)
        if health.set(rules.paging) { feed.publish(.notice(health.notice)) }
        goOnSoon()
    }

    // MARK: The loop

    private func emptyMailbox() {
        while true {
            let letters = mailbox.take(events: Watchkeeper.batchMax)
            if letters.isEmpty { return }
            handle(letters)
        }
    }

    private func handle(_ letters: [Mailbox.Letter]) {
        if let why = health.fault {
            for letter in letters { letter.answer?.resume(throwing: RouterFault.unwritable(why)) }
            return
        }
        var events: [Event] = []
        for letter in letters { events += letter.events }
        do {
            var outcomes = try process(events)[...]
            for letter in letters {
                letter.answer?.resume(returning: Array(outcomes.prefix(letter.events.count)))
                outcomes = outcomes.dropFirst(letter.events.count)
            }
        } catch {
            let why = "\(error)"
            for letter in letters { letter.answer?.resume(throwing: RouterFault.unwritable(why)) }
        }
    }

    /// One batch: decided, committed, published.
    private func process(_ events: [Event]) throws -> [Outcome] {
        let now = clock.now()
        let started = clock.elapsed()
        do {
            let (outcomes, batch, flushes) = try loop.process(events, at: now)
            if let batch {
                let end = clock.elapsed()
                metrics.committed(batch, in: end - started, at: end)
                feed.publish(.batch(batch))
            }
            if health.set(allMuted: loop.watch.allMuted) { feed.publish(.notice(health.notice)) }
            outbox.put(flushes)
            metrics.handled(events: events.count)
            goOnSoon()
            return outcomes
        } catch {
            fail(error, at: now)
            throw error
        }
    }

    /// What did not fit into a batch is done in the next one, and letters have their turn in between.
    private func goOnSoon() {
        guard loop.watch.hasMoreToDo, !isGoingOn else { return }
        isGoingOn = true
        Task { self.goOn() }
    }

    private func goOn() {
        isGoingOn = false
        // A failed commit is said in fail(_:at:), and what was due stays due.
        if health.fault == nil { _ = try? process([.timePassed]) }
    }

    /// A commit failed: the watch is ahead of the store. It is restored once, then the router stands degraded until a
    /// real write goes through.
    private func fail(_ error: any Error, at now: Timestamp) {
        let why = "\(error)"
        log.critical(
            "commit failed; alerts and acts are answered 503 until the store can be written again",
            metadata: ["error": "\(why)"])
        metrics.commitFailed()
        do { try loop.recover(at: now) } catch { log.critical("restore failed too", metadata: ["error": "\(error)"]) }
        setHealth(why)
    }

    private func setHealth(_ fault: String?) {
        health.set(fault)
        // What was restored is as of now, and mutes what the store says.
        _ = health.set(allMuted: loop.watch.allMuted)
        feed.publish(.notice(health.notice))
    }

    // MARK: Time

    /// Does what is due, looks whether the clock was set, and, while degraded, tries a real write.
    ///
    /// - Returns: how long until there is something to do again, at most a second.
    func tick() -> Duration {
        if health.fault != nil { probe() }
        let now = clock.now()
        noticeJump(at: now)
        if health.fault == nil, let next = loop.watch.nextDeadline, next <= now {
            // A failed commit is said in fail(_:at:), and what was due stays due.
            _ = try? process([.timePassed])
        }
        // Until the store can be written nothing is done: only that is tried, once a second.
        guard health.fault == nil else { return .seconds(1) }
        let left = loop.watch.nextDeadline.map { $0 - clock.now() } ?? .seconds(1)
        return min(.seconds(1), max(.milliseconds(5), left))
    }

    private func probe() {
        do {
            try store.probe()
            try loop.recover(at: clock.now())
            setHealth(nil)
            log.notice("the store can be written again")
        } catch {
            log.error("the store still cannot be written", metadata: ["error": "\(error)"])
        }
    }

    /// How far the wall clock and the steady clock may drift apart between two ticks before it counts as a jump.
    static let jumpMin = Duration.seconds(2)

    private func noticeJump(at now: Timestamp) {
        let offset = Duration.milliseconds(now.milliseconds) - clock.elapsed()
        defer { clockOffset = offset }
        guard let before = clockOffset, health.fault == nil else { return }
        let jump = offset - before
        guard jump > Watchkeeper.jumpMin || jump < .zero - Watchkeeper.jumpMin else { return }
        log.warning("the wall clock was set; time left of every deadline is kept", metadata: ["by": "\(jump)"])
        metrics.clockJumped()
        _ = try? process([.clockJumped(by: jump)])
        health.set(ClockSet(at: now, by: jump))
        feed.publish(.notice(health.notice))
    }

    /// Lets nothing in any more, and finishes what is waiting.
    func stop() {
        mailbox.close()
        emptyMailbox()
        feed.close()
    }
}
