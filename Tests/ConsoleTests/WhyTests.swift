import Console
import Incidents
import TerminalUI
import Testing

@Suite("Why an incident was told or kept quiet")
struct WhyTests {
    private let checkout = WhyQuestion(.incident(IncidentNumber(4127)))

    private static let lines = [
        WhyLine("#4127 as of 2026-11-23T03:12:00.000Z, 1 alert", isHead: true), WhyLine(""),
        WhyLine("ALERT 0000000000000001  firing since 03:06:00Z", isHead: true), WhyLine("  service=checkout-api"),
        WhyLine("  ROUTES", isHead: true),
        WhyLine("    + every alert -> ops: taken (wait 30s, interval 5m, repeat 4h)"),
        WhyLine("      group {}:{alertname=\"Sample\", service=\"checkout-api\"}, next flush 03:16:30Z"),
        WhyLine("  KEPT QUIET", isHead: true), WhyLine("    never"), WhyLine("  TOLD", isHead: true),
        WhyLine("    03:06:30Z  ops, webhook[0]: firing, taken at 03:06:30Z"),
    ]

    private func asked(width: Int = 80, height: Int = 24) -> Sitting {
        var sitting = Sitting(width: width, height: height, Sample.night)
        sitting.type("W")
        return sitting
    }

    @Test("W, :why and the palette ask about what is under the cursor or open, :why N about another one")
    func asks() {
        var sitting = asked()
        #expect(sitting.intents == [.fetchWhy(checkout)])
        sitting.press(.escape, .enter)
        for keys in ["W", ":why"] {
            sitting.forget()
            sitting.type(keys)
            if keys.hasPrefix(":") { sitting.press(.enter) }
            #expect(sitting.intents == [.fetchWhy(checkout)], "\(keys)")
            sitting.type("q")
            #expect(sitting.rows[0].contains("> #4127"), "back where it was asked")
        }
        sitting.forget()
        for line in [":why 4129", ":why #4129", ":why 7b1f6c0a9d3e2f41"] {
            sitting.type(line)
            sitting.press(.enter, .escape)
        }
        let other = Intent.fetchWhy(WhyQuestion(.incident(IncidentNumber(4129))))
        #expect(sitting.intents == [other, other, .fetchWhy(WhyQuestion(.alert(Fingerprint(0x7b1f_6c0a_9d3e_2f41))))])
        sitting.forget()
        sitting.type(";why")
        sitting.press(.enter)
        #expect(sitting.intents == [.fetchWhy(checkout)])
    }

    @Test(
        "What means nothing says what it takes",
        arguments: [
            (":why soon", "or an alert's fingerprint of 16 digits"), (":why 1 2", "\"2\" is no time; write 03:10"),
            (":why 1 --at", "say as of when: why 4127 --at 03:10"), (":why --at soon", "\"soon\" is no time"),
            (":why 1 03:10 04:10", "one time"),
        ])
    func faults(line: String, words: String) {
        var sitting = Sitting(Sample.night)
        sitting.type(line)
        sitting.press(.enter)
        #expect(sitting.intents == [])
        #expect(sitting.screen.contains(words), "\(sitting.screen)")
    }

    @Test(
        "A time may stand behind it, as the command takes it",
        arguments: [":why 4127 --at 03:10", ":why 4127 03:10", ":why 4127 --at=03:10", ":why --at 03:10", ":why 03:10"])
    func times(line: String) {
        var sitting = Sitting(Sample.night)
        sitting.type(line)
        sitting.press(.enter)
        let question = WhyQuestion(.incident(IncidentNumber(4127)), at: "03:10")
        #expect(sitting.intents == [.fetchWhy(question)])
        #expect(sitting.rows[0].hasPrefix(" WHY #4127 at 03:10"))
        sitting.send(.why(checkout, Self.lines))
        #expect(sitting.rows[1] == " asking the router…", "an answer to another question")
        sitting.send(.whyUntimely(question, "03:10:00Z is still to come; name a time that is past"))
        #expect(sitting.rows[1].hasPrefix(" #4127 at 03:10: 03:10:00Z is still to come"))
        sitting.forget()
        sitting.press(.control("r"))
        #expect(sitting.intents == [.fetchWhy(question)], "the same time again")
    }

    @Test("Tab knows the time")
    func completes() {
        var sitting = Sitting(Sample.night)
        sitting.type(":why 4127 --")
        sitting.press(.tab)
        #expect(sitting.next == " :why 4127 --at", "\(sitting.screen)")
    }

    @Test("With nothing under the cursor there is nothing to ask about")
    func nothing() {
        var sitting = Sitting([])
        sitting.type("W")
        #expect(sitting.intents == [])
        #expect(sitting.message.contains("no incident is selected"))
    }

    @Test("The reasons at 40x12: a line that is too long goes on below itself")
    func screen40() {
        var sitting = asked(width: 40, height: 12)
        sitting.send(.why(checkout, Self.lines))

        #expect(
            sitting.screen == """
                 WHY #4127
                 #4127 as of
                   2026-11-23T03:12:00.000Z, 1 alert

                 ALERT 0000000000000001 firing since
                   03:06:00Z
                   service=checkout-api
                   ROUTES
                     + every alert -> ops: taken
                       (wait 30s, interval 5m, repeat
                       4h)
                 8 more below
                """)
        sitting.type("G")
        #expect(sitting.rows.last == " that is all of it")
        #expect(sitting.rows[10].contains("at 03:06:30Z"), "\(sitting.screen)")
        sitting.type("k")
        #expect(sitting.rows.last == " 1 more below")
        sitting.send(.resized(width: 120, height: 40))
        #expect(sitting.rows[1] == " #4127 as of 2026-11-23T03:12:00.000Z, 1 alert")
        #expect(sitting.rows.last == " that is all of it")
    }

    @Test("Until the router answers, and when it does not, that is said; ^R asks again")
    func missing() {
        var sitting = asked()
        #expect(sitting.rows[0] == " WHY #4127   j k scroll, ^R asks again, Esc goes back")
        #expect(sitting.rows[1] == " asking the router…")
        sitting.send(.whyMissing(checkout, "nothing listens there"))
        #expect(sitting.rows[1] == " The router did not say why: nothing listens there")
        sitting.forget()
        sitting.press(.control("r"))
        #expect(sitting.rows[1] == " asking the router…")
        #expect(sitting.intents == [.fetchWhy(checkout)])
        sitting.send(.whyUnknown(checkout, "nothing is kept about it"))
        #expect(sitting.rows[1] == " #4127: nothing is kept about it")
    }

    @Test("An answer to another question, or one that comes too late, is passed over")
    func others() {
        var sitting = asked()
        sitting.send(.why(WhyQuestion(.incident(IncidentNumber(4129))), Self.lines))
        #expect(sitting.rows[1] == " asking the router…")
        sitting.press(.escape)
        sitting.send(.why(checkout, Self.lines))
        #expect(sitting.rows[0].contains("> Triage"))
    }

    @Test("Keys that act do nothing there")
    func acts() {
        var sitting = asked()
        sitting.send(.why(checkout, Self.lines))
        sitting.type("atRu")
        #expect(sitting.acts.isEmpty)
        #expect(sitting.rows[0].hasPrefix(" WHY #4127"))
    }

    @Test("Plain lines say the same, and a script waits for it")
    func plain() {
        var talk = PlainTalk([Sample.checkout], isScript: true)
        talk.type("why 4127")
        #expect(talk.intents == [.fetchWhy(checkout)])
        #expect(talk.console.isBusy)
        talk.forget()
        talk.send(.why(checkout, Self.lines))
        #expect(!talk.console.isBusy)
        #expect(talk.said == Self.lines.map(\.text.shown).filter { !$0.isEmpty })
        talk.type("why 99")
        talk.send(.whyUnknown(WhyQuestion(.incident(IncidentNumber(99))), "nothing is kept about it"))
        #expect(talk.said.last == "Nothing is kept about it.")
        #expect(talk.console.status == 1)
        talk.type("why 99")
        talk.send(.whyMissing(WhyQuestion(.incident(IncidentNumber(99))), "nothing listens there"))
        #expect(talk.console.status == 3)
    }

    @Test("A plain line that names nothing says what it takes")
    func plainFault() {
        var talk = PlainTalk([Sample.checkout])
        talk.type("why", "why soon", "why --at 03:10")
        #expect(talk.intents == [])
        #expect(talk.said.filter { $0.contains("number of an incident") || $0.contains("why 4127") }.count == 3)
        talk.type("why 4127 --at 25")
        #expect(talk.said.last == "\"25\" is no time; write 03:10 or 2026-11-23T03:10:00Z.")
        talk.type("why 4127 --at 03:10")
        let question = WhyQuestion(.incident(IncidentNumber(4127)), at: "03:10")
        #expect(talk.intents == [.fetchWhy(question)])
        talk.send(.whyUntimely(question, "03:10:00Z is still to come"))
        #expect(talk.console.status == 2)
        talk.send(.link(.lost(since: talk.now, why: "gone")))
        talk.type("why 4127")
        #expect(talk.said.last == "The router is not reached, and only it knows why.")
    }
}
