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
