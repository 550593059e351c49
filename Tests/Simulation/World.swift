import Incidents
import Routing
import Serving
import Storing
import Support
import Watchkeeping

/// A router with its disk, its courier and a console that follows it, all of it driven by one seed.
struct World {
    private(set) var now = Timestamp(milliseconds: 1_763_867_220_000)
    private(set) var loop: WatchLoop
    /// Everything that was committed, hashed: the same for the same seed, on every run.
    private(set) var trace = FNV1a()
    /// The last events, to be pasted into a test when a seed fails.
    private(set) var recent: [(at: Timestamp, events: [Event])] = []
    private(set) var crashes = 0
    private(set) var refusedCommits = 0

    private let durable: MemoryStore
    private let store: FaultyStore
    private var workload: Workload
    private let faultRate: Int
    private var follower = Follower()
    private var promises = Promises()
    private(set) var courier = CourierModel()
    private let trees: [RoutingTree]

    /// What is in force now; a process that starts anew reads the same file.
    private var setup: Setup
    /// What was prepared for, and is taken next.
    private var coming: Setup?
    /// Whether routes differ in who is told, or in who is quiet when.
    private let variesReceivers: Bool
    private let tells: Bool
    private let setups: [Setup]

    /// - Parameter tells: whether receivers are told, by a courier that is slow and fails.
    init(seed: UInt64, tells: Bool = false) throws {
        workload = Workload(seed: seed)
        faultRate = workload.pick([5, 20, 100, 1000])
        durable = MemoryStore()
        store = FaultyStore(durable)
        trees = try SimulatedRoutes.trees()
        let varies = workload.chance(2)
        variesReceivers = tells && varies
        self.tells = tells
        setups = tells ? Setup.telling : Setup.all
        setup = setups[0]
        if variesReceivers { setup.routing = workload.pick(trees) }
        loop = try WatchLoop(restoring: store, rules: setup.rules, routing: setup.routing, at: now)
    }

    /// One step: time goes by, something happens, perhaps the disk fails or the process dies; then all must hold.
    mutating func step() throws {
        passTime()
        try submit(workload.batch(at: now, incidents: loop.watch.lastNumber))
        try deliverPages()
        try carryFlushes()
        if workload.chance(10) { _ = try store.fold(batches: workload.number(1...20)) }
        if workload.chance(40) { try restart() }
        if workload.chance(15) { reload() }
        try check()
        if workload.chance(8), !tells || now >= courier.jumpEndsAt { try checkRestoring() }
    }

    private mutating func passTime() {
        switch workload.number(0...9) {
        case 0..<5: now = now + .milliseconds(workload.number(1...5000))
        case 5..<8: now = now + .seconds(workload.number(1...120))
        default: if let next = loop.watch.nextDeadline { now = max(now, next) }
        }
    }

    private mutating func submit(_ events: [Event]) throws {
        var batch = events
        if let next = loop.watch.nextDeadline, next <= now { batch.insert(.timePassed, at: 0) }
        recent.append((now, batch))
        if recent.count > 12 { recent.removeFirst() }
        if workload.chance(faultRate) { store.plan(workload.pick(CommitFault.allCases)) }
        do {
            let before = loop.watch
            let (outcomes, committed, flushes) = try loop.process(batch, at: now)
            promises.accept(batch, outcomes, at: now)
            if let committed { try publish(committed) }
            try courier.take(flushes, before: before, after: loop.watch, at: now)
            for case .clockJumped(let span) in batch { courier.clockJumped(by: span, at: now) }
        } catch is Crash {
            crashes += 1
            promises.doubt(batch)
            try restart()
        } catch is StoreError {
            refusedCommits += 1
            promises.doubt(batch)
            try loop.recover(at: now)
            promises.restored(at: now)
            courier.restored(isDead: false, at: now)
            try catchUp()
        }
        store.plan(.none)
    }

    private mutating func publish(_ batch: ChangeBatch) throws {
        trace.add(ChangeCodec.encode(batch.changes))
        try follower.follow(batch)
        try courier.follow(batch)
    }

    /// The process starts anew with what the disk holds; the console comes back and asks for what it missed.
    private mutating func restart() throws {
        loop = try WatchLoop(restoring: store, rules: setup.rules, routing: setup.routing, at: now)
        promises.restored(at: now)
        courier.restored(isDead: true, at: now)
        try catchUp()
    }

    /// Another configuration is loaded while the router goes on: it is prepared for, and some time later taken.
    private mutating func reload() {
        guard let next = coming else {
            var next = workload.pick(setups)
            if variesReceivers { next.routing = workload.pick(trees) }
            var page: Int? = 0
            while let start = page { page = loop.prepare(for: next.rules, routing: next.routing, from: start, at: now) }
            return coming = next
        }
        (setup, coming) = (next, nil)
        loop.configure(rules: setup.rules, routing: setup.routing, at: now)
        courier.reloaded()
    }

    private mutating func catchUp() throws {
        for batch in try store.batches(after: follower.seq, limit: 10_000) { try publish(batch) }
    }

    /// The courier: slow, and now and then it sends twice because its report was lost.
    private mutating func deliverPages() throws {
        for id in loop.watch.queuedPages.keys.sorted() where !workload.chance(3) {
            try submit([.pageSent(id, reached: workload.number(0...3))])
            if workload.chance(5) { try submit([.pageSent(id, reached: 1)]) }
        }
    }

    /// The courier of receivers: some flushes take long, some fail, some words about them come twice or never.
    private mutating func carryFlushes() throws {
        for flush in courier.out {
            guard let index = courier.out.firstIndex(of: flush) else { continue }
            switch workload.number(0...9) {
            case 0..<4 where flush.deadline > now: continue
            case 0..<5: _ = courier.finish(index)
            case let draw:
                _ = courier.finish(index)
                let word = flush.notification(draw == 5 ? .failed("503") : .sent, at: now)
                try submit([.notified(flush.dispatch, word)])
                if workload.chance(5) { try submit([.notified(flush.dispatch, word)]) }
            }
        }
    }

    /// Lets everything settle, for the last check.
    mutating func settle() throws {
        for id in loop.watch.queuedPages.keys.sorted() { try submit([.pageSent(id, reached: 1)]) }
        try catchUp()
        try check()
        try checkRestoring()
    }

    // MARK: What must hold

    private func check() throws {
        try Invariants.everyTriggeredIncidentMoves(loop.watch)
        try Invariants.countsAreTrue(loop.watch)
        try Invariants.groupsHaveOneOpenIncident(loop.watch)
        try Invariants.alertsAreAccountedFor(loop.watch, at: now)
        try Invariants.remindersAreDue(loop.watch, at: now)
        try promises.check(loop.watch, at: now)
        try courier.check(loop.watch, at: now)
        try follower.check(against: loop)
    }

    /// What a restart would come to is what lives now. Dear, so not after every step.
    func checkRestoring() throws {
        try Invariants.restoredEqualsLive(loop, store: store, at: now)
    }
}

/// A console that follows the feed: it must see every batch once, in order, and end with what the router has.
struct Follower {
    private(set) var seq: Int64 = 0
    private var summaries: [IncidentNumber: IncidentSummary] = [:]
    private var entries: [IncidentNumber: Int] = [:]

    mutating func follow(_ batch: ChangeBatch) throws {
        guard batch.seq == seq + 1 else { throw Broken("the feed jumped from \(seq) to \(batch.seq)") }
        seq = batch.seq
        for change in batch.changes {
            switch change {
            case .incident(let incident): summaries[incident.number] = IncidentSummary(incident)
            case .timeline(let entry):
                guard entry.ordinal == entries[entry.incident, default: 0] else {
                    throw Broken("timeline of \(entry.incident) has a gap before \(entry.ordinal)")
                }
                entries[entry.incident] = entry.ordinal + 1
            default: break
            }
        }
    }

    func check(against loop: WatchLoop) throws {
        guard seq == loop.seq else { throw Broken("the console stands at \(seq), the router at \(loop.seq)") }
        for incident in loop.watch.incidents.values where summaries[incident.number] != IncidentSummary(incident) {
            throw Broken("the console sees \(incident.number) other than it is")
        }
    }
}

/// An invariant does not hold.
struct Broken: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}
