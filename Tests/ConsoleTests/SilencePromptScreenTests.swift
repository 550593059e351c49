import Console
import Incidents
import TerminalUI
import Testing

@Suite("Questions about silences, as they are drawn")
struct SilencePromptScreenTests {
    @Test("Ending one that many hear at 40x12")
    func expire40() {
        var many = Sample.reindexing
        (many.alerts, many.incidentCount) = (40, 9)
        var sitting = Sitting.atSilences(width: 40, height: 12, [many])
        sitting.type("E")

        #expect(
            sitting.screen == """
                 prod@web1 > Silences sam  03:12Z  LIVE
                 1 active  counted 03:12Z
                   STATE       LEFT WHAT
                >  ACTIVE      2h00 service=search



                ────────────────────────────────────────
                 end the silence service=search of kim?
                 40 alerts, in #4129 SEV2 and 8 more
                 may ring, even if somebody has them
                 type 40 and Enter:    Esc leaves
                """)
    }

    @Test("A time is typed with its reach above at 80x24")
    func term80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type("S")
        sitting.answer(Sample.loudPreview)

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
                   4   SNOOZE   3h09 04:10Z   #4102 cdn-edge      certificate expire… sam
                   3   CLRD      32m      -   #4125 web           disk 91% on web3    unseen


                ─── #4127 checkout-api ─────────────────────────────────────────────────────────
                 WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                 SINCE    03:06Z (6m)
                 CHANGED  no change source connected
                ────────────────────────────────────────────────────────────────────────────────
                 IT HIDES A SEV1 THAT NOBODY HAS ACKNOWLEDGED; it mutes 18 of 41 alerts that
                 fire now, in #4127 SEV1
                 silence #4127 for (30m, 2h, until 06:00): 2h
                 Enter goes on   Esc leaves   Tab conditions, why, owner, review
                """)
    }

    @Test("The fields of a silence stand below what it would mute at 80x24, and nothing jumps while they are typed")
    func form80() {
        var sitting = Sitting.atSilences(width: 80, height: 24)
        sitting.type("n")
        #expect(sitting.screen.contains("\n>WHAT\n FOR     2h\n"), "\(sitting.screen)")
        let place = sitting.rows.firstIndex { $0.hasPrefix(">WHAT") }
        sitting.type("service=search")
        sitting.answer(Sample.preview)
        sitting.answer(Sample.preview)

        #expect(sitting.rows.firstIndex { $0.hasPrefix(">WHAT") } == place)
        #expect(
            sitting.screen.hasSuffix(
                """
                ────────────────────────────────────────────────────────────────────────────────
                 it mutes 3 of 41 alerts that fire now, in #4121 SEV2


                >WHAT    service=search
                 FOR     2h
                 WHY     -
                 OWNER   sam
                 REVIEW  -
                 Enter next  Esc leaves   env=prod job=~"api.*" team!=db
                """), "\(sitting.screen)")
    }

    @Test("Where there is no room the field that is typed into stands alone, at 40x12")
    func form40() {
        var sitting = Sitting.atSilences(width: 40, height: 12)
        sitting.type("c")
        sitting.answer(Sample.preview)

        #expect(
            sitting.screen.hasSuffix(
                """
                ────────────────────────────────────────
                 it mutes 3 of 41 alerts that fire now,
                 in #4121 SEV2
                >FOR     until 2026-11-23T05:12Z
                 Enter goes on  Tab next  Esc leaves   …
                """), "\(sitting.screen)")
    }

    @Test("A silence that hides a SEV1 is loud at 80x24")
    func loud80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type("U")
        sitting.answer(Sample.loudPreview)

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
                   4   SNOOZE   3h09 04:10Z   #4102 cdn-edge      certificate expire… sam
                   3   CLRD      32m      -   #4125 web           disk 91% on web3    unseen


                ─── #4127 checkout-api ─────────────────────────────────────────────────────────
                 WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                 SINCE    03:06Z (6m)
                 CHANGED  no change source connected
                 WHO      nobody yet; every console rings again in 5m if you do nothing
                ────────────────────────────────────────────────────────────────────────────────
                 silence #4127 until it resolves, 30d at most? IT HIDES A SEV1 THAT NOBODY HAS
                 ACKNOWLEDGED; it mutes 18 of 41 alerts that fire now, in #4127 SEV1
                 y yes   any other key no
                """)
    }

    @Test("In a screen without room for rows the question is one line")
    func tiny() {
        var sitting = Sitting.atSilences(width: 39, height: 5)
        sitting.type("E")
        #expect(sitting.rows[0].hasPrefix("end the silence service=search"))
    }

    @Test("Every size is drawn, whatever lies over it")
    func sizes() {
        let list = Sitting.atSilences(Sample.silences + [Sample.over])
        var (full, ending, typing, loud) = (list, list, Sitting(Sample.night), Sitting(Sample.night))
        var (form, filtered) = (list, list)
        form.type("c")
        form.answer(Sample.loudPreview)
        filtered.type("/owner:kim x")
        full.press(.enter)
        ending.type("E")
        typing.type("S")
        typing.answer(Sample.loudPreview)
        loud.type("U")
        loud.answer(Sample.loudPreview)
        for var sitting in [list, full, ending, typing, loud, form, filtered, Sitting.atSilences([])] {
            for width in [1, 5, 39, 40, 59, 60, 80, 119, 120, 200] {
                for height in [1, 2, 7, 8, 9, 12, 17, 18, 24, 60] {
                    sitting.send(.resized(width: width, height: height))
                    #expect(sitting.rows.count == height)
                }
            }
        }
    }
}
