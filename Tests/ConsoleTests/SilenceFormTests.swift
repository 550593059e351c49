import Incidents
import TerminalUI
import Testing

@testable import Console

@Suite("Silences that are typed field by field, changed, and set again")
struct SilenceFormTests {
    /// The draft that was sent last.
    private static func sent(_ sitting: Sitting) throws -> SilenceDraft {
        guard case .setSilence(let draft, _) = try #require(sitting.orders.last) else {
            throw LostOrder()
        }
        return draft
    }

    private struct LostOrder: Error {}

    /// Types slowly enough for none of it to be taken for typing into the wrong pane.
    private static func clear(_ sitting: inout Sitting, _ text: String) {
        sitting.press(.control("u"))
        sitting.type(text)
    }

    /// Enter from the first field to the last, and there.
    private static func finish(_ sitting: inout Sitting) {
        for _ in SilenceForm.Field.allCases { sitting.press(.enter) }
    }

    @Test("Enter leads a new silence from field to field, and goes on at the last")
    func enters() throws {
        var sitting = Sitting.atLiveSilences([])
        sitting.type("n")
        for (text, label) in [("env=prod", "FOR"), ("", "WHY"), ("a new disk", "OWNER"), ("", "REVIEW")] {
            #expect(sitting.screen.contains(" Enter next  Esc leaves"))
            sitting.type(text)
            sitting.press(.enter)
            #expect(sitting.screen.contains(">\(label)"), "\(sitting.screen)")
        }
        #expect(sitting.screen.contains(" Enter goes on  Tab next  Esc leaves"))
        sitting.answer(Sample.preview)
        sitting.answer(Sample.preview)
        sitting.press(.enter)
        sitting.answer(Sample.preview)
        sitting.type("y")
        #expect(try Self.sent(sitting).comment == "a new disk")
    }

    @Test("n sets a silence of whatever is typed, without an incident")
    func new() throws {
        var sitting = Sitting.atLiveSilences([])
        sitting.type("n")
        #expect(sitting.words.contains("what it mutes is said here as soon as its conditions can be read"))
        #expect(sitting.asked == nil)
        sitting.type("env=prod job=~\"api.*\"")
        #expect(sitting.asked?.draft.matchers == [SilenceMatcher(name: "env", value: "p")])
        sitting.answer(Sample.preview)
        #expect(
            sitting.asked?.draft.matchers == [
                SilenceMatcher(name: "env", value: "prod"), SilenceMatcher(name: "job", value: "api.*", isRegex: true),
            ])
        sitting.answer(Sample.preview)
        #expect(sitting.words.contains("it mutes 3 of 41 alerts that fire now, in #4121 SEV2"))
        sitting.press(.tab)
        Self.clear(&sitting, "until 06:00")
        sitting.press(.tab)
        Self.clear(&sitting, "a new release")
        sitting.press(.tab)
        Self.clear(&sitting, "kim")
        sitting.press(.tab)
        sitting.type("1h")
        sitting.press(.enter)
        sitting.answer(Sample.preview)
        #expect(sitting.words.contains("silence env=prod job=~\"api.*\" until 06:00Z (2h47)? it mutes 3 of 41"))
        #expect(sitting.words.contains("a reminder opens at 04:12Z"))
        sitting.type("y")
        let draft = try Self.sent(sitting)
        #expect(draft.id == nil && draft.createdBy == "kim" && draft.comment == "a new release")
        #expect(draft.reviewAt.map { $0.milliseconds / 60_000 } == Sample.at(4, 12).milliseconds / 60_000)
    }

    @Test("Tab takes the conditions of an incident's silence along, to be changed")
    func fromIncident() throws {
        var sitting = Sitting([Sample.ledger])
        sitting.send(.link(.live))
        sitting.type("S4h")
        sitting.press(.tab)
        sitting.answer(Sample.preview)
        #expect(sitting.screen.contains("> WHAT") || sitting.screen.contains(">WHAT"))
        sitting.type(" instance=db1")
        sitting.answer(Sample.preview)
        Self.finish(&sitting)
        sitting.answer(Sample.preview)
        sitting.type("y")
        let draft = try Self.sent(sitting)
        #expect(
            draft.matchers == SilenceMatcher.ofGroup(Sample.ledger) + [SilenceMatcher(name: "instance", value: "db1")])
        #expect(draft.comment == "set from #4121" && draft.createdBy == "sam")
        #expect((draft.endsAt - draft.startsAt).wholeMilliseconds == Duration.hours(4).wholeMilliseconds)
    }

    @Test("A no that is typed on changes nothing of what was typed into the fields")
    func typedOnNo() {
        var sitting = Sitting.atLiveSilences([])
        sitting.type("n")
        sitting.type("a=b")
        Self.finish(&sitting)
        sitting.answer(Sample.preview)
        sitting.wait(.seconds(1))
        for key in [Key.character("n"), .character("o"), .enter] {
            sitting.hit(key)
            sitting.wait(.milliseconds(100))
        }
        #expect(sitting.words.contains("nothing was done; change it, or Esc leaves"))
        sitting.wait(.seconds(1))
        sitting.press(.enter)
        sitting.answer(Sample.preview)
        #expect(sitting.words.contains("silence a=b until"), "\(sitting.words)")
    }

    @Test("A field that cannot be taken is gone to, with the reason, and nothing is sent")
    func faults() {
        var sitting = Sitting.atLiveSilences([])
        sitting.type("n")
        for (field, text, why) in [
            (0, "", "say what is silenced, such as service=search"),
            (0, "search", "\"search\" is no condition; such as"),
            (0, "a=\"b", "is no condition; such as"), (0, "a=", "met by whatever has no such label; name a value"),
            (1, "99999d", "\"99999d\" is too long; the longest span is 365d"),
            (1, "until 2100-01-01T00:00Z", "a silence lasts a year (365d) at most; name an earlier end"),
            (1, "soon", "no time; such as 30m, 2h, until 06:00"),
            (1, "2020-01-01T00:00Z", "that is past, or before it begins"), (4, "soon", "no time; such as 1h, 06:00"),
            (4, "5h", "its review would come after its end"),
        ] {
            for _ in 0..<field { sitting.press(.down) }
            Self.clear(&sitting, text)
            for _ in 0..<field { sitting.press(.up) }
            Self.finish(&sitting)
            #expect(sitting.words.contains(why), "\(text): \(sitting.words)")
            // Back to the first field, with what can be taken.
            for _ in 0..<field { sitting.press(.up) }
            Self.clear(&sitting, "a=b")
            for _ in 0..<field { sitting.press(.down) }
            Self.clear(&sitting, ["a=b", "2h", "", "", ""][field])
            for _ in 0..<field { sitting.press(.up) }
        }
        #expect(sitting.orders.isEmpty)
        sitting.press(.escape)
        #expect(sitting.message.contains("nothing was done"))
    }

    @Test("What the router refuses to look at is said where it was typed, and stays")
    func refusedPreview() {
        var sitting = Sitting.atLiveSilences([])
        sitting.type("na=~(")
        for _ in 0..<2 {
            guard let request = sitting.asked?.request else { continue }
            sitting.send(.silencePreviewMissing(request, "silence invalid: missing closing )"))
        }
        #expect(sitting.words.contains("silence invalid: missing closing )"))
        #expect(sitting.screen.contains("a=~("))
    }

    @Test("c changes the silence under the cursor; what is not touched stays as it is")
    func change() throws {
        var sitting = Sitting.atLiveSilences()
        sitting.type("c")
        #expect(sitting.screen.contains("until 2026-11-23T05:12Z"))
        sitting.answer(Sample.preview)
        sitting.press(.tab)
        Self.clear(&sitting, "longer")
        sitting.press(.enter)
        sitting.answer(Sample.preview)
        #expect(sitting.words.contains("change the silence service=search of kim: until 05:12Z"))
        sitting.type("y")
        var expected = SilenceDraft(changing: Sample.reindexing.silence)
        expected.comment = "longer"
        #expect(try Self.sent(sitting) == expected)
        sitting.type("c")
        #expect(
            sitting.message.contains("change of the silence service=search sent…")
                || sitting.message.contains("its change is on its way"))
    }

    @Test("Silences that end with their alerts, or have not begun, keep that")
    func changeOthers() throws {
        for (keys, summary) in [("jc", Sample.ledgerLag), ("jjc", Sample.maintenance)] {
            var sitting = Sitting.atLiveSilences()
            sitting.type(keys)
            sitting.answer(Sample.preview)
            sitting.press(.tab)
            Self.clear(&sitting, "why not")
            sitting.press(.enter)
            sitting.answer(Sample.preview)
            sitting.type("y")
            var expected = SilenceDraft(changing: summary.silence)
            expected.comment = "why not"
            #expect(try Self.sent(sitting) == expected)
        }
    }

    @Test("What mutes everything is typed, also where it is changed to that")
    func loud() {
        var sitting = Sitting.atLiveSilences()
        sitting.type("c")
        sitting.press(.up)
        Self.clear(&sitting, "alertname=~\".+\"")
        var all = Sample.preview
        all.matchesEverything = true
        sitting.answer(all)
        sitting.answer(all)
        #expect(sitting.words.contains("IT MUTES EVERYTHING"))
        sitting.press(.enter)
        sitting.answer(all)
        sitting.type("y")
        #expect(sitting.orders.isEmpty)
        #expect(sitting.rows[23].contains("type 3"))
    }

    @Test(
        "A silence is made longer, by the key and by the line",
        arguments: [("+", 60), (":extend 90m", 90), (":extend 6000 2h", 120)])
    func extend(keys: String, minutes: Int64) throws {
        var sitting = Sitting.atLiveSilences()
        sitting.type(keys)
        if keys.hasPrefix(":") { sitting.press(.enter) }
        sitting.answer(Sample.preview)
        #expect(sitting.words.contains("change the silence service=search of kim: until"))
        sitting.type("y")
        var expected = SilenceDraft(changing: Sample.reindexing.silence)
        expected.endsAt = expected.endsAt + .minutes(minutes)
        #expect(try Self.sent(sitting) == expected)
    }

    @Test("One that is over is not made longer, but set again")
    func over() throws {
        var ended = Sample.over
        ended.silence.ending = Silence.Ending(by: "lee", planned: Sample.at(9, 0))
        var sitting = Sitting.atLiveSilences([ended])
        sitting.type("H")
        sitting.send(.silences([ended]))
        sitting.wait(.seconds(1))
        sitting.type("+")
        #expect(sitting.message.contains("it is over; c sets it again"))
        sitting.type("c")
        sitting.press(.enter)
        sitting.answer(Sample.preview)
        #expect(sitting.words.contains("set the silence service!=mailer again until 09:00Z"))
        sitting.type("y")
        let draft = try Self.sent(sitting)
        #expect(draft.id == ended.silence.id && draft.endsAt == Sample.at(9, 0))
    }

    @Test("One that was ended before it began is set again from its planned start")
    func endedBeforeItBegan() throws {
        var ended = Sample.over
        ended.silence.ending = Silence.Ending(by: "lee", plannedStart: Sample.at(8, 0), planned: Sample.at(9, 0))
        var sitting = Sitting.atLiveSilences([ended])
        sitting.type("H")
        sitting.send(.silences([ended]))
        sitting.wait(.seconds(1))
        sitting.type("c")
        sitting.press(.enter)
        sitting.answer(Sample.preview)
        #expect(sitting.words.contains("set the silence service!=mailer again from 08:00Z until 09:00Z (1h00)"))
        sitting.type("y")
        #expect(try Self.sent(sitting).startsAt == Sample.at(8, 0))
    }

    @Test("u sets a silence again that was ended by mistake, within ten seconds")
    func undo() throws {
        for isLate in [false, true] {
            var sitting = Sitting.atLiveSilences()
            sitting.type("Ey")
            sitting.wait(.milliseconds(300))
            sitting.type("y")
            guard case .expireSilence(let id, let request) = try #require(sitting.orders.last) else {
                Issue.record("nothing was ended")
                return
            }
            sitting.send(.receipt(request, Receipt(silence: id, said: "over")))
            #expect(sitting.message.contains("the silence service=search is over, u undoes (10s)"))
            if isLate { sitting.wait(.seconds(11)) }
            sitting.type("u")
            guard !isLate else {
                #expect(sitting.orders.count == 1)
                #expect(sitting.message.contains("end of the silence service=search is more than 10 s ago: too late"))
                continue
            }
            let draft = try Self.sent(sitting)
            #expect(draft.id == id && draft.matchers == Sample.reindexing.silence.matchers)
            #expect(draft.readAsOf == nil)
            #expect(draft.endsAt == Sample.reindexing.silence.endsAt && draft.startsAt >= Sample.at(3, 12))
            sitting.type("u")
            #expect(sitting.orders.count == 2)
        }
    }

    @Test("The cursor goes to the silence that was set, once it is told")
    func sought() throws {
        var sitting = Sitting.atLiveSilences()
        sitting.type("+")
        sitting.answer(Sample.preview)
        sitting.type("y")
        guard case .setSilence(_, let request) = try #require(sitting.orders.last) else { return }
        sitting.send(.receipt(request, Receipt(silence: Sample.id(3), said: "…")))
        var other = Sample.ledgerLag
        (other.silence.id, other.silence.comment) = (Sample.id(3), "taken its place")
        sitting.send(.silences(Sample.silences + [other]))
        #expect(sitting.cursorRow.contains("taken its place") || sitting.screen.contains("WHY       taken its place"))
    }
}
