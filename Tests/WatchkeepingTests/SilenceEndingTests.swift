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
