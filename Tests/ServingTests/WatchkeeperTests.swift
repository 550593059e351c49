import Incidents
import Logging
import Routing
@testable import Serving
import Storing
import Support
import Testing
import Watchkeeping
import Wire

@Suite("The one writer")
struct WatchkeeperTests {
    private let clock = ManualClock()
    private let store = BrittleStore()
    private let feed = ChangeFeed()

    private func keeper() throws -> Watchkeeper {
        var log = Logger(label: "test")
        log.logLevel = .critical
        return try Watchkeeper(
            store: store, clock: clock, rules: .standard, routing: .standard, queueMax: 1 << 20, feed: feed,
            metrics: RouterMetrics(), log: log)
    }

    private func alert(_ name: String = "Down") -> Event {
        .alertPosted(PostedAlert(labels: LabelSet(["alertname": name, "severity": "critical", "service": "shop"])))
    }

    @Test("What is answered is durable, and published after that")
    func commitsBeforeAnswering() async throws {
        let keeper = try keeper()
        let stream = feed.listen(as: .command)

        let outcomes = try await keeper.submit([alert()])

        #expect(outcomes == [.done(Receipt())])
        #expect(try store.load(resolvedSince: clock.now()).tail.count == 1)
        for await item in stream {
            guard case .batch(let batch) = item else { continue }
            #expect(batch.seq == 1)
            break
        }
    }

    @Test("Who listens is told when everything is muted, and when it is no longer")
    func tellsAllMuted() async throws {
        let keeper = try keeper()
        let stream = feed.listen(as: .command)
        let now = clock.now()
        let draft = SilenceDraft(
            matchers: [SilenceMatcher(name: "alertname", value: ".+", isRegex: true)], startsAt: now,
            endsAt: now + .hours(1),
            createdBy: "kim", comment: "", isAlertmanagers: true)
        let id = SilenceID(high: 1, low: 2)
        _ = try await keeper.submit([.silenceSet(draft, newID: id, by: .person("kim"), request: nil)])
        #expect(keeper.notice.allMuted == Mute(by: "kim", until: now + .hours(1), cause: .silence(id)))
        _ = try await keeper.submit([.silenceExpired(id, by: .person("kim"), request: nil)])
        #expect(keeper.notice.allMuted == nil)
        var told: [SafeText?] = []
        for await item in stream {
            guard case .notice(let notice) = item else { continue }
            told.append(notice.allMuted?.by)
            if told.count == 2 { break }
        }
        #expect(told == ["kim", nil])
    }

    @Test("Requests that wait together are committed together")
    func groupsCommits() async throws {
        let keeper = try keeper()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for index in 0..<200 { tasks.addTask { _ = try await keeper.submit([alert("A\(index)")]) } }
            try await tasks.waitForAll()
        }
        let stored = try store.load(resolvedSince: clock.now())
        #expect(stored.tail.flatMap(\.changes).count { if case .alertStarted = $0 { true } else { false } } == 200)
    }

    @Test("Notes that several people write at the same moment all survive, also a kill")
    func notesAtOnce() async throws {
        let keeper = try keeper()
        _ = try await keeper.submit([alert()])
        let number = IncidentNumber(1)
        let names: [SafeText] = ["sam", "kim", "lee", "mia", "ada", "joe", "eve", "max"]
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for name in names {
                tasks.addTask {
                    for round in 0..<5 {
                        let note = Act(.note(SafeText("\(name) \(round)\nand more")), number)
                        let request = RequestID("\(name)-\(round)")
                        // Sent twice, as a console does that lost its answer: it is one note.
                        let act = Event.acted(note, by: .person(name), request: request)
                        async let first = keeper.submit([act])
                        async let again = keeper.submit([act])
                        let outcomes = try await first + again
                        for outcome in outcomes { guard case .done = outcome else { throw RouterFault.stopping } }
                    }
                }
            }
            try await tasks.waitForAll()
        }

        let restarted = try self.keeper()
        let count = try #require(await restarted.view().watch.incidents[number]?.timelineCount)
        let entries = try store.timeline(of: number, from: 0, limit: 1000)
        #expect(entries.map(\.ordinal) == Array(0..<count))
        let notes = entries.filter { $0.kind == .note }
        #expect(Set(notes.map(\.text.original)).count == 40)
        #expect(notes.count == 40)
        #expect(notes.allSatisfy { $0.text.original.hasPrefix($0.actor.name.shown) })
    }

    @Test("A full disk fails the callers, is said, and is over by itself")
    func degradesAndRecovers() async throws {
        let keeper = try keeper()
        _ = try await keeper.submit([alert("Before")])
        store.isFull = true
        await #expect(throws: RouterFault.self) { try await keeper.submit([alert("While")]) }
        #expect(keeper.degraded != nil)
        await #expect(throws: RouterFault.self) { try await keeper.submit([alert("While")]) }
        #expect(await keeper.view().watch.alerts.count == 1)

        store.isFull = false
        _ = await keeper.tick()

        #expect(keeper.degraded == nil)
        _ = try await keeper.submit([alert("After")])
        #expect(await keeper.view().watch.alerts.count == 2)
    }

    @Test("A silence of everything that ends while the store is full is not said to mute any longer")
    func allMutedWhileDegraded() async throws {
        let keeper = try keeper()
        let now = clock.now()
        let draft = SilenceDraft(
            matchers: [SilenceMatcher(name: "alertname", value: ".+", isRegex: true)], startsAt: now,
            endsAt: now + .hours(1), createdBy: "kim", comment: "")
        let id = SilenceID(high: 1, low: 2)
        _ = try await keeper.submit([alert(), .silenceSet(draft, newID: id, by: .person("kim"), request: nil)])
        #expect(keeper.notice.allMuted?.by == "kim")
        clock.advance(by: .minutes(61))
        store.isFull = true
        _ = await keeper.tick()
        #expect(keeper.degraded != nil && keeper.notice.allMuted == nil)
    }

    @Test("Deadlines are met by the tick")
    func ticks() async throws {
        let keeper = try keeper()
        _ = try await keeper.submit([alert()])
        #expect(await keeper.view().watch.incidents[IncidentNumber(1)]?.pageCount == 1)
        clock.advance(by: .minutes(1))
        let wait = await keeper.tick()
        #expect(wait > .zero && wait <= .seconds(1))
        #expect(await keeper.view().watch.incidents[IncidentNumber(1)]?.pageCount == 2)
    }

    @Test("A clock that is set keeps what is left of every deadline", arguments: [Duration.hours(3), .hours(-3)])
    func clockJumps(by jump: Duration) async throws {
        let keeper = try keeper()
        _ = try await keeper.submit([alert()])
        _ = await keeper.tick()
        clock.jump(by: jump)
        _ = await keeper.tick()

        let watch = await keeper.view().watch
        let incident = try #require(watch.incidents[IncidentNumber(1)])
        #expect(incident.pageCount == 1)
        #expect(incident.countdown.left(at: clock.now()) == .minutes(1))
        #expect(incident.counts.firing == 1)
        #expect(keeper.notice.clockSet == ClockSet(at: clock.now(), by: jump))
    }

    @Test("Nothing gets in after the stop, and the feed ends")
    func stops() async throws {
        let keeper = try keeper()
        let stream = feed.listen(as: .console)
        await keeper.stop()
        await #expect(throws: RouterFault.stopping) { try await keeper.submit([alert()]) }
        var items = 0
        for await _ in stream { items += 1 }
        #expect(items == 0)
    }

    @Test("A restart goes on where the last one ended")
    func restarts() async throws {
        let first = try keeper()
        _ = try await first.submit([alert()])
        _ = try await first.submit([.acted(Act(.acknowledge, IncidentNumber(1)), by: .person("sam"), request: nil)])

        let second = try keeper()
        let watch = await second.view().watch
        #expect(watch.incidents[IncidentNumber(1)]?.holder == .person("sam"))
        #expect(watch.alerts.count == 1)
    }
}

@Suite("The feed")
struct ChangeFeedTests {
    @Test("A reader who does not keep up is cut off, and the others go on")
    func cutsOff() async {
        let feed = ChangeFeed()
        let slow = feed.listen(as: .console)
        for seq in 0...ChangeFeed.waitingMax {
            feed.publish(.batch(ChangeBatch(seq: Int64(seq), at: Timestamp(milliseconds: 0), changes: [])))
        }
        #expect(feed.readers == 0)
        var seen = 0
        for await _ in slow { seen += 1 }
        #expect(seen == ChangeFeed.waitingMax)
    }

    @Test("Consoles are counted apart from other readers")
    func countsConsoles() {
        let feed = ChangeFeed()
        let streams = [feed.listen(as: .console), feed.listen(as: .command)]
        #expect(feed.readers == 2)
        #expect(feed.consoles == 1)
        withExtendedLifetime(streams) {}
    }
}
