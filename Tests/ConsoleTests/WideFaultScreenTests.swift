import Console
import Incidents
import TerminalUI
import Testing

@Suite("What must not be overlooked, on a wide screen")
struct WideFaultScreenTests {
    @Test("The store cannot be written at 160x48")
    func degraded160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.send(.degraded("the store cannot be written: disk full"))

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                                                                                              sam  03:12Z  DEGRADED
                 4 NEED ACK   2 acked   1 snoozed   1 mitigated   1 cleared   27 alerts -> 8 incidents
                 ROUTER DEGRADED: the store cannot be written: disk full
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
                 NEXT  a  acknowledge #4127 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Enter open  Esc back  m merge  x more  ? help
                """)
    }
}
