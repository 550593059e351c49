import Console
import Incidents
import TerminalUI
import Testing

@Suite("Journeys with a mishap")
struct MishapJourneyTests {
    @Test("The router goes away in the middle of it: nothing is shown as done, and it is all there afterwards")
    func lost() {
        var journey = JourneyTests.journey()
        let opened = journey.router.open(17, .sev1, "5xx 12% (SLO 1%)", service: "checkout-api", at: journey.now)
        journey.deliver(opened)
        journey.wait(.seconds(10))

        journey.cut("connection refused")
        journey.wait(.seconds(30))
        journey.type("a")
        #expect(
            journey.screen == """
                 MIDWATCH prod@web1 > Triage                             sam  03:06Z  STALE 30s
                 1 NEED ACK  1 alert -> 1 incident
                 router unreachable since 03:06Z: connection refused. This may be old; trying a…
                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                > !1   TRIG      <1m     1m     #17 checkout-api  5xx 12% (SLO 1%)    nobody










                ─── #17 checkout-api ───────────────────────────────────────────────────────────
                 WHAT     5xx 12% (SLO 1%). 1 of 1 alert firing
                 SINCE    03:06Z (<1m)
                 CHANGED  no change source connected
                 WHO      nobody yet; every console rings again in 1m if you do nothing
                 DO       Enter opens it: its alerts, and the runbook if they name one
                ─ not sent: router unreachable since 03:06Z ────────────────────────────────────
                 NEXT  ^R  try the router now; the console does so by itself too
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)

        let other = journey.router.open(18, .sev2, "disk 91%", service: "web", at: journey.now)
        #expect(other.count == 1)
        journey.connect()
        #expect(
            journey.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:06Z  LIVE
                 2 NEED ACK  2 alerts -> 2 incidents

                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                > !1   TRIG      <1m     1m     #17 checkout-api  5xx 12% (SLO 1%)    nobody
                  !2   TRIG      <1m     1m     #18 web           disk 91%            nobody









                ─── #17 checkout-api ───────────────────────────────────────────────────────────
                 WHAT     5xx 12% (SLO 1%). 1 of 1 alert firing
                 SINCE    03:06Z (<1m)
                 CHANGED  no change source connected
                 WHO      nobody yet; every console rings again in 1m if you do nothing
                 DO       Enter opens it: its alerts, and the runbook if they name one
                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge #17 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
        journey.type("a")
        #expect(journey.router.incidents[IncidentNumber(17)]?.acknowledgedBy == "sam")
        #expect(journey.router.incidents[IncidentNumber(18)]?.acknowledgedBy == nil)
    }

    @Test("A slip is taken back by its name")
    func slip() {
        var journey = JourneyTests.journey()
        let opened = journey.router.open(17, .sev1, "5xx 12% (SLO 1%)", service: "checkout-api", at: journey.now)
        journey.deliver(opened)
        journey.wait(.seconds(10))

        journey.type("au")
        #expect(
            journey.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:06Z  LIVE
                 1 NEED ACK  1 alert -> 1 incident

                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                > !1   TRIG      <1m     1m     #17 checkout-api  5xx 12% (SLO 1%)    nobody










                ─── #17 checkout-api ───────────────────────────────────────────────────────────
                 WHAT     5xx 12% (SLO 1%). 1 of 1 alert firing
                 SINCE    03:06Z (<1m)
                 CHANGED  no change source connected
                 WHO      nobody yet; every console rings again in 1m if you do nothing
                 DO       Enter opens it: its alerts, and the runbook if they name one
                ─ undid ack of #17 ─────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge #17 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
        #expect(journey.router.incidents[IncidentNumber(17)]?.phase == .triggered)
    }

    @Test("It cleared by itself and nobody had it: it waits until somebody has seen it")
    func cleared() {
        var journey = JourneyTests.journey()
        let opened = journey.router.open(17, .sev3, "disk 91%", service: "web", at: journey.now)
        journey.deliver(opened)
        journey.wait(.minutes(3))
        let cleared = journey.router.clear(17, at: journey.now)
        journey.deliver(cleared)
        journey.wait(.hours(1))
        #expect(
            journey.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  04:09Z  LIVE
                 0 NEED ACK  1 cleared  0 alerts -> 0 incidents

                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                >  3   CLRD     1h03      -     #17 web           disk 91%            unseen










                ─── #17 web ────────────────────────────────────────────────────────────────────
                 WHAT     disk 91%. 0 of 1 alert firing
                 SINCE    03:06Z (1h03)
                 CHANGED  no change source connected
                 WHO      nobody ever had it; it cleared by itself at 03:09Z
                 DO       Enter opens it: its alerts, and the runbook if they name one
                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  say that you have seen #17; nobody had it when it cleared
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
    }
}
