import Console
import Incidents
import TerminalUI
import Testing

@Suite("Keys that act: what is sent, and what is asked first")
struct ActTests {
    static let number = IncidentNumber(4127)

    @Test(
        "Acts that are mine and reversible are sent at once",
        arguments: [
            ("a", Sample.checkout, Act.Verb.acknowledge), ("a", Sample.ledger, .acknowledge),
            ("a", Sample.cleared, .acknowledge), ("t", Sample.checkout, .take), ("t", Sample.ledger, .take),
            ("xi", Sample.ledger, .mitigate),
        ])
    func atOnce(keys: String, incident: IncidentSummary, verb: Act.Verb) {
        var sitting = Sitting([incident])

        sitting.type(keys)

        #expect(sitting.acts == [Act(verb, incident.number)])
    }

    @Test(
        "Acts that wake a person or make something quiet ask first, name the incident, and go only with y",
        arguments: [
            ("t", Sample.mailer, " take #4118 over from kim? kim is told", Act.Verb.take),
            ("R", Sample.checkout, " resolve #4127? 18 alerts still fire", .resolve),
            ("R", Sample.noNews, " resolve #4128? none of its alerts fires", .resolve),
            ("xk", Sample.ledger, " unacknowledge #4121? it rings again, from the first step", .unacknowledge),
            ("xo", Sample.cleared, " reopen #4125? it rings at once", .reopen),
        ])
    func asked(keys: String, incident: IncidentSummary, question: String, verb: Act.Verb) {
        var sitting = Sitting([incident])

        sitting.type(keys)
        #expect(sitting.next == question)
        #expect(sitting.acts == [])
        sitting.type("y")

        #expect(sitting.acts == [Act(verb, incident.number)])
    }

    @Test(
        "Every other key is no, and is swallowed",
        arguments: [
            Key.character("n"), .character("Y"), .character("R"), .character("j"), .enter, .escape, .character("q"),
            .control("c"),
        ])
    func no(key: Key) {
        var sitting = Sitting(Sample.night)
        sitting.type("R")

        sitting.press(key)

        #expect(sitting.intents == [])
        #expect(sitting.cursorRow.contains("#4127"))
        #expect(sitting.message.contains("nothing was done"))
    }

    @Test("A prompt takes no key for 300 ms: what was typed ahead was not meant for it")
    func lockout() {
        var sitting = Sitting(Sample.night)
        sitting.wait(.seconds(1))

        sitting.hit(.character("R"))
        sitting.hit(.character("y"))
        sitting.wait(.milliseconds(299))
        sitting.hit(.character("y"))
        #expect(sitting.acts == [])
        #expect(sitting.next == " resolve #4127? 18 alerts still fire")
        sitting.wait(.milliseconds(1))
        sitting.hit(.character("y"))

        #expect(sitting.acts == [Act(.resolve, Self.number)])
    }

    @Test(
        "A snooze asks how long and then asks again",
        arguments: [
            ("", 30), ("2h", 120), ("1h30m", 90), ("45", 45), ("1d", 24 * 60),
        ])
    func snooze(typed: String, minutes: Int64) {
        var sitting = Sitting(Sample.night)

        sitting.type("s" + typed)
        sitting.press(.enter)
        let until = sitting.now - .milliseconds(200) + .minutes(minutes)
        #expect(sitting.next.hasPrefix(" snooze #4127 until \(until.clock)Z"))
        sitting.type("y")

        #expect(sitting.acts == [Act(.snooze(until: until), Self.number)])
    }

    @Test(
        "What is no duration stays to be mended",
        arguments: [
            ("x", "no span"), ("m", "no span"), ("30x", "no span"), ("0", "no span"), ("99999d", "too long"),
            ("999999999999999999999", "too long"), ("1h999999m", "too long"),
        ])
    func notADuration(typed: String, words: String) {
        var sitting = Sitting(Sample.night)

        sitting.type("s" + typed)
        sitting.press(.enter)

        #expect(sitting.message.contains(words), "\(sitting.message)")
        #expect(sitting.acts == [])
    }

    @Test("A note is typed with mistakes, pasted into, and sent")
    func note() {
        var sitting = Sitting(Sample.night)

        sitting.type("cwrong words")
        sitting.press(.control("w"), .control("u"))
        sitting.type("disks")
        sitting.press(.backspace, .paste(" full\non \u{1B}[2Jweb3"), .enter)

        #expect(sitting.acts == [Act(.note(SafeText("disk full on \u{FFFD}[2Jweb3" as String)), Self.number)])
    }

    @Test("A note that was left is there again, and an empty one is not sent")
    func draft() {
        var sitting = Sitting(Sample.night)
        sitting.type("chalf a thou")
        sitting.press(.escape)
        sitting.type("c")
        #expect(sitting.next == " note on #4127: half a thou")

        sitting.press(.control("u"), .enter)

        #expect(sitting.acts == [])
        #expect(sitting.message.contains("an empty note is no note"))
    }

    @Test(
        "A severity is picked by its digit", arguments: [("3", [Act(.severity(.sev3), number)]), ("1", []), ("9", [])])
    func severity(digit: String, acts: [Act]) {
        var sitting = Sitting(Sample.night)

        sitting.type("xv" + digit)

        #expect(sitting.acts == acts)
    }

    @Test("Marked incidents are merged into the one under the cursor")
    func merge() {
        var sitting = Sitting(Sample.night)

        sitting.type(" j jm")
        #expect(sitting.message == " merge #4127 #4129 into #4121? it will be SEV1; triggered #4127 #4129 count as")
        #expect(sitting.next == " acknowledged by sam")
        sitting.type("y")

        let into = IncidentNumber(4121)
        #expect(sitting.acts == [4127, 4129].map { Act(.merge(into: into), IncidentNumber($0)) })
        #expect(!sitting.rows[2].contains("marked"))
    }

    @Test("Space marks and unmarks, and goes on to the next row")
    func marks() {
        var sitting = Sitting(Sample.night)

        sitting.type(" ")
        #expect(sitting.rows[2] == " marked #4127")
        #expect(sitting.cursorRow.contains("#4126"))
        sitting.type("k ")

        #expect(sitting.rows[2].isEmpty)
    }

    @Test(
        "What cannot be done says why, and sends nothing",
        arguments: [
            ("a", Sample.mailer, "kim has it since 03:10Z; t takes over"),
            ("a", Sample.mitigated, "#4115 is mitigated, which is quiet; t takes it, R resolves it"),
            ("R", Sample.cleared, "#4125 was resolved by its alerts at 02:55Z; x o reopens it"),
            ("s", Sample.mailer, "kim has it since 03:10Z; t takes over first"),
            ("m", Sample.checkout, "mark others with Space first; they go into the one under the cursor"),
            ("u", Sample.checkout, "no act of yours in the last 10 s to undo"),
            ("xi", Sample.checkout, "nobody has #4127; acknowledge it first"),
            ("xk", Sample.checkout, "#4127 is not acknowledged"), ("xo", Sample.checkout, "#4127 is open"),
            ("xw", Sample.checkout, "#4127 was not merged"),
        ])
    func off(keys: String, incident: IncidentSummary, reason: String) {
        var sitting = Sitting([incident])

        sitting.type(keys)

        #expect(sitting.message.contains(reason))
        #expect(sitting.intents == [])
    }

    @Test("A person who may only read is told the remedy")
    func readOnly() {
        let you = ConsoleSnapshot.Person(name: "eve", mayAct: false, why: "add eve under people")
        var sitting = Sitting([Sample.checkout], you: you)

        sitting.type("a")

        #expect(sitting.message.contains("add eve under people"))
        #expect(sitting.intents == [])
    }

    @Test("A key does nothing to a row that appeared less than 300 ms ago")
    func justAppeared() {
        var sitting = Sitting([])
        sitting.feed(.incident(Sample.checkout))
        sitting.wait(.milliseconds(299))
        sitting.hit(.character("a"))
        #expect(sitting.message.contains("#4127 just appeared, press again"))
        #expect(sitting.acts == [])

        sitting.wait(.milliseconds(1))
        sitting.hit(.character("a"))

        #expect(sitting.acts == [Act(.acknowledge, Self.number)])
    }

    @Test("A deed belongs to the incident that was under the cursor when its key was pressed")
    func bound() {
        var sitting = Sitting([Sample.checkout, Sample.search])
        sitting.type("R")

        sitting.feed(.incident(Sample.resolved(Sample.checkout)))
        sitting.wait(.seconds(5))
        sitting.type("y")

        #expect(sitting.acts == [Act(.resolve, Self.number)])
    }
}
