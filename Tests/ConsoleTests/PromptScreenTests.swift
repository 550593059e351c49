import Console
import Incidents
import TerminalUI
import Testing

@Suite("Questions, as they are drawn")
struct PromptScreenTests {
    @Test("Why a line was not taken stands alone, whatever was said there before")
    func faultAlone() {
        var sitting = Sitting(Sample.night)
        sitting.type("  S")
        #expect(sitting.message.contains("a silence is set for one incident at a time; 2 are chosen"))
        sitting.type("s")
        sitting.press(.control("u"))
        sitting.type("soon")
        sitting.press(.enter)
        let words = sitting.message.filter { $0 != "─" }
        #expect(words == " \"soon\" is no span; such as 30m, 2h, 1h30m, 1d ", "\(sitting.message)")
    }

    @Test("Resolving names how many alerts still fire at 40x12")
    func resolve40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.type("R")

        #expect(
            sitting.screen == """
                 prod@web1            sam  03:12Z  LIVE
                 4 NEED ACK  2 acked  1 snoozed
                   SEV STATE     AGE      ID SERVICE
                > !1   TRIG       6m   #4127 checkout-a…
                  !2   MUTED    1h10   #4126 backup
                  !2   TRIG       3m   #4129 search
                  !3   NO NEWS   11m   #4128 rack-7
                   2   ACK       41m   #4121 ledger-db
                   3   MITG     2h03   #4115 batch-etl
                ────────────────────────────────────────
                 resolve #4127? 18 alerts still fire
                 y yes   any other key no
                """)
    }

    @Test("Resolving names how many alerts still fire at 80x24")
    func resolve80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type("R")

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
                 DO       Enter opens it: its alerts, and the runbook if they name one
                ────────────────────────────────────────────────────────────────────────────────
                 resolve #4127? 18 alerts still fire
                 y yes   any other key no
                """)
    }

    @Test("Merging names the highest severity and who it counts as acknowledged by at 40x12")
    func merge40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.type(" jjj")
        sitting.type("m")

        #expect(
            sitting.screen == """
                 prod@web1            sam  03:12Z  LIVE
                 4 NEED ACK  2 acked  1 snoozed
                 marked #4127
                 *!1   TRIG       6m   #4127 checkout-a…
                  !2   MUTED    1h10   #4126 backup
                  !2   TRIG       3m   #4129 search
                  !3   NO NEWS   11m   #4128 rack-7
                ────────────────────────────────────────
                 merge #4127 into #4121? it will be
                 SEV1; triggered #4127 counts as
                 acknowledged by sam
                 y yes   any other key no
                """)
    }

    @Test("Merging names the highest severity and who it counts as acknowledged by at 80x24")
    func merge80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type(" jjj")
        sitting.type("m")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:12Z  LIVE
                 4 NEED ACK  2 acked  1 snoozed  1 mitigated  1 cleared
                 marked #4127
                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                 *!1   TRIG       6m     5m   #4127 checkout-api  5xx 12% (SLO 1%)    nobody
                  !2   MUTED    1h10 paused   #4126 backup        MUTED by kim until 04:00Z: ba…
                  !2   TRIG       3m     5m   #4129 search        p99 4.1s (SLO 0.8s) nobody
                  !3   NO NEWS   11m     5m   #4128 rack-7        fan speed low       nobody
                >  2   ACK       41m    16m   #4121 ledger-db     replica lag 95s     sam
                   3   MITG     2h03   3h38   #4115 batch-etl     job late 40m        lee
                   3   ACK      1h12    28m   #4118 mailer        queue 18k, rising   kim
                   4   SNOOZE   3h09 04:10Z   #4102 cdn-edge      certificate expire… sam
                   3   CLRD      32m      -   #4125 web           disk 91% on web3    unseen


                ─── #4121 ledger-db ────────────────────────────────────────────────────────────
                 WHAT     replica lag 95s. 2 of 2 alerts firing
                 SINCE    02:31Z (41m)
                 CHANGED  no change source connected
                 WHO      you since 02:58Z; rings again in 16m if nothing is done
                ────────────────────────────────────────────────────────────────────────────────
                 merge #4127 into #4121? it will be SEV1; triggered #4127 counts as
                 acknowledged by sam
                 y yes   any other key no
                """)
    }

    @Test("A note is typed at 80x24")
    func note80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type("chot disk")

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
                 DO       Enter opens it: its alerts, and the runbook if they name one
                ────────────────────────────────────────────────────────────────────────────────
                 note on #4127: hot disk
                 Enter goes on   Esc leaves
                """)
    }

    @Test("A snooze suggests 30 minutes at 40x12")
    func snooze40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.type("s")

        #expect(
            sitting.screen == """
                 prod@web1            sam  03:12Z  LIVE
                 4 NEED ACK  2 acked  1 snoozed
                   SEV STATE     AGE      ID SERVICE
                > !1   TRIG       6m   #4127 checkout-a…
                  !2   MUTED    1h10   #4126 backup
                  !2   TRIG       3m   #4129 search
                  !3   NO NEWS   11m   #4128 rack-7
                   2   ACK       41m   #4121 ledger-db
                   3   MITG     2h03   #4115 batch-etl
                ────────────────────────────── 3 below ─
                 snooze #4127 for (30m, 2h, 1d): 30m
                 Enter goes on   Esc leaves
                """)
    }

    @Test("The menu names reasons at 40x12")
    func menu40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.type("x")

        #expect(
            sitting.screen == """
                 prod@web1            sam  03:12Z  LIVE
                ─ what to do with #4127? ───────────────
                 a  acknowledge; mine: renew; CLRD: seen
                 t  take, and be assigned; asks when so…
                 s  snooze for a while
                 c  write a note into the timeline
                 R  resolve
                 u  undo my last act, within 10 s  off:…
                 i  mitigate: users are fine, the cause…
                 k  unacknowledge: give it back, and ri…
                 o  reopen, and ring  off: #4127 is open
                 a letter does it, any other key leaves
                """)
    }

    @Test("The menu names reasons at 80x24")
    func menu80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type("x")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:12Z  LIVE
                 4 NEED ACK  2 acked  1 snoozed  1 mitigated  1 cleared

                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                > !1   TRIG       6m     5m   #4127 checkout-api  5xx 12% (SLO 1%)    nobody
                  !2   MUTED    1h10 paused   #4126 backup        MUTED by kim until 04:00Z: ba…
                  !2   TRIG       3m     5m   #4129 search        p99 4.1s (SLO 0.8s) nobody
                  !3   NO NEWS   11m     5m   #4128 rack-7        fan speed low       nobody
                ─ what to do with #4127? ───────────────────────────────────────────────────────
                 a  acknowledge; mine: renew; CLRD: seen
                 t  take, and be assigned; asks when somebody has it
                 s  snooze for a while
                 c  write a note into the timeline
                 R  resolve
                 u  undo my last act, within 10 s  off: no act of yours in the last 10 s to undo
                 i  mitigate: users are fine, the cause remains  off: nobody has #4127; acknowl…
                 k  unacknowledge: give it back, and ring  off: #4127 is not acknowledged
                 o  reopen, and ring  off: #4127 is open
                 v  set the severity
                 w  unmerge: make it its own incident again  off: #4127 was not merged
                 S  silence its alerts for a while: 2h, until 06:00
                 U  acknowledge until it resolves: a silence that ends with its alerts
                 m  merge those marked into the one under the cursor  off: mark others with Spa…
                 a letter does it, any other key leaves
                """)
    }
}
