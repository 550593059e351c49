import Incidents
import Routing
import Testing
import Watchkeeping

/// What is kept quiet is not told; but who was told that an alert fires hears of its end.
@Suite("What receivers are told of alerts that are kept quiet")
struct HushTests {
    @Test("A silenced alert is not told until the silence ends, then at the next turn")
    func silenced() {
        var story = DispatchStory()
        story.silence("b")
        story.fire("a", "b")
        story.pass(.minutes(6))
        #expect(story.news() == ["30 team[0] +a"])
        story.endSilence(of: "b")
        story.pass(.minutes(5))
        #expect(story.news() == ["630 team[0] +a +b"])
    }

    @Test("The end of an alert reaches whoever was told of it, although it is silenced then")
    func endsSilenced() {
        var story = DispatchStory()
        story.fire("a")
        story.pass(.minutes(1))
        story.silence("a")
        story.pass(.hours(30))
        story.clear("a")
        story.pass(.minutes(5))
        #expect(
            story.news().map { $0.split(separator: " ").dropFirst().joined(separator: " ") } == [
                "team[0] +a", "team[0] -a",
            ])
        #expect(story.groupsEnded == 1)
    }

    @Test("The end of an alert that nobody was told of is not told")
    func neverTold() {
        var story = DispatchStory()
        story.silence("a")
        story.fire("a", "b")
        story.pass(.minutes(1))
        story.clear("a")
        story.pass(.minutes(20))
        #expect(story.news() == ["30 team[0] +b"])
    }

    @Test("It is told also when the group was told of other alerts meanwhile")
    func heldBack() {
        var story = DispatchStory()
        story.fire("a")
        story.pass(.minutes(1))
        story.silence("a")
        story.fire("b")
        story.pass(.minutes(5))
        story.clear("b")
        story.pass(.minutes(5))
        story.clear("a")
        story.pass(.minutes(5))
        #expect(story.news() == ["30 team[0] +a", "330 team[0] +b", "630 team[0] -b", "930 team[0] -a"])
    }

    @Test("A held back alert that is told again is so once, as in the original")
    func heldBackAndBack() {
        var story = DispatchStory()
        story.fire("a")
        story.pass(.minutes(1))
        story.silence("a")
        story.fire("b")
        story.pass(.minutes(5))
        story.endSilence(of: "a")
        story.pass(.minutes(15))
        #expect(story.news() == ["30 team[0] +a", "330 team[0] +b", "630 team[0] +a +b"])
    }

    @Test("That an end was told in spite of a silence announces nothing anew")
    func othersStayTold() {
        var story = DispatchStory()
        story.fire("a", "b")
        story.pass(.minutes(1))
        story.silence("a")
        story.silence("b")
        story.clear("a")
        story.pass(.minutes(5))
        story.endSilence(of: "b")
        story.pass(.hours(1))
        #expect(story.news() == ["30 team[0] +a +b", "330 team[0] -a"])
    }

    @Test("Without send_resolved a silenced end clears the log, so that the next start is told")
    func firingOnly() {
        var story = DispatchStory(integrations: [.firingOnly])
        story.fire("a")
        story.pass(.minutes(1))
        story.silence("a")
        story.clear("a")
        story.pass(.minutes(5))
        story.endSilence(of: "a")
        story.fire("a")
        story.pass(.seconds(30))
        #expect(story.news() == ["30 team[0] +a", "390 team[0] +a"])
    }

    @Test("In a quiet time of the route only such ends are told")
    func quietRoute() {
        // The story begins at 03:07, and it is quiet from 03:10 to 03:20.
        let quiet = NamedInterval(name: "night", intervals: [TimeInterval(times: [190..<200])])
        let tree = RoutingTree(
            RouteBranch(
                receiver: "root",
                branches: [RouteBranch(receiver: "team", groupBy: .labels(["alertname"]), muteTimes: ["night"])]),
            intervals: [quiet])
        var story = DispatchStory(tree)
        story.fire("a", "b")
        story.pass(.minutes(3))
        #expect(story.news() == ["30 team[0] +a +b"])
        story.clear("a")
        story.fire("c")
        story.pass(.minutes(8))
        #expect(story.news() == ["330 team[0] -a"])
        story.pass(.minutes(20))
        #expect(story.news() == ["930 team[0] +b +c"])
    }

    @Test("An alert whose end is still to be told is kept until the log would have lost it")
    func kept() {
        var story = DispatchStory(repeats: .hours(1))
        story.fire("a")
        story.pass(.minutes(1))
        story.answer = .failed("503")
        story.clear("a")
        story.pass(.minutes(90))
        #expect(story.watch.alerts.count == 1)
        #expect(story.groupsEnded == 0)
        story.pass(.hours(2))
        #expect(story.watch.alerts.count == 0)
        #expect(story.groupsEnded == 1)
    }

    @Test("Once its end was told, an old alert is forgotten")
    func forgotten() {
        var story = DispatchStory(repeats: .hours(1))
        story.fire("a")
        story.pass(.minutes(1))
        story.answer = .failed("503")
        story.clear("a")
        story.pass(.minutes(90))
        story.answer = .sent
        story.pass(.minutes(5))
        #expect(story.watch.alerts.count == 0)
        #expect(story.groupsEnded == 1)
    }
}
