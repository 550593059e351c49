import Console
import Incidents
import TerminalUI
import Testing

@Suite("Journeys: keys in, screens out")
struct JourneyTests {
    static let start = Timestamp(milliseconds: 1_795_403_160_000)

    static func journey(width: Int = 80, height: Int = 24) -> Journey<ScriptedRouter> {
        Journey(ScriptedRouter(me: "sam"), width: width, height: height, at: start)
    }

    @Test("Woken at 03:06: an incident appears by itself, one key takes it, a note is written, it is resolved")
    func woken() {
        var journey = Self.journey()
        journey.wait(.minutes(2))
        let opened = journey.router.open(17, .sev1, "5xx 12% (SLO 1%)", service: "checkout-api", at: journey.now)
        journey.deliver(opened)
        #expect(journey.rings == 1)
        #expect(
            journey.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:08Z  LIVE
                 1 NEED ACK  1 alert -> 1 incident

                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                > !1   TRIG      <1m     1m     #17 checkout-api  5xx 12% (SLO 1%)    nobody










                ─── #17 checkout-api ───────────────────────────────────────────────────────────
                 WHAT     5xx 12% (SLO 1%). 1 of 1 alert firing
                 SINCE    03:08Z (<1m)
                 CHANGED  no change source connected
                 WHO      nobody yet; every console rings again in 1m if you do nothing
                 DO       Enter opens it: its alerts, and the runbook if they name one
                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge #17 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
        journey.wait(.seconds(30))

        journey.type("a")
        #expect(
            journey.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:08Z  LIVE
                 0 NEED ACK  1 acked  1 alert -> 1 incident

                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                >  1   ACK       <1m    30m     #17 checkout-api  5xx 12% (SLO 1%)    sam










                ─── #17 checkout-api ───────────────────────────────────────────────────────────
                 WHAT     5xx 12% (SLO 1%). 1 of 1 alert firing
                 SINCE    03:08Z (<1m)
                 CHANGED  no change source connected
                 WHO      you since 03:08Z; rings again in 30m if nothing is done
                 DO       Enter opens it: its alerts, and the runbook if they name one
                ─ acked #17, u undoes (10s) ────────────────────────────────────────────────────
                 NEXT  Enter  open #17, which you have
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)

        journey.press(.enter)
        journey.type("cv812 went out at 02:59, rolling back")
        journey.press(.enter)
        #expect(
            journey.screen == """
                 MIDWATCH prod@web1 > #17                                     sam  03:08Z  LIVE
                 SEV1  ACK by sam since 03:08Z  open <1m  checkout-api  rings in 30m
                 WHAT     5xx 12% (SLO 1%). 1 of 1 alert firing
                 WHO      you since 03:08Z; rings again in 30m if nothing is done
                 DO       no runbook: none of its alerts has a runbook_url
                 CHANGED  no change source connected
                 [Timeline 3]  Alerts 0   Notes 1   People 1
                 03:08  router    opened: 5xx 12% (SLO 1%)
                 03:08  sam       acked #17
                >03:08  sam       note: v812 went out at 02:59, rolling back







                ──── follow ON ─────────────────────────────────────────────────────────────────
                 2026-11-23 03:08Z sam, note: v812 went out at 02:59, rolling back


                ─ noted on #17 ─────────────────────────────────────────────────────────────────
                 NEXT  c  note what you find on #17
                 a ack  t take  s snooze  c note  R resolve  Tab tab  Esc back  x more  ? help
                """)

        journey.wait(.minutes(4))
        journey.type("R")
        #expect(
            journey.screen == """
                 MIDWATCH prod@web1 > #17                                     sam  03:12Z  LIVE
                 SEV1  ACK by sam since 03:08Z  open 4m  checkout-api  rings in 26m
                 WHAT     5xx 12% (SLO 1%). 1 of 1 alert firing
                 WHO      you since 03:08Z; rings again in 26m if nothing is done
                 DO       no runbook: none of its alerts has a runbook_url
                 CHANGED  no change source connected
                 [Timeline 3]  Alerts 0   Notes 1   People 1
                 03:08  router    opened: 5xx 12% (SLO 1%)
                 03:08  sam       acked #17
                >03:08  sam       note: v812 went out at 02:59, rolling back







                ──── follow ON ─────────────────────────────────────────────────────────────────
                 2026-11-23 03:08Z sam, note: v812 went out at 02:59, rolling back


                ────────────────────────────────────────────────────────────────────────────────
                 resolve #17? 1 alert still fires
                 y yes   any other key no
                """)
        journey.type("y")
        #expect(
            journey.screen == """
                 MIDWATCH prod@web1 > #17                                     sam  03:12Z  LIVE
                 SEV1  RSLV since 03:12Z  checkout-api  1 of 1 alert
                 WHAT     5xx 12% (SLO 1%). 1 of 1 alert firing
                 WHO      resolved by sam at 03:12Z
                 DO       no runbook: none of its alerts has a runbook_url
                 CHANGED  no change source connected
                 [Timeline 4]  Alerts 0   Notes 1   People 1
                 03:08  router    opened: 5xx 12% (SLO 1%)
                 03:08  sam       acked #17
                 03:08  sam       note: v812 went out at 02:59, rolling back
                >03:12  sam       resolved #17






                ──── follow ON ─────────────────────────────────────────────────────────────────
                 2026-11-23 03:12Z sam, resolved: resolved #17


                ─ resolved #17, u undoes (10s) ─────────────────────────────────────────────────
                 NEXT  Esc  go on; #17 is over
                 a ack  t take  s snooze  c note  R resolve  Tab tab  Esc back  x more  ? help
                """)

        journey.press(.escape)
        journey.wait(.seconds(20))
        journey.type("q")
        #expect(journey.status == 0)
    }

    @Test("Two consoles: kim is faster, and taking over is asked about")
    func kim() {
        var journey = Self.journey(width: 40, height: 12)
        let opened = journey.router.open(17, .sev2, "p99 4.1s", service: "search", at: journey.now)
        journey.deliver(opened)
        journey.wait(.minutes(1))
        let acked = journey.router.act(Act(.acknowledge, IncidentNumber(17)), by: "kim", at: journey.now)
        journey.deliver(acked)

        journey.type("a")
        #expect(
            journey.screen == """
                 prod@web1            sam  03:07Z  LIVE
                 0 NEED ACK  1 acked
                   SEV STATE     AGE      ID SERVICE
                >  2   ACK        1m     #17 search





                 kim has it since 03:07Z; t takes over ─
                 NEXT  t  take #17 over from kim
                 a ack  t take  s snooze  x more  ? help
                """)
        journey.type("t")
        #expect(
            journey.screen == """
                 prod@web1            sam  03:07Z  LIVE
                 0 NEED ACK  1 acked
                   SEV STATE     AGE      ID SERVICE
                >  2   ACK        1m     #17 search





                ────────────────────────────────────────
                 take #17 over from kim? kim is told
                 y yes   any other key no
                """)
        journey.type("y")
        #expect(
            journey.screen == """
                 prod@web1            sam  03:07Z  LIVE
                 0 NEED ACK  1 acked
                   SEV STATE     AGE      ID SERVICE
                >  2   ACK        1m     #17 search





                 took #17, u undoes (10s) ──────────────
                 NEXT  Enter  open #17, which you have
                 a ack  t take  s snooze  x more  ? help
                """)
    }
}
