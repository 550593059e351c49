import Console
import Incidents
import TerminalUI
import Testing

@Suite("Help that is searched, menus, and what is copied")
struct LookingTests {
    @Test("A slash in help searches it, also for the reasons that keys are off")
    func helpSearch() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type("?/off:")

        #expect(sitting.rows[1].hasPrefix(" u      acts  undo my last act"))
        #expect(sitting.rows[2...].filter { !$0.isEmpty }.dropLast().allSatisfy { $0.contains("off:") })
        #expect(sitting.rows[23].hasPrefix(" /off:"))
        sitting.press(.enter)
        sitting.type("j")
        #expect(sitting.rows[0].contains("KEYS in Triage"))
        sitting.press(.escape)
        #expect(sitting.rows[1].hasPrefix(" a "))
        sitting.press(.escape)

        #expect(sitting.rows[0].contains("> Triage"))
        #expect(sitting.acts == [])
    }

    @Test("What no key says is said")
    func helpNothing() {
        var sitting = Sitting(Sample.night)

        sitting.type("?/zzz")

        #expect(sitting.rows[23] == " /zzz  no key says that")
    }

    @Test("In the menu Down and Enter choose too, and Enter alone does nothing")
    func menu() {
        var sitting = Sitting(Sample.night)
        sitting.type("x")
        sitting.press(.enter)
        #expect(sitting.acts == [])

        sitting.type("x")
        sitting.press(.down, .down)
        #expect(sitting.cursorRow.hasPrefix(">t  take"))
        sitting.press(.enter)

        #expect(sitting.acts == [Act(.take, IncidentNumber(4127))])
    }

    @Test("The menu is for the marks that it was opened with")
    func menuOfMarks() {
        var sitting = Sitting(Sample.night)
        sitting.type("  x")
        #expect(sitting.screen.contains("what to do with #4127 #4126?"))

        sitting.type("a")

        #expect(sitting.next == " acknowledge 2 incidents: #4127 #4126?")
    }

    @Test(
        "y copies, and always shows the text as well",
        arguments: [
            ("yi", "4127"), ("yr", "4127 SEV1 TRIG 6m checkout-api 5xx 12% (SLO 1%) nobody"),
            ("ys", "#4127 SEV1 TRIG checkout-api: 5xx 12% (SLO 1%); since 2026-11-23 03:06Z; nobody has it"),
        ])
    func copy(keys: String, text: String) {
        var sitting = Sitting(Sample.night)

        sitting.type(keys)

        #expect(sitting.intents == [.terminal(.copy(SafeText(text)))])
        #expect(sitting.rows[20...22].joined().contains(text.prefix(70)))
        sitting.type("q")
        #expect(sitting.rows[0].contains("> Triage"))
        #expect(sitting.intents.count == 1)
    }

    @Test("With marks their numbers are copied")
    func copyMarks() {
        var sitting = Sitting(Sample.night)

        sitting.type("  yi")

        #expect(sitting.intents == [.terminal(.copy("4127 4126"))])
    }

    @Test("o asks for the alerts first, then copies where they come from, names the host and runs nothing")
    func link() {
        var sitting = Sitting(Sample.night)
        sitting.type("o")
        #expect(sitting.message.contains("the alerts of #4127 are asked for; press again"))
        #expect(sitting.fetched == [IncidentNumber(4127)])
        sitting.send(Sample.detail)

        sitting.type("o")
        #expect(sitting.intents == [.terminal(.copy("http://prometheus.example/graph"))])
        #expect(sitting.screen.contains("source of its alerts, on prometheus.example"))
        sitting.press(.escape)
        sitting.forget()
        sitting.type("r")

        #expect(sitting.intents == [.terminal(.copy("https://runbooks.example/checkout-5xx"))])
    }

    @Test("An address that hides characters is shown with escapes and not copied")
    func hiddenLink() {
        var alert = Sample.alerts[0]
        alert.generatorURL = SafeText("https://good.example\u{202E}/x" as String)
        alert.annotations = []
        var sitting = Sitting(Sample.night)
        sitting.press(.enter)
        sitting.send(.detail(Sample.checkout, timeline: [], alerts: [alert]))

        sitting.type("o")
        #expect(sitting.intents == [])
        #expect(sitting.screen.contains("https://good.example\\u{202E}/x"))
        sitting.press(.escape)
        sitting.type("r")

        #expect(sitting.message.contains("no runbook"))
    }
}
