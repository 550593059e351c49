import Console
import Incidents
import TerminalUI
import Testing

@Suite("A list without rows says why, and what would fill it")
struct EmptyScreenTests {
    @Test("Nothing is wrong at 40x12")
    func empty40() {
        let sitting = Sitting(width: 40, height: 12, [])

        #expect(
            sitting.screen == """
                 prod@web1            sam  03:12Z  LIVE
                 0 NEED ACK  0 alerts -> 0 incidents
                   SEV STATE     AGE      ID SERVICE

                   No open incidents.

                   The first alert sent to this
                   router opens one.
                   To see it now: midwatch demo
                ────────────────────────────────────────
                 NEXT  nothing needs you
                 a ack  t take  s snooze  x more  ? help
                """)
    }

    @Test("Nothing is wrong at 80x24")
    func empty80() {
        let sitting = Sitting(width: 80, height: 24, [])

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:12Z  LIVE
                 0 NEED ACK  0 alerts -> 0 incidents

                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO

                   No open incidents.

                   prod on web1 has no alert firing that opens an incident.
                   The first alert that Prometheus or amtool sends to this router opens one,
                   and it appears here.
                   To see how that looks, run midwatch demo in another terminal.










                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  nothing needs you
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
    }

    @Test("Nothing is wrong at 160x48")
    func empty160() {
        let sitting = Sitting(width: 160, height: 48, [])

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                                                                                                  sam  03:12Z  LIVE
                 0 NEED ACK   0 alerts -> 0 incidents

                   SEV STATE     AGE  RINGS      ID SERVICE               WHAT                        WHO

                   No open incidents.

                   prod on web1 has no alert firing that opens an incident.
                   The first alert that Prometheus or amtool sends to this router opens one, and it appears
                   here.
                   To see how that looks, run midwatch demo in another terminal.


































                ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
                 NEXT  nothing needs you
                 a ack  t take  s snooze  c note  R resolve  Enter open  Esc back  m merge  x more  ? help
                """)
    }

    @Test("Nothing is wrong in the demo yet at 80x24")
    func demo80() {
        let sitting = Sitting(width: 80, height: 24, [], isDemo: true)

        #expect(
            sitting.screen == """
                 DEMO MIDWATCH prod@web1 > Triage                             sam  03:12Z  LIVE
                 0 NEED ACK  0 alerts -> 0 incidents

                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO

                   No open incidents.

                   The demo's first alert comes by itself.













                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  nothing needs you
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
    }

    @Test("Nothing has arrived yet")
    func connecting() {
        let sitting = Sitting()

        #expect(
            sitting.screen == """
                 MIDWATCH no router yet > Triage                             03:12Z  CONNECTING


                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO

                   Connecting.

                   Incidents appear here as soon as the router has answered.













                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  wait: connecting
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
    }

    @Test("No router answers")
    func noRouter() {
        var sitting = Sitting()
        sitting.send(.link(.lost(since: sitting.now, why: "no socket at /run/midwatch/midwatch.sock")))

        #expect(
            sitting.screen == """
                 MIDWATCH no router yet > Triage                              03:12Z  LINK LOST


                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO

                   No router answers. This console goes on trying by itself.

                   no socket at /run/midwatch/midwatch.sock
                   midwatch demo     shows everything, with a router and alerts of its own
                   midwatch serve    starts a router for Prometheus and amtool to send to
                   midwatch doctor   says where a router is looked for, and what was found










                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  ^R  try the router now; the console does so by itself too
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
    }

    @Test("Nothing is mine")
    func notMine() {
        var sitting = Sitting([Sample.checkout, Sample.mailer])
        sitting.type("M")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:12Z  LIVE
                 1 NEED ACK  1 of them HIDDEN  1 acked  21 alerts -> 2 incidents
                 filter: owner:me   sort: urgency   hiding 2, 1 NEEDS ACK
                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO

                   Nothing here is yours.

                   2 incidents of others: 1 NEED ACK.
                   M shows all. a or t makes one yours, and then it appears here.












                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  .  go to #4127, SEV1, which nobody has
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
    }

    @Test("While nothing is heard an empty list is not said to be good")
    func stale() {
        var sitting = Sitting([])
        sitting.send(.link(.lost(since: sitting.now, why: "connection refused")))
        sitting.wait(.seconds(30))

        #expect(sitting.rows[5] == "   Nothing was open when the router was last heard.")
        #expect(sitting.rows[7].contains("no news is not good news"))
        #expect(sitting.rows[0].hasSuffix("STALE 30s"))
    }

    @Test("No router answers, at 40x12: the three commands are there")
    func noRouter40() {
        var sitting = Sitting(width: 40, height: 12)
        sitting.send(.link(.lost(since: sitting.now, why: "connection refused")))

        #expect(
            sitting.screen == """
                 no router yet        03:12Z  LINK LOST

                   SEV STATE     AGE      ID SERVICE
                   No router answers.
                   connection refused
                   midwatch demo    try it now
                   midwatch serve   start a router
                   midwatch doctor  find out why

                ────────────────────────────────────────
                 NEXT  ^R  try the router now; the cons…
                 a ack  t take  s snooze  x more  ? help
                """)
    }
}
