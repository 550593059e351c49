import Console
import Incidents
import TerminalUI
import Testing

@Suite("What must not be overlooked, as it is drawn")
struct FaultScreenTests {
    @Test("The link is lost at 40x12")
    func stale40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.send(.link(.lost(since: sitting.now, why: "connection refused")))
        sitting.wait(.seconds(45))

        #expect(
            sitting.screen == """
                 prod@web1       sam  03:12Z  STALE 40s
                 4 NEED ACK  2 acked  1 snoozed
                 router unreachable since 03:12Z: conne…
                > !1   TRIG       6m   #4127 checkout-a…
                  !2   MUTED    1h10   #4126 backup
                  !2   TRIG       3m   #4129 search
                  !3   NO NEWS   11m   #4128 rack-7
                   2   ACK       41m   #4121 ledger-db
                   3   MITG     2h03   #4115 batch-etl
                ────────────────────────────── 3 below ─
                 NEXT  ^R  try the router now; the cons…
                 a ack  t take  s snooze  x more  ? help
                """)
    }

    @Test("The link is lost at 80x24")
    func stale80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.send(.link(.lost(since: sitting.now, why: "connection refused")))
        sitting.wait(.seconds(45))

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                             sam  03:12Z  STALE 40s
                 4 NEED ACK  2 acked  1 snoozed  1 mitigated  1 cleared
                 router unreachable since 03:12Z: connection refused. This may be old; trying a…
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
                 NEXT  ^R  try the router now; the console does so by itself too
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
    }

    @Test("The link is lost at 160x48")
    func stale160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.send(.link(.lost(since: sitting.now, why: "connection refused")))
        sitting.wait(.seconds(45))

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                                                                                             sam  03:12Z  STALE 40s
                 4 NEED ACK   2 acked   1 snoozed   1 mitigated   1 cleared   27 alerts -> 8 incidents
                 router unreachable since 03:12Z: connection refused. This may be old; trying again
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
                 NEXT  ^R  try the router now; the console does so by itself too
                 a ack  t take  s snooze  c note  R resolve  Enter open  Esc back  m merge  x more  ? help
                """)
    }

    @Test("The store cannot be written at 40x12")
    func degraded40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.send(.degraded("the store cannot be written: disk full"))

        #expect(
            sitting.screen == """
                 prod@web1        sam  03:12Z  DEGRADED
                 4 NEED ACK  2 acked  1 snoozed
                 ROUTER DEGRADED: the store cannot be w…
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

    @Test("The store cannot be written at 80x24")
    func degraded80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.send(.degraded("the store cannot be written: disk full"))

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                              sam  03:12Z  DEGRADED
                 4 NEED ACK  2 acked  1 snoozed  1 mitigated  1 cleared
                 ROUTER DEGRADED: the store cannot be written: disk full
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

    @Test("The store cannot be written, with an incident opened")
    func degradedOpened() {
        var sitting = Sitting(Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        sitting.send(.degraded("the store cannot be written: disk full"))

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > #4127                               sam  03:12Z  DEGRADED
                 SEV1  TRIG since 03:06Z  open 6m  checkout-api  rings in 5m  18 of 18 alerts
                 WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                 WHO      nobody yet; every console rings again in 5m if you do nothing
                 DO       runbook https://runbooks.example/checkout-5xx
                 ROUTER DEGRADED: the store cannot be written: disk full
                 [Timeline 5]  Alerts 3   Notes 1   People 1
                 03:06  router    opened: 5xx 12% (SLO 1%)
                 03:06  router    rang: SEV1 opened
                 03:07  router    +17 new, 18 firing
                 03:08  kim       note: v812 went out at 02:59Z, and it is the first with the n…
                >03:11  router    rang again: nobody has it





                ──── follow ON ─────────────────────────────────────────────────────────────────
                 2026-11-23 03:11Z router, paged: rang again: nobody has it


                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge #4127 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Tab tab  Esc back  x more  ? help
                """)
    }

    @Test("A person who may only read")
    func readOnly() {
        let why: SafeText = "add `- name: eve` under people in midwatch.yaml"
        let you = ConsoleSnapshot.Person(name: "eve", mayAct: false, why: why)
        let sitting = Sitting([Sample.checkout, Sample.ledger], you: you)

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                     eve (reads only)  03:12Z  LIVE
                 1 NEED ACK  1 acked  20 alerts -> 2 incidents
                 read only: add `- name: eve` under people in midwatch.yaml
                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                > !1   TRIG       6m     5m   #4127 checkout-api  5xx 12% (SLO 1%)    nobody
                   2   ACK       41m    16m   #4121 ledger-db     replica lag 95s     sam









                ─── #4127 checkout-api ─────────────────────────────────────────────────────────
                 WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                 SINCE    03:06Z (6m)
                 CHANGED  no change source connected
                 WHO      nobody yet; every console rings again in 5m if you do nothing
                 DO       Enter opens it: its alerts, and the runbook if they name one
                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  Enter  read #4127; acting is not for you here
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
    }
}
