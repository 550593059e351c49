import Console
import Incidents
import TerminalUI
import Testing

@Suite("Silences that are typed field by field, changed, and set again")
struct SilenceFormTests {
    private static func atSilences(_ silences: [SilenceSummary] = Sample.silences) -> Sitting {
        var sitting = Sitting.atSilences(silences)
        sitting.send(.link(.live))
        sitting.wait(.seconds(1))
        sitting.forget()
        return sitting
    }

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

    @Test("n sets a silence of whatever is typed, without an incident")
    func new() throws {
        var sitting = Self.atSilences([])
        sitting.type("n")
        #expect(sitting.words.contains("what it mutes is said here as soon as its conditions can be read"))
        #expect(sitting.asked == nil)
        sitting.type("env=prod job=~\"api.*\"")
        #expect(sitting.asked?.draft.matchers == [SilenceMatcher(name: "env", value: "")])
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
        sitting.press(.enter)
        sitting.answer(Sample.preview)
        sitting.type("y")
        let draft = try Self.sent(sitting)
        #expect(
            draft.matchers == SilenceMatcher.ofGroup(Sample.ledger) + [SilenceMatcher(name: "instance", value: "db1")])
        #expect(draft.comment == "set from #4121" && draft.createdBy == "sam")
        #expect((draft.endsAt - draft.startsAt).wholeMilliseconds == Duration.hours(4).wholeMilliseconds)
    }

    @Test("A field that cannot be taken is gone to, with the reason, and nothing is sent")
    func faults() {
        var sitting = Self.atSilences([])
        sitting.type("n")
        for (field, text, why) in [
            (0, "", "say what is silenced, such as service=search"),
            (0, "search", "\"search\" is no condition; such as"),
            (0, "a=\"b", "is no condition; such as"), (1, "soon", "no time; such as 30m, 2h, until 06:00"),
            (1, "2020-01-01T00:00Z", "that is past, or before it begins"), (4, "soon", "no time; such as 1h, 06:00"),
            (4, "5h", "its review would come after its end"),
        ] {
            for _ in 0..<field { sitting.press(.down) }
            Self.clear(&sitting, text)
            for _ in 0..<field { sitting.press(.up) }
            sitting.press(.enter)
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
        var sitting = Self.atSilences([])
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
        var sitting = Self.atSilences()
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
            var sitting = Self.atSilences()
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
        var sitting = Self.atSilences()
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
        var sitting = Self.atSilences()
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
        var sitting = Self.atSilences([ended])
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

    @Test("u sets a silence again that was ended by mistake, within ten seconds")
    func undo() throws {
        for isLate in [false, true] {
            var sitting = Self.atSilences()
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
                #expect(sitting.message.contains("no act of yours in the last 10 s to undo"))
                continue
            }
            let draft = try Self.sent(sitting)
            #expect(draft.id == id && draft.matchers == Sample.reindexing.silence.matchers)
            #expect(draft.endsAt == Sample.reindexing.silence.endsAt && draft.startsAt >= Sample.at(3, 12))
            sitting.type("u")
            #expect(sitting.orders.count == 2)
        }
    }

    @Test("The cursor goes to the silence that was set, once it is told")
    func sought() throws {
        var sitting = Self.atSilences()
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

    // MARK: Lines

    @Test(
        "The command line takes conditions, a time, a review, an owner and why",
        arguments: [
            (":silence env=prod 2h", ["env=prod"], 120, "", ""),
            (
                ":silence env=prod job=~\"api|web\" 30m reindexing it", ["env=prod", "job=~\"api|web\""], 30, "",
                "reindexing it"
            ),
            (":silence team!=db 2h review 1h owner kim a b", ["team!=db"], 120, "kim", "a b"),
        ])
    func line(text: String, matchers: [String], minutes: Int64, owner: SafeText, comment: SafeText) throws {
        var sitting = Self.atSilences()
        sitting.type(text)
        // A long line takes a while to type.
        sitting.send(.link(.live))
        sitting.press(.enter)
        let draft = try #require(sitting.asked).draft
        #expect(draft.matchers.map(\.written) == matchers)
        #expect(draft.endsAt - draft.startsAt == .minutes(minutes))
        #expect(draft.createdBy == owner && draft.comment == comment)
    }

    @Test(
        "Conditions behind an incident are met beside those of its group, and without a time the fields are not asked")
    func lineOfIncident() throws {
        var sitting = Sitting([Sample.ledger])
        sitting.send(.link(.live))
        sitting.type(":silence 4121 instance=db1")
        sitting.press(.enter)
        #expect(sitting.next.contains("silence #4121 for (30m, 2h, until 06:00): 2h"))
        #expect(sitting.asked?.draft.matchers.last == SilenceMatcher(name: "instance", value: "db1"))
    }

    @Test(
        "A line that cannot be meant says why",
        arguments: [
            (":silence env=prod soon", "is no time for a silence"),
            (":silence env=prod 2h 3h", "is no time for a silence"),
            (":silence env=\"prod 2h", "is no condition; such as env=prod"), (":extend", "by how much: :extend 2h"),
            (":extend 6000 soon", "by how much"), (":change ffff", "no silence that is listed begins with"),
            (":change a b", "one silence at a time"),
        ])
    func noLine(text: String, why: String) {
        var sitting = Self.atSilences()
        sitting.type(text)
        sitting.press(.enter)
        #expect(sitting.message.contains(why), "\(sitting.message)")
        #expect(sitting.asked == nil)
    }

    // MARK: The filter

    @Test(
        "A filter shows only some, says what it hides, and Esc takes it off",
        arguments: [
            ("service=search", [true, false, false]), ("owner:me", [false, true, false]),
            ("owner:nobody", [false, false, true]), ("review:set", [true, false, false]), ("db", [false, true, false]),
            ("INDEX", [true, false, false]), ("owner:kim fra", [false, false, false]), ("80000", [false, false, true]),
        ])
    func filter(text: String, shown: [Bool]) {
        var sitting = Self.atSilences()
        sitting.type("/\(text)")
        sitting.press(.enter)
        let hits = ["reindexing", "ReplicaLag", "fra 1"].map { word in
            sitting.rows[4..<12].contains { $0.contains(word.prefix(6)) }
        }
        #expect(hits == shown, "\(sitting.screen)")
        #expect(sitting.rows[1].contains("hiding \(shown.count { !$0 })"))
        sitting.press(.escape)
        #expect(sitting.rows[0].contains("> Silences") && !sitting.rows[1].contains("hiding"))
    }

    @Test("A review that is due is counted, shown in its column, and filtered for")
    func due() {
        var due = Sample.reindexing
        (due.silence.reviewAt, due.reminder) = (Sample.at(3, 5), IncidentNumber(4200))
        var sitting = Self.atSilences([due, Sample.ledgerLag])
        #expect(sitting.rows[1].contains("1 to review"))
        #expect(sitting.cursorRow.contains(" due "))
        sitting.press(.enter)
        #expect(sitting.screen.contains("was due at 2026-11-23 03:05Z; #4200 reminds of it"))
        sitting.press(.escape)
        sitting.type("/review:due")
        sitting.press(.enter)
        #expect(sitting.rows[1].contains("hiding 1"))
    }

    @Test("The history says who did what")
    func history() {
        var known = Sample.reindexing
        known.silence.history = [
            Silence.Record(at: Sample.at(3, 0), by: "kim", what: "set until 2026-11-23 04:12Z"),
            Silence.Record(at: Sample.at(3, 5), by: "sam", what: "owner changed to kim"),
        ]
        var sitting = Self.atSilences([known])
        sitting.press(.enter)
        #expect(sitting.screen.contains("HISTORY   2026-11-23 03:00Z kim: set until 2026-11-23 04:12Z"))
        #expect(sitting.screen.contains("2026-11-23 03:05Z sam: owner changed to kim"))
        #expect(!sitting.screen.contains("CHANGED"))
    }
}
