import Incidents
import Routing
import Testing
import Watchkeeping

/// The six rules by which Alertmanager decides whether an integration is told (`notify.DedupStage`).
@Suite("When a receiver is told")
struct TellingTests {
    @Test("1: what was never told is told when something fires, and not when all has ended")
    func first() {
        var story = DispatchStory()
        story.fire("a")
        story.pass(.seconds(30))
        #expect(story.news() == ["30 team[0] +a"])

        story.fire("b", name: "Brief")
        story.pass(.seconds(10))
        story.clear("b", name: "Brief")
        story.pass(.minutes(20))
        #expect(story.news().isEmpty)
    }

    @Test("2: an alert that the last message did not hold is told, with all that fire")
    func joined() {
        var story = DispatchStory()
        story.fire("a")
        story.pass(.seconds(40))
        story.fire("b")
        story.pass(.minutes(5))
        #expect(story.news() == ["30 team[0] +a", "330 team[0] +a +b"])
    }

    @Test("2: what fires again after its end was told is told as the first time")
    func again() {
        var story = DispatchStory()
        story.fire("a")
        story.pass(.seconds(30))
        story.clear("a")
        story.pass(.minutes(5))
        #expect(story.news() == ["30 team[0] +a", "330 team[0] -a"])
        story.pass(.seconds(30))
        #expect(story.groupsEnded == 1)

        story.fire("a")
        story.pass(.seconds(30))
        #expect(story.news() == ["390 team[0] +a"])
    }

    @Test("3: that nothing fires any more is told once")
    func ended() {
        var story = DispatchStory()
        story.fire("a", "b")
        story.pass(.minutes(1))
        story.clear("a", "b")
        story.pass(.hours(10))
        #expect(story.news() == ["30 team[0] +a +b", "330 team[0] -a -b"])
    }

    @Test("3: without send_resolved nothing leaves at the end, and the log is cleared all the same")
    func endedSilently() {
        var story = DispatchStory(integrations: [.firingOnly])
        story.fire("a")
        story.pass(.minutes(1))
        story.clear("a")
        story.pass(.minutes(5))
        #expect(story.news() == ["30 team[0] +a"])
        #expect(story.outcomes == [.sent, .withheld])
        #expect(story.groupsEnded == 1)

        story.fire("a")
        story.pass(.seconds(30))
        #expect(story.news() == ["390 team[0] +a"])
    }

    @Test(
        "4: with send_resolved an alert that ended is told while others fire, without it not", arguments: [true, false])
    func oneEnded(sendsResolved: Bool) {
        var story = DispatchStory(integrations: [sendsResolved ? .webhook : .firingOnly])
        story.fire("a", "b")
        story.pass(.minutes(1))
        story.clear("b")
        story.pass(.minutes(15))
        #expect(story.news() == (sendsResolved ? ["30 team[0] +a +b", "330 team[0] +a -b"] : ["30 team[0] +a +b"]))
    }

    @Test(
        "5: what still fires is told again at the first turn that is later than repeat_interval, and not at it",
        arguments: [(7, 10), (10, 15), (11, 15), (15, 20)])
    func repeats(minutes: Int64, after: Int64) {
        var story = DispatchStory(repeats: .minutes(minutes))
        story.fire("a")
        story.pass(.seconds(30) + .minutes(after * 2))
        let seconds = [30, 30 + after * 60, 30 + after * 120]
        #expect(story.news() == seconds.map { "\($0) team[0] +a" })
    }

    @Test("6: otherwise it is quiet; other annotations alone are no news")
    func quiet() {
        var story = DispatchStory()
        story.fire("a")
        story.pass(.minutes(1))
        story.handle([
            .alertPosted(
                PostedAlert(
                    labels: DispatchStory.labels("a"), text: AlertText(annotations: ["summary": "other"]),
                    endsAt: story.now + .hours(1000)))
        ])
        story.pass(.hours(3))
        #expect(story.news() == ["30 team[0] +a"])
    }

    @Test("An alert that fires and ends between two turns is not told by itself")
    func betweenTurns() {
        var story = DispatchStory()
        story.fire("a")
        story.pass(.minutes(1))
        story.clear("a")
        story.pass(.seconds(10))
        story.fire("a")
        story.pass(.minutes(20))
        #expect(story.news() == ["30 team[0] +a"])
    }

    @Test("What a receiver does not take is tried again at the next turn, and the ended stay until then")
    func failure() {
        var story = DispatchStory()
        story.fire("a", "b")
        story.pass(.minutes(1))
        story.answer = .failed("503")
        story.clear("b")
        story.pass(.minutes(10))
        story.answer = .sent
        story.pass(.minutes(10))
        #expect(
            story.news() == [
                "30 team[0] +a +b", "330 team[0] +a -b", "630 team[0] +a -b", "930 team[0] +a -b",
            ])
        #expect(story.outcomes == [.sent, .failed("503"), .failed("503"), .sent])
    }

    @Test("Each integration of a receiver has its own log")
    func integrations() {
        var story = DispatchStory(integrations: [.webhook, .firingOnly])
        story.answer = nil
        story.fire("a")
        story.pass(.seconds(30))
        #expect(story.news() == ["30 team[0] +a", "30 team[1] +a"])
        story.report(story.out[0], .sent)
        story.report(story.out[1], .failed("no route to host"))

        story.answer = .sent
        story.clear("a")
        story.pass(.minutes(10))
        #expect(story.news() == ["330 team[0] -a"])
    }

    @Test("In shadow nothing leaves, and it counts as told")
    func withheld() {
        var story = DispatchStory()
        story.watch.rules.paging = .shadow
        story.answer = .withheld
        story.fire("a")
        story.pass(.hours(1))
        #expect(story.news() == ["30 team[0] +a"])
        #expect(story.outcomes == [.withheld])
    }

    @Test("A message holds its alerts by job, by instance, by number of labels, then label by label")
    func order() {
        var story = DispatchStory(wait: .zero)
        let sets = [
            LabelSet(["alertname": "Down"]), LabelSet(["alertname": "Down", "job": "a", "x": "1"]),
            LabelSet(["alertname": "Down", "job": "a", "instance": "2"]),
            LabelSet(["alertname": "Down", "job": "a", "instance": "10", "x": "1"]),
            LabelSet(["alertname": "Down", "job": "B", "instance": "1"]), LabelSet(["alertname": "Down", "a": "1"]),
            LabelSet(["alertname": "Down", "b": "0"]), LabelSet(["alertname": "Down", "b": "1"]),
        ]
        story.handle(sets.map { .alertPosted(PostedAlert(labels: $0, endsAt: story.now + .hours(1))) })
        #expect(story.flushes.first?.alerts.map(\.labels) == [4, 3, 2, 1, 0, 6, 7, 5].map { sets[$0] })
        #expect(story.flushes.first?.alerts.allSatisfy { $0.endsAt == .distantFuture } == true)
    }
}
