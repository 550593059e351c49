import Incidents
import Routing
import Testing
import Watchkeeping

@Suite("Receivers that were kept from hearing, or could not be told")
struct WithheldTests {
    private func story(_ paging: Paging) -> DispatchStory {
        var story = DispatchStory(wait: .zero)
        story.watch.rules.paging = paging
        story.answer = .withheld
        return story
    }

    private func turnOn(_ story: inout DispatchStory) {
        var rules = story.watch.rules
        rules.paging = .on
        story.watch.configure(rules: rules, routing: story.watch.routing, at: story.now)
        story.answer = .sent
    }

    @Test("Who heard nothing in shadow is told of what still fires at the next turn", arguments: [Paging.shadow, .off])
    func turnedOn(paging: Paging) {
        var story = story(paging)
        story.fire("a")
        story.pass(.minutes(1))
        turnOn(&story)
        story.pass(.minutes(10))
        #expect(story.news() == ["0 team[0] +a", "300 team[0] +a"])
        story.clear("a")
        story.pass(.minutes(10))
        #expect(story.news() == ["900 team[0] -a"])
    }

    @Test("Who heard nothing of it hears nothing of its end either")
    func endedBefore() {
        var story = story(.shadow)
        story.fire("a")
        story.pass(.minutes(1))
        turnOn(&story)
        story.clear("a")
        story.pass(.minutes(20))
        #expect(story.news() == ["0 team[0] +a"])
    }

    private func turn(_ paging: Paging, _ story: inout DispatchStory) {
        var rules = story.watch.rules
        rules.paging = paging
        story.watch.configure(rules: rules, routing: story.watch.routing, at: story.now)
        story.answer = paging == .on ? .sent : .withheld
    }

    @Test(
        "Who heard that it fires hears of its end once paging is on again, across a restart too",
        arguments: [Paging.shadow, .off], [true, false])
    func endedMeanwhile(paging: Paging, restarts: Bool) {
        var story = DispatchStory(wait: .zero)
        story.fire("a", "b")
        story.pass(.minutes(1))
        turn(paging, &story)
        story.clear("a")
        story.fire("c")
        story.pass(.minutes(21))
        #expect(story.news() == ["0 team[0] +a +b", "300 team[0] -a +b +c"], "what is withheld is decided once")
        if restarts { story.restart(after: .seconds(1)) }
        turn(.on, &story)
        story.pass(.minutes(30))
        #expect(story.news() == ["1500 team[0] -a +b +c"], "the end, and what is new")
        story.clear("b", "c")
        story.pass(.minutes(10))
        #expect(story.news() == ["3300 team[0] -b -c"])
        let left = story.watch.receiverGroups.filter { !$0.members.isEmpty }
        #expect(left.isEmpty, "nobody is waited for any more")
    }

    @Test("Who heard that it fires, and it fires again while nobody is told, is told of its end when it ends")
    func firesAgainMeanwhile() {
        var story = DispatchStory(wait: .zero)
        story.fire("a")
        story.pass(.minutes(1))
        turn(.shadow, &story)
        story.clear("a")
        story.pass(.minutes(10))
        story.fire("a")
        story.pass(.minutes(10))
        turn(.on, &story)
        story.pass(.minutes(10))
        _ = story.news()
        story.clear("a")
        story.pass(.minutes(10))
        #expect(story.news() == ["2100 team[0] -a"])
    }

    private func warnings(_ story: DispatchStory) -> [String] {
        story.changes.compactMap { change in
            if case .timeline(let entry) = change, entry.kind == .warned { entry.text.original } else { nil }
        }
    }

    @Test("That a receiver could not be told stands in its incident, once, and that it was told at last")
    func failure() {
        var story = DispatchStory(wait: .zero)
        story.answer = .failed("it answered 503")
        story.fire("a")
        story.pass(.minutes(15))
        #expect(warnings(story) == ["NOT TOLD: team, webhook[0]: it answered 503"])
        story.answer = .sent
        story.pass(.minutes(15))
        #expect(warnings(story).last == "told at last: team, webhook[0]")
        #expect(warnings(story).count == 2)
    }
}
