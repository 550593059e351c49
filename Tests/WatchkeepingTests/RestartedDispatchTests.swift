import Incidents
import Routing
import Testing
import Watchkeeping

@Suite("Receivers across restarts and reloads")
struct RestartedDispatchTests {
    @Test("A restart announces nothing anew, and the grid goes on")
    func keepsGrid() {
        var story = DispatchStory()
        story.fire("a")
        story.pass(.minutes(1))
        story.restart(after: .seconds(7))
        story.fire("b")
        story.pass(.minutes(5))
        #expect(story.news() == ["30 team[0] +a", "330 team[0] +a +b"])
        #expect(story.groupsStarted == 1)
    }

    @Test("A group that waits for its fellows waits on after a restart", arguments: [5, 100])
    func keepsWait(down: Int64) {
        var story = DispatchStory()
        story.fire("a", startedAgo: .seconds(20))
        story.pass(.seconds(5))
        story.restart(after: .seconds(down))
        story.pass(.minutes(5))
        #expect(story.news() == ["30 team[0] +a"])
    }

    @Test("A turn that passed while the router was down is caught up with at once, for what had come by then")
    func catchesUp() {
        var story = DispatchStory()
        story.fire("a")
        story.pass(.minutes(4))
        story.fire("b")
        story.restart(after: .minutes(3))
        #expect(story.news() == ["30 team[0] +a", "330 team[0] +a +b"])
        #expect(story.flushes.last.map { $0.deadline - story.now } == .seconds(210))
        story.fire("c")
        story.restart()
        #expect(story.news().isEmpty)
        story.pass(.minutes(5))
        #expect(story.news() == ["630 team[0] +a +b +c"])
    }

    @Test("What was silenced at the moment that is caught up with waits for the next one, though the silence is over")
    func lapsedSilence() {
        var story = DispatchStory()
        story.silence("a")
        story.fire("a")
        story.pass(.minutes(1))
        story.endSilence(of: "a")
        story.restart(after: .seconds(10))
        #expect(story.news().isEmpty)
        story.pass(.minutes(5))
        #expect(story.news() == ["330 team[0] +a"])
    }

    @Test("A group that had been left before a restart goes on with its grid for half a minute")
    func leftBefore() {
        var story = DispatchStory(wait: .seconds(10), interval: .seconds(20))
        story.fire("a")
        story.pass(.seconds(15))
        story.clear("a")
        story.pass(.seconds(16))
        #expect(story.news() == ["10 team[0] +a", "30 team[0] -a"])
        story.restart(after: .seconds(4))
        story.fire("b")
        story.pass(.seconds(20))
        #expect(story.news() == ["50 team[0] +b"])
    }

    @Test("A flush that a crash took away before its outcome was known is decided again at once")
    func undecided() {
        var story = DispatchStory()
        story.answer = nil
        story.fire("a")
        story.pass(.minutes(1))
        story.fire("b")
        story.answer = .sent
        story.restart(after: .seconds(1))
        #expect(story.news() == ["30 team[0] +a", "30 team[0] +a"])
        story.pass(.minutes(5))
        #expect(story.news() == ["330 team[0] +a +b"])
    }

    @Test("An end that is still to be told is so after a restart", arguments: [true, false])
    func end(sendsResolved: Bool) {
        var story = DispatchStory(integrations: [sendsResolved ? .webhook : .firingOnly])
        story.fire("a")
        story.pass(.minutes(1))
        story.clear("a")
        story.restart(after: .seconds(10))
        story.pass(.minutes(5))
        #expect(story.news() == (sendsResolved ? ["30 team[0] +a", "330 team[0] -a"] : ["30 team[0] +a"]))
        story.fire("a")
        story.pass(.minutes(5))
        #expect(story.news().count == 1)
    }

    @Test("The log comes back: a repeat is due when it would have been")
    func repeats() {
        var story = DispatchStory(repeats: .minutes(9))
        story.fire("a")
        story.pass(.minutes(7))
        story.restart(after: .minutes(1))
        story.pass(.minutes(5))
        #expect(story.news() == ["30 team[0] +a", "630 team[0] +a"])
    }

    @Test("A reload of the same routes announces nothing and sets no timer back")
    func reload() {
        var story = DispatchStory()
        story.fire("a")
        story.pass(.minutes(4))
        story.fire("b", name: "Other", startedAgo: .seconds(25))
        story.pass(.seconds(20))
        story.reload(story.watch.routing)
        story.pass(.seconds(5))
        story.reload(story.watch.routing)
        #expect(story.news() == ["30 team[0] +a"])
        story.clear("a")
        story.reload(story.watch.routing)
        story.pass(.seconds(70))
        #expect(story.news() == ["270 team[0] +b", "330 team[0] -a"])
        #expect(story.groupsStarted == 2)
    }

    @Test("A flush that is out during a reload is answered as if nothing had been")
    func reloadWhileOut() {
        var story = DispatchStory(wait: .zero)
        story.answer = nil
        story.fire("a")
        story.reload(story.watch.routing)
        story.report(story.out[0], .sent)
        story.pass(.minutes(20))
        #expect(story.news() == ["0 team[0] +a"])
    }

    @Test("A receiver that comes is told, and one that goes is not any more")
    func otherReceivers() {
        var story = DispatchStory(wait: .zero)
        story.fire("a")
        story.pass(.minutes(1))
        let more = RoutingTree(
            RouteBranch(
                receiver: "boss", groupBy: .labels(["alertname"]), groupWait: .zero, groupInterval: .minutes(5)))
        story.reload(more, ["boss": [.webhook]])
        story.pass(.seconds(10))
        #expect(story.news() == ["0 team[0] +a", "60 boss[0] +a"])
        #expect(story.groupsEnded == 1)
        story.clear("a")
        story.reload(more, [:])
        story.pass(.hours(1))
        #expect(story.news().isEmpty)
        #expect(story.groupsEnded == 2)
    }

    @Test("An integration that a receiver gets is told at the group's next turn, the others nothing")
    func moreIntegrations() {
        var story = DispatchStory(wait: .zero, interval: .minutes(5))
        story.fire("a")
        story.pass(.minutes(2))
        story.reload(story.watch.routing, ["team": [.webhook, .webhook]])
        story.pass(.minutes(10))
        #expect(story.news() == ["0 team[0] +a", "300 team[1] +a"])
    }

    @Test("Another group_interval does not wake a group that is empty, and holds when somebody joins it")
    func otherIntervalOfEmptyGroup() {
        var story = DispatchStory(wait: .zero, interval: .minutes(5))
        story.fire("a")
        story.clear("a")
        story.pass(.minutes(5))
        story.reload(
            RoutingTree(
                RouteBranch(
                    receiver: "team", groupBy: .labels(["alertname"]), groupWait: .zero, groupInterval: .minutes(3))))
        story.pass(.seconds(10))
        story.fire("b")
        story.pass(.minutes(5))
        #expect(story.news() == ["0 team[0] +a", "300 team[0] -a", "360 team[0] +b"])
        #expect(story.groupsStarted == 1)
    }

    @Test("Another group_interval holds from the same first moment on")
    func otherInterval() {
        var story = DispatchStory(wait: .zero, interval: .minutes(5))
        story.fire("a")
        story.pass(.minutes(6))
        story.reload(
            RoutingTree(
                RouteBranch(
                    receiver: "team", groupBy: .labels(["alertname"]), groupWait: .zero, groupInterval: .minutes(7))))
        story.fire("b")
        story.pass(.minutes(2))
        #expect(story.news() == ["0 team[0] +a", "420 team[0] +a +b"])
    }
}
