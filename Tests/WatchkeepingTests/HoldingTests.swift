import Incidents
import Routing
import Testing
import Watchkeeping

@Suite("Senders that repeat rarely")
struct HoldingTests {
    private let labels = WatchStory.labels("Down")

    private func post(_ story: inout WatchStory, for span: Duration) {
        story.handle(.alertPosted(PostedAlert(labels: labels, startsAt: story.now, holds: span)))
    }

    private func isFiring(_ story: WatchStory) -> Bool {
        story.watch.alerts[labels.fingerprint]?.alert.isFiring ?? false
    }

    @Test("An alert holds as long as its door says, anew with each word")
    func holds() {
        var story = WatchStory()
        post(&story, for: .hours(5))
        story.pass(.hours(4))
        post(&story, for: .hours(5))
        story.pass(.hours(4))
        #expect(isFiring(story))
        story.pass(.hours(2))
        #expect(!isFiring(story))
        #expect(story.watch.incidents[IncidentNumber(1)]?.noNews != nil, "silence is not health")
    }

    @Test("After a restart it holds as long again, because the words since its start are not stored")
    func restart() {
        var story = WatchStory()
        post(&story, for: .hours(5))
        story.pass(.hours(4))
        post(&story, for: .hours(5))
        story.pass(.hours(2))
        let rules = (story.watch.rules, story.watch.routing)
        story.watch = Watch(restoring: story.changes, lastNumber: 1, rules: rules.0, routing: rules.1, at: story.now)
        story.pass(.hours(4))
        #expect(isFiring(story))
        story.pass(.hours(2))
        #expect(!isFiring(story))
    }

    @Test("An end that its sender named is not moved by a restart beyond the grace for all")
    func namedEnd() {
        var story = WatchStory()
        story.fire(lasting: .hours(5))
        story.pass(.hours(4))
        let rules = (story.watch.rules, story.watch.routing)
        story.watch = Watch(restoring: story.changes, lastNumber: 1, rules: rules.0, routing: rules.1, at: story.now)
        story.pass(.hours(2))
        #expect(!isFiring(story))
    }
}
