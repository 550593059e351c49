import Console
import Incidents
import TerminalUI
import Testing

@Suite("The list, as it is drawn")
struct TriageScreenTests {
    @Test("One incident of each state at 40x12")
    func list40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.send(Sample.detail)

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
                 NEXT  a  ack #4127 and stop its ringing
                 a ack  t take  s snooze  x more  ? help
                """)
    }

    @Test("One incident of each state at 80x24")
    func list80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.send(Sample.detail)

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
                 NEXT  a  acknowledge #4127 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
    }

    @Test("One incident of each state at 160x48")
    func list160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.send(Sample.detail)

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
                   3   MITG     2h03   3h38   #4115 batch-etl             job late 40m                lee       │ DO       runbook https://runbooks.example/checkout-5xx
                   3   ACK      1h12    28m   #4118 mailer                queue 18k, rising           kim       │ LABELS   alertname=Sample service=checkout-api
                   4   SNOOZE   3h09 04:10Z   #4102 cdn-edge              certificate expires in 6d   sam       │
                   3   CLRD      32m      -   #4125 web                   disk 91% on web3            unseen    │ TIMELINE
                                                                                                                │ 03:06  router    opened: 5xx 12% (SLO 1%)
                                                                                                                │ 03:06  router    rang: SEV1 opened
                                                                                                                │ 03:07  router    +17 new, 18 firing
                                                                                                                │ 03:08  kim       note: v812 went out at 02:59Z, and it is the…
                                                                                                                │ 03:11  router    rang again: nobody has it
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

    @Test("The cursor on another row at 80x24")
    func second80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type("jjj")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:12Z  LIVE
                 4 NEED ACK  2 acked  1 snoozed  1 mitigated  1 cleared

                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                  !1   TRIG       6m     5m   #4127 checkout-api  5xx 12% (SLO 1%)    nobody
                  !2   MUTED    1h10 paused   #4126 backup        MUTED by kim until 04:00Z: ba…
                  !2   TRIG       3m     5m   #4129 search        p99 4.1s (SLO 0.8s) nobody
                > !3   NO NEWS   11m     5m   #4128 rack-7        fan speed low       nobody
                   2   ACK       41m    16m   #4121 ledger-db     replica lag 95s     sam
                   3   MITG     2h03   3h38   #4115 batch-etl     job late 40m        lee
                   3   ACK      1h12    28m   #4118 mailer        queue 18k, rising   kim
                   4   SNOOZE   3h09 04:10Z   #4102 cdn-edge      certificate expire… sam
                   3   CLRD      32m      -   #4125 web           disk 91% on web3    unseen


                ─── #4128 rack-7 ───────────────────────────────────────────────────────────────
                 WHAT     fan speed low. 0 of 2 alerts firing, 2 without news
                 SINCE    03:01Z (11m), no news since 03:05Z
                 CHANGED  no change source connected
                 WHO      nobody; its alerts ended without a word, and silence is not health
                 DO       Enter opens it: its alerts, and the runbook if they name one
                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge #4128 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
    }
}
