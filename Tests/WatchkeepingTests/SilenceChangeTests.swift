import Incidents
import Routing
import Testing
import Watchkeeping

/// One change of a silence, and whether it keeps its id.
struct SilenceUpdate: Sendable, CustomTestStringConvertible {
    var says: String
    var testDescription: String { says }
    /// When the silence starts, and when it is changed, after the beginning.
    var start: Duration
    var changedAfter: Duration
    var newStart: Duration
    var newEnd: Duration
    var value = "Down"
    var keepsID: Bool
    var refused: Refusal.Code?
}

private let updates: [SilenceUpdate] = [
    SilenceUpdate(
        says: "active, a later end", start: .zero, changedAfter: .minutes(5), newStart: .zero, newEnd: .hours(3),
        keepsID: true),
    SilenceUpdate(
        says: "active, the same second of the start", start: .zero, changedAfter: .minutes(5),
        newStart: .milliseconds(999), newEnd: .hours(3), keepsID: true),
    SilenceUpdate(
        says: "active, another start", start: .zero, changedAfter: .minutes(5), newStart: .seconds(1),
        newEnd: .hours(3),
        keepsID: false),
    SilenceUpdate(
        says: "active, other matchers", start: .zero, changedAfter: .minutes(5), newStart: .zero, newEnd: .hours(3),
        value: "Slow", keepsID: false),
    SilenceUpdate(
        says: "active, an end in the past", start: .zero, changedAfter: .minutes(5), newStart: .zero,
        newEnd: .minutes(4), keepsID: true, refused: .silenceRefused),
    SilenceUpdate(
        says: "pending, a later start", start: .hours(1), changedAfter: .minutes(5), newStart: .hours(2),
        newEnd: .hours(3), keepsID: true),
    SilenceUpdate(
        says: "pending, a start in the past", start: .hours(1), changedAfter: .minutes(5), newStart: .zero,
        newEnd: .hours(3), keepsID: false),
    SilenceUpdate(
        says: "expired", start: .zero, changedAfter: .hours(2), newStart: .zero, newEnd: .hours(3), keepsID: false),
]

@Suite("Changing silences")
struct SilenceUpdateTests {
    @Test("It keeps its id where that rewrites no history", arguments: updates)
    func update(_ row: SilenceUpdate) throws {
        var story = WatchStory()
        let begin = story.now
        story.silence(from: begin + row.start, for: .hours(1))
        let id = story.lastSilence
        story.pass(row.changedAfter)
        let before = try #require(story.watch.silences[id])
        let outcome = story.silence(
            [SilenceMatcher(name: "alertname", value: row.value)], id: id, from: begin + row.newStart,
            for: row.newEnd - row.newStart)
        #expect(outcome.refusal == row.refused)
        guard row.refused == nil else { return }
        let after = try #require(story.watch.silences[id])
        #expect((story.watch.silences[story.lastSilence] == nil) == row.keepsID)
        if row.keepsID {
            #expect(after.endsAt == begin + row.newEnd)
        } else {
            let new = try #require(story.watch.silences[story.lastSilence])
            #expect(new.replaces == id)
            #expect(new.startsAt == max(begin + row.newStart, story.now))
            #expect(after.state(at: story.now) == .expired)
            #expect(after.endsAt == min(before.endsAt, story.now))
        }
    }

    @Test("An unknown id is refused")
    func unknown() {
        var story = WatchStory()
        #expect(story.silence(id: SilenceID(high: 3, low: 3)).refusal == .unknownSilence)
        #expect(story.watch.silences.isEmpty)
    }

    @Test("A longer end is said of every alert that it mutes, and of its incident")
    func longer() throws {
        var story = WatchStory()
        let number = story.open()
        story.silence(for: .hours(1))
        let id = story.lastSilence
        story.silence(id: id, for: .hours(5))
        #expect(try story.incident(number).mute?.until == story.now + .hours(5))
        #expect(story.kinds(number).count { $0 == .muted } == 2)
    }

    static let refusals: [([SilenceMatcher], String)] = [
        ([], "silence invalid: at least one matcher required"),
        (
            [SilenceMatcher(name: "a", value: "")],
            "silence invalid: at least one matcher must not match the empty string"
        ),
        (
            [SilenceMatcher(name: "a", value: "b*", isRegex: true)],
            "silence invalid: at least one matcher must not match the empty string"
        ),
        (
            [SilenceMatcher(name: "a", value: "(", isRegex: true)],
            #"silence invalid: invalid label matcher 0: invalid regular expression "(": "#
                + "error parsing regexp: missing closing ): `(`"
        ),
        (
            [SilenceMatcher(name: "a", value: "b"), SilenceMatcher(name: "1bad", value: "x")],
            #"silence invalid: invalid label matcher 1: invalid label name "1bad""#
        ),
    ]

    @Test("Matchers that cannot be meant are refused in Alertmanager's words", arguments: refusals)
    func refused(_ matchers: [SilenceMatcher], _ said: String) {
        var story = WatchStory()
        let outcome = story.silence(matchers)
        #expect(outcome.refusal == .silenceRefused)
        #expect(outcome.said == said)
        #expect(story.changes.isEmpty)
    }

    @Test("Times that cannot be meant are refused in Alertmanager's words")
    func times() {
        var story = WatchStory()
        #expect(
            story.silence(for: .seconds(-1)).said == "Failed to create silence: start time must be before end time")
        #expect(
            story.silence(from: story.now - .hours(2), for: .hours(1)).said
                == "Failed to create silence: end time can't be in the past")
    }
}
