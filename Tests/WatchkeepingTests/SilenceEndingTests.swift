import Incidents
import Testing
import Watchkeeping

@Suite("How silences end, and what is kept of it")
struct SilenceEndingTests {
    private static let down = WatchStory.labels("Down").fingerprint

    @Test("Something worse in the same incident ends a silence until it resolves: it was not set for that, and rings")
    func outgrown() throws {
        var story = WatchStory()
        let number = story.open()
        story.silence(endsWithAlerts: true)
        #expect(try story.incident(number).mute != nil)
        story.fire(severity: "warning", instance: "b")
        #expect(try story.incident(number).mute != nil, "no worse: it stays quiet")
        let pages = story.pages(number)

        story.fire(severity: "critical", instance: "c")
        story.pass(.seconds(1))

        #expect(try story.incident(number).mute == nil)
        #expect(try story.incident(number).severity == .sev1)
        #expect(try story.shown(number) == .triggered)
        #expect(story.pages(number) > pages)
        let words = "the silence until it resolves ended: it was not set for SEV1, which fires now"
        #expect(story.timeline(number).contains { $0.text.original == words })
    }

    @Test("A silence that ends with its alerts ends when the last of them does")
    func endsWithAlerts() {
        var story = WatchStory()
        story.fire(instance: "a")
        story.fire(instance: "b")
        story.silence(endsWithAlerts: true)
        let id = story.lastSilence
        story.clear(instance: "a")
        #expect(story.watch.silences[id]?.state(at: story.now) == .active)
        story.pass(.minutes(1))
        story.clear(instance: "b")
        #expect(story.watch.silences[id]?.endsAt == story.now)
    }

    @Test("It waits for its first alert, and ends at its end at the latest")
    func endsWithAlertsAtLatest() {
        var story = WatchStory()
        story.silence(for: .hours(3), endsWithAlerts: true)
        let id = story.lastSilence
        story.pass(.hours(1))
        story.fire("Slow")
        story.clear("Slow")
        #expect(story.watch.silences[id]?.state(at: story.now) == .active)
        story.fire(lasting: .hours(9))
        story.pass(.hours(2))
        #expect(story.watch.silences[id]?.state(at: story.now) == .expired)
        #expect(story.mutes(Self.down) == ["kim", ""])
    }

    @Test("Who silences until it resolves has it; another incident, and what is somebody's already, stays as it is")
    func acknowledges() throws {
        var story = WatchStory()
        let (down, slow) = (story.open("Down"), story.open("Slow"))
        story.silence(endsWithAlerts: true)
        #expect(try story.incident(down).phase.acknowledgement?.holder == WatchStory.kim)
        #expect(try story.incident(down).mute?.by == "kim")
        #expect(try story.shown(slow) == .triggered)
        story.clear("Down")
        #expect(try story.shown(down) == .resolved)

        story.act(.acknowledge, slow, by: WatchStory.sam)
        story.silence([SilenceMatcher(name: "alertname", value: "Slow")], endsWithAlerts: true)
        #expect(try story.incident(slow).phase.acknowledgement?.holder == WatchStory.sam)
    }

    @Test("To take it back at once takes back the acknowledge that it was, also where something else still mutes")
    func takesBackAcknowledge() throws {
        var story = WatchStory()
        story.silence(for: .hours(48))
        let number = story.open("Slow")
        let slow = [SilenceMatcher(name: "alertname", value: "Slow")]
        story.silence(slow, for: .hours(48), by: "lee")
        story.silence(slow, endsWithAlerts: true)
        #expect(try story.incident(number).holder == WatchStory.kim)
        story.pass(.seconds(5))
        story.expire()
        #expect(try story.incident(number).holder == nil)
        #expect(try story.shown(number) == .muted)
        #expect(story.kinds(number).contains(.undone))

        // What came between is a reason to keep it, and so is more than a moment.
        story.silence(slow, endsWithAlerts: true)
        story.act(.note("it is the disk"), number, by: WatchStory.kim)
        story.expire()
        #expect(try story.incident(number).holder == WatchStory.kim)
        story.act(.unacknowledge, number, by: WatchStory.kim)
        story.silence(slow, endsWithAlerts: true)
        story.pass(.seconds(11))
        story.expire()
        #expect(try story.incident(number).holder == WatchStory.kim)
    }

    @Test("What ended without a word while it was muted rings once the silence is over")
    func noNewsAfterSilence() throws {
        var story = WatchStory()
        story.fire(lasting: .minutes(10))
        let number = IncidentNumber(1)
        story.silence(for: .minutes(30))
        let pages = story.pages(number)
        story.pass(.minutes(20))
        #expect(try story.incident(number).noNews != nil)
        #expect(try story.incident(number).mute != nil)
        #expect(story.pages(number) == pages)
        story.pass(.minutes(20))
        #expect(try story.incident(number).mute == nil)
        #expect(story.pages(number) > pages)
    }

    @Test("To have it wait no longer, at once, takes back the acknowledge as its end does")
    func takesBackChange() throws {
        var story = WatchStory()
        let number = story.open()
        story.silence(for: .hours(2))
        let before = SilenceDraft(changing: try #require(story.watch.silences[story.lastSilence]))
        func change(_ draft: SilenceDraft) throws {
            var draft = draft
            draft.readAsOf = nil
            let set = Event.silenceSet(draft, newID: SilenceID(high: 7, low: 7), by: WatchStory.kim, request: nil)
            #expect(story.handle(set).refusal == nil)
        }
        var waiting = before
        waiting.endsWithAlerts = true
        try change(waiting)
        #expect(try story.incident(number).holder == WatchStory.kim)
        story.pass(.seconds(5))
        try change(before)
        #expect(try story.incident(number).holder == nil)
        #expect(try story.shown(number) == .muted)
    }

    @Test("A person sets a silence for a year at most, or as it was planned; Alertmanager's door takes what it takes")
    func longest() {
        var story = WatchStory()
        func set(_ span: Duration, isAlertmanagers: Bool = false, changing id: SilenceID? = nil) -> Refusal.Code? {
            var draft = SilenceDraft(
                id: id, matchers: [SilenceMatcher(name: "alertname", value: "Down")], startsAt: story.now,
                endsAt: story.now + span, createdBy: "kim", comment: "a planned reboot")
            draft.isAlertmanagers = isAlertmanagers
            let set = Event.silenceSet(draft, newID: SilenceID(high: 7, low: 7), by: WatchStory.kim, request: nil)
            return story.handle(set).refusal
        }
        #expect(set(SilenceDraft.longest + .seconds(1)) == .silenceRefused)
        #expect(set(SilenceDraft.longest) == nil)
        #expect(set(SilenceDraft.longest * 10, isAlertmanagers: true, changing: SilenceID(high: 7, low: 7)) == nil)
        #expect(set(SilenceDraft.longest * 2, changing: SilenceID(high: 7, low: 7)) == nil, "it is made shorter")
        #expect(set(SilenceDraft.longest * 3, changing: SilenceID(high: 7, low: 7)) != nil)
    }

    @Test("To change the end or the comment of one that waits acknowledges nothing; other conditions do")
    func acknowledgesOnce() throws {
        var story = WatchStory()
        let number = story.open()
        story.silence(endsWithAlerts: true)
        story.act(.unacknowledge, number, by: WatchStory.kim)
        let silence = try #require(story.watch.silences[story.lastSilence])
        func change(_ body: (inout SilenceDraft) -> Void) throws {
            var draft = SilenceDraft(changing: silence)
            draft.readAsOf = nil
            body(&draft)
            let set = Event.silenceSet(draft, newID: SilenceID(high: 7, low: 7), by: WatchStory.sam, request: nil)
            #expect(story.handle(set).refusal == nil)
        }
        try change { $0.comment = "the disk comes tomorrow" }
        try change { $0.endsAt = $0.endsAt + .hours(1) }
        try change { ($0.isAlertmanagers, $0.endsWithAlerts) = (true, false) }
        #expect(try story.incident(number).phase.acknowledgement == nil)
        try change { $0.endsWithAlerts = false }
        try change { _ in }
        #expect(try story.incident(number).phase.acknowledgement?.holder == WatchStory.sam)
        story.act(.unacknowledge, number, by: WatchStory.sam)
        try change { $0.matchers.append(SilenceMatcher(name: "instance", value: "a")) }
        #expect(try story.incident(number).phase.acknowledgement?.holder == WatchStory.sam)
    }

    @Test("An incident of which something else fires is nobody's by that")
    func acknowledgesNoPart() throws {
        var story = WatchStory()
        let number = story.open()
        story.fire(instance: "b")
        story.silence([SilenceMatcher(name: "instance", value: "a")], endsWithAlerts: true)
        #expect(try story.shown(number) == .triggered)
    }

    @Test("Who ended a silence, and until when it was meant, is kept, and said where it unmutes")
    func ended() throws {
        var story = WatchStory()
        let number = story.open()
        story.silence(for: .hours(2), by: "sam")
        let planned = story.now + .hours(2)
        story.pass(.minutes(5))
        story.expire()
        let ending = try #require(story.watch.silences[story.lastSilence]?.ending)
        #expect(ending == Silence.Ending(by: "kim", planned: planned))
        let said = story.changes.compactMap { change in
            if case .timeline(let entry) = change, entry.incident == number { entry.text.original } else { nil }
        }
        #expect(said.contains("an alert fires unmuted: kim ended the silence"))
    }

    @Test("One that ended before it began is set again as it was planned")
    func endedBeforeItBegan() throws {
        var story = WatchStory()
        let start = story.now + .hours(72)
        story.silence(from: start, for: .hours(6))
        story.pass(.hours(1))
        story.expire()
        let ended = try #require(story.watch.silences[story.lastSilence])
        #expect(ended.ending == Silence.Ending(by: "kim", plannedStart: start, planned: start + .hours(6)))
        #expect(
            ended.history.last?.what.original == "ended; planned from 2025-11-26 03:07Z until 2025-11-26 09:07Z")
        let draft = SilenceDraft(changing: ended, at: story.now)
        let again = SilenceID(high: 7, low: 7)
        story.handle(.silenceSet(draft, newID: again, by: WatchStory.kim, request: nil))
        let set = try #require(story.watch.silences[again])
        #expect(set.state(at: story.now) == .pending)
        #expect(set.startsAt == start && set.endsAt == start + .hours(6))
        // Of what was planned only what is still to come.
        #expect(SilenceDraft(changing: ended, at: start + .hours(1)).startsAt == start + .hours(1))
    }

    @Test("Who changes what another changed or ended meanwhile is refused, and told who and when")
    func changedSince() throws {
        var story = WatchStory()
        story.silence(for: .hours(2))
        let read = try #require(story.watch.silences[story.lastSilence])
        func change(by actor: Actor, _ body: (inout SilenceDraft) -> Void) -> Outcome {
            var draft = SilenceDraft(changing: read)
            body(&draft)
            return story.handle(.silenceSet(draft, newID: SilenceID(high: 7, low: 7), by: actor, request: nil))
        }
        story.pass(.minutes(1))
        #expect(change(by: WatchStory.sam) { $0.comment = "longer" }.refusal == nil)
        let late = change(by: WatchStory.kim) { $0.endsAt = $0.endsAt + .hours(1) }
        #expect(late.refusal == .silenceRefused)
        #expect(late.said == "sam changed it at 03:08Z, after you had read it: look at it again, then change it")
        #expect(story.watch.silences[read.id]?.comment == "longer")
        story.pass(.minutes(1))
        story.expire()
        #expect(change(by: WatchStory.sam) { _ in }.said.hasPrefix("kim ended it at 03:09Z"))
        // Whoever does not say what was read is not held to it.
        #expect(change(by: WatchStory.sam) { ($0.readAsOf, $0.startsAt) = (nil, story.now) }.refusal == nil)
    }

    @Test("Who takes an end back hears that somebody has set it again meanwhile")
    func setSince() throws {
        var story = WatchStory()
        story.silence(for: .hours(2))
        story.pass(.minutes(1))
        story.expire()
        let ended = try #require(story.watch.silences[story.lastSilence])
        let sams = SilenceID(high: 7, low: 7)
        func set(_ draft: SilenceDraft, _ id: SilenceID, by actor: Actor) -> Outcome {
            story.handle(.silenceSet(draft, newID: id, by: actor, request: nil))
        }
        var other = SilenceDraft(changing: ended, at: story.now)
        (other.id, other.readAsOf) = (nil, nil)
        #expect(set(other, sams, by: WatchStory.sam).refusal == nil)
        let undo = SilenceDraft(changing: ended, at: story.now)
        let late = set(undo, SilenceID(high: 8, low: 8), by: WatchStory.kim)
        #expect(late.refusal == .silenceRefused)
        #expect(late.said == "sam set it again at 03:08Z, as \(sams): look at that one")
        // Other conditions are a silence of their own.
        var wider = undo
        wider.matchers = [SilenceMatcher(name: "alertname", value: "Slow")]
        #expect(set(wider, SilenceID(high: 9, low: 9), by: WatchStory.kim).refusal == nil)
    }

    @Test("One that ended at its time was ended by nobody")
    func ranOut() {
        var story = WatchStory()
        story.silence(for: .hours(1))
        story.pass(.hours(2))
        #expect(story.watch.silences[story.lastSilence]?.ending == nil)
    }

    @Test("A review that would come after the end is refused")
    func lateReview() {
        var story = WatchStory()
        let outcome = story.silence(for: .hours(1), reviewAt: story.now + .hours(1))
        #expect(
            outcome == .refused(Refusal(.silenceRefused, "its review would come after its end; name an earlier one")))
    }
}
