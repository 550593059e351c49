import Incidents
import Routing
import Testing
import Watchkeeping

@Suite("The life of an incident, row by row")
struct LifecycleTests {
    @Test("The table of transitions", arguments: lifecycleTable)
    func row(_ row: LifecycleRow) throws {
        var story = WatchStory()
        let number = story.open()
        row.given(&story, number)
        story.changes = []

        let outcome = row.when(&story, number)

        #expect(try story.shown(number) == row.then)
        #expect(outcome?.refusal == row.refused)
        if row.pages > 0 { #expect(story.pages(number) >= row.pages) }
        if let entry = row.entry { #expect(story.kinds(number).contains(entry)) }
        if row.refused != nil { #expect(story.changes.isEmpty) }
        if try story.incident(number).phase.isTriggered {
            #expect(try story.incident(number).countdown != .none)
        }
    }

    @Test("A four-minute flap on a five-minute ring still rings")
    func flap() throws {
        var story = WatchStory()
        let number = story.open()
        story.pass(.minutes(4))
        story.clear()
        story.pass(.minutes(10))
        story.fire()

        #expect(try story.shown(number) == .triggered)
        #expect(try story.incident(number).flaps == 1)
        #expect(story.pages(number) == 1)
        story.pass(.minutes(1))
        #expect(story.pages(number) == 2)
    }

    @Test("A group that fires again after reopen_within opens a new incident that names the former")
    func later() throws {
        var story = WatchStory()
        let number = story.open()
        story.clear()
        story.pass(.minutes(31))
        story.fire()

        let next = IncidentNumber(number.value + 1)
        #expect(try story.incident(next).previous == number)
        #expect(try story.shown(number) == .cleared)
    }

    @Test("A warning comes five minutes before the time-out, once")
    func warning() throws {
        var story = WatchStory()
        let number = story.open(severity: "critical")
        story.act(.acknowledge, number)
        story.pass(.minutes(24))
        #expect(!story.kinds(number).contains(.warned))
        story.pass(.minutes(2))
        #expect(story.kinds(number).count { $0 == .warned } == 1)
        story.pass(.minutes(4))
        #expect(try story.shown(number) == .triggered)
    }

    @Test("SEV4 and SEV5 hold an acknowledge for good", arguments: ["none", "info"])
    func holdsForGood(severity: String) throws {
        var story = WatchStory()
        let number = story.open(severity: severity)
        story.act(.acknowledge, number)
        story.pass(.hours(20))
        #expect(try story.shown(number) == .acknowledged)
    }

    @Test("No news resolves after an hour only if its sender spoke about anything else", arguments: [true, false])
    func noNews(senderSpeaks: Bool) throws {
        var story = WatchStory()
        let number = story.open()
        story.fireShortly()
        story.pass(.minutes(5))
        let other = senderSpeaks ? "http://prometheus.example:9090/graph" : "http://other.example:9090/graph"
        story.fire("Else", generator: other)
        story.pass(.hours(1))
        #expect(try story.incident(number).phase.isResolved == senderSpeaks)
    }

    @Test("A late resolve from the sender ends no news")
    func lateResolve() throws {
        var story = WatchStory()
        let number = story.open()
        story.fireShortly()
        story.pass(.minutes(10))
        story.clear()
        #expect(try story.incident(number).phase.isResolved)
    }

    @Test("An alert muted on arrival opens nothing until it is unmuted while firing")
    func mutedOnArrival() throws {
        var story = WatchStory()
        story.silence()
        story.fire()
        #expect(story.watch.incidents.isEmpty)

        story.expire()
        #expect(try story.shown(IncidentNumber(1)) == .triggered)
        #expect(try story.incident(IncidentNumber(1)).counts.firing == 1)
    }

    @Test("A newly hit service triggers an acknowledged incident again")
    func newService() throws {
        var story = WatchStory()
        story.watch.routing = RoutingTree(root: Route(receiver: "default", groupBy: .none, groupWait: .zero))
        let number = story.open()
        story.act(.acknowledge, number)
        story.fire(instance: "b", service: "search")
        #expect(try story.shown(number) == .triggered)
        #expect(try story.incident(number).services.map(\.shown) == ["shop", "search"])
    }

    @Test("A pinned severity holds until an alert exceeds the level that it was pinned from")
    func pin() throws {
        var story = WatchStory()
        let number = story.open()
        story.act(.severity(.sev5), number)
        story.fire(instance: "b")
        #expect(try story.incident(number).severity == .sev5)
        story.fire(severity: "error", instance: "c")
        #expect(try story.incident(number).severity == .sev2)
    }

    @Test("Alerts never lower a severity")
    func neverLower() throws {
        var story = WatchStory()
        let number = story.open(severity: "critical")
        story.fire(severity: "info", instance: "b")
        #expect(try story.incident(number).severity == .sev1)
    }

    @Test("The same request sent twice has one effect")
    func idempotent() throws {
        var story = WatchStory()
        let number = story.open()
        let event = Event.acted(Act(.note("once"), number), by: WatchStory.sam, request: RequestID("r-1"))
        let first = story.handle(event)
        #expect(story.handle(event) == first)
        #expect(story.kinds(number).count { $0 == .note } == 1)
    }

    @Test("An act on a number that was never given out is refused")
    func unknown() {
        var story = WatchStory()
        #expect(story.act(.acknowledge, IncidentNumber(99)).refusal == .unknownIncident)
    }
}
