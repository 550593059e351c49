import Console
import Incidents
import TerminalUI
import Testing

@Suite("Acts on a row that stands for several incidents")
struct FoldActTests {
    /// The cursor is on the row of eighteen.
    static func onRest(width: Int = 80) -> Sitting {
        var sitting = FoldTests.sitting(width: width)
        sitting.forget()
        sitting.type("jjj")
        return sitting
    }

    @Test("a acknowledges those that were listed when it was pressed, once their count is typed")
    func acknowledges() {
        var sitting = Self.onRest()
        sitting.type("a")
        #expect(sitting.screen.contains("acknowledge 18 incidents: #5007 #5008 #5009 #5010 #5011 and 13 more?"))
        sitting.feed(.incident(FoldTests.drop(5099, second: 30)))

        sitting.type("18")
        sitting.press(.enter)

        #expect(sitting.acts == FoldTests.numbers(7...24).map { Act(.acknowledge, $0) })
        #expect(Set(sitting.requests).count == 18)
    }

    @Test("Anything else typed does nothing")
    func refuses() {
        var sitting = Self.onRest()
        sitting.type("a19")
        sitting.press(.enter)

        #expect(sitting.acts == [])
        #expect(sitting.message.contains("nothing was done: that was not 18"))
    }

    @Test("Up to five are asked with a letter; a SEV1 that nobody opened is named")
    func few() {
        var sitting = Sitting([])
        sitting.feed((0..<24).map { FoldTests.drop(5000 + $0, $0 < 2 ? .sev1 : .sev3, service: "db", second: $0) })
        sitting.type("ga")
        #expect(sitting.screen.contains("acknowledge 2 incidents: #5000 #5001?"))
        #expect(sitting.screen.contains("NOT OPENED YET: SEV1 #5000 #5001"))

        sitting.type("y")

        #expect(sitting.acts.map(\.incident.value) == [5000, 5001])
    }

    @Test("What came in less than 300 ms ago is left out, and said")
    func tooNew() {
        var sitting = Self.onRest()
        sitting.feed(.incident(FoldTests.drop(5099, second: 30)))
        sitting.hit(.character("a"))

        #expect(sitting.screen.contains("acknowledge 18 incidents"))
        #expect(sitting.screen.contains(" 1 more of this row, less urgent or just appeared"))
    }

    @Test("Of very many the most urgent are acknowledged, as many as are sent at one go")
    func veryMany() {
        var sitting = Sitting([])
        sitting.feed((0..<500).map { FoldTests.drop(5000 + $0, second: $0) })
        #expect(sitting.next == " NEXT  a  acknowledge the 200 most urgent of 500 folded here; Enter unfolds them")

        sitting.wait(.seconds(1))
        sitting.type("a200")
        sitting.press(.enter)

        #expect(sitting.acts.count == 200)
        #expect(Set(sitting.acts.map(\.incident)).count == 200)
    }

    @Test("A fold that is acknowledged stays one row, of who has it, under no hand")
    func receipts() {
        var sitting = Self.onRest()
        sitting.type("a18")
        sitting.press(.enter)
        for request in sitting.requests { sitting.send(.receipt(request, Receipt())) }
        sitting.feed(FoldTests.storm.suffix(18).map { Sample.acknowledged($0, by: "sam") })

        #expect(sitting.message.contains("18 of 18 acked, u undoes (10s)"))
        #expect(sitting.cursorRow.contains("x18"))
        sitting.wait(.seconds(3))
        #expect(sitting.rows[1].contains("folded: 24 into 3"))
        #expect(sitting.cursorRow.contains("ACK"))
        #expect(sitting.cursorRow.contains("x18"))
    }

    @Test("While its acknowledges come in one by one, no member stands beside the fold, nor does the cursor move")
    func receiptsOneByOne() {
        var sitting = Self.onRest()
        sitting.type("a18")
        sitting.press(.enter)
        for request in sitting.requests { sitting.send(.receipt(request, Receipt())) }
        for incident in FoldTests.storm.suffix(18) {
            sitting.wait(.milliseconds(10))
            sitting.feed([Sample.acknowledged(incident, by: "sam")])
        }

        #expect(FoldTests.rows(sitting).sorted() == FoldTests.folded.sorted())
        #expect(sitting.cursorRow.contains("x18") && sitting.cursorRow.contains("ACK"))
    }

    @Test("Other verbs act on all of them as well, and ask", arguments: [("t", "take"), ("R", "resolve")])
    func others(key: String, verb: String) {
        var sitting = Self.onRest()

        sitting.type(key)

        #expect(sitting.screen.contains("\(verb) 18 incidents: #5007 #5008"))
        #expect(sitting.acts == [])
    }

    @Test("A acknowledges all that are listed, folded or not")
    func all() {
        var sitting = Self.onRest()

        sitting.type("A25")
        sitting.press(.enter)

        #expect(sitting.acts.count == 25)
    }

    @Test("Space marks what stands in the row, and unmarks it; none of it counts as hidden")
    func marks() {
        var sitting = Self.onRest()
        sitting.type("kk ")
        #expect(sitting.rows[2].contains("marked #5001 #5002 #5003 #5004"))
        #expect(!sitting.rows[2].contains("hidden"))
        #expect(sitting.rows[5].hasPrefix(" *!"))
        sitting.type("a")
        #expect(sitting.screen.contains("acknowledge 4 incidents: #5001 #5002 #5003 #5004?"))
        #expect(!sitting.screen.contains("hidden"))
        sitting.type("nk ")
        #expect(!sitting.rows[2].contains("marked"))

        sitting.type(":mark all")
        sitting.press(.enter)

        #expect(sitting.rows[2].contains("marked #4127 #5001 #5002 #5003 #5004 #5005"))
        sitting.type("a")
        // Mine is renewed.
        #expect(sitting.screen.contains("acknowledge 26 incidents"))
    }

    @Test("Members keep their numbers: :5013 opens one, and back is the row that it stands in")
    func byNumber() {
        var sitting = Self.onRest()
        sitting.type("gg:5013")
        sitting.press(.enter)
        #expect(sitting.rows[0].contains("#5013"))

        sitting.press(.escape)

        #expect(sitting.cursorRow.contains("x18"))
    }

    @Test("A filter that finds few shows their rows, and the palette finds what is folded")
    func search() {
        var sitting = Self.onRest()
        sitting.type("/host5013")
        sitting.press(.enter)
        #expect(FoldTests.rows(sitting) == ["#5013"])
        #expect(!sitting.rows[1].contains("storm"))
        sitting.press(.escape)
        #expect(FoldTests.rows(sitting) == FoldTests.folded)
        #expect(sitting.cursorRow.contains("x18"))

        sitting.type(";host5013")

        #expect(sitting.screen.contains("#5013 SEV3 TRIG shop host5013 is down"))
    }

    @Test("A filter that finds a storm folds it, and says how many it found")
    func filtered() {
        var sitting = Self.onRest()
        sitting.type("/is down")
        sitting.wait(.seconds(1))
        #expect(sitting.screen.contains("24 of 26 found"))

        sitting.press(.enter)

        #expect(FoldTests.rows(sitting) == ["x4", "x2", "x18"])
        #expect(sitting.rows[2].contains("hiding 2, 1 NEEDS ACK"))
    }

    @Test("n goes to the row in which a hit is folded")
    func hits() {
        var sitting = Self.onRest()
        sitting.type("/host5013")
        sitting.press(.enter)
        sitting.press(.escape)
        sitting.type("gn")

        #expect(sitting.cursorRow.contains("x18"))
    }

    @Test(". goes to the row of the most urgent, folded or not")
    func jumps() {
        var sitting = Self.onRest()
        sitting.feed(.incident(Sample.acknowledged(Sample.checkout, by: "kim")))
        sitting.wait(.seconds(3))

        sitting.type(".")

        #expect(sitting.cursorRow.contains("x4"))
    }

    @Test("The order of the list moves a fold as its most urgent incident, and folds nothing anew")
    func sorted() {
        var sitting = Self.onRest()
        sitting.type(">>>>>I")

        #expect(FoldTests.rows(sitting) == ["x18", "x2", "x4", "#4127", "#4121"])
        #expect(sitting.cursorRow.contains("x18"))
    }
}
