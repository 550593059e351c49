import Incidents
import Routing
import Testing
import Watchkeeping

@Suite("Incidents that flap")
struct FlappingTests {
    /// Fires and clears an alert so often, with a minute between.
    private static func flap(_ story: inout WatchStory, changes: Int) {
        for index in 0..<changes {
            story.pass(.minutes(1))
            if index.isMultiple(of: 2) { story.clear() } else { story.fire() }
        }
    }

    @Test("After six changes it stays open when it clears, and resolves once it was quiet for long")
    func staysOpen() {
        var story = WatchStory()
        let number = story.open()

        Self.flap(&story, changes: 5)
        #expect(story.watch.incidents[number]?.phase.isResolved == true)
        Self.flap(&story, changes: 0)
        story.fire()
        story.pass(.minutes(1))
        story.clear()

        #expect(story.watch.incidents[number]?.isOpen == true)
        #expect(story.watch.incidents[number]?.counts.firing == 0)
        story.act(.acknowledge, number)
        story.pass(.minutes(29))
        #expect(story.watch.incidents[number]?.isOpen == true)
        story.pass(.minutes(1))
        #expect(story.watch.incidents[number]?.phase.isResolved == true)
    }

    @Test("Muted while it is held open, it is muted as long as the silence lasts, and no longer")
    func mutedWhileHeld() throws {
        var story = WatchStory()
        let number = story.open()
        Self.flap(&story, changes: 6)
        story.silence(for: .hours(2))
        story.clear()
        #expect(try story.incident(number).isOpen)
        #expect(try story.shown(number) == .muted)
        story.pass(.minutes(1))
        story.expire()
        #expect(try story.incident(number).mute == nil)
        #expect(try story.incident(number).countdown.dueAt != nil)
        #expect(story.timeline(number).last?.text == "nothing mutes it any more: kim ended the silence")
    }

    @Test("Whoever has it keeps it when it fires again, and the flap is counted")
    func keepsHolder() {
        var story = WatchStory()
        let number = story.open()
        Self.flap(&story, changes: 6)
        story.pass(.minutes(1))
        story.clear()
        #expect(story.watch.incidents[number]?.flapping.quietAt != nil)
        story.act(.acknowledge, number)
        let flaps = story.watch.incidents[number]?.flaps ?? 0

        story.pass(.minutes(5))
        story.fire()

        #expect(story.watch.incidents[number]?.holder == WatchStory.sam)
        #expect(story.watch.incidents[number]?.flaps == flaps + 1)
        #expect(story.watch.incidents[number]?.flapping.quietAt == nil)
        #expect(story.watch.lastNumber == number.value)
    }

    @Test("The page that is due comes when it would have come, however often it flaps")
    func clockGoesOn() {
        var story = WatchStory()
        let number = story.open()
        let first = story.watch.incidents[number]?.pageCount ?? 0
        story.pass(.seconds(10))
        for _ in 0..<4 {
            story.clear()
            story.pass(.seconds(10))
            story.fire()
            story.pass(.seconds(10))
        }
        story.clear()

        // A SEV3 rings every five minutes; what passed while it was cleared and resolved does not count.
        story.pass(.minutes(5))

        #expect((story.watch.incidents[number]?.pageCount ?? 0) > first)
    }

    @Test("Nobody is woken by a time-out while nothing fires")
    func noTimeOutWhileQuiet() {
        var story = WatchStory(
            rules: {
                var rules = WatchRules(); rules.flapWithin = .hours(3); return rules
            }())
        let number = story.open()
        Self.flap(&story, changes: 6)
        story.act(.acknowledge, number)
        story.clear()
        let pages = story.watch.incidents[number]?.pageCount

        story.pass(.hours(3))

        #expect(story.watch.incidents[number]?.pageCount == pages)
        #expect(story.watch.incidents[number]?.phase.isResolved == true)
    }

    @Test("With flap_changes 0 nothing is held open")
    func never() {
        var story = WatchStory(
            rules: {
                var rules = WatchRules(); rules.flapChanges = 0; return rules
            }())
        let number = story.open()
        Self.flap(&story, changes: 9)
        #expect(story.watch.incidents[number]?.phase.isResolved == true)
    }
}
