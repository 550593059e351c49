import Console
import Incidents
import TerminalUI
import Testing

/// What keys do to a filter, once it is on.
extension FilterTests {
    @Test("n and N go through what the last filter finds, among all rows, and around the end")
    func hits() {
        var sitting = Self.filtered("sev<=1")
        sitting.press(.escape)
        sitting.type("j")

        sitting.type("n")
        #expect(sitting.cursorRow.contains("#4127"))
        sitting.type("n")
        #expect(sitting.message.contains("no other hit of sev<=1"))

        var other = Self.filtered("sev=2")
        other.press(.escape)
        var seen: [String] = []
        for key in "nnnN" {
            other.type(String(key))
            seen.append(String(other.cursorRow.split(separator: "#")[1].prefix(4)))
        }
        #expect(seen == ["4129", "4121", "4126", "4121"])
    }

    @Test("Before any filter n says what would make one")
    func noHits() {
        var sitting = Sitting(Sample.night)

        sitting.type("n")

        #expect(sitting.message.contains("nothing was looked for yet; / does"))
    }

    @Test("Up brings back filters that were used, the last one first, and Down what was typed")
    func history() {
        var sitting = Self.filtered("svc:search")
        sitting.press(.escape)
        sitting.type("/svc:mailer")
        sitting.press(.enter)
        sitting.press(.escape)

        sitting.type("/sev")
        sitting.press(.up, .up)
        #expect(sitting.next == " filter: svc:search")
        sitting.press(.up, .down)
        #expect(sitting.next == " filter: svc:mailer")
        sitting.press(.down)
        #expect(sitting.next == " filter: sev")
    }

    @Test("Tab completes the names of fields, and values that are in the list")
    func completes() {
        var sitting = Sitting(Sample.night)
        sitting.type("/ow")
        sitting.press(.tab)
        #expect(sitting.next == " filter: owner:")

        sitting.press(.control("u"))
        sitting.type("svc:b")
        sitting.press(.tab)
        #expect(sitting.next == " filter: svc:ba")
        #expect(sitting.message.contains("svc:backup  svc:batch-etl"))

        sitting.type("c")
        sitting.press(.tab)
        #expect(sitting.next == " filter: svc:backup")
        sitting.press(.enter)
        #expect(sitting.cursorRow.contains("#4126"))
    }

    @Test("An edited filter begins with the one that is on, and a letter replaces it")
    func suggestion() {
        var sitting = Self.filtered("svc:search")

        sitting.type("/")
        #expect(sitting.next == " filter: svc:search")
        sitting.press(.backspace)
        #expect(sitting.next == " filter: svc:searc")
        sitting.press(.escape)
        sitting.type("/x")

        #expect(sitting.next == " filter: x")
    }

    @Test("Mine goes back to the filter that was on")
    func mine() {
        var sitting = Self.filtered("sev<=2")

        sitting.type("M")
        #expect(sitting.rows[2].hasPrefix(" filter: owner:me "))
        sitting.type("M")

        #expect(sitting.rows[2].hasPrefix(" filter: sev<=2 "))
    }

    @Test("A new snapshot keeps the filter")
    func snapshot() {
        var sitting = Self.filtered("svc:search")

        sitting.send(.snapshot(Sample.snapshot(Sample.night, seq: 300)))

        #expect(sitting.rows[2] == " filter: svc:search   sort: urgency   hiding 8, 3 NEED ACK")
        #expect(sitting.rows[5].isEmpty)
    }

    @Test("Marks that the filter hides are counted")
    func marks() {
        var sitting = Sitting(width: 120, Sample.night)
        sitting.type(" jj/svc:backup")
        sitting.press(.enter)

        #expect(sitting.rows[2].contains("marked #4127, 1 of them hidden"))
    }

    @Test("Too small for rows, the line that is typed is shown")
    func oneLine() {
        var sitting = Sitting(width: 30, height: 5, Sample.night)

        sitting.type("/svc")

        #expect(sitting.rows[0] == "/ svc")
    }
}
