import Incidents
import Routing
import Testing
import Watchkeeping

@Suite("When a silence is to be reviewed, and when no longer")
struct SilenceReviewTests {
    /// A silence for two days whose review was due a minute ago: its reminder is open.
    private func due() -> WatchStory {
        var story = WatchStory()
        story.silence(for: .hours(48), reviewAt: story.now + .hours(24))
        story.pass(.hours(24) + .minutes(1))
        return story
    }

    private let reminder = IncidentNumber(1)

    private func said(_ story: WatchStory, of number: IncidentNumber) -> [String] {
        story.changes.compactMap { change in
            if case .timeline(let entry) = change, entry.incident == number { entry.text.original } else { nil }
        }
    }

    /// The silence that stands, changed: sent again with its id.
    @discardableResult
    private func change(_ story: inout WatchStory, _ body: (inout SilenceDraft) -> Void) throws -> Outcome {
        let silence = try #require(story.watch.silences.values.first { $0.state(at: story.now) != .expired })
        var draft = SilenceDraft(changing: silence)
        body(&draft)
        let newID = SilenceID(high: 7, low: UInt64(story.changes.count))
        return story.handle(.silenceSet(draft, newID: newID, by: WatchStory.sam, request: nil))
    }

    @Test("Who ends the silence ends its reminder, and the timeline says so")
    func ended() throws {
        var story = due()
        #expect(try story.incident(reminder).isOpen)
        story.expire()
        #expect(try story.shown(reminder) == .resolved)
        #expect(said(story, of: reminder).last == "resolved: kim ended its silence")
    }

    @Test("A reminder ends when its silence does at its time")
    func ranOut() throws {
        var story = due()
        story.pass(.hours(24))
        #expect(try story.shown(reminder) == .resolved)
        #expect(said(story, of: reminder).last == "resolved: its silence ended at its time")
    }

    @Test("A reminder whose silence ended while the router was down ends after the restart")
    func restart() throws {
        let story = due()
        var watch = Watch(
            restoring: story.changes, lastNumber: 1, rules: story.watch.rules, routing: story.watch.routing,
            at: story.now + .hours(30))
        #expect(watch.incidents[reminder]?.isOpen == true)
        var changes: [Change] = []
        _ = watch.handle([.timePassed], at: story.now + .hours(30), into: &changes)
        #expect(watch.incidents[reminder]?.phase.resolution?.by == .reviewOver)
    }

    @Test("A later review ends the reminder, and opens another one then")
    func later() throws {
        var story = due()
        let review = story.now + .hours(5)
        try change(&story) { $0.reviewAt = review }
        #expect(try story.shown(reminder) == .resolved)
        let last = said(story, of: reminder).last
        #expect(last?.hasPrefix("resolved: sam changed its silence: the review is at ") == true)
        story.pass(.hours(5))
        #expect(try story.incident(IncidentNumber(2)).isOpen)
    }

    @Test("A longer silence of the same review is still to be reviewed")
    func longer() throws {
        var story = due()
        try change(&story) { $0.endsAt = $0.endsAt + .hours(1) }
        #expect(try story.incident(reminder).isOpen)
        story.pass(.minutes(30))
        #expect(story.watch.lastNumber == 1)
    }

    @Test("Other conditions are another silence, which the same reminder is about")
    func replaced() throws {
        var story = due()
        try change(&story) { $0.matchers.append(SilenceMatcher(name: "instance", value: "a")) }
        let silence = try #require(story.watch.silences.values.first { $0.replaces != nil })
        #expect(try story.incident(reminder).reminds == silence.id)
        #expect(silence.reminder == reminder)
        #expect(try story.incident(reminder).isOpen && story.watch.lastNumber == 1)
        story.expire(silence.id)
        #expect(try story.shown(reminder) == .resolved)
    }

    @Test("Of two silences that take the place of the same one, each has a reminder of its own")
    func replacedTwice() throws {
        var story = due()
        let first = try #require(story.watch.silences[story.lastSilence])
        let forks = try (UInt64(1)...2).map { index in
            let before = try #require(story.watch.silences[first.id])
            var draft = SilenceDraft(changing: before)
            draft.endsAt = first.endsAt
            draft.matchers.append(SilenceMatcher(name: "instance", value: "\(index)"))
            let id = SilenceID(high: 7, low: index)
            story.handle(.silenceSet(draft, newID: id, by: WatchStory.kim, request: nil))
            return id
        }
        story.pass(.zero)
        #expect(try story.incident(reminder).reminds == forks[0])
        #expect(try story.incident(IncidentNumber(2)).reminds == forks[1])
        story.expire(forks[0])
        #expect(try story.shown(reminder) == .resolved)
        #expect(try story.incident(IncidentNumber(2)).isOpen)
    }

    @Test("A reminder names conditions so that they can be typed again")
    func quoted() throws {
        var story = WatchStory()
        let matcher = SilenceMatcher(name: "alertname", value: #"a", b="c"#)
        story.silence([matcher], for: .hours(48), comment: "", reviewAt: story.now + .hours(24))
        story.pass(.hours(24))
        #expect(said(story, of: reminder).first?.hasSuffix(matcher.written) == true)
        #expect(try story.incident(reminder).title.original.hasSuffix(matcher.written))
    }

    @Test("A silence that is set again after its end is due for the same review again")
    func setAgain() throws {
        var story = due()
        let silence = try #require(story.watch.silences[story.lastSilence])
        story.expire()
        var draft = SilenceDraft(changing: silence)
        (draft.startsAt, draft.readAsOf) = (story.now, nil)
        story.handle(.silenceSet(draft, newID: SilenceID(high: 7, low: 7), by: WatchStory.kim, request: nil))
        story.pass(.zero)
        #expect(try story.shown(reminder) == .resolved)
        #expect(try story.incident(IncidentNumber(2)).reminds == SilenceID(high: 7, low: 7))
    }

    @Test("What a person resolved is reviewed: it opens again by hand only, and not once the silence is over")
    func reviewed() throws {
        var story = due()
        story.act(.resolve, reminder)
        try change(&story) { $0.comment = "longer" }
        #expect(try story.shown(reminder) == .resolved && story.watch.lastNumber == 1)
        story.act(.reopen, reminder)
        #expect(try story.incident(reminder).isOpen)
        story.act(.resolve, reminder)
        story.expire()
        story.act(.reopen, reminder)
        #expect(try story.shown(reminder) == .resolved)
        #expect(said(story, of: reminder).last == "resolved: kim ended its silence")
    }

    @Test("A reminder that others were merged into goes on without its silence, until they are taken apart")
    func merged() throws {
        var story = due()
        let slow = story.open("Slow")
        story.act(.merge(into: reminder), slow)
        story.expire()
        #expect(try story.incident(reminder).isOpen)
        story.act(.unmerge, slow)
        #expect(try story.shown(reminder) == .resolved)
        #expect(said(story, of: reminder).last == "resolved: kim ended its silence")
        #expect(try story.incident(slow).isOpen)
    }

    @Test("A client of Alertmanager's keeps the review that it knows nothing of")
    func alertmanagers() throws {
        var story = WatchStory()
        story.silence(for: .hours(48), reviewAt: story.now + .hours(24), endsWithAlerts: true)
        let end = story.now + .hours(50)
        try change(&story) {
            ($0.reviewAt, $0.endsWithAlerts, $0.isAlertmanagers, $0.endsAt) = (nil, false, true, end)
        }
        let silence = try #require(story.watch.silences[story.lastSilence])
        #expect(silence.reviewAt != nil && silence.endsWithAlerts && silence.endsAt == end)
    }

    // MARK: History

    @Test("What was done to a silence, and by whom, is its history")
    func history() throws {
        var story = WatchStory()
        story.silence(for: .hours(2))
        try change(&story) { draft in
            draft.endsAt = draft.endsAt + .hours(1)
            draft.createdBy = "sam"
        }
        try change(&story) { _ in }
        story.expire()
        let silence = try #require(story.watch.silences[story.lastSilence])
        #expect(silence.history.map(\.by) == ["kim", "sam", "kim"])
        #expect(
            silence.history.map(\.what.original) == [
                "set until 2025-11-23 05:07Z",
                "end moved from 2025-11-23 05:07Z to 2025-11-23 06:07Z, owner changed to sam",
                "ended; planned until 2025-11-23 06:07Z",
            ])
    }

    @Test("Other conditions are in the history of both silences")
    func historyOfReplaced() throws {
        var story = WatchStory()
        story.silence(for: .hours(2))
        let old = story.lastSilence
        try change(&story) { $0.matchers.append(SilenceMatcher(name: "instance", value: "a")) }
        let new = try #require(story.watch.silences.values.first { $0.replaces == old })
        let (before, after) = (old.description.prefix(8), new.id.description.prefix(8))
        #expect(story.watch.silences[old]?.history.last?.what.original == "replaced by \(after)")
        #expect(new.history.map(\.what.original) == ["set until 2025-11-23 05:07Z, in the place of \(before)"])
    }

    @Test("Of a long history the beginning and the last changes are kept")
    func longHistory() throws {
        var story = WatchStory()
        story.silence(for: .hours(2))
        for index in Int64(1)...30 { try change(&story) { $0.endsAt = $0.endsAt + .minutes(index) } }
        let history = try #require(story.watch.silences[story.lastSilence]).history
        #expect(history.count == Silence.recordsMax)
        #expect(history.first?.what.original.hasPrefix("set until") == true)
        #expect(history.last?.what.original.hasPrefix("end moved from") == true)
    }
}
