import Console
import Incidents
import TerminalUI
import Testing

@Suite("Keys move the cursor and change nothing")
struct MovingTests {
    /// A list of forty incidents, of which a screen of 24 lines shows eleven.
    static let forty = (1...40).map { number in
        Sample.incident(number, .sev3, SafeText("number \(number)"), openedAt: Sample.at(1, number))
    }

    @Test(
        "A key brings the cursor to a row",
        arguments: [
            ([Key.character("j")], 2), ([.down], 2), ([.character("j"), .character("j"), .character("k")], 2),
            ([.character("j"), .up], 1), ([.character("G")], 40), ([.end], 40),
            ([.character("G"), .character("g")], 1),
            ([.end, .home], 1), ([.pageDown], 12), ([.pageDown, .pageDown, .pageUp], 12), ([.control("d")], 6),
            ([.control("d"), .control("d"), .control("u")], 6), ([.character("k")], 1),
            ([.character("G"), .character("j")], 40), ([.character("."), .character("j"), .character(".")], 1),
        ] as [([Key], Int)])
    func moves(keys: [Key], number: Int) {
        var sitting = Sitting(Self.forty)

        sitting.press(keys)

        #expect(sitting.state.selectedNumber == IncidentNumber(number))
        #expect(sitting.cursorRow.contains(" #\(number) "))
        #expect(sitting.intents == [])
    }

    @Test("Enter opens the incident under the cursor and asks for its history")
    func enter() {
        var sitting = Sitting(Self.forty)

        sitting.type("j")
        sitting.press(.enter)

        #expect(sitting.rows[0].contains("> #2"))
        #expect(sitting.fetched == [IncidentNumber(2)])
    }

    @Test("Esc and q go back to the list, and q on the list leaves", arguments: [Key.escape, .character("q")])
    func back(key: Key) {
        var sitting = Sitting(Self.forty)
        sitting.press(.enter)

        sitting.press(key)
        #expect(sitting.rows[0].contains("> Triage"))
        #expect(sitting.intents == [])

        sitting.type("q")
        #expect(sitting.intents == [.leave(status: 0)])
    }

    @Test("Esc on the list takes away marks, then the filter, and never leaves")
    func escape() {
        var sitting = Sitting([Sample.checkout, Sample.ledger])
        sitting.type(" M")
        #expect(sitting.rows[2].contains("filter: owner:me"))

        sitting.press(.escape)
        #expect(!sitting.rows[2].contains("marked"))
        sitting.press(.escape)
        #expect(sitting.rows[2].isEmpty)
        sitting.press(.escape)

        #expect(sitting.intents == [])
    }

    @Test(
        "Tab, h and l turn the tabs, in both directions",
        arguments: [
            ([Key.tab], "[Alerts 3]"), ([.character("l"), .character("l")], "[Notes 1]"),
            ([.character("h")], "[People 1]"),
            ([.right, .left], "[Timeline 5]"), ([.tab, .tab, .backTab], "[Alerts 3]"),
        ] as [([Key], String)])
    func tabs(keys: [Key], shown: String) {
        var sitting = Sitting([Sample.checkout])
        sitting.press(.enter)
        sitting.send(Sample.detail)

        sitting.press(keys)

        #expect(sitting.rows[6].contains(shown))
    }

    @Test("M shows only mine, and says what is hidden")
    func mine() {
        var sitting = Sitting(Sample.night)

        sitting.type("M")

        #expect(sitting.rows[2] == " filter: owner:me   sort: urgency   hiding 7, 4 NEED ACK")
        #expect(sitting.rows[4].contains("#4121"))
        #expect(sitting.rows[5].contains("#4102"))
        #expect(sitting.rows[6].isEmpty)
        sitting.type("M")
        #expect(sitting.rows[4].contains("#4127"))
    }

    @Test("The dot goes to what needs an acknowledge even when only mine is shown, and opens it in an opened incident")
    func jump() {
        var sitting = Sitting(Sample.night)
        sitting.type("M.")
        #expect(sitting.cursorRow.contains("#4127"))

        sitting.type("G")
        sitting.press(.enter)
        sitting.type(".")
        #expect(sitting.rows[0].contains("> #4127"))
    }

    @Test("The dot says so when nothing needs an acknowledge")
    func calm() {
        var sitting = Sitting([Sample.ledger])

        sitting.type(".")

        #expect(sitting.message.contains("nothing needs an acknowledge"))
    }

    @Test(
        "F5 and ^R get everything anew, ^L draws anew",
        arguments: [
            (Key.function(5), Intent.refetch), (.control("r"), .refetch), (.control("l"), .repaint),
        ])
    func anew(key: Key, intent: Intent) {
        var sitting = Sitting(Sample.night)

        sitting.press(key)

        #expect(sitting.intents == [intent])
    }

    @Test("A pasted text is not taken for keys")
    func paste() {
        var sitting = Sitting(Sample.night)

        sitting.press(.paste("aaaRy"))

        #expect(sitting.intents == [])
        #expect(sitting.message.contains("pasted text is not taken for keys"))
    }

    @Test("A colon and a number open that incident, also one that is not in the list")
    func command() {
        var sitting = Sitting(Sample.night)
        sitting.type(":4118")
        sitting.press(.enter)
        #expect(sitting.rows[0].contains("> #4118"))

        sitting.type(":3000")
        sitting.press(.enter)
        #expect(sitting.rows[1].contains("#3000 is asked for"))
        sitting.send(.detail(Sample.resolved(Sample.incident(3000)), timeline: [], alerts: []))
        #expect(sitting.rows[1].contains("RSLV since 03:11Z"))
    }

    @Test("An incident that does not exist is said, and the list is back")
    func unknown() {
        var sitting = Sitting(Sample.night)
        sitting.type(":9")
        sitting.press(.enter)

        sitting.send(.detailMissing(IncidentNumber(9), "there is no incident #9"))

        #expect(sitting.rows[0].contains("> Triage"))
        #expect(sitting.message.contains("there is no incident #9"))
    }

    @Test("A command that is none stays to be mended", arguments: ["w", "q!", "0", "-3", "99999999999999999999"])
    func notACommand(line: String) {
        var sitting = Sitting(Sample.night)

        sitting.type(":" + line)
        sitting.press(.enter)

        #expect(sitting.message.contains("no such command"))
        #expect(sitting.next == " :" + line)
        #expect(sitting.intents == [])
    }

    @Test("A colon and q leave")
    func quit() {
        var sitting = Sitting(Sample.night)

        sitting.type(":q")
        sitting.press(.enter)

        #expect(sitting.intents == [.leave(status: 0)])
    }

    @Test(
        "Help is called by ? and F1, scrolls, and leaves by any other key",
        arguments: [Key.character("?"), .function(1)])
    func help(key: Key) {
        var sitting = Sitting(Sample.night)

        sitting.press(key)
        #expect(sitting.rows[0].contains("KEYS in Triage"))
        sitting.type("jj")
        #expect(sitting.rows[1].hasPrefix(" s "))
        sitting.type("a")

        #expect(sitting.rows[0].contains("> Triage"))
        #expect(sitting.intents == [])
    }
}
