import Console
import Incidents
import TerminalUI
import Testing

@Suite("A filter shows what was asked for, and never hides anything silently")
struct FilterTests {
    static func filtered(_ text: String, width: Int = 80, height: Int = 24) -> Sitting {
        var sitting = Sitting(width: width, height: height, Sample.night)
        sitting.type("/" + text)
        sitting.press(.enter)
        return sitting
    }

    @Test("The line that is typed, at 80x24")
    func typing() {
        var sitting = Sitting(Sample.night)
        sitting.type("/svc:search")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:12Z  LIVE
                 4 NEED ACK  3 of them HIDDEN  2 acked  1 snoozed  1 mitigated  1 cleared
                 filter: svc:search   sort: urgency   hiding 8, 3 NEED ACK
                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                > !2   TRIG       3m     5m   #4129 search        p99 4.1s (SLO 0.8s) nobody










                ─── #4129 search ───────────────────────────────────────────────────────────────
                 WHAT     p99 4.1s (SLO 0.8s). 1 of 1 alert firing
                 SINCE    03:09Z (3m)
                 CHANGED  no change source connected
                 WHO      nobody yet; every console rings again in 5m if you do nothing
                 DO       Enter opens it: its alerts, and the runbook if they name one
                ─ nothing stands behind svc:; such as sev<=2, svc:checkout, owner:me, age>10m ──
                 filter: svc:search
                 Enter keeps it  Esc leaves  Tab completes  Up earlier ones
                """)
    }

    @Test("Only what fits is shown, and what is hidden is counted, at 80x24")
    func shown80() {
        let sitting = Self.filtered("sev<=2")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:12Z  LIVE
                 4 NEED ACK  1 of them HIDDEN  2 acked  1 snoozed  1 mitigated  1 cleared
                 filter: sev<=2   sort: urgency   hiding 5, 1 NEEDS ACK
                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                > !1   TRIG       6m     5m   #4127 checkout-api  5xx 12% (SLO 1%)    nobody
                  !2   MUTED    1h10 paused   #4126 backup        MUTED by kim until 04:00Z: ba…
                  !2   TRIG       3m     5m   #4129 search        p99 4.1s (SLO 0.8s) nobody
                   2   ACK       41m    16m   #4121 ledger-db     replica lag 95s     sam







                ─── #4127 checkout-api ─────────────────────────────────────────────────────────
                 WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                 SINCE    03:06Z (6m)
                 CHANGED  no change source connected
                 WHO      nobody yet; every console rings again in 5m if you do nothing
                 DO       Enter opens it: its alerts, and the runbook if they name one
                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge #4127 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
    }

    @Test("At 40x12 what is hidden comes first on its line")
    func shown40() {
        let sitting = Self.filtered("svc:ledger-db", width: 40, height: 12)

        #expect(
            sitting.screen == """
                 prod@web1            sam  03:12Z  LIVE
                 4 NEED ACK  4 of them HIDDEN  2 acked
                 hiding 8, 4 NEED ACK   filter: svc:le…
                >  2   ACK       41m   #4121 ledger-db





                ────────────────────────────────────────
                 NEXT  .  go to #4127, SEV1, which nobo…
                 a ack  t take  s snooze  x more  ? help
                """)
    }

    @Test("A filter that finds nothing says so, and what it hides, at 80x24")
    func nothing() {
        let sitting = Self.filtered("nosuchthing")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:12Z  LIVE
                 4 NEED ACK  4 of them HIDDEN  2 acked  1 snoozed  1 mitigated  1 cleared
                 filter: nosuchthing   sort: urgency   hiding 9, 4 NEED ACK
                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO

                   The filter hides everything.

                   nosuchthing finds none of 9 incidents: 4 NEED ACK.
                   Esc shows all, / changes the filter. What comes in and fits it appears
                   here.











                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  .  go to #4127, SEV1, which nobody has
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
    }

    @Test("A filter that cannot be read stays to be mended, with the fault beside it; Esc brings back what was shown")
    func fault() {
        var sitting = Self.filtered("svc:search")
        sitting.type("/sev:9")
        sitting.press(.enter)

        #expect(sitting.next == " filter: sev:9")
        #expect(!sitting.message.hasPrefix("───"))

        sitting.press(.escape)

        #expect(sitting.rows[2] == " filter: svc:search   sort: urgency   hiding 8, 3 NEED ACK")
        #expect(sitting.cursorRow.contains("#4129"))
    }

    @Test("The list follows the line only when typing rests, and goes back on Esc")
    func rests() {
        var sitting = Sitting(Sample.night)
        sitting.type("/")
        for letter in "svc:mailer".unicodeScalars {
            sitting.wait(.milliseconds(5))
            sitting.hit(.character(letter))
        }
        #expect(sitting.cursorRow.contains("svc:mailer"))
        #expect(sitting.rows[4].contains("#4127"))

        #expect(sitting.state.nextTick == sitting.now + .milliseconds(10))
        sitting.wait(.milliseconds(10))
        #expect(sitting.rows[4].contains("#4118"))
        #expect(sitting.rows[5].isEmpty)

        sitting.press(.escape)
        #expect(sitting.rows[4].contains("#4127"))
        #expect(sitting.rows[2].isEmpty)
    }

    @Test("Esc takes away marks, then the filter; the cursor stays with its incident")
    func escape() {
        var sitting = Self.filtered("svc:mailer")
        sitting.type(" ")

        sitting.press(.escape)
        #expect(sitting.rows[2].contains("filter: svc:mailer"))
        sitting.press(.escape)

        #expect(sitting.rows[2].isEmpty)
        #expect(sitting.cursorRow.contains("#4118"))
        #expect(sitting.message.contains("no filter: everything is shown"))
    }

    @Test("What comes in and fits has a row at once; what does not fit and needs somebody rings and is named")
    func live() {
        var sitting = Self.filtered("svc:search")
        sitting.forget()
        let fits = Sample.incident(4130, .sev3, "slow", service: "search")
        let hidden = Sample.incident(4131, .sev1, "all of it", service: "everything")

        sitting.feed(.incident(fits))
        #expect(sitting.rows[5].contains("#4130"))
        sitting.wait(.seconds(11))
        sitting.forget()
        sitting.feed(.incident(hidden))

        #expect(sitting.intents == [.ring])
        #expect(!sitting.rows[4...15].contains { $0.contains("#4131") })
        #expect(sitting.message.contains("new, hidden by the filter: #4131 SEV1 all of it; :4131 opens it"))
        #expect(sitting.rows[1].hasPrefix(" 6 NEED ACK  4 of them HIDDEN"))
        sitting.type(".")
        #expect(sitting.cursorRow.contains("#4127"))
        #expect(sitting.rows[2].isEmpty)
    }

    @Test("A row that no longer fits stays until nobody presses a key; the one under the cursor until it is left")
    func leaves() {
        var sitting = Self.filtered("state:triggered")
        let rows = sitting.rows[4...8].filter { !$0.isEmpty }.count
        sitting.feed(.incident(Sample.acknowledged(Sample.search, by: "kim")))
        #expect(sitting.rows[4...8].filter { !$0.isEmpty }.count == rows)

        sitting.wait(.seconds(3))
        #expect(sitting.rows[4...8].filter { !$0.isEmpty }.count == rows - 1)
        #expect(!sitting.rows[4...8].contains { $0.contains("#4129") })

        sitting.feed(.incident(Sample.acknowledged(Sample.checkout, by: "kim")))
        sitting.wait(.minutes(1))
        #expect(sitting.cursorRow.contains("#4127"))
    }

    @Test("A filter by age is looked at again each minute")
    func age() {
        var sitting = Self.filtered("age>10m")
        #expect(!sitting.rows[4...15].contains { $0.contains("#4127") })

        sitting.send(.link(.live))
        sitting.wait(.minutes(5))

        #expect(sitting.rows[4...15].contains { $0.contains("#4127") })
    }

    @Test("* shows what is like the one under the cursor: its service, or the column that is sorted by")
    func byValue() {
        var sitting = Sitting(Sample.night)
        sitting.type("jj*")
        #expect(sitting.rows[2].hasPrefix(" filter: svc:search "))
        #expect(sitting.cursorRow.contains("#4129"))
        sitting.press(.escape)

        sitting.type(">*")

        #expect(sitting.rows[2].hasPrefix(" filter: sev=2 "))
        #expect(sitting.rows[4...15].filter { $0.contains("#") }.count == 4)
    }

    @Test("Whatever is under the cursor, what * shows is like it, and it is among that", arguments: [0, 1, 2, 8])
    func byAnyValue(column: Int) {
        let names: [SafeText] = ["two words", "a \"quoted\" one", "st*r", "back\\slash", "決済サービス", "owner:me", "!not"]
        let odd = names.enumerated().map { Sample.incident(4300 + $0, .sev5, "odd", service: $1) }
        let owned = Sample.acknowledged(Sample.incident(4400, .sev5, service: "owned"), by: "Ada \"the\" Example")
        let all = Sample.night + odd + [owned]
        for incident in all {
            var sitting = Sitting(width: 100, height: 48, all)
            sitting.type(String(repeating: ">", count: column))
            while !sitting.cursorRow.contains("\(incident.number) ") { sitting.type("j") }
            sitting.type("*")

            #expect(sitting.cursorRow.contains("\(incident.number) "), "\(sitting.rows[2])")
            #expect(sitting.rows[2].contains("filter:"), "\(sitting.message)")
        }
    }
}
