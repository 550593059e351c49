import Incidents
import Routing
import Testing
import Watchkeeping

@Suite("When an incident rings")
struct RingTests {
    @Test("An acknowledge stops the rings, and a triggered incident rings on")
    func rings() throws {
        var story = WatchStory()
        let number = story.open(severity: "critical")
        story.pass(.minutes(3))
        #expect(story.pages(number) == 4)

        story.act(.acknowledge, number)
        story.pass(.minutes(20))
        #expect(story.pages(number) == 4)
        #expect(story.watch.queuedPages.isEmpty)
    }

    @Test("An incident whose receiver has kinds of integration that are not spoken says that nobody was told by them")
    func unspoken() {
        var rules = WatchRules.standard
        rules.unspoken = ["default": ["opsgenie", "sns"], "other": ["email"]]
        var story = WatchStory(rules: rules)
        let number = story.open()
        let warnings = story.timeline(number).filter { $0.kind == .warned }.map(\.text)
        #expect(
            warnings == ["opsgenie is not spoken here: nobody told", "sns is not spoken here: nobody told"])
    }

    @Test(
        "A page that reached nobody is a fault, unless nobody is to be told",
        arguments: [
            (Paging.on, "NOBODY ATTACHED: no console and no terminal was reached"),
            (.shadow, "SHADOW: nobody is rung"), (.off, "PAGING OFF: nobody is rung"),
        ])
    func reachedNobody(paging: Paging, expected: String) throws {
        var rules = WatchRules.standard
        rules.paging = paging
        var story = WatchStory(rules: rules)
        let number = story.open(severity: "critical")
        let page = try #require(story.watch.queuedPages.keys.first)
        story.handle(.pageSent(page, reached: 0))
        #expect(story.timeline(number).last?.text.original == expected)
    }

    @Test(
        "The first ring waits for group_wait, and not for an alert that has fired for longer", arguments: [true, false])
    func groupWait(isOld: Bool) throws {
        var story = WatchStory(groupWait: .seconds(30))
        story.fire(startedAgo: isOld ? .minutes(1) : .zero)
        #expect(story.pages(IncidentNumber(1)) == (isOld ? 1 : 0))
        #expect(try story.shown(IncidentNumber(1)) == .triggered)

        story.pass(.seconds(30))
        #expect(story.pages(IncidentNumber(1)) == 1)
    }

    @Test("Alerts that join are told of together on the grid of group_interval, which begins with the first ring")
    func groupInterval() throws {
        var story = WatchStory()
        let number = story.open()
        story.pass(.seconds(10))
        story.fire(instance: "b")
        story.fire(instance: "c")
        story.pass(.seconds(49))
        #expect(story.pages(number) == 1)
        story.pass(.seconds(1))
        #expect(story.reasons(number) == ["new", "+2 new"])

        story.pass(.seconds(70))
        story.fire(instance: "d")
        story.pass(.seconds(49))
        #expect(story.pages(number) == 2)
        story.pass(.seconds(1))
        #expect(story.reasons(number) == ["new", "+2 new", "+1 new"])
        // News did not put off the ring that was due five minutes after the first.
        story.pass(.minutes(2))
        #expect(story.reasons(number).last == "not acknowledged")
    }

    @Test("A group that grows rings nobody once somebody has it, and says nothing that a ring has said")
    func quietGrowth() throws {
        var story = WatchStory()
        let number = story.open()
        story.pass(.seconds(10))
        story.fire(instance: "b")
        story.act(.acknowledge, number)
        story.pass(.minutes(3))
        #expect(story.pages(number) == 1)

        story.act(.unacknowledge, number)
        story.fire(instance: "b")
        story.pass(.minutes(3))
        #expect(story.pages(number) == 2)
    }

    @Test("News that is due survives a restart, and keeps what was left of it when the clock is set")
    func newsSurvives() throws {
        var story = WatchStory()
        let number = story.open()
        story.pass(.seconds(10))
        story.fire(instance: "b")
        let due = try #require(story.incident(number).groupClock?.newsAt)
        #expect(due == story.now + .seconds(50))
        story.now = story.now + .hours(3)
        story.handle(.clockJumped(by: .hours(3)))
        #expect(try story.incident(number).groupClock?.newsAt == due + .hours(3))
        var restored = Watch(
            restoring: story.changes, lastNumber: 1, rules: story.watch.rules, routing: story.watch.routing,
            at: story.now)
        #expect(restored.incidents == story.watch.incidents)
        story.changes = []
        _ = restored.handle([.timePassed], at: due + .hours(3), into: &story.changes)
        #expect(story.reasons(number) == ["+1 new"])
    }
}
