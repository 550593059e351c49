import Console
import Incidents
import TerminalUI
import Testing

@Suite("The silences, as they are drawn")
struct SilenceScreenTests {
    @Test("The list at 40x12")
    func list40() {
        let sitting = Sitting.atSilences(width: 40, height: 12)

        #expect(
            sitting.screen == """
                 prod@web1 > Silences sam  03:12Z  LIVE
                 2 active  1 pending  counted 03:12Z
                   STATE       LEFT WHAT
                >  ACTIVE      2h00 service=search
                   ACTIVE  resolves alertname=ReplicaLa…
                   PENDING  in 2h48 site="fra 1"



                ────────────────────────────────────────
                 NEXT  .  go to #4127, SEV1, which nobo…
                 E end  c change  + 1h  Esc back  ? help
                """)
    }

    @Test("The list at 80x24")
    func list80() {
        let sitting = Sitting.atSilences(width: 80, height: 24)

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Silences                                sam  03:12Z  LIVE
                 2 active  1 pending  counted 03:12Z

                   STATE       LEFT MUTES REVIEW WHO      WHAT                    WHY
                >  ACTIVE      2h00     3    48m kim      service=search          reindexing
                   ACTIVE  resolves     2      - sam      alertname=ReplicaLag i… set from #4121
                   PENDING  in 2h48     0      - nobody   site="fra 1"            -







                ────────────────────────────────────────────────────────────────────────────────
                 STATE     active for another 2h00, until 05:12Z
                 WHAT      service=search
                 OWNER     kim
                 WHY       reindexing
                 REVIEW    a reminder opens at 2026-11-23 04:00Z
                 MUTES     3 alerts, in #4129 SEV2
                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  .  go to #4127, SEV1, which nobody has
                 E end  c change  + 1h  n new  H over  / filter  Enter open  Esc back  ? help
                """)
    }

    @Test("The list with those that are over at 120x36")
    func list120() {
        var sitting = Sitting.atSilences(width: 120, height: 36)
        sitting.type("Hj")
        sitting.send(.silences(Sample.silences + [Sample.over]))

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Silences                                                                        sam  03:12Z  LIVE
                 2 active   1 pending   1 over   counted 03:12Z

                   STATE       LEFT MUTES REVIEW WHO      WHAT                                        WHY
                   ACTIVE      2h00     3    48m kim      service=search                              reindexing
                >  ACTIVE  resolves     2      - sam      alertname=ReplicaLag instance=~"db.*"       set from #4121
                   PENDING  in 2h48     0      - nobody   site="fra 1"                                -
                   OVER    1h12 ago     0      - lee      service!=mailer                             a test


















                ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
                 STATE     active until nothing that it mutes fires, 29d at most
                 WHAT      alertname=ReplicaLag instance=~"db.*"
                 OWNER     sam
                 WHY       set from #4121
                 REVIEW    no reminder was asked for
                 MUTES     2 alerts, in #4121 SEV2
                ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
                 NEXT  .  go to #4127, SEV1, which nobody has
                 E end  c change  + 1h  n new  H over  / filter  Enter open  Esc back  ? help
                """)
    }

    @Test("One in full at 40x12")
    func full40() {
        var sitting = Sitting.atSilences(width: 40, height: 12)
        sitting.press(.enter)

        #expect(
            sitting.screen == """
                 prod@web1 > Silences sam  03:12Z  LIVE
                 2 active  1 pending  counted 03:12Z
                 STATE     active for another 2h00,
                           until 05:12Z
                 WHAT      service=search
                 OWNER     kim
                 WHY       reindexing
                 REVIEW    a reminder opens at
                           2026-11-23 04:00Z
                ───────────────────────────── 10 below ─
                 NEXT  .  go to #4127, SEV1, which nobo…
                 E end  c change  + 1h  Esc back  ? help
                """)
    }

    @Test("One in full at 80x24")
    func full80() {
        var sitting = Sitting.atSilences(width: 80, height: 24)
        sitting.press(.enter)

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Silences                                sam  03:12Z  LIVE
                 2 active  1 pending  counted 03:12Z

                 STATE     active for another 2h00, until 05:12Z
                 WHAT      service=search
                 OWNER     kim
                 WHY       reindexing
                 REVIEW    a reminder opens at 2026-11-23 04:00Z
                 MUTES     3 alerts, in #4129 SEV2
                           #4129 SEV2 triggered p99 4.1s (SLO 0.8s)
                 START     2026-11-23 03:00Z
                 END       2026-11-23 05:12Z
                 CHANGED   2026-11-23 03:00Z
                 REPLACES  50000000-0000-4000-8000-000000000005, which is over
                 ID        60000000-0000-4000-8000-000000000006






                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  .  go to #4127, SEV1, which nobody has
                 E end  c change  + 1h  n new  H over  / filter  Enter open  Esc back  ? help
                """)
    }

    @Test("No silences at 40x12")
    func none40() {
        let sitting = Sitting.atSilences(width: 40, height: 12, [])

        #expect(
            sitting.screen == """
                 prod@web1 > Silences sam  03:12Z  LIVE
                 0 active  counted 03:12Z
                   STATE       LEFT WHAT
                   No silences.
                   S on an incident sets one for a
                   time, U until it resolves.



                ────────────────────────────────────────
                 NEXT  .  go to #4127, SEV1, which nobo…
                 E end  c change  + 1h  Esc back  ? help
                """)
    }

    @Test("No silences, and the link lost, at 80x24")
    func stale80() {
        var sitting = Sitting.atSilences(width: 80, height: 24, [])
        sitting.send(.link(.lost(since: sitting.now, why: "nothing listens there")))
        sitting.wait(.seconds(30))

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Silences                           sam  03:12Z  STALE 30s
                 0 active  counted 03:12Z
                 router unreachable since 03:12Z: nothing listens there. This may be old; tryin…
                   STATE       LEFT MUTES REVIEW WHO      WHAT                    WHY
                   There were no silences when the router was last heard.
                   There may be by now.















                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  ^R  try the router now; the console does so by itself too
                 E end  c change  + 1h  n new  H over  / filter  Enter open  Esc back  ? help
                """)
    }

    @Test("A router that is too old at 80x24")
    func missing80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type("7")
        sitting.send(
            .silencesMissing(
                "what answers at http://web1 is no router of this version: it answered 404"))

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Silences                                sam  03:12Z  LIVE


                   STATE       LEFT MUTES REVIEW WHO      WHAT                    WHY
                   The router did not tell its silences.
                   what answers at http://web1 is no router of this version: it answered 404
                   ^R asks again. A router that is older than this console may not know them.














                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  .  go to #4127, SEV1, which nobody has
                 E end  c change  + 1h  n new  H over  / filter  Enter open  Esc back  ? help
                """)
    }

    @Test("Hostile names leave no mark on the screen but their own, at 80x24")
    func hostile80() {
        var foreign = Sample.reindexing
        foreign.silence.createdBy = SafeText("p\u{430}ypal")
        foreign.silence.comment = SafeText(String("\u{1B}[2Jsafe\u{202E}gnp.exe"))
        foreign.silence.matchers = [SilenceMatcher(name: "a\nb", value: "支払い\u{202E}\"x\"")]
        var sitting = Sitting.atSilences(width: 80, height: 24, [foreign])
        sitting.press(.enter)

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Silences                                sam  03:12Z  LIVE
                 1 active  counted 03:12Z

                 STATE     active for another 2h00, until 05:12Z
                 WHAT      a b="支払い�\\"x\\""
                 NOTE      HIDDEN CHARACTERS in it, each marked
                 OWNER     pаypal(?)
                 WHY       �[2Jsafe�gnp.exe
                 REVIEW    a reminder opens at 2026-11-23 04:00Z
                 MUTES     3 alerts, in #4129 SEV2
                           #4129 SEV2 triggered p99 4.1s (SLO 0.8s)
                 START     2026-11-23 03:00Z
                 END       2026-11-23 05:12Z
                 CHANGED   2026-11-23 03:00Z
                 REPLACES  50000000-0000-4000-8000-000000000005, which is over
                 ID        60000000-0000-4000-8000-000000000006





                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  .  go to #4127, SEV1, which nobody has
                 E end  c change  + 1h  n new  H over  / filter  Enter open  Esc back  ? help
                """)
    }
}
