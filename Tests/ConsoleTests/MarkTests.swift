import Console
import Incidents
import TerminalUI
import Testing

@Suite("Acts on several marked incidents")
struct MarkTests {
    static func numbers(_ values: Int...) -> [IncidentNumber] { values.map { IncidentNumber($0) } }

    /// Eight incidents that nobody has.
    static let eight = (1...8).map { number in
        Sample.incident(number, .sev3, SafeText("number \(number)"), openedAt: Sample.at(1, number), firing: number)
    }

    static let search = Sample.incident(9, .sev3, "slow", service: "search", openedAt: Sample.at(1, 30))

    @Test(
        "Two to five marks ask, and name what they act on",
        arguments: [
            ("a", " acknowledge 2 incidents: #1 #2?", Act.Verb.acknowledge),
            ("t", " take 2 incidents: #1 #2?", .take),
            ("R", " resolve 2 incidents: #1 #2? 3 alerts still fire", .resolve),
        ])
    func few(key: String, question: String, verb: Act.Verb) {
        var sitting = Sitting(Self.eight)
        sitting.type("  jj" + key)
        #expect(sitting.next == question)
        #expect(sitting.acts == [])

        sitting.type("y")

        #expect(sitting.acts == [1, 2].map { Act(verb, IncidentNumber($0)) })
        #expect(Set(sitting.requests).count == 2)
        #expect(!sitting.rows[2].contains("marked"))
    }

    @Test("A snooze and a note of marked incidents ask once for all of them")
    func withText() {
        var sitting = Sitting(Self.eight)
        sitting.type("  s1h")
        #expect(sitting.next == " snooze #1 #2 for (30m, 2h, 1d): 1h")
        sitting.press(.enter)
        #expect(sitting.next.hasPrefix(" snooze until 04:12Z 2 incidents: #1 #2? they are quiet until then"))
        sitting.type("n")
        #expect(sitting.acts == [])

        sitting.type("cdisk")
        sitting.press(.enter)
        #expect(sitting.next == " note \"disk\" on 2 incidents: #1 #2?")
        sitting.type("y")

        #expect(sitting.acts == [1, 2].map { Act(.note("disk"), IncidentNumber($0)) })
    }

    @Test(
        "More than five have their count typed, and nothing else does it",
        arguments: [
            ("6", true), ("5", false), ("", false), ("y", false), ("66", false), ("search", false),
        ])
    func many(typed: String, isDone: Bool) {
        var sitting = Sitting(Self.eight.prefix(5) + [Self.search])
        sitting.type("      a")
        #expect(sitting.next == " acknowledge 6 incidents: #1 #2 #3 #4 #5 and 1 more?")
        #expect(sitting.rows[23].hasPrefix(" type 6 and Enter:"))

        sitting.type(typed)
        sitting.press(.enter)

        #expect(sitting.acts.count == (isDone ? 6 : 0))
        if !isDone { #expect(sitting.message.contains("nothing was done")) }
    }

    @Test(
        "Where all are of one service its name does it too, and no other name does",
        arguments: [
            ("checkout-api", true), ("6", true), (" checkout-api ", true), ("checkout", false), ("Checkout-api", false),
        ])
    func service(typed: String, isDone: Bool) {
        var sitting = Sitting(Self.eight)
        sitting.type("      a")
        #expect(sitting.rows[23].hasPrefix(" type 6 or checkout-api and Enter:"))

        sitting.type(typed)
        sitting.press(.enter)

        #expect(sitting.acts.count == (isDone ? 6 : 0))
        if !isDone { #expect(sitting.message.contains("nothing was done: that was not 6 or checkout-api")) }
    }

    @Test(
        "A name that cannot be typed as it is read is not offered, nor one that imitates another",
        arguments: ["", "check\u{200B}out", "p\u{430}ypal", String(repeating: "long", count: 9)])
    func untypable(name: String) {
        let incidents = (1...6).map { Sample.incident($0, .sev3, service: SafeText(name)) }
        var sitting = Sitting(incidents)
        sitting.type("      a")

        #expect(sitting.rows[23].hasPrefix(" type 6 and Enter:"))
    }

    @Test("On a small screen the line that is typed keeps its room")
    func smallScreen() {
        let service: SafeText = "payments-and-refunds-gateway-eu1"
        var sitting = Sitting(width: 40, height: 12, (1...6).map { Sample.incident($0, .sev3, service: service) })
        sitting.type("      a6")

        #expect(sitting.rows[11].hasPrefix(" type 6 or payments-and-refunds"))
        #expect(sitting.rows[11].contains("…6"))
        sitting.press(.enter)
        #expect(sitting.acts.count == 6)
    }

    @Test("One mark that is not under the cursor is named before anything is done to it")
    func one() {
        var sitting = Sitting(Self.eight)

        sitting.type(" ja")
        #expect(sitting.next == " acknowledge #1? it is marked, and not under the cursor")
        sitting.type("y")

        #expect(sitting.acts == [Act(.acknowledge, IncidentNumber(1))])
    }

    @Test("Marks are bound by their numbers when the key is pressed, whatever comes and goes")
    func bound() {
        var sitting = Sitting(Self.eight)
        sitting.type("  R")

        sitting.feed(.incident(Sample.incident(9, .sev1)), .incident(Sample.resolved(Self.eight[0])))
        sitting.wait(.seconds(5))
        sitting.type("y")

        #expect(sitting.acts.map(\.incident) == Self.numbers(1, 2))
    }

    @Test("Those that cannot be acted on are left out and named; marks that a filter hides are counted")
    func leftOut() {
        var sitting = Sitting(Sample.night)
        sitting.type(":mark all")
        sitting.press(.enter)
        sitting.type("Ma")

        let question = sitting.rows[20...22].joined()
        #expect(question.contains("acknowledge 7 incidents: #4127 #4126 #4129 #4128 #4121 and 2 more?"), "\(question)")
        #expect(question.contains("left out: #4115 is mitigated, which is quiet;"))
        #expect(question.contains("and 1 more"))
        #expect(question.contains("5 of them are hidden by the filter"))
    }

    @Test("Partial results are said, and undo takes back what was done")
    func partial() throws {
        var sitting = Sitting(Self.eight)
        sitting.type("   ay")
        let requests = sitting.requests
        try #require(requests.count == 3)

        sitting.send(.receipt(requests[0], Receipt(incident: IncidentNumber(1), said: "acked #1")))
        #expect(!sitting.message.contains("acked"))
        sitting.send(.refused(requests[1], Refusal(.heldBySomebodyElse, "kim has it since 03:12Z")))
        sitting.send(.receipt(requests[2], Receipt(incident: IncidentNumber(3), said: "acked #3")))
        #expect(
            sitting.message.contains("2 of 3 acked; #2 refused: kim has it since 03:12Z, u undoes (10s)"),
            "\(sitting.message)")
        sitting.forget()

        sitting.type("u")
        #expect(sitting.acts == [3, 1].map { Act(.undo, IncidentNumber($0)) })
        for (index, request) in sitting.requests.enumerated() {
            sitting.send(.receipt(request, Receipt(incident: IncidentNumber(3 - 2 * index), said: "undone")))
        }

        #expect(sitting.message.contains("2 of 2 undone: #3 #1"))
    }

    @Test("All done is said with their numbers")
    func complete() {
        var sitting = Sitting(Self.eight)
        sitting.type("  ay")

        for (index, request) in sitting.requests.enumerated() {
            sitting.send(.receipt(request, Receipt(incident: IncidentNumber(index + 1), said: "acked")))
        }

        #expect(sitting.message.contains("2 of 2 acked: #1 #2, u undoes (10s)"))
    }

    @Test("An act without an answer is part of the result after 30 s, and undo waits for the answers")
    func unanswered() {
        var sitting = Sitting(Self.eight)
        sitting.type("  ay")
        sitting.send(.receipt(sitting.requests[0], Receipt(incident: IncidentNumber(1), said: "acked #1")))
        sitting.type("u")
        #expect(sitting.message.contains("wait: 1 of 2 have no answer yet") || sitting.message.contains("NOT ACK"))

        sitting.wait(.seconds(31))

        #expect(sitting.message.contains("1 of 2 acked; #2 refused: no answer after 30 s; it is not sent again"))
        #expect(sitting.acts.count == 2)
    }

    @Test("A refusal that begins with the number does not name it twice")
    func once() throws {
        var sitting = Sitting(Sample.night)
        sitting.type("a")

        sitting.send(.refused(try #require(sitting.request), Refusal(.wrongPhase, "#4127 is triggered")))

        #expect(sitting.message.contains(" ack refused: #4127 is triggered"))
        #expect(!sitting.message.contains("#4127 ack refused"))
    }

    @Test("v marks from one row to another, Esc lets go of the range and then of the marks")
    func range() {
        var sitting = Sitting(Self.eight)
        sitting.type("jvjj")
        #expect(sitting.next == " NEXT  v  mark from #2 to #4")
        sitting.type("v")
        #expect(sitting.rows[2] == " marked #2 #3 #4")
        #expect(sitting.next == " NEXT  a  acknowledge #2 #3 #4, which are marked; m merges into #4")

        sitting.type("v")
        sitting.press(.escape)
        #expect(sitting.rows[2] == " marked #2 #3 #4")
        sitting.press(.escape)

        #expect(sitting.rows[2].isEmpty)
    }

    @Test("The line marks all and unmarks")
    func markAll() {
        var sitting = Sitting(Self.eight)
        sitting.type(":mark all")
        sitting.press(.enter)
        #expect(sitting.rows[2].hasPrefix(" marked #1 #2 #3 #4 #5 #6 #7 #8"))

        sitting.type(":unmark")
        sitting.press(.enter)

        #expect(sitting.rows[2].isEmpty)
    }

    @Test("A always has its count typed, also for one, and names SEV1 that nobody opened")
    func acknowledgeAll() {
        var sitting = Sitting(Sample.night)
        sitting.type("A")
        #expect(
            sitting.next
                == " acknowledge 4 incidents: #4127 #4126 #4129 #4128? NOT OPENED YET: SEV1 #4127")
        sitting.press(.escape)
        sitting.press(.enter, .escape)

        sitting.type("A4")
        #expect(!sitting.next.contains("NOT OPENED YET"))
        sitting.press(.enter)

        #expect(sitting.acts.map(\.incident) == Self.numbers(4127, 4126, 4129, 4128))
        var single = Sitting([Sample.search])
        single.type("Ay")
        #expect(single.acts == [])
    }

    @Test("A leaves out what came less than 300 ms ago")
    func tooNew() {
        var sitting = Sitting([Sample.search])
        sitting.feed(.incident(Sample.checkout))

        sitting.hit(.character("A"))

        #expect(sitting.next.contains("acknowledge 1 incident: #4129? 1 just appeared and is left out"))
    }

    @Test("More than two hundred at one go are refused")
    func tooMany() {
        var sitting = Sitting((1...300).map { Sample.incident($0) })

        sitting.type("A")

        #expect(sitting.message.contains("more than 200 need an acknowledge; filter first"))
    }
}
