import Incidents
import Testing

@Suite("Journeys through the real watch")
struct WatchJourneyTests {
    private static func alert(_ instance: String, severity: String = "critical", endsAt: Timestamp? = nil) -> Event {
        .alertPosted(
            PostedAlert(
                labels: LabelSet([
                    "alertname": "CheckoutDown", "service": "checkout", "severity": severity, "instance": instance,
                ]),
                text: AlertText(annotations: ["summary": "checkout answers 5xx"]), endsAt: endsAt))
    }

    @Test("A real alert is taken with one key, survives a restart, and clears")
    func taken() throws {
        let start = JourneyTests.start
        var journey = Journey(try WatchRouter(me: "sam", at: start), at: start)
        journey.deliver(try journey.router.happen(Self.alert("a"), at: journey.now))
        #expect(journey.rings == 1)
        journey.wait(.seconds(1))
        journey.type("a")
        try journey.router.restart(at: journey.now)
        journey.connect()
        #expect(
            journey.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:06Z  LIVE
                 0 NEED ACK  1 acked  1 alert -> 1 incident

                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                >  1   ACK       <1m    30m      #1 checkout      checkout answers 5… sam










                ─── #1 checkout ────────────────────────────────────────────────────────────────
                 WHAT     checkout answers 5xx. 1 of 1 alert firing
                 SINCE    03:06Z (<1m)
                 CHANGED  no change source connected
                 WHO      you since 03:06Z; rings again in 30m if nothing is done
                 DO       Enter opens it: its alerts, and the runbook if they name one
                ─ acked #1, u undoes (10s) ─────────────────────────────────────────────────────
                 NEXT  Enter  open #1, which you have
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
    }
}
