import Console
import Incidents
import TerminalUI
import Testing

@Suite("An opened incident in the middle of the night: several people, a draft, an alert with hidden characters")
struct IncidentNightTests {
    private static func night(_ width: Int, _ height: Int) -> Sitting {
        let number = IncidentNumber(4127)
        var incident = Sample.acknowledged(Sample.checkout, by: "sam", at: Sample.at(3, 10))
        incident.assignee = "lee"
        var sitting = Sitting(width: width, height: height, [incident, Sample.ledger])
        sitting.press(.enter)
        sitting.send(.present([number: [Onlooker("kim", isWriting: true), Onlooker("sam")]]))
        var alerts = Sample.alerts
        alerts[1].annotations.append(LabelText(name: "summary", value: SafeText("pay\u{202E}ments fail" as String)))
        sitting.send(.detail(incident, timeline: Sample.timeline, alerts: alerts))
        sitting.feed(.timeline(Sample.entry(5, sitting.now, .person("kim"), .note, "canary was skipped\nflag pay_v2")))
        return sitting
    }

    @Test("Its timeline at 40x12")
    func timeline40() {
        let sitting = Self.night(40, 12)
        #expect(
            sitting.screen == """
                 prod@web1 > #4127    sam  03:12Z  LIVE
                 SEV1  ACK by sam since 03:10Z  open 6m
                 WHAT     5xx 12% (SLO 1%). 18 of 18 al…
                 [Timeline 6] A 3 N 2 P 3
                 03:06  router    rang: SEV1 opened
                 03:07  router    +17 new, 18 firing
                 03:08  kim       note: v812 went out a…
                 03:11  router    rang again: nobody ha…
                >03:12  kim       note: canary was… new
                 kim noted on #4127: canary was skipped…
                 NEXT  c  note what you find on #4127
                 a ack  t take  s snooze  x more  ? help
                """)
    }

    @Test("Its timeline at 120x36")
    func timeline120() {
        let sitting = Self.night(120, 36)
        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > #4127                                                                           sam  03:12Z  LIVE
                 SEV1   ACK by sam since 03:10Z   open 6m   checkout-api   rings in 28m   18 of 18 alerts

                 [Timeline 6]  Alerts 3   Notes 2   People 3                            │ WHAT     5xx 12% (SLO 1%). 18 of 18 alerts
                 03:06  router    opened: 5xx 12% (SLO 1%)                              │          firing
                 03:06  router    rang: SEV1 opened                                     │ SINCE    03:06Z (6m)
                 03:07  router    +17 new, 18 firing                                    │ CHANGED  no change source connected
                 03:08  kim       note: v812 went out at 02:59Z, and it is the first wi…│ WHO      you since 03:10Z; rings again in 28m
                 03:11  router    rang again: nobody has it                             │          if nothing is done; assigned to lee
                >03:12  kim       note: canary was skipped / flag pay_v2            new │ DO       runbook
                                                                                        │          https://runbooks.example/checkout-5xx
                                                                                        │ HERE     kim writing
                                                                                        │ PEOPLE   sam (you): has it since 03:10Z; here
                                                                                        │          lee: assigned
                                                                                        │          kim: here, writing; 2 acts, last not…
                                                                                        │ LABELS   alertname=Sample service=checkout-api
                                                                                        │───────────────────────────────────────────────
                                                                                        │ 2026-11-23 03:12Z kim, note:
                                                                                        │ canary was skipped
                                                                                        │ flag pay_v2
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
                ─ kim noted on #4127: canary was skipped / flag pay_v2 ─────────────────────────────────────────────────────────────────
                 NEXT  c  note what you find on #4127
                 a ack  t take  s snooze  c note  R resolve  Tab tab  Esc back  x more  ? help
                """)
    }

    @Test("Its alerts at 120x36")
    func alerts120() {
        var sitting = Self.night(120, 36)
        sitting.type("l")
        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > #4127                                                                           sam  03:12Z  LIVE
                 SEV1   ACK by sam since 03:10Z   open 6m   checkout-api   rings in 28m   18 of 18 alerts

                  Timeline 6  [Alerts 3]  Notes 2   People 3                            │ WHAT     5xx 12% (SLO 1%). 18 of 18 alerts
                >FIRING      5m  HighErrorRate instance=web2:9100 path=/p… hidden chars │          firing
                 FIRING      6m  HighErrorRate instance=web1:9100 path=/pay             │ SINCE    03:06Z (6m)
                 RESOLVED    4m  HighErrorRate instance=web3:9100 path=/pay             │ CHANGED  no change source connected
                                                                                        │ WHO      you since 03:10Z; rings again in 28m
                                                                                        │          if nothing is done; assigned to lee
                                                                                        │ DO       runbook
                                                                                        │          https://runbooks.example/checkout-5xx
                                                                                        │ HERE     kim writing
                                                                                        │ PEOPLE   sam (you): has it since 03:10Z; here
                                                                                        │          lee: assigned
                                                                                        │          kim: here, writing; 2 acts, last not…
                                                                                        │ LABELS   alertname=Sample service=checkout-api
                                                                                        │───────────────────────────────────────────────
                                                                                        │ HIDDEN CHARACTERS in it, each marked; :raw
                                                                                        │ shows what they are
                                                                                        │ summary: 5xx 12% (SLO 1%)
                                                                                        │ runbook_url:
                                                                                        │ https://runbooks.example/checkout-5xx
                                                                                        │ summary: pay�ments fail
                                                                                        │ labels: alertname=HighErrorRate
                                                                                        │ instance=web2:9100 path=/pay
                                                                                        │ since 03:07Z
                                                                                        │ from http://prometheus.example/graph
                                                                                        │─── last events ───────────────────────────────
                                                                                        │ 03:06  router    rang: SEV1 opened
                                                                                        │ 03:07  router    +17 new, 18 firing
                                                                                        │ 03:08  kim       note: v812 went out at 02:59…
                                                                                        │ 03:11  router    rang again: nobody has it
                                                                                        │ 03:12  kim       note: canary was skipped / f…
                ─ kim noted on #4127: canary was skipped / flag pay_v2 ─────────────────────────────────────────────────────────────────
                 NEXT  c  note what you find on #4127
                 a ack  t take  s snooze  c note  R resolve  Tab tab  Esc back  x more  ? help
                """)
    }

    @Test("Its timeline at 200x60")
    func timeline200() {
        let sitting = Self.night(200, 60)
        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > #4127                                                                                                                                                           sam  03:12Z  LIVE
                 SEV1   ACK by sam since 03:10Z   open 6m   checkout-api   rings in 28m   18 of 18 alerts

                 [Timeline 6]  Alerts 3   Notes 2   People 3                                                                            │ WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                 03:06  router    opened: 5xx 12% (SLO 1%)                                                                              │ SINCE    03:06Z (6m)
                 03:06  router    rang: SEV1 opened                                                                                     │ CHANGED  no change source connected
                 03:07  router    +17 new, 18 firing                                                                                    │ WHO      you since 03:10Z; rings again in 28m if nothing is done; assigned to
                 03:08  kim       note: v812 went out at 02:59Z, and it is the first with the new retry policy                          │          lee
                 03:11  router    rang again: nobody has it                                                                             │ DO       runbook https://runbooks.example/checkout-5xx
                >03:12  kim       note: canary was skipped / flag pay_v2                                                            new │ HERE     kim writing
                                                                                                                                        │ PEOPLE   sam (you): has it since 03:10Z; here
                                                                                                                                        │          lee: assigned
                                                                                                                                        │          kim: here, writing; 2 acts, last note 03:12Z
                                                                                                                                        │ LABELS   alertname=Sample service=checkout-api
                                                                                                                                        │───────────────────────────────────────────────────────────────────────────────
                                                                                                                                        │ 2026-11-23 03:12Z kim, note:
                                                                                                                                        │ canary was skipped
                                                                                                                                        │ flag pay_v2
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
                                                                                                                                        │
                                                                                                                                        │
                                                                                                                                        │
                                                                                                                                        │
                                                                                                                                        │
                                                                                                                                        │
                                                                                                                                        │
                ─ kim noted on #4127: canary was skipped / flag pay_v2 ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
                 NEXT  c  note what you find on #4127
                 a ack  t take  s snooze  c note  R resolve  Tab tab  Esc back  x more  ? help
                """)
    }

    @Test("A draft that was left, at 80x24")
    func draft80() {
        var sitting = Self.night(80, 24)
        sitting.type("clooks like v812")
        sitting.press(.escape)
        sitting.wait(.seconds(15))
        sitting.send(.link(.live))
        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > #4127                                   sam  03:12Z  LIVE
                 SEV1  ACK by sam since 03:10Z  open 6m  checkout-api  rings in 28m
                 WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                 WHO      you since 03:10Z; rings again in 28m if nothing is done; assigned to …
                 DO       runbook https://runbooks.example/checkout-5xx
                 DRAFT not sent, c goes on   HERE kim writing
                 [Timeline 6]  Alerts 3   Notes 2   People 3
                 03:06  router    opened: 5xx 12% (SLO 1%)
                 03:06  router    rang: SEV1 opened
                 03:07  router    +17 new, 18 firing
                 03:08  kim       note: v812 went out at 02:59Z, and it is the first with the n…
                 03:11  router    rang again: nobody has it
                >03:12  kim       note: canary was skipped / flag pay_v2




                ──── follow ON ─────────────────────────────────────────────────────────────────
                 2026-11-23 03:12Z kim, note:
                 canary was skipped
                 flag pay_v2
                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  c  note what you find on #4127
                 a ack  t take  s snooze  c note  R resolve  Tab tab  Esc back  x more  ? help
                """)
    }
}
