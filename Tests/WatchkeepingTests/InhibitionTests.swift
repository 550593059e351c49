import Incidents
import Routing
import Testing
import Watchkeeping

@Suite("Inhibition")
struct InhibitionTests {
    private static let target = WatchStory.labels("Down", severity: "warning", instance: "a").fingerprint

    /// Critical alerts inhibit warnings of the same service.
    static func critical(equal: [String] = ["service"]) throws -> InhibitRule {
        InhibitRule(
            sourceMatchers: [try Matcher("severity", .equal, "critical")],
            targetMatchers: [try Matcher("severity", .equal, "warning")], equal: equal)
    }

    private func story(_ rules: [InhibitRule]? = nil) throws -> WatchStory {
        WatchStory(inhibiting: try rules ?? [Self.critical()])
    }

    @Test("A target that comes after its source opens nothing, until the source ends")
    func arrives() throws {
        var story = try story()
        let source = story.open("Gone", severity: "critical")
        story.fire()
        #expect(story.watch.incidents.count == 1)
        #expect(story.mutes(Self.target) == ["inhibiting Gone"])
        story.clear("Gone", severity: "critical")
        #expect(try story.incident(source).phase.isResolved)
        #expect(story.watch.incidents.count == 2)
        #expect(story.mutes(Self.target) == ["inhibiting Gone", ""])
    }

    @Test("Alerts of one post are of one moment: a target that stands before its source opens nothing")
    func onePost() throws {
        var story = try story()
        var changes: [Change] = []
        let posts = [("Down", "warning"), ("Gone", "critical")].map { name, severity in
            Event.alertPosted(PostedAlert(labels: WatchStory.labels(name, severity: severity)))
        }
        let outcomes = story.watch.handle(posts, at: story.now, into: &changes)
        #expect(outcomes.count == 2)
        #expect(story.watch.incidents.values.map(\.severity) == [.sev1])
        #expect(story.watch.alertView.mute(of: Self.target) != nil)
    }

    @Test("A source that ends lets nobody speak while another still fires")
    func severalSources() throws {
        var story = try story()
        story.fire("Gone", severity: "critical")
        story.fire("Lost", severity: "critical")
        story.fire()
        let sources = ["Gone", "Lost"].map { WatchStory.labels($0, severity: "critical").fingerprint }
        #expect(story.watch.alertView.inhibitedBy(of: Self.target) == [sources.min()].compactMap(\.self))
        story.clear("Gone", severity: "critical")
        #expect(story.watch.alertView.inhibitedBy(of: Self.target) == [sources[1]])
        story.clear("Lost", severity: "critical")
        #expect(story.watch.alertView.mute(of: Self.target) == nil)
    }

    @Test("Only equal values inhibit; a label that both lack is equal", arguments: [true, false])
    func equalValues(_ both: Bool) throws {
        var story = try story([Self.critical(equal: ["service", "rack"])])
        story.fire("Gone", severity: "critical", service: both ? "shop" : "search")
        story.fire()
        #expect((story.watch.alertView.mute(of: Self.target) != nil) == both)
    }

    @Test("What meets both sides of a rule is inhibited only by what does not")
    func twoSided() throws {
        let rule = InhibitRule(
            sourceMatchers: [try Matcher("severity", .regex, "critical|error")],
            targetMatchers: [try Matcher("severity", .regex, "error|warning")])
        var story = try story([rule])
        let errors = ["a", "b"].map { WatchStory.labels("Both", severity: "error", instance: $0).fingerprint }
        story.fire("Both", severity: "error", instance: "a")
        story.fire("Both", severity: "error", instance: "b")
        story.fire()
        let view = story.watch.alertView
        #expect(errors.map { view.mute(of: $0) } == [nil, nil])
        #expect(view.inhibitedBy(of: Self.target) == [errors.min()].compactMap(\.self))

        story.fire("Gone", severity: "critical")
        let critical = WatchStory.labels("Gone", severity: "critical").fingerprint
        let now = story.watch.alertView
        #expect(errors.map { now.inhibitedBy(of: $0) } == [[critical], [critical]])
        #expect(now.inhibitedBy(of: Self.target) == [(errors + [critical]).min()].compactMap(\.self))
    }

    @Test("A silenced source inhibits all the same, and a silence is named before an inhibition")
    func silencedSource() throws {
        var story = try story()
        story.silence([SilenceMatcher(name: "alertname", value: "Gone")])
        story.fire("Gone", severity: "critical")
        story.fire()
        #expect(story.watch.incidents.isEmpty)
        story.silence()
        #expect(story.mutes(Self.target) == ["inhibiting Gone", "kim"])
        #expect(story.watch.alertView.inhibitedBy(of: Self.target).count == 1)
    }

    @Test("An incident whose source ends and whose targets fire on does not fall quiet in between")
    func sourceAndTargetsTogether() throws {
        var story = try story()
        story.watch.routing = RoutingTree(root: Route(receiver: "default", groupBy: .none, groupWait: .zero))
        let number = story.open("Gone", severity: "critical")
        story.act(.acknowledge, number)
        story.fire()
        story.clear("Gone", severity: "critical")
        #expect(try story.shown(number) == .acknowledged)
        #expect(!story.kinds(number).contains(.muted))
    }

    @Test("After a restart no target leaks past its inhibition")
    func restart() throws {
        var story = try story()
        story.fire("Gone", severity: "critical")
        story.fire()
        var back = Watch(
            restoring: story.changes, lastNumber: 1, rules: story.watch.rules, routing: story.watch.routing,
            at: story.now)
        var changes: [Change] = []
        let labels = WatchStory.labels("Down", severity: "warning", instance: "b")
        _ = back.handle(
            [.timePassed, .alertPosted(PostedAlert(labels: labels))], at: story.now + .seconds(1), into: &changes)
        #expect(back.incidents.count == 1)
        #expect(back.alertView.mute(of: labels.fingerprint) != nil)
        #expect(back.alertView.inhibitedBy(of: Self.target).count == 1)
    }

    @Test("Another configuration takes effect at once, and is said")
    func configured() throws {
        var story = WatchStory()
        story.fire("Gone", severity: "critical")
        let number = story.open()
        var rules = WatchRules.standard
        rules.inhibitRules = [try Self.critical()]
        story.watch.configure(rules: rules, routing: story.watch.routing, at: story.now)
        #expect(story.watch.nextDeadline == story.now)
        story.handle(.timePassed)
        #expect(try story.shown(number) == .muted)
        story.watch.configure(rules: .standard, routing: story.watch.routing, at: story.now)
        story.pass(.zero)
        #expect(try story.shown(number) == .triggered)
        #expect(story.mutes(Self.target) == ["inhibiting Gone", ""])
    }
}

@Suite("Quiet times of an incident's route")
struct QuietTimeTests {
    private static let target = WatchStory.labels("Down").fingerprint

    /// 2025-11-23 is a Sunday; the story begins at 03:07 UTC.
    private func story(mute: [String] = [], active: [String] = []) -> WatchStory {
        var story = WatchStory()
        let night = NamedInterval(name: "night", intervals: [TimeInterval(times: [180..<240])])
        let day = NamedInterval(name: "day", intervals: [TimeInterval(times: [360..<1080])])
        let routing = RoutingTree(
            RouteBranch(
                receiver: "default", groupBy: .labels(["alertname"]), groupWait: .zero,
                branches: [RouteBranch(muteTimes: mute, activeTimes: active)]), intervals: [night, day])
        story.watch.configure(rules: .standard, routing: routing, at: story.now)
        return story
    }

    @Test("In a mute interval of its route an alert opens nothing, and opens when that is over")
    func night() throws {
        var story = story(mute: ["night"])
        story.fire()
        #expect(story.watch.incidents.isEmpty)
        let mute = try #require(story.watch.alertView.mute(of: Self.target))
        #expect(mute.cause == .interval("night"))
        #expect(mute.until?.clock == "04:00")
        story.pass(.minutes(53))
        #expect(try story.shown(IncidentNumber(1)) == .triggered)
        #expect(story.pages(IncidentNumber(1)) == 1)
        story.act(.acknowledge, IncidentNumber(1))
        // The next night it is quiet again.
        story.pass(.hours(23))
        #expect(story.mutes(Self.target) == ["interval night", "", "interval night"])
    }

    @Test("Outside the active intervals of its route likewise")
    func outside() throws {
        var story = story(active: ["day"])
        story.fire()
        #expect(story.watch.incidents.isEmpty)
        #expect(story.watch.alertView.mute(of: Self.target)?.by == "the time outside day")
        story.pass(.hours(3))
        #expect(story.watch.incidents.count == 1)
    }

    @Test("Intervals that no route speaks of wake nobody")
    func unused() {
        #expect(story().watch.nextDeadline == nil)
    }
}
