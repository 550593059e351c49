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
