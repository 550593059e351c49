import Incidents
import Routing
import Testing
import Watchkeeping

@Suite("When a group has its turn")
struct TurnTests {
    @Test("Turns stand on a grid of group_interval from the first on, whenever something was told")
    func grid() {
        var story = DispatchStory()
        story.fire("a")
        story.pass(.minutes(17))
        story.fire("b")
        story.pass(.minutes(1))
        story.fire("c")
        story.pass(.minutes(10))
        #expect(story.news() == ["30 team[0] +a", "1230 team[0] +a +b +c"])
    }

    @Test("With group_wait 0 the flush falls into the batch of the alert, and holds all of it")
    func noWait() {
        var story = DispatchStory(wait: .zero)
        story.fire("b", "a")
        #expect(story.news() == ["0 team[0] +a +b"])
        story.fire("c")
        #expect(story.news().isEmpty)
        story.pass(.minutes(5))
        #expect(story.news() == ["300 team[0] +a +b +c"])
    }

    @Test("An alert that is older than group_wait is told at once, also by a group that waits already")
    func old() {
        var story = DispatchStory()
        story.fire("a", startedAgo: .seconds(31))
        #expect(story.news() == ["0 team[0] +a"])

        story.fire("b", name: "Other", startedAgo: .seconds(30))
        story.pass(.seconds(10))
        #expect(story.news().isEmpty)
        story.fire("c", name: "Other", startedAgo: .hours(1))
        #expect(story.news() == ["10 team[0] +b +c"])
        story.fire("d", name: "Other", startedAgo: .hours(1))
        story.pass(.minutes(5))
        #expect(story.news() == ["310 team[0] +b +c +d"])
    }

    @Test("One that is sent again after its start and group_wait hastens the first turn too")
    func refreshed() {
        var story = DispatchStory()
        story.fire("a", startedAgo: .seconds(20))
        story.pass(.seconds(10))
        story.fire("a", startedAgo: .seconds(30))
        #expect(story.news().isEmpty)
        story.pass(.seconds(1))
        story.fire("a", startedAgo: .seconds(31))
        #expect(story.news() == ["11 team[0] +a"])
    }

    @Test("An alert is in a group of every route that it takes, also of two to one receiver")
    func continues() throws {
        let matchers = [try Matcher("alertname", .equal, "Down")]
        let tree = RoutingTree(
            RouteBranch(
                receiver: "all", groupBy: GroupBy.none, groupWait: .zero, groupInterval: .minutes(1),
                branches: [
                    RouteBranch(receiver: "team", matchers: matchers, continues: true),
                    RouteBranch(receiver: "team", groupBy: .all, matchers: matchers, continues: true),
                    RouteBranch(receiver: "nobody", continues: true),
                    RouteBranch(receiver: "boss", groupWait: .seconds(10)),
                ]))
        var story = DispatchStory(tree, ["team": [.webhook], "boss": [.firingOnly], "all": [.webhook]])
        story.fire("a")
        #expect(story.news() == ["0 team[0] +a", "0 team[0] +a"])
        #expect(Set(story.flushes.map(\.dispatch)).count == 2)
        #expect(Set(story.flushes.map(\.groupKey)).count == 2)
        story.pass(.seconds(10))
        #expect(story.news() == ["10 boss[0] +a"])
    }

    @Test("Two routes of one path and receiver have groups of their own, and one log")
    func samePath() {
        let twin = RouteBranch(receiver: "team", groupBy: GroupBy.none, matchers: [], continues: true)
        let tree = RoutingTree(
            RouteBranch(receiver: "all", groupWait: .zero, groupInterval: .minutes(1), branches: [twin, twin]))
        var story = DispatchStory(tree)
        story.fire("a")
        #expect(story.groupsStarted == 2)
        #expect(Set(story.flushes.map(\.dispatch)).count == 2)
        #expect(Set(story.flushes.map(\.key)).count == 1)
    }

    @Test("Where no receiver can be told, nothing is kept")
    func nobody() {
        var story = DispatchStory(RoutingTree.standard, [:])
        story.fire("a")
        story.pass(.hours(1))
        #expect(story.groupsStarted == 0)
        #expect(story.flushes.isEmpty)
    }

    @Test(
        "A flush has until the group's next turn, and ten seconds at least", arguments: [(5, 10), (10, 10), (300, 300)])
    func deadline(interval: Int64, left: Int64) {
        var story = DispatchStory(wait: .zero, interval: .seconds(interval))
        story.fire("a")
        #expect(story.flushes.first?.deadline == story.now + .seconds(left))
    }

    @Test(
        "While a flush is out the next turn waits for it, and is taken at its end or its deadline",
        arguments: [true, false])
    func oneAtATime(isAnswered: Bool) {
        var story = DispatchStory(wait: .zero, interval: .seconds(3))
        story.answer = nil
        story.fire("a")
        story.pass(.seconds(1))
        story.fire("b")
        story.pass(.seconds(6))
        #expect(story.news() == ["0 team[0] +a"])
        if isAnswered {
            story.report(story.out[0], .sent)
            #expect(story.news() == ["6 team[0] +a +b"])
        } else {
            story.pass(.seconds(3))
            #expect(story.news() == ["9 team[0] +a +b"])
        }
    }

    @Test("A word about a flush that is over, or was never out, changes nothing")
    func lateWord() {
        var story = DispatchStory(wait: .zero, interval: .minutes(1))
        story.answer = nil
        story.fire("a")
        story.pass(.minutes(1))
        #expect(story.out.count == 2)
        let before = story.changes.count
        story.report(story.out[0], .sent)
        #expect(story.changes.count == before)
        story.report(story.out[1], .sent)
        story.report(story.out[1], .sent)
        #expect(story.outcomes == [.sent])
    }

    @Test("An alert that fires again while its end is being told stays in its group")
    func firesMeanwhile() {
        var story = DispatchStory(wait: .zero, interval: .minutes(1))
        story.fire("a")
        story.answer = nil
        story.clear("a")
        story.pass(.minutes(1))
        #expect(story.news() == ["0 team[0] +a", "60 team[0] -a"])
        story.fire("a")
        story.report(story.out[0], .sent)
        #expect(story.groupsEnded == 0)
        story.pass(.minutes(1))
        #expect(story.news() == ["120 team[0] +a"])
    }

    @Test("A clock that was set moves the grid and the log with it")
    func clock() {
        for jump in [Duration.hours(-2), .hours(2)] {
            var story = DispatchStory(interval: .minutes(5), repeats: .minutes(9))
            story.fire("a")
            story.pass(.minutes(1))
            story.now = story.now + jump
            story.handle([.clockJumped(by: jump)])
            let shift = jump.wholeMilliseconds / 1000
            story.pass(.minutes(10))
            #expect(story.news() == ["30 team[0] +a", "\(630 + shift) team[0] +a"])
            #expect(story.outcomes == [.sent, .sent, .sent])
        }
    }

    @Test("A group that all have left keeps its grid for half a minute")
    func leftAlone() {
        var story = DispatchStory(wait: .seconds(10), interval: .seconds(20))
        story.fire("a")
        story.pass(.seconds(15))
        story.clear("a")
        story.pass(.seconds(15))
        #expect(story.news() == ["10 team[0] +a", "30 team[0] -a"])
        // Told at 30, so it is empty since then; the turn at 50 has nobody to speak of.
        story.pass(.seconds(21))
        story.fire("b")
        story.pass(.seconds(19))
        #expect(story.news() == ["70 team[0] +b"])
        #expect(story.groupsEnded == 0)
    }

    @Test("After that half minute it ends, and who comes then waits anew")
    func endsAlone() {
        var story = DispatchStory(wait: .seconds(10), interval: .seconds(20))
        story.fire("a")
        story.pass(.seconds(10))
        story.clear("a")
        story.pass(.seconds(20))
        #expect(story.news() == ["10 team[0] +a", "30 team[0] -a"])
        story.pass(.seconds(30))
        #expect(story.groupsEnded == 1)
        story.fire("b")
        story.pass(.seconds(10))
        #expect(story.news() == ["70 team[0] +b"])
    }

    @Test("What is told of an end that nobody sent has the last words that came before it")
    func lastWordsBefore() {
        var story = DispatchStory()
        let labels = DispatchStory.labels("a")
        for summary in ["first", "second", "third"] {
            let words = AlertText(annotations: ["summary": "\(summary)"])
            story.handle([
                .alertPosted(
                    PostedAlert(
                        labels: labels, text: words, startsAt: DispatchStory.start,
                        endsAt: DispatchStory.start + .minutes(1)))
            ])
            story.pass(.seconds(10))
        }
        story.pass(.minutes(6))
        let third = AlertText(annotations: ["summary": "third"])
        #expect(story.flushes.map(\.alerts.first?.text) == [third, third])
        #expect(story.flushes.last?.alerts.first?.isFiring == false)
    }

    @Test("What is told of an end has the words that came with it")
    func lastWords() {
        var story = DispatchStory()
        story.fire("a")
        story.pass(.minutes(1))
        let words = AlertText(annotations: ["summary": "back to normal"])
        story.handle([
            .alertPosted(
                PostedAlert(
                    labels: DispatchStory.labels("a"), text: words, startsAt: story.now - .minutes(1),
                    endsAt: story.now))
        ])
        story.pass(.minutes(5))
        #expect(story.flushes.map(\.alerts.first?.text) == [AlertText(), words])
    }
}
