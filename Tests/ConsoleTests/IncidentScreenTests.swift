import Console
import Incidents
import TerminalUI
import Testing

@Suite("An opened incident, as it is drawn")
struct IncidentScreenTests {
    @Test("Its timeline at 40x12")
    func timeline40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)

        #expect(
            sitting.screen == """
                 prod@web1 > #4127    sam  03:12Z  LIVE
                 SEV1  TRIG since 03:06Z  open 6m
                 WHAT     5xx 12% (SLO 1%). 18 of 18 al…
                 [Timeline 5] A 3 N 1 P 1
                 03:06  router    opened: 5xx 12% (SLO …
                 03:06  router    rang: SEV1 opened
                 03:07  router    +17 new, 18 firing
                 03:08  kim       note: v812 went out a…
                >03:11  router    rang again: nobody ha…
                 follow ON ─────────────────────────────
                 NEXT  a  ack #4127 and stop its ringing
                 a ack  t take  s snooze  x more  ? help
                """)
    }

    @Test("Its timeline at 80x24")
    func timeline80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > #4127                                   sam  03:12Z  LIVE
                 SEV1  TRIG since 03:06Z  open 6m  checkout-api  rings in 5m  18 of 18 alerts
                 WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                 WHO      nobody yet; every console rings again in 5m if you do nothing
                 DO       runbook https://runbooks.example/checkout-5xx
                 CHANGED  no change source connected
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

    @Test("Its alerts at 40x12")
    func alerts40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        sitting.type("l")

        #expect(
            sitting.screen == """
                 prod@web1 > #4127    sam  03:12Z  LIVE
                 SEV1  TRIG since 03:06Z  open 6m
                 WHAT     5xx 12% (SLO 1%). 18 of 18 al…
                 T 5 [Alerts 3] N 1 P 1
                >FIRING      5m  HighErrorRate instance…
                 FIRING      6m  HighErrorRate instance…
                 RESOLVED    4m  HighErrorRate instance…


                ────────────────────────────────────────
                 NEXT  a  ack #4127 and stop its ringing
                 a ack  t take  s snooze  x more  ? help
                """)
    }

    @Test("Its alerts at 80x24")
    func alerts80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        sitting.type("l")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > #4127                                   sam  03:12Z  LIVE
                 SEV1  TRIG since 03:06Z  open 6m  checkout-api  rings in 5m  18 of 18 alerts
                 WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                 WHO      nobody yet; every console rings again in 5m if you do nothing
                 DO       runbook https://runbooks.example/checkout-5xx
                 CHANGED  no change source connected
                  Timeline 5  [Alerts 3]  Notes 1   People 1
                >FIRING      5m  HighErrorRate instance=web2:9100 path=/pay
                 FIRING      6m  HighErrorRate instance=web1:9100 path=/pay
                 RESOLVED    4m  HighErrorRate instance=web3:9100 path=/pay



                ────────────────────────────────────────────────────────────────────────────────
                 summary: 5xx 12% (SLO 1%)
                 runbook_url: https://runbooks.example/checkout-5xx
                 labels: alertname=HighErrorRate instance=web2:9100 path=/pay
                 since 03:07Z
                 from http://prometheus.example/graph


                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge #4127 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Tab tab  Esc back  x more  ? help
                """)
    }

    @Test("Its notes at 40x12")
    func notes40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        sitting.type("ll")

        #expect(
            sitting.screen == """
                 prod@web1 > #4127    sam  03:12Z  LIVE
                 SEV1  TRIG since 03:06Z  open 6m
                 WHAT     5xx 12% (SLO 1%). 18 of 18 al…
                 T 5 A 3 [Notes 1] P 1
                >03:08  kim       note: v812 went out a…




                 follow ON ─────────────────────────────
                 NEXT  a  ack #4127 and stop its ringing
                 a ack  t take  s snooze  x more  ? help
                """)
    }

    @Test("Its notes at 80x24")
    func notes80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        sitting.type("ll")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > #4127                                   sam  03:12Z  LIVE
                 SEV1  TRIG since 03:06Z  open 6m  checkout-api  rings in 5m  18 of 18 alerts
                 WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                 WHO      nobody yet; every console rings again in 5m if you do nothing
                 DO       runbook https://runbooks.example/checkout-5xx
                 CHANGED  no change source connected
                  Timeline 5   Alerts 3  [Notes 1]  People 1
                >03:08  kim       note: v812 went out at 02:59Z, and it is the first with the n…









                ──── follow ON ─────────────────────────────────────────────────────────────────
                 2026-11-23 03:08Z kim, note: v812 went out at 02:59Z, and it is the first with
                 the new retry policy

                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge #4127 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Tab tab  Esc back  x more  ? help
                """)
    }

    @Test("Before the router has told its history")
    func asked() {
        var sitting = Sitting(Sample.night)
        sitting.press(.enter)

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > #4127                                   sam  03:12Z  LIVE
                 SEV1  TRIG since 03:06Z  open 6m  checkout-api  rings in 5m  18 of 18 alerts
                 WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                 WHO      nobody yet; every console rings again in 5m if you do nothing
                 DO       its alerts are asked for
                 CHANGED  no change source connected
                 [Timeline]  Alerts   Notes   People 0
                   The router is asked for its history.









                ──── follow ON ─────────────────────────────────────────────────────────────────



                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge #4127 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Tab tab  Esc back  x more  ? help
                """)
    }
}
