import Incidents
import Routing
import Testing
import Watchkeeping

@Suite("What the watch says of itself, for explaining")
struct ExplainingTests {
    private func turns(_ story: DispatchStory, _ alert: String) throws -> [RoutingTree.Index: Timestamp] {
        try next(story, alert).mapValues(\.at)
    }

    private func next(_ story: DispatchStory, _ alert: String) throws -> [RoutingTree.Index: NextTurn] {
        for case .alertStarted(let started, _, _) in story.changes where started.labels["instance"]?.shown == alert {
            return story.watch.nextTurns(of: started.labels)
        }
        return [:]
    }

    @Test("The next turn of an alert's group: its first, then on its grid, and none once it was told of")
    func turns() throws {
        var story = DispatchStory()
        story.fire("a")
        #expect(try turns(story, "a") == [0: DispatchStory.start + .seconds(30)])
        story.pass(.minutes(1))
        story.fire("b")
        let second = DispatchStory.start + .seconds(330)
        #expect(try turns(story, "a") == [0: second])
        #expect(try turns(story, "b") == [0: second], "who joins shares the clock")
        story.clear("a", "b")
        #expect(try turns(story, "a") == [0: second], "its end is still to be told")
        story.pass(.minutes(5))
        #expect(try turns(story, "a") == [:])
    }

    @Test("What is out and has no outcome yet is said of the alerts that it tells of")
    func out() throws {
        var story = DispatchStory()
        story.answer = nil
        story.fire("a")
        story.pass(.seconds(40))
        story.fire("b")
        let (told, second) = (DispatchStory.start + .seconds(30), DispatchStory.start + .seconds(330))
        #expect(try next(story, "a") == [0: NextTurn(at: second, outSince: told, first: told)])
        #expect(try next(story, "b") == [0: NextTurn(at: second, first: told)])
    }

    @Test("What is withheld says what paging was, and a clock that was set takes nothing from it")
    func paging() {
        var story = DispatchStory(wait: .zero, integrations: [.firingOnly])
        story.watch.rules.paging = .shadow
        story.answer = .withheld
        story.fire("a")
        story.pass(.minutes(1))
        story.clear("a")
        story.pass(.minutes(5))
        #expect(told(story) == [.shadow, .on], "that an end is not told has another reason")

        story.changes = []
        story.fire("a")
        story.pass(.minutes(1))
        story.handle([.clockJumped(by: .hours(1))])
        #expect(told(story) == [.shadow, .shadow])
    }

    private func told(_ story: DispatchStory) -> [Paging?] {
        story.changes.compactMap { if case .notified(let notification) = $0 { notification.paging } else { nil } }
    }

    @Test("A page keeps what paging was when it was sent")
    func page() {
        var story = WatchStory()
        story.watch.rules.paging = .off
        let number = story.open()
        story.handle(.pageSent(PageID(incident: number, ordinal: 0), reached: 0))
        let pages = story.changes.compactMap { if case .page(let page) = $0 { page } else { nil } }
        #expect(pages.map(\.paging) == [nil, .off])
    }

    @Test("A configuration is kept with what it says of telling, and again when only that changes")
    func configuration() {
        var story = WatchStory()
        story.watch.rules.unspoken = ["ops": ["sns"]]
        story.handle(.configured(text: "route:"))
        story.handle(.configured(text: "route:"))
        story.watch.rules.paging = .shadow
        story.handle(.configured(text: "route:"))
        let loaded = story.changes.compactMap { if case .configured(let loaded) = $0 { loaded } else { nil } }
        #expect(loaded.map(\.paging) == [.on, .shadow])
        #expect(loaded.map(\.unspoken) == [["ops": ["sns"]], ["ops": ["sns"]]])
    }
}
