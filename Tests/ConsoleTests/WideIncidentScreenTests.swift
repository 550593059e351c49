import Console
import Incidents
import TerminalUI
import Testing

@Suite("An opened incident, on a wide screen")
struct WideIncidentScreenTests {
    @Test("Its timeline at 160x48")
    func timeline160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > #4127                                                                                                                   sam  03:12Z  LIVE
                 SEV1   TRIG since 03:06Z   open 6m   checkout-api   rings in 5m   18 of 18 alerts

                 [Timeline 5]  Alerts 3   Notes 1   People 1                                                    │ WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                 03:06  router    opened: 5xx 12% (SLO 1%)                                                      │ SINCE    03:06Z (6m)
                 03:06  router    rang: SEV1 opened                                                             │ CHANGED  no change source connected
                 03:07  router    +17 new, 18 firing                                                            │ WHO      nobody yet; every console rings again in 5m if you do
                 03:08  kim       note: v812 went out at 02:59Z, and it is the first with the new retry policy  │          nothing
                >03:11  router    rang again: nobody has it                                                     │ DO       runbook https://runbooks.example/checkout-5xx
                                                                                                                │ PEOPLE   kim: 1 act, last note 03:08Z
                                                                                                                │ LABELS   alertname=Sample service=checkout-api
                                                                                                                │───────────────────────────────────────────────────────────────
                                                                                                                │ 2026-11-23 03:11Z router, paged: rang again: nobody has it
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
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                ─ follow ON ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge #4127 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Tab tab  Esc back  x more  ? help
                """)
    }

    @Test("Its alerts at 160x48")
    func alerts160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        sitting.type("l")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > #4127                                                                                                                   sam  03:12Z  LIVE
                 SEV1   TRIG since 03:06Z   open 6m   checkout-api   rings in 5m   18 of 18 alerts

                  Timeline 5  [Alerts 3]  Notes 1   People 1                                                    │ WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                >FIRING      5m  HighErrorRate instance=web2:9100 path=/pay                                     │ SINCE    03:06Z (6m)
                 FIRING      6m  HighErrorRate instance=web1:9100 path=/pay                                     │ CHANGED  no change source connected
                 RESOLVED    4m  HighErrorRate instance=web3:9100 path=/pay                                     │ WHO      nobody yet; every console rings again in 5m if you do
                                                                                                                │          nothing
                                                                                                                │ DO       runbook https://runbooks.example/checkout-5xx
                                                                                                                │ PEOPLE   kim: 1 act, last note 03:08Z
                                                                                                                │ LABELS   alertname=Sample service=checkout-api
                                                                                                                │───────────────────────────────────────────────────────────────
                                                                                                                │ summary: 5xx 12% (SLO 1%)
                                                                                                                │ runbook_url: https://runbooks.example/checkout-5xx
                                                                                                                │ labels: alertname=HighErrorRate instance=web2:9100 path=/pay
                                                                                                                │ since 03:07Z
                                                                                                                │ from http://prometheus.example/graph
                                                                                                                │─── last events ───────────────────────────────────────────────
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
                                                                                                                │
                                                                                                                │
                ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge #4127 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Tab tab  Esc back  x more  ? help
                """)
    }

    @Test("Its notes at 160x48")
    func notes160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        sitting.type("ll")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > #4127                                                                                                                   sam  03:12Z  LIVE
                 SEV1   TRIG since 03:06Z   open 6m   checkout-api   rings in 5m   18 of 18 alerts

                  Timeline 5   Alerts 3  [Notes 1]  People 1                                                    │ WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                >03:08  kim       note: v812 went out at 02:59Z, and it is the first with the new retry policy  │ SINCE    03:06Z (6m)
                                                                                                                │ CHANGED  no change source connected
                                                                                                                │ WHO      nobody yet; every console rings again in 5m if you do
                                                                                                                │          nothing
                                                                                                                │ DO       runbook https://runbooks.example/checkout-5xx
                                                                                                                │ PEOPLE   kim: 1 act, last note 03:08Z
                                                                                                                │ LABELS   alertname=Sample service=checkout-api
                                                                                                                │───────────────────────────────────────────────────────────────
                                                                                                                │ 2026-11-23 03:08Z kim, note: v812 went out at 02:59Z, and it
                                                                                                                │ is the first with the new retry policy
                                                                                                                │─── last events ───────────────────────────────────────────────
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
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                                                                                                                │
                ─ follow ON ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge #4127 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Tab tab  Esc back  x more  ? help
                """)
    }
}
