import Incidents
import Testing
import Watchkeeping

@Suite("Merge, unmerge and undo")
struct MergeAndUndoTests {
    @Test("A merged incident ends as merged, and its group leads to the other")
    func merge() throws {
        var story = WatchStory()
        let one = story.open("Down", severity: "critical")
        story.pass(.minutes(1))
        let two = story.open("Slow")
        story.act(.merge(into: two), one)

        #expect(try story.incident(one).merger?.into == two)
        #expect(try story.incident(one).phase.isResolved)
        #expect(try story.incident(two).severity == .sev1)
        #expect(try story.incident(two).openedAt == story.now - .minutes(1))
        #expect(try story.incident(two).counts.firing == 2)

        story.fire("Down", severity: "critical", instance: "b")
        #expect(try story.incident(two).counts.firing == 3)
    }

    @Test("What all alerts of an incident have in common is known, whatever joins, is merged and comes apart")
    func sharedLabels() throws {
        func shared(_ number: IncidentNumber) throws -> [String] {
            try story.incident(number).sharedLabels.pairs.map { "\($0.name)=\($0.value)" }
        }
        var story = WatchStory()
        let one = story.open("Down")
        #expect(try shared(one) == ["instance=a", "severity=warning"])
        story.fire("Down", instance: "b")
        #expect(try shared(one) == ["severity=warning"])
        story.fire("Down", instance: "a")
        #expect(try shared(one) == ["severity=warning"])

        let two = story.open("Slow", severity: "critical")
        story.act(.merge(into: two), one)
        #expect(try shared(two).isEmpty)
        story.act(.unmerge, one)
        #expect(try shared(one) == ["severity=warning"])
        #expect(try shared(two) == ["instance=a", "severity=critical"])
    }

    @Test("A triggered one merged into an acknowledged one counts as acknowledged, and is said so")
    func mergeIntoAcknowledged() throws {
        var story = WatchStory()
        let one = story.open("Down")
        let two = story.open("Slow")
        story.act(.acknowledge, two)
        let outcome = story.act(.merge(into: two), one)
        #expect(outcome.said.contains("counts as acknowledged"))
        #expect(try story.shown(two) == .acknowledged)
    }

    @Test("A merge that cannot be is refused")
    func refusals() throws {
        var story = WatchStory()
        let one = story.open("Down")
        let two = story.open("Slow")
        #expect(story.act(.merge(into: one), one).refusal == .mergeIntoItself)
        #expect(story.act(.merge(into: IncidentNumber(77)), one).refusal == .unknownIncident)
        story.act(.resolve, two)
        #expect(story.act(.merge(into: two), one).refusal == .mergeIntoResolved)
        #expect(story.act(.unmerge, one).refusal == .notMerged)
    }

    @Test("Unmerge restores both")
    func unmerge() throws {
        var story = WatchStory()
        let one = story.open("Down")
        let two = story.open("Slow")
        story.act(.acknowledge, one)
        story.act(.merge(into: two), one)
        story.act(.unmerge, one)

        #expect(try story.shown(one) == .acknowledged)
        #expect(try story.incident(one).counts.firing == 1)
        #expect(try story.incident(two).counts.firing == 1)
        story.fire("Down", instance: "b")
        #expect(try story.incident(one).counts.firing == 2)
    }

    @Test(
        "Undo puts back what the last own act changed",
        arguments: [
            Act.Verb.acknowledge, .take, .resolve, .severity(.sev1),
            .snooze(until: Timestamp(milliseconds: 1_763_870_000_000)),
        ])
    func undo(verb: Act.Verb) throws {
        var story = WatchStory()
        let number = story.open()
        let before = try story.incident(number).standing
        story.act(verb, number)
        story.pass(.seconds(5))
        #expect(story.act(.undo, number).refusal == nil)

        #expect(try story.incident(number).standing == before)
        #expect(story.kinds(number).last == .undone)
    }

    @Test("Undo is refused after ten seconds, after another event, and to others")
    func undoRefused() throws {
        var story = WatchStory()
        let number = story.open()
        story.act(.acknowledge, number)
        let refused = story.act(.undo, number, by: WatchStory.kim)
        #expect(refused.refusal == .nothingToUndo)
        guard case .refused(let refusal) = refused else { return }
        #expect(refusal.said.original.hasSuffix("#1, sam: ack since"), "\(refusal.said)")
        story.pass(.seconds(11))
        #expect(story.act(.undo, number).refusal == .tooLateToUndo)
        story.act(.acknowledge, number)
        story.act(.note("hm"), number, by: WatchStory.kim)
        #expect(story.act(.undo, number).refusal == .nothingToUndo)
    }

    @Test("Acts that rang people cannot be undone", arguments: [Act.Verb.unacknowledge, .reopen])
    func ringingActs(verb: Act.Verb) throws {
        var story = WatchStory()
        let number = story.open()
        story.act(verb == .reopen ? .resolve : .acknowledge, number)
        story.act(verb, number)
        #expect(story.act(.undo, number).refusal == .nothingToUndo)
    }

    @Test("Undo of a merge takes it apart")
    func undoMerge() throws {
        var story = WatchStory()
        let one = story.open("Down")
        let two = story.open("Slow")
        story.act(.merge(into: two), one)
        #expect(story.act(.undo, one).refusal == nil)
        #expect(try story.shown(one) == .triggered)
        #expect(try story.incident(two).counts.firing == 1)
    }
}
