import Incidents
import Routing
import Testing
import Watchkeeping

/// A reload while thousands of alerts fire: little is looked at, and what comes of it is what a restart would come to.
@Suite("A watch that takes another configuration")
struct ReconfiguringTests {
    private static func inhibiting(_ source: String, _ target: String) throws -> InhibitRule {
        InhibitRule(
            sourceMatchers: [try Matcher("severity", .equal, source)],
            targetMatchers: [try Matcher("severity", .regex, target)], equal: ["service"])
    }

    private static let severities = ["critical", "warning", "info"]

    private static func post(_ index: Int, until end: Timestamp) -> Event {
        let labels = WatchStory.labels(
            "Down", severity: severities[index % 3], instance: "\(index)", service: "s\(index % 97)")
        return .alertPosted(PostedAlert(labels: labels, startsAt: end - .hours(2), endsAt: end))
    }

    /// Six pages of alerts and a bit.
    private func story(inhibiting rules: [InhibitRule]) -> WatchStory {
        var story = WatchStory(inhibiting: rules)
        var changes: [Change] = []
        let events = (0..<6500).map { Self.post($0, until: story.now + .hours(1)) }
        _ = story.watch.handle(events, at: story.now, into: &changes)
        story.changes += changes
        return story
    }

    private func expectAsRestarted(_ story: WatchStory) {
        let back = Watch(
            restoring: story.changes, lastNumber: story.watch.lastNumber, rules: story.watch.rules,
            routing: story.watch.routing, at: story.now)
        #expect(back.essence == story.watch.essence)
        #expect(back.nextDeadline != story.now, "the restarted watch finds nothing muted otherwise")
    }

    @Test("Alerts that come and go between the turns of a preparation are muted as the new rules say")
    func preparedInTurns() throws {
        var story = story(inhibiting: [try Self.inhibiting("critical", "info")])
        var rules = story.watch.rules
        rules.inhibitRules = [
            try Self.inhibiting("critical", "warning|info"), try Self.inhibiting("critical", "info"),
        ]
        let first = story.watch.prepare(for: rules, routing: story.watch.routing, at: story.now)
        var page = try #require(first)
        // Sources and targets on pages that were walked, and on those that were not; and new ones.
        for index in [0, 97 * 3, 1, 98, 6000, 6001, 6402] {
            story.handle(Self.post(index, until: story.now))
        }
        for index in 6500..<6600 { story.handle(Self.post(index, until: story.now + .hours(1))) }
        var index = 9
        while let next = story.watch.prepare(for: rules, routing: story.watch.routing, from: page, at: story.now) {
            page = next
            // A source and a target go, and another of each comes.
            for gone in [index, index + 1] { story.handle(Self.post(gone, until: story.now)) }
            for new in [index, index + 1] { story.handle(Self.post(6600 + new, until: story.now + .hours(1))) }
            index += 3
        }
        #expect(index >= 15, "there are turns of both walks")
        for index in [3, 4, 6003, 6004] { story.handle(Self.post(index, until: story.now)) }
        story.watch.configure(rules: rules, routing: story.watch.routing, at: story.now)
        story.handle(.timePassed)
        expectAsRestarted(story)
        let warning = WatchStory.labels("Down", severity: "warning", instance: "7", service: "s7")
        #expect(story.watch.alertView.mute(of: warning.fingerprint)?.by == "inhibiting Down")
    }

    @Test("A rule that goes lets speak whom no other inhibits, and nobody else", arguments: [true, false])
    func ruleGoes(isPrepared: Bool) throws {
        let (both, one) = (try Self.inhibiting("critical", "warning|info"), try Self.inhibiting("critical", "info"))
        var story = story(inhibiting: [one, both, one])
        let before = story.changes.count
        var rules = story.watch.rules
        rules.inhibitRules = [one]
        var page: Int? = isPrepared ? 0 : nil
        while let start = page {
            page = story.watch.prepare(for: rules, routing: story.watch.routing, from: start, at: story.now)
        }
        story.watch.configure(rules: rules, routing: story.watch.routing, at: story.now)
        story.handle(.timePassed)
        expectAsRestarted(story)
        let unmuted = story.changes[before...].filter { if case .alertMuted(_, nil, _) = $0 { true } else { false } }
        #expect(unmuted.count == 2167, "every warning")
    }

    @Test("A rule written otherwise that mutes the same says nothing")
    func sameAgain() throws {
        var story = story(inhibiting: [try Self.inhibiting("critical", "info")])
        let before = story.changes.count
        var rules = story.watch.rules
        rules.inhibitRules = [try Self.inhibiting("critical", "info|never")]
        story.watch.configure(rules: rules, routing: story.watch.routing, at: story.now)
        #expect(story.watch.nextDeadline != story.now)
        story.handle(.timePassed)
        #expect(story.changes.count == before)
        expectAsRestarted(story)
    }

    @Test("Another preparation takes the place of one that goes on, which then is none")
    func twoAtOnce() throws {
        var story = story(inhibiting: [])
        var (one, other) = (story.watch.rules, story.watch.rules)
        one.inhibitRules = [try Self.inhibiting("critical", "info")]
        other.inhibitRules = [try Self.inhibiting("critical", "warning")]
        let (first, second) = (
            story.watch.prepare(for: one, routing: story.watch.routing, at: story.now),
            story.watch.prepare(for: other, routing: story.watch.routing, at: story.now)
        )
        #expect(second == first)
        let third = story.watch.prepare(
            for: one, routing: story.watch.routing, from: try #require(first), at: story.now)
        #expect(third == nil)
        for rules in [one, other] {
            story.watch.configure(rules: rules, routing: story.watch.routing, at: story.now)
            story.handle(.timePassed)
            expectAsRestarted(story)
        }
    }
}
