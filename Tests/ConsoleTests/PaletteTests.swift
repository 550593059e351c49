import Console
import Incidents
import TerminalUI
import Testing

@Suite("The palette finds anything by a few letters")
struct PaletteTests {
    @Test("It shows what fits, with keys and tiers, and why something is off, at 80x24")
    func screen() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type(";sea")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:12Z  LIVE
                 4 NEED ACK  2 acked  1 snoozed  1 mitigated  1 cleared

                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                > !1   TRIG       6m     5m   #4127 checkout-api  5xx 12% (SLO 1%)    nobody
                  !2   MUTED    1h10 paused   #4126 backup        MUTED by kim until 04:00Z: ba…
                  !2   TRIG       3m     5m   #4129 search        p99 4.1s (SLO 0.8s) nobody
                  !3   NO NEWS   11m     5m   #4128 rack-7        fan speed low       nobody
                   2   ACK       41m    16m   #4121 ledger-db     replica lag 95s     sam
                   3   MITG     2h03   3h38   #4115 batch-etl     job late 40m        lee
                   3   ACK      1h12    28m   #4118 mailer        queue 18k, rising   kim
                ─ find, for #4127 ──────────────────────────────────────────────────────────────
                >                  filter by service search
                 ? F1              this help; / searches in it
                 n                 next hit of the last filter, or of the search
                 /                 show only what a filter lets through; in an incident: search
                 open              #4129 SEV2 TRIG search p99 4.1s (SLO 0.8s)
                 ^L                draw the screen anew
                 S           asks  silence its alerts for a while: 2h, until 06:00
                 s           asks  snooze for a while
                 x i         acts  mitigate: users are fine, the cause remains  off: nobody has…
                 r                 copy and show the runbook's address
                 o                 copy and show where its alerts come from; opens no browser
                 ;sea
                """)
    }

    @Test("At 40x12 too")
    func small() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.press(.control("p"))
        sitting.type("res")

        #expect(
            sitting.screen == """
                 prod@web1            sam  03:12Z  LIVE
                 4 NEED ACK  2 acked  1 snoozed
                ─ find, for #4127 ──────────────────────
                >R     asks  resolve
                 a     acts  acknowledge; mine: renew; …
                 U     asks  acknowledge until it resol…
                 A     types acknowledge all that are s…
                 r           copy and show the runbook'…
                 open        #4102 SEV4 SNOOZE cdn-edge…
                 x i   acts  mitigate: users are fine, …
                 open        #4121 SEV2 ACK ledger-db r…
                 ;res
                """)
    }

    @Test(
        "The best fit is first",
        arguments: [
            ("ack", "acknowledge; mine"), ("resol", "resolve"), ("4118", "#4118 SEV3 ACK mailer"),
            ("#4118", "#4118 SEV3 ACK mailer"), ("ledger", "filter by service ledger-db"),
            ("replica", "#4121 SEV2 ACK ledger-db"), ("snz", "snooze for a while"),
            ("help", "this help"), ("unm", "unmerge"),
        ])
    func best(query: String, title: String) {
        var sitting = Sitting(Sample.night)

        sitting.type(";" + query)

        let chosen = sitting.rows.first { $0.hasPrefix(">") && !$0.contains("TRIG       6m") } ?? ""
        #expect(chosen.contains(title), "\(chosen)")
    }

    @Test("Enter does it, and what asks still asks")
    func enter() {
        var sitting = Sitting(Sample.night)
        sitting.type(";resolve")
        sitting.press(.enter)
        #expect(sitting.next == " resolve #4127? 18 alerts still fire")
        sitting.type("n")

        sitting.type(";4118")
        sitting.press(.enter)

        #expect(sitting.rows[0].contains("> #4118"))
        #expect(sitting.acts == [])
    }

    @Test("An action is for the incident that was under the cursor when the palette was opened")
    func bound() {
        var sitting = Sitting([Sample.checkout, Sample.search])
        sitting.type(";ack")

        sitting.send(.snapshot(Sample.snapshot([Sample.search])))
        sitting.wait(.seconds(5))
        sitting.press(.enter)

        #expect(sitting.next == " acknowledge #4127? it is not in the list" || sitting.acts == [])
        #expect(!sitting.acts.contains(Act(.acknowledge, IncidentNumber(4129))))
    }

    @Test("Down and Up choose, Esc leaves")
    func choose() {
        var sitting = Sitting(Sample.night)
        sitting.type(";")
        sitting.press(.down, .down, .up, .enter)
        #expect(sitting.acts == [Act(.take, IncidentNumber(4127))])

        sitting.type(";ack")
        sitting.press(.escape)

        #expect(sitting.rows[0].contains("> Triage"))
        #expect(sitting.next.contains("NEXT"))
    }

    @Test("What a filter hides is found too, by palette and completion")
    func hidden() {
        var sitting = Sitting(Sample.night)
        sitting.type("M;mailer")
        #expect(sitting.screen.contains("#4118 SEV3 ACK mailer queue 18k, rising"))

        sitting.press(.escape)
        sitting.type(":ack 411")
        sitting.press(.tab, .tab)

        #expect(sitting.screen.contains("4118             SEV3 mailer queue 18k, rising"))
    }

    @Test("Where nothing fits it says so, and Enter does nothing")
    func nothing() {
        var sitting = Sitting(Sample.night)
        sitting.type(";qqqq")
        #expect(sitting.screen.contains("nothing fits"))

        sitting.press(.enter)

        #expect(sitting.intents == [])
    }

    @Test("With a hundred thousand incidents it answers a key without looking at all of them")
    func many() {
        let many = (1...100_000).map { number in
            Sample.incident(
                number, .sev3, "the queue of the service grows", service: SafeText("service-\(number % 500)"))
        }
        var sitting = Sitting(many)
        sitting.type(";")
        let spent = ContinuousClock().measure {
            for letter in "queue" { sitting.hit(.character(letter.unicodeScalars.first ?? "q")) }
        }

        // A debug build on a busy machine; looking at all rows would take seconds a key.
        #expect(spent < .seconds(3))
        #expect(sitting.screen.contains("the queue of the service grows"))
        sitting.press(.control("u"))
        sitting.type("99999")
        #expect(sitting.screen.contains(">open"))
        #expect(sitting.screen.contains("#99999 SEV3"))
    }
}
