import Console
import Incidents
import TerminalUI
import Testing

@Suite("The command line")
struct CommandLineTests {
    static let number = IncidentNumber(4127)

    /// A sitting whose person has typed a line and Enter.
    static func after(_ line: String, _ incidents: [IncidentSummary] = Sample.night) -> Sitting {
        var sitting = Sitting(incidents)
        sitting.type(":" + line)
        sitting.press(.enter)
        return sitting
    }

    @Test(
        "Acts that can be taken back are sent at once, for what is named, else for what is under the cursor",
        arguments: [
            ("ack 4129", [Act(.acknowledge, IncidentNumber(4129))]), ("ack", [Act(.acknowledge, number)]),
            ("acknowledge #4129", [Act(.acknowledge, IncidentNumber(4129))]),
            ("take 4129", [Act(.take, IncidentNumber(4129))]),
            ("note 4129 disk is full", [Act(.note("disk is full"), IncidentNumber(4129))]),
            ("note disk  is full", [Act(.note("disk  is full"), number)]),
            ("severity 4129 3", [Act(.severity(.sev3), IncidentNumber(4129))]),
            ("severity sev3", [Act(.severity(.sev3), number)]),
            ("mitigate 4121", [Act(.mitigate, IncidentNumber(4121))]),
        ] as [(String, [Act])])
    func atOnce(line: String, acts: [Act]) {
        #expect(Self.after(line).acts == acts)
    }

    @Test(
        "What makes something quiet or rings asks here too",
        arguments: [
            ("resolve 4129", " resolve #4129? 1 alert still fires", Act(.resolve, IncidentNumber(4129))),
            (
                "unack 4121", " unacknowledge #4121? it rings again, from the first step",
                Act(.unacknowledge, IncidentNumber(4121))
            ),
            ("reopen 4125", " reopen #4125? it rings at once", Act(.reopen, IncidentNumber(4125))),
            ("take 4118", " take #4118 over from kim? kim is told", Act(.take, IncidentNumber(4118))),
            ("resolve 4118", " resolve #4118? 3 alerts still fire; kim has it", Act(.resolve, IncidentNumber(4118))),
            (
                "merge 4129 4127", " merge #4129 into #4127? it will be SEV1",
                Act(.merge(into: number), IncidentNumber(4129))
            ),
            ("ack 9", " acknowledge #9? it is not in the list", Act(.acknowledge, IncidentNumber(9))),
        ])
    func asked(line: String, question: String, act: Act) {
        var sitting = Self.after(line)
        #expect(sitting.next == question)
        #expect(sitting.acts == [])

        sitting.type("y")

        #expect(sitting.acts == [act])
    }

    @Test("A snooze with its span asks, without one it asks how long")
    func snooze() {
        let with = Self.after("snooze 4129 30m")
        #expect(with.next.hasPrefix(" snooze #4129 until 03:42Z (30m)?"))
        let bare = Self.after("snooze 4129")
        #expect(bare.next == " snooze #4129 for (30m, 2h, 1d): 30m")
        let here = Self.after("snooze 1h")
        #expect(here.next.hasPrefix(" snooze #4127 until 04:12Z (1h00)?"))
    }

    @Test("Two to five that are named ask, as marks do")
    func several() {
        var sitting = Self.after("ack 4127 4129 4127")
        #expect(sitting.next == " acknowledge 2 incidents: #4127 #4129?")
        sitting.type("y")
        #expect(sitting.acts.map(\.incident.value) == [4127, 4129])
    }

    @Test(
        "A line that means nothing stays, with the reason",
        arguments: [
            ("snoze 4127", "no such command; is it snooze?"), ("ack foo", "\"foo\" is no incident; write its number"),
            ("severity 4127 9", "\"9\" is no severity; write SEV1 to SEV5"),
            ("snooze 4127 soon", "\"soon\" is no span"),
            ("snooze 4127 999999999h", "\"999999999h\" is too long; the longest span is 30d"),
            ("merge 4127", "say which into which: :merge 3 4"),
            ("open", "say which incident: :open 4127"), ("4127 4129", "after #4127 nothing more is taken"),
            ("mark", "say :mark all"), ("save a b", "a name for the filter that is on, such as :save night"),
            ("q now", "after q nothing more"),
        ])
    func faults(line: String, said: String) {
        let sitting = Self.after(line)

        #expect(sitting.message.contains(said), "\(sitting.message)")
        #expect(sitting.next == " :" + line)
        #expect(sitting.intents == [])
    }

    @Test("An action of the table of keys is a command by its name")
    func action() {
        #expect(Self.after("refetch").intents == [.refetch])
        #expect(Self.after("help").rows[0].contains("KEYS in Triage"))
        #expect(Self.after("open 4118").rows[0].contains("> #4118"))
    }

    @Test("Up and Down go through what was typed before, and come back")
    func history() {
        var sitting = Self.after("4118")
        sitting.type("1:wrong thing")
        sitting.press(.enter, .escape)
        sitting.type(":4129")
        sitting.press(.enter)
        sitting.type(":ha")

        sitting.press(.up)
        #expect(sitting.next == " :4129")
        sitting.press(.up)
        #expect(sitting.next == " :4118")
        sitting.press(.up)
        #expect(sitting.next == " :4118")
        sitting.press(.down, .down)

        #expect(sitting.next == " :ha")
    }

    @Test("The history is bounded")
    func bounded() {
        var sitting = Sitting(Sample.night)
        for number in 1...130 {
            sitting.type(":\(number)")
            sitting.press(.enter)
        }
        sitting.type(":")

        for _ in 0..<200 { sitting.press(.up) }

        #expect(sitting.next == " :31")
    }

    @Test("Tab completes a verb that only one begins like, and shows those that more do")
    func complete() {
        var sitting = Sitting(Sample.night)
        sitting.type(":sn")
        sitting.press(.tab)
        #expect(sitting.next == " :snooze")

        sitting.press(.control("u"))
        sitting.type("re")
        sitting.press(.tab)
        #expect(sitting.next == " :re")
        #expect(
            sitting.rows[18...20].map { String($0.prefix(34)) } == [
                " resolve          N…  resolve", " reopen           N…  reopen", " refetch          get everything a",
            ])
        sitting.press(.tab, .tab)
        #expect(sitting.next == " :reopen")
        #expect(sitting.rows[19].hasPrefix(">reopen"))
        sitting.press(.backTab)
        sitting.type(" 4125")
        sitting.press(.enter)

        #expect(sitting.message.contains("#4125 was resolved"))
    }

    @Test("Tab completes the number of an incident, with its title")
    func completeNumber() {
        var sitting = Sitting(Sample.night)
        sitting.type(":ack 410")
        sitting.press(.tab)
        #expect(sitting.next == " :ack 4102")

        sitting.press(.control("u"))
        sitting.type("ack 412")
        sitting.press(.tab, .tab)

        #expect(sitting.next == " :ack 4127")
        #expect(sitting.rows[16].hasPrefix(">4127             SEV1 checkout-api 5xx 12% (SLO 1%)"))
    }

    @Test("Where nothing begins like that, Tab says so")
    func completeNothing() {
        var sitting = Sitting(Sample.night)
        sitting.type(":zzz")

        sitting.press(.tab)

        #expect(sitting.message.contains("nothing begins like that"))
    }

    @Test("raw shows the escapes of hidden characters of what is under the cursor")
    func raw() {
        var sitting = Sitting(Sample.hostile.filter { $0.number == IncidentNumber(18) })
        sitting.type(":raw")
        sitting.press(.enter)

        #expect(sitting.screen.contains("hidden characters of #18"))
        #expect(sitting.screen.contains("title: safe\\u{202E}gnp.exe"))
        #expect(sitting.screen.contains("service: \\u{1B}[2Jcleared"))
        #expect(Self.after("raw").message.contains("nothing is hidden in #4127"))
    }

    @Test("Somebody who may only read is told so")
    func readOnly() {
        let you = ConsoleSnapshot.Person(name: "eve", mayAct: false, why: "add eve under people")
        var sitting = Sitting([Sample.checkout], you: you)
        sitting.type(":ack 4127")
        sitting.press(.enter)
        sitting.type(":severity 3")
        sitting.press(.enter)

        #expect(sitting.message.contains("add eve under people"))
        #expect(sitting.acts == [])
    }
}

@Suite("A line that is typed")
struct LineTests {
    @Test(
        "Its keys are those of a shell",
        arguments: [
            ([Key.left, .left, .character("x")], "one txwo"), ([.home, .character("x")], "xone two"),
            ([.control("a"), .delete], "ne two"), ([.control("a"), .end, .backspace], "one tw"),
            ([.control("a"), .control("e"), .character("x")], "one twox"), ([.control("w")], "one "),
            ([.control("w"), .control("w")], ""), ([.left, .control("u")], "o"), ([.home, .right, .control("k")], "o"),
            ([.left, .left, .left, .control("w")], "two"), ([.home, .left, .backspace, .character("x")], "xone two"),
            ([.end, .right, .delete, .character("x")], "one twox"), ([.home, .paste("a\nb")], "a bone two"),
        ] as [([Key], String)])
    func editing(keys: [Key], text: String) {
        var sitting = Sitting(Sample.night)
        sitting.type("cone two")

        sitting.press(keys)

        // A screen shows no blanks at the end of a row: the cursor tells of them.
        let shown = " note on #4127: " + text
        #expect(sitting.next == shown.reversed().drop { $0 == " " }.reversed().map(String.init).joined())
        #expect(sitting.rows[23].contains("Enter goes on"))
    }

    @Test("The cursor stands where the next character goes, behind wide and combining characters too")
    func cursor() {
        var sitting = Sitting(Sample.night)
        sitting.type("c支払e")
        sitting.press(.character("\u{301}"))
        #expect(sitting.frame.cursor == Point(x: 16 + 5, y: 22))

        sitting.press(.left)
        #expect(sitting.frame.cursor == Point(x: 16 + 4, y: 22))
        sitting.press(.backspace, .character("x"))

        #expect(sitting.next == " note on #4127: 支xe\u{301}")
        #expect(sitting.frame.cursor == Point(x: 16 + 3, y: 22))
    }

    @Test("A line longer than the screen shows the part around the cursor")
    func long() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.type("cabcdefghijklmnopqrstuvwxyz")
        #expect(sitting.rows[10] == " note on #4127: efghijklmnopqrstuvwxyz")
        #expect(sitting.frame.cursor == Point(x: 38, y: 10))

        sitting.press(.home)

        #expect(sitting.rows[10] == " note on #4127: abcdefghijklmnopqrstuvw…")
        #expect(sitting.frame.cursor == Point(x: 16, y: 10))
    }
}
