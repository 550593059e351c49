import Console
import Incidents
import TerminalUI
import Testing

@Suite("Questions, on a wide screen")
struct WidePromptScreenTests {
    @Test("Resolving names how many alerts still fire at 160x48")
    func resolve160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.type("R")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                                                                                                  sam  03:12Z  LIVE
                 4 NEED ACK   2 acked   1 snoozed   1 mitigated   1 cleared   27 alerts -> 8 incidents

                   SEV STATE     AGE  RINGS      ID SERVICE               WHAT                        WHO       │ #4127 checkout-api   SEV1   TRIG   6m
                > !1   TRIG       6m     5m   #4127 checkout-api          5xx 12% (SLO 1%)            nobody    │ WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                  !2   MUTED    1h10 paused   #4126 backup                MUTED by kim until 04:00Z: backup mis…│ SINCE    03:06Z (6m)
                  !2   TRIG       3m     5m   #4129 search                p99 4.1s (SLO 0.8s)         nobody    │ CHANGED  no change source connected
                  !3   NO NEWS   11m     5m   #4128 rack-7                fan speed low               nobody    │ WHO      nobody yet; every console rings again in 5m if you do
                   2   ACK       41m    16m   #4121 ledger-db             replica lag 95s             sam       │          nothing
                   3   MITG     2h03   3h38   #4115 batch-etl             job late 40m                lee       │ DO       Enter opens it: its alerts, and the runbook if they
                   3   ACK      1h12    28m   #4118 mailer                queue 18k, rising           kim       │          name one
                   4   SNOOZE   3h09 04:10Z   #4102 cdn-edge              certificate expires in 6d   sam       │ LABELS   alertname=Sample service=checkout-api
                   3   CLRD      32m      -   #4125 web                   disk 91% on web3            unseen    │
                                                                                                                │ TIMELINE
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                ────────────────────────────────────────────────────────────────────────────────────────────────│
                   BY SERVICE                             NEED ACK     OPEN   FIRING    WORST                   │
                   checkout-api                                  1        1       18     SEV1                   │
                   backup                                        1        1        1     SEV2                   │
                   search                                        1        1        1     SEV2                   │
                   rack-7                                        1        1        0     SEV3                   │
                   ledger-db                                     0        1        2     SEV2                   │
                ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
                 resolve #4127? 18 alerts still fire
                 y yes   any other key no
                """)
    }

    @Test("The menu names reasons at 160x48")
    func menu160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.type("x")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                                                                                                  sam  03:12Z  LIVE
                 4 NEED ACK   2 acked   1 snoozed   1 mitigated   1 cleared   27 alerts -> 8 incidents

                   SEV STATE     AGE  RINGS      ID SERVICE               WHAT                        WHO       │ #4127 checkout-api   SEV1   TRIG   6m
                > !1   TRIG       6m     5m   #4127 checkout-api          5xx 12% (SLO 1%)            nobody    │ WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                  !2   MUTED    1h10 paused   #4126 backup                MUTED by kim until 04:00Z: backup mis…│ SINCE    03:06Z (6m)
                  !2   TRIG       3m     5m   #4129 search                p99 4.1s (SLO 0.8s)         nobody    │ CHANGED  no change source connected
                  !3   NO NEWS   11m     5m   #4128 rack-7                fan speed low               nobody    │ WHO      nobody yet; every console rings again in 5m if you do
                   2   ACK       41m    16m   #4121 ledger-db             replica lag 95s             sam       │          nothing
                   3   MITG     2h03   3h38   #4115 batch-etl             job late 40m                lee       │ DO       Enter opens it: its alerts, and the runbook if they
                   3   ACK      1h12    28m   #4118 mailer                queue 18k, rising           kim       │          name one
                   4   SNOOZE   3h09 04:10Z   #4102 cdn-edge              certificate expires in 6d   sam       │ LABELS   alertname=Sample service=checkout-api
                   3   CLRD      32m      -   #4125 web                   disk 91% on web3            unseen    │
                                                                                                                │ TIMELINE
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                ─ what to do with #4127? ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
                 a  acknowledge; mine: renew; CLRD: seen
                 t  take, and be assigned; asks when somebody has it
                 s  snooze for a while
                 c  write a note into the timeline
                 R  resolve
                 u  undo my last act, within 10 s  off: no act of yours in the last 10 s to undo
                 i  mitigate: users are fine, the cause remains  off: nobody has #4127; acknowledge it first
                 k  unacknowledge: give it back, and ring  off: #4127 is not acknowledged
                 o  reopen, and ring  off: #4127 is open
                 v  set the severity
                 w  unmerge: make it its own incident again  off: #4127 was not merged
                 S  silence its alerts for a while: 2h, until 06:00
                 U  acknowledge until it resolves: a silence that ends with its alerts
                 m  merge those marked into the one under the cursor  off: mark others with Space first; they go into the one under the cursor
                 a letter does it, any other key leaves
                """)
    }
}
