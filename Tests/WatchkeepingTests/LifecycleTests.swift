import Incidents
import Routing
import Testing
import Watchkeeping

/// One row of the table of transitions: where it starts, what happens, and where it ends.
struct LifecycleRow: Sendable, CustomTestStringConvertible {
    var says: String
    var testDescription: String { says }
    /// Brings an incident of SEV3 with one firing alert into the phase that the row starts from.
    var given: @Sendable (inout WatchStory, IncidentNumber) -> Void
    var when: @Sendable (inout WatchStory, IncidentNumber) -> Outcome?
    var then: ShownState
    var refused: Refusal.Code?
    /// How many pages the event itself queues.
    var pages = 0
    var entry: TimelineEntry.Kind?
}

private let nothing: @Sendable (inout WatchStory, IncidentNumber) -> Void = { _, _ in }
private let acked: @Sendable (inout WatchStory, IncidentNumber) -> Void = { $0.act(.acknowledge, $1) }
private let mitigated: @Sendable (inout WatchStory, IncidentNumber) -> Void = {
    $0.act(.acknowledge, $1)
    $0.act(.mitigate, $1)
}
private let resolved: @Sendable (inout WatchStory, IncidentNumber) -> Void = { $0.act(.resolve, $1) }

let lifecycleTable: [LifecycleRow] = [
    LifecycleRow(
        says: "triggered, acknowledge → ACK", given: nothing, when: { $0.act(.acknowledge, $1) }, then: .acknowledged,
        entry: .acknowledged),
    LifecycleRow(
        says: "triggered, take → ACK", given: nothing, when: { $0.act(.take, $1) }, then: .acknowledged, entry: .taken),
    LifecycleRow(
        says: "triggered, note → same", given: nothing, when: { $0.act(.note("hm"), $1) }, then: .triggered,
        entry: .note),
    LifecycleRow(
        says: "acknowledged, acknowledge by its holder → renewed", given: acked, when: { $0.act(.acknowledge, $1) },
        then: .acknowledged, entry: .acknowledged),
    LifecycleRow(
        says: "acknowledged, acknowledge by somebody else → refused", given: acked,
        when: { $0.act(.acknowledge, $1, by: WatchStory.kim) }, then: .acknowledged, refused: .heldBySomebodyElse),
    LifecycleRow(
        says: "acknowledged, take by somebody else → theirs", given: acked,
        when: { $0.act(.take, $1, by: WatchStory.kim) }, then: .acknowledged, entry: .taken),
    LifecycleRow(
        says: "acknowledged, unacknowledge → TRIG, from the first step", given: acked,
        when: { $0.act(.unacknowledge, $1) }, then: .triggered, pages: 1, entry: .unacknowledged),
    LifecycleRow(
        says: "triggered, unacknowledge → refused", given: nothing, when: { $0.act(.unacknowledge, $1) },
        then: .triggered, refused: .notHeld),
    LifecycleRow(
        says: "acknowledged, time-out of SEV3 after 2h → TRIG, pages", given: acked,
        when: { story, _ in
            story.pass(.hours(2))
            return nil
        }, then: .triggered, pages: 1, entry: .triggered),
    LifecycleRow(
        says: "acknowledged, any act of the holder renews", given: acked,
        when: { story, number in
            story.pass(.minutes(110))
            story.act(.note("still on it"), number)
            story.pass(.minutes(110))
            return nil
        }, then: .acknowledged),
    LifecycleRow(
        says: "triggered, snooze → SNOOZE", given: nothing, when: { $0.act(.snooze(until: $0.now + .minutes(30)), $1) },
        then: .snoozed, entry: .snoozed),
    LifecycleRow(
        says: "snoozed, at T still firing → TRIG, pages", given: { $0.act(.snooze(until: $0.now + .minutes(30)), $1) },
        when: { story, _ in
            story.pass(.minutes(30))
            return nil
        }, then: .triggered, pages: 1, entry: .triggered),
    LifecycleRow(
        says: "snoozed, cleared meanwhile → RSLV", given: { $0.act(.snooze(until: $0.now + .minutes(30)), $1) },
        when: { story, _ in
            story.clear()
            return nil
        }, then: .resolved, entry: .resolved),
    LifecycleRow(
        says: "snooze into the past → refused", given: nothing,
        when: { $0.act(.snooze(until: $0.now - .seconds(1)), $1) },
        then: .triggered, refused: .inThePast),
    LifecycleRow(
        says: "acknowledged, mitigate → MITG", given: acked, when: { $0.act(.mitigate, $1) }, then: .mitigated,
        entry: .mitigated),
    LifecycleRow(
        says: "triggered, mitigate → refused", given: nothing, when: { $0.act(.mitigate, $1) }, then: .triggered,
        refused: .wrongPhase),
    LifecycleRow(
        says: "mitigated, time-out after 4h → TRIG", given: mitigated,
        when: { story, _ in
            story.pass(.hours(4))
            return nil
        }, then: .triggered, pages: 1, entry: .triggered),
    LifecycleRow(
        says: "mitigated, fires worse → TRIG", given: mitigated,
        when: { story, _ in
            story.fire(severity: "critical", instance: "b")
            return nil
        }, then: .triggered, pages: 1, entry: .severity),
    LifecycleRow(
        says: "mitigated, all clear → RSLV", given: mitigated,
        when: { story, _ in
            story.clear()
            return nil
        }, then: .resolved, entry: .resolved),
    LifecycleRow(
        says: "acknowledged, a new alert joins → same", given: acked,
        when: { story, _ in
            story.fire(instance: "b")
            return nil
        }, then: .acknowledged, entry: .joined),
    LifecycleRow(
        says: "acknowledged, severity raised by an alert → TRIG", given: acked,
        when: { story, _ in
            story.fire(severity: "critical", instance: "b")
            return nil
        }, then: .triggered, pages: 1, entry: .severity),
    LifecycleRow(
        says: "any open, severity changed by a human → same", given: acked, when: { $0.act(.severity(.sev5), $1) },
        then: .acknowledged, entry: .severity),
    LifecycleRow(
        says: "any open, resolve by a human → RSLV", given: nothing, when: { $0.act(.resolve, $1) }, then: .resolved,
        entry: .resolved),
    LifecycleRow(
        says: "resolved by hand, a refresh → same", given: resolved,
        when: { story, _ in
            story.fire(startedAgo: .zero)
            return nil
        }, then: .resolved),
    LifecycleRow(
        says: "resolved by hand, a new fingerprint → TRIG at once", given: resolved,
        when: { story, _ in
            story.fire(instance: "b")
            return nil
        }, then: .triggered, entry: .reopened),
    LifecycleRow(
        says: "resolved by hand, a new startsAt → TRIG at once", given: resolved,
        when: { story, _ in
            story.pass(.minutes(1))
            story.fire()
            return nil
        }, then: .triggered, entry: .reopened),
    LifecycleRow(
        says: "resolved by hand, a raised severity → TRIG at once", given: resolved,
        when: { story, _ in
            story.fire(severity: "critical")
            return nil
        }, then: .triggered, entry: .severity),
    LifecycleRow(
        says: "resolved by hand, still firing after 15m → TRIG", given: resolved,
        when: { story, _ in
            story.pass(.minutes(15))
            return nil
        }, then: .triggered, pages: 1, entry: .reopened),
    LifecycleRow(
        says: "resolved, reopen by a human → TRIG, pages", given: resolved, when: { $0.act(.reopen, $1) },
        then: .triggered, pages: 1, entry: .reopened),
    LifecycleRow(
        says: "resolved, anything else → refused", given: resolved, when: { $0.act(.take, $1) }, then: .resolved,
        refused: .resolvedAlready),
    LifecycleRow(
        says: "resolved, note → same", given: resolved, when: { $0.act(.note("found it"), $1) }, then: .resolved,
        entry: .note),
    LifecycleRow(
        says: "open, reopen → refused", given: nothing, when: { $0.act(.reopen, $1) }, then: .triggered,
        refused: .notResolved),
    LifecycleRow(
        says: "acknowledged, all alerts muted → same, time-out paused", given: acked,
        when: { story, _ in
            story.silence()
            story.pass(.hours(3))
            return nil
        }, then: .acknowledged, entry: .muted),
    LifecycleRow(
        says: "acknowledged and muted, muting ends while firing → TRIG",
        given: { story, number in
            story.act(.acknowledge, number)
            story.silence()
        },
        when: { story, _ in story.expire() }, then: .triggered, pages: 1, entry: .triggered),
    LifecycleRow(
        says: "triggered, all alerts muted → MUTED, deadlines paused", given: nothing,
        when: { story, _ in
            story.silence()
            story.pass(.hours(3))
            return nil
        }, then: .muted, entry: .muted),
    LifecycleRow(
        says: "last alert resolved, never acknowledged → CLRD", given: nothing,
        when: { story, _ in
            story.clear()
            return nil
        }, then: .cleared, entry: .cleared),
    LifecycleRow(
        says: "CLRD, acknowledge → seen, RSLV", given: { story, _ in story.clear() },
        when: { $0.act(.acknowledge, $1) },
        then: .resolved, entry: .seen),
    LifecycleRow(
        says: "last alert expired → NO NEWS", given: { story, _ in story.fireShortly() },
        when: { story, _ in
            story.pass(.minutes(4))
            return nil
        }, then: .noNews, entry: .noNews),
]

extension WatchStory {
    @discardableResult
    mutating func handle(_ event: Event, _: IncidentNumber) -> Outcome { handle(event) }
}

@Suite("The life of an incident, row by row")
struct LifecycleTests {
    @Test("The table of transitions", arguments: lifecycleTable)
    func row(_ row: LifecycleRow) throws {
        var story = WatchStory()
        let number = story.open()
        row.given(&story, number)
        story.changes = []

        let outcome = row.when(&story, number)

        #expect(try story.shown(number) == row.then)
        #expect(outcome?.refusal == row.refused)
        if row.pages > 0 { #expect(story.pages(number) >= row.pages) }
        if let entry = row.entry { #expect(story.kinds(number).contains(entry)) }
        if row.refused != nil { #expect(story.changes.isEmpty) }
        if try story.incident(number).phase.isTriggered {
            #expect(try story.incident(number).countdown != .none)
        }
    }

    @Test("A four-minute flap on a five-minute ring still rings")
    func flap() throws {
        var story = WatchStory()
        let number = story.open()
        story.pass(.minutes(4))
        story.clear()
        story.pass(.minutes(10))
        story.fire()

        #expect(try story.shown(number) == .triggered)
        #expect(try story.incident(number).flaps == 1)
        #expect(story.pages(number) == 1)
        story.pass(.minutes(1))
        #expect(story.pages(number) == 2)
    }

    @Test("A group that fires again after reopen_within opens a new incident that names the former")
    func later() throws {
        var story = WatchStory()
        let number = story.open()
        story.clear()
        story.pass(.minutes(31))
        story.fire()

        let next = IncidentNumber(number.value + 1)
        #expect(try story.incident(next).previous == number)
        #expect(try story.shown(number) == .cleared)
    }

    @Test("A warning comes five minutes before the time-out, once")
    func warning() throws {
        var story = WatchStory()
        let number = story.open(severity: "critical")
        story.act(.acknowledge, number)
        story.pass(.minutes(24))
        #expect(!story.kinds(number).contains(.warned))
        story.pass(.minutes(2))
        #expect(story.kinds(number).count { $0 == .warned } == 1)
        story.pass(.minutes(4))
        #expect(try story.shown(number) == .triggered)
    }

    @Test("SEV4 and SEV5 hold an acknowledge for good", arguments: ["none", "info"])
    func holdsForGood(severity: String) throws {
        var story = WatchStory()
        let number = story.open(severity: severity)
        story.act(.acknowledge, number)
        story.pass(.hours(20))
        #expect(try story.shown(number) == .acknowledged)
    }

    @Test("No news resolves after an hour only if its sender spoke about anything else", arguments: [true, false])
    func noNews(senderSpeaks: Bool) throws {
        var story = WatchStory()
        let number = story.open()
        story.fireShortly()
        story.pass(.minutes(5))
        let other = senderSpeaks ? "http://prometheus.example:9090/graph" : "http://other.example:9090/graph"
        story.fire("Else", generator: other)
        story.pass(.hours(1))
        #expect(try story.incident(number).phase.isResolved == senderSpeaks)
    }

    @Test("A late resolve from the sender ends no news")
    func lateResolve() throws {
        var story = WatchStory()
        let number = story.open()
        story.fireShortly()
        story.pass(.minutes(10))
        story.clear()
        #expect(try story.incident(number).phase.isResolved)
    }

    @Test("An alert muted on arrival opens nothing until it is unmuted while firing")
    func mutedOnArrival() throws {
        var story = WatchStory()
        story.silence()
        story.fire()
        #expect(story.watch.incidents.isEmpty)

        story.expire()
        #expect(try story.shown(IncidentNumber(1)) == .triggered)
        #expect(try story.incident(IncidentNumber(1)).counts.firing == 1)
    }

    @Test("A newly hit service triggers an acknowledged incident again")
    func newService() throws {
        var story = WatchStory()
        story.watch.routing = RoutingTree(root: Route(receiver: "default", groupBy: .none, groupWait: .zero))
        let number = story.open()
        story.act(.acknowledge, number)
        story.fire(instance: "b", service: "search")
        #expect(try story.shown(number) == .triggered)
        #expect(try story.incident(number).services.map(\.shown) == ["shop", "search"])
    }

    @Test("A pinned severity holds until an alert exceeds the level that it was pinned from")
    func pin() throws {
        var story = WatchStory()
        let number = story.open()
        story.act(.severity(.sev5), number)
        story.fire(instance: "b")
        #expect(try story.incident(number).severity == .sev5)
        story.fire(severity: "error", instance: "c")
        #expect(try story.incident(number).severity == .sev2)
    }

    @Test("Alerts never lower a severity")
    func neverLower() throws {
        var story = WatchStory()
        let number = story.open(severity: "critical")
        story.fire(severity: "info", instance: "b")
        #expect(try story.incident(number).severity == .sev1)
    }

    @Test("The same request sent twice has one effect")
    func idempotent() throws {
        var story = WatchStory()
        let number = story.open()
        let event = Event.acted(Act(.note("once"), number), by: WatchStory.sam, request: RequestID("r-1"))
        let first = story.handle(event)
        #expect(story.handle(event) == first)
        #expect(story.kinds(number).count { $0 == .note } == 1)
    }

    @Test("An act on a number that was never given out is refused")
    func unknown() {
        var story = WatchStory()
        #expect(story.act(.acknowledge, IncidentNumber(99)).refusal == .unknownIncident)
    }
}
