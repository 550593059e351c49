import Console
import Incidents
import TerminalUI
import Testing

@Suite("Silences by the command line, and which of them are shown")
struct SilenceLineTests {
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
        var sitting = Sitting.atLiveSilences()
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
            (":silence env=prod 999d", "\"999d\" is too long; the longest span is 365d"),
            (":silence env= 2h", "met by whatever has no such label; name a value"),
            (":silence env=prod 2100-01-01T00:00Z", "a silence lasts a year (365d) at most"),
            (":silence env=\"prod 2h", "is no condition; such as env=prod"), (":extend", "by how much: :extend 2h"),
            (":extend 6000 soon", "by how much"), (":change ffff", "no silence that is listed begins with"),
            (":change a b", "one silence at a time"),
        ])
    func noLine(text: String, why: String) {
        var sitting = Sitting.atLiveSilences()
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
        var sitting = Sitting.atLiveSilences()
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
        var sitting = Sitting.atLiveSilences([due, Sample.ledgerLag])
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
        var sitting = Sitting.atLiveSilences([known])
        sitting.press(.enter)
        #expect(sitting.screen.contains("HISTORY   2026-11-23 03:00Z kim: set until 2026-11-23 04:12Z"))
        #expect(sitting.screen.contains("2026-11-23 03:05Z sam: owner changed to kim"))
        #expect(!sitting.screen.contains("CHANGED"))
    }
}
