import Incidents
import Testing
import Watchkeeping

@Suite("The words of an alert that fires")
struct AnnotatingTests {
    private struct Story {
        var watch = WatchStory()
        private let start: Timestamp

        init() { start = watch.now }

        mutating func says(_ summary: String, instance: String = "a") {
            watch.handle(
                .alertPosted(
                    PostedAlert(
                        labels: WatchStory.labels("Disk", instance: instance),
                        text: AlertText(annotations: ["summary": summary]),
                        startsAt: start, endsAt: watch.now + .hours(24))))
        }

        var title: SafeText? { watch.watch.incidents[IncidentNumber(1)]?.title }
    }

    @Test("A title that is its summary follows it, once a minute, and makes no line in the timeline")
    func title() throws {
        var story = Story()
        story.says("disk 91%")
        let entries = story.watch.watch.incidents[IncidentNumber(1)]?.timelineCount
        story.watch.pass(.minutes(2))
        story.says("disk 95%")
        #expect(story.title == "disk 95%")
        story.says("disk 99%")
        #expect(story.title == "disk 95%")
        story.watch.pass(.minutes(1))
        #expect(story.title == "disk 99%")
        #expect(story.watch.watch.incidents[IncidentNumber(1)]?.timelineCount == entries)
    }

    @Test("What was done just before can still be taken back")
    func undo() {
        var story = Story()
        story.says("disk 91%")
        story.watch.pass(.minutes(2))
        story.watch.act(.acknowledge, IncidentNumber(1))
        story.says("disk 95%")
        #expect(story.title == "disk 95%")
        #expect(story.watch.act(.undo, IncidentNumber(1)).refusal == nil)
        #expect(story.watch.watch.incidents[IncidentNumber(1)]?.phase.isTriggered == true)
        #expect(story.title == "disk 95%")
    }

    @Test("A title that another alert gave stays")
    func others() {
        var story = Story()
        story.says("disk 91%")
        story.says("disk of b 40%", instance: "b")
        story.watch.pass(.minutes(2))
        story.says("disk of b 45%", instance: "b")
        #expect(story.title == "disk 91%")
    }
}
