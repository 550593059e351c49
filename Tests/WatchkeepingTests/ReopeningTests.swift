import Incidents
import Testing
import Watchkeeping

@Suite("Incidents that are opened again after their alerts were forgotten")
struct ReopeningTests {
    /// Two alerts of one incident end, one without a word; somebody resolves it, and much later opens it again.
    private func reopened(after span: Duration) -> (story: WatchStory, number: IncidentNumber) {
        var story = WatchStory()
        let number = story.open()
        story.fire(instance: "b", lasting: .minutes(4))
        story.clear()
        story.pass(.minutes(5))
        story.act(.resolve, number)
        story.pass(span)
        story.act(.reopen, number)
        return (story, number)
    }

    private func restored(_ story: WatchStory) -> Watch {
        Watch(
            restoring: story.changes, lastNumber: story.watch.lastNumber, rules: story.watch.rules,
            routing: story.watch.routing, at: story.now)
    }

    private let silent = WatchStory.labels("Down", instance: "b").fingerprint

    @Test("What was forgotten does not come back with a restart")
    func forgotten() throws {
        let (story, number) = reopened(after: .minutes(45))
        #expect(try story.incident(number).counts.expired == 0)
        #expect(story.watch.alerts[silent] == nil)

        var (back, changes) = (restored(story), [Change]())
        _ = back.handle([.timePassed], at: story.now, into: &changes)
        #expect(back.alerts[silent] == nil)
        #expect(back.essence == story.watch.essence)
    }

    @Test("What is known still is counted still")
    func known() throws {
        let (story, number) = reopened(after: .minutes(10))
        #expect(try story.incident(number).counts.expired == 1)
        #expect(story.watch.alerts[silent]?.alert.end == .expired)
        #expect(restored(story).essence == story.watch.essence)
    }

    @Test("It stays forgotten when the incident is resolved again")
    func resolvedAgain() throws {
        var (story, number) = reopened(after: .minutes(45))
        story.act(.resolve, number)
        story.pass(.seconds(1))
        var (back, changes) = (restored(story), [Change]())
        _ = back.handle([.timePassed], at: story.now, into: &changes)
        #expect(back.alerts[silent] == nil)
    }
}
