import Console
import Incidents
import TerminalUI
import Testing

@Suite("The list on screens of every size")
struct LookTests {
    /// The night, with the clock of a place that is two hours ahead.
    static func sitting(_ width: Int, _ height: Int) -> Sitting {
        var sitting = Sitting(width: width, height: height, Sample.night)
        sitting.state.localOffset = .hours(2)
        sitting.send(Sample.detail)
        return sitting
    }

    @Test("At 120x36 the preview stands beside the list")
    func look120() {
        #expect(
            Self.sitting(120, 36).screen == """
                 MIDWATCH prod@web1 > Triage                                                              sam  05:12 here  03:12Z  LIVE
                 4 NEED ACK   2 acked   1 snoozed   1 mitigated   1 cleared   27 alerts -> 8 incidents

                   SEV STATE     AGE  RINGS      ID SERVICE      WHAT              WHO       │ #4127 checkout-api   SEV1   TRIG   6m
                > !1   TRIG       6m     5m   #4127 checkout-api 5xx 12% (SLO 1%)  nobody    │ WHAT     5xx 12% (SLO 1%). 18 of 18
                  !2   MUTED    1h10 paused   #4126 backup       MUTED by kim until 04:00Z   │          alerts firing
                  !2   TRIG       3m     5m   #4129 search       p99 4.1s (SLO 0.… nobody    │ SINCE    03:06Z (6m)
                  !3   NO NEWS   11m     5m   #4128 rack-7       fan speed low     nobody    │ CHANGED  no change source connected
                   2   ACK       41m    16m   #4121 ledger-db    replica lag 95s   sam       │ WHO      nobody yet; every console rings
                   3   MITG     2h03   3h38   #4115 batch-etl    job late 40m      lee       │          again in 5m if you do nothing
                   3   ACK      1h12    28m   #4118 mailer       queue 18k, rising kim       │ DO       runbook
                   4   SNOOZE   3h09 04:10Z   #4102 cdn-edge     certificate expi… sam       │          https://runbooks.example/checko…
                   3   CLRD      32m      -   #4125 web          disk 91% on web3  unseen    │ LABELS   alertname=Sample
                                                                                             │          service=checkout-api
                                                                                             │
                                                                                             │ TIMELINE
                                                                                             │ 03:06  router    opened: 5xx 12% (SLO 1%)
                                                                                             │ 03:06  router    rang: SEV1 opened
                                                                                             │ 03:07  router    +17 new, 18 firing
                                                                                             │ 03:08  kim       note: v812 went out at …
                                                                                             │ 03:11  router    rang again: nobody has …
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
                ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge #4127 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Enter open  Esc back  m merge  x more  ? help
                """)
    }

    @Test("At 200x60 services are counted, and nothing else is new")
    func look200() {
        #expect(
            Self.sitting(200, 60).screen == """
                 MIDWATCH prod@web1 > Triage                                                                                                                                              sam  05:12 here  03:12Z  LIVE
                 4 NEED ACK   2 acked   1 snoozed   1 mitigated   1 cleared   27 alerts -> 8 incidents

                   SEV STATE     AGE  RINGS      ID SERVICE                           WHAT                                    WHO       │ #4127 checkout-api   SEV1   TRIG   6m
                > !1   TRIG       6m     5m   #4127 checkout-api                      5xx 12% (SLO 1%)                        nobody    │ WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                  !2   MUTED    1h10 paused   #4126 backup                            MUTED by kim until 04:00Z: backup missing         │ SINCE    03:06Z (6m)
                  !2   TRIG       3m     5m   #4129 search                            p99 4.1s (SLO 0.8s)                     nobody    │ CHANGED  no change source connected
                  !3   NO NEWS   11m     5m   #4128 rack-7                            fan speed low                           nobody    │ WHO      nobody yet; every console rings again in 5m if you do nothing
                   2   ACK       41m    16m   #4121 ledger-db                         replica lag 95s                         sam       │ DO       runbook https://runbooks.example/checkout-5xx
                   3   MITG     2h03   3h38   #4115 batch-etl                         job late 40m                            lee       │ LABELS   alertname=Sample service=checkout-api
                   3   ACK      1h12    28m   #4118 mailer                            queue 18k, rising                       kim       │
                   4   SNOOZE   3h09 04:10Z   #4102 cdn-edge                          certificate expires in 6d               sam       │ TIMELINE
                   3   CLRD      32m      -   #4125 web                               disk 91% on web3                        unseen    │ 03:06  router    opened: 5xx 12% (SLO 1%)
                                                                                                                                        │ 03:06  router    rang: SEV1 opened
                                                                                                                                        │ 03:07  router    +17 new, 18 firing
                                                                                                                                        │ 03:08  kim       note: v812 went out at 02:59Z, and it is the first with the …
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
                                                                                                                                        │
                                                                                                                                        │
                                                                                                                                        │
                                                                                                                                        │
                                                                                                                                        │
                                                                                                                                        │
                                                                                                                                        │
                                                                                                                                        │
                ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────│
                   BY SERVICE                             NEED ACK     OPEN   FIRING    WORST                                           │
                   checkout-api                                  1        1       18     SEV1                                           │
                   backup                                        1        1        1     SEV2                                           │
                   search                                        1        1        1     SEV2                                           │
                   rack-7                                        1        1        0     SEV3                                           │
                   ledger-db                                     0        1        2     SEV2                                           │
                ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge #4127 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Enter open  Esc back  m merge  x more  ? help
                """)
    }

    @Test(
        "Columns go in a fixed order as the screen gets narrower",
        arguments: [
            (40, "SEV STATE AGE ID SERVICE"), (59, "SEV STATE AGE ID SERVICE WHAT"),
            (60, "SEV STATE AGE ID SERVICE WHAT"), (72, "SEV STATE AGE ID SERVICE WHAT WHO"),
            (80, "SEV STATE AGE RINGS ID SERVICE WHAT WHO"), (119, "SEV STATE AGE RINGS ID SERVICE WHAT WHO"),
            (120, "SEV STATE AGE RINGS ID SERVICE WHAT WHO"), (160, "SEV STATE AGE RINGS ID SERVICE WHAT WHO"),
        ])
    func columns(width: Int, heads: String) {
        let sitting = Sitting(width: width, height: 24, Sample.night)
        let shown = sitting.rows[3].split(separator: "│")[0].split(separator: " ").prefix(8).filter { $0 != "#4127" }

        #expect(shown.joined(separator: " ") == heads)
    }

    @Test("Each of the five answers stands in the same place whatever is selected", arguments: [(80, 24), (200, 60)])
    func places(width: Int, height: Int) {
        var sitting = Sitting(width: width, height: height, Sample.night)
        let labels = ["WHAT     ", "SINCE    ", "CHANGED  ", "WHO      ", "DO       "]
        func places() -> [Int?] { labels.map { label in sitting.rows.firstIndex { $0.contains(" " + label) } } }
        let first = places()
        #expect(first.allSatisfy { $0 != nil })

        sitting.type("j")

        #expect(places()[0] == first[0])
        if width == 80 { #expect(places() == first) }
    }

    @Test("The clock here stands beside UTC, but not where they are the same or there is no room")
    func clocks() {
        #expect(Self.sitting(80, 24).rows[0].hasSuffix("sam  05:12 here  03:12Z  LIVE"))
        #expect(Self.sitting(79, 24).rows[0].hasSuffix("sam  03:12Z  LIVE"))
        var utc = Sitting(Sample.night)
        utc.state.localOffset = .zero
        #expect(utc.rows[0].hasSuffix("sam  03:12Z  LIVE"))
        utc.state.localOffset = .zero - .hours(5)
        #expect(utc.rows[0].hasSuffix("sam  22:12 here  03:12Z  LIVE"))
    }

    @Test("What the router wants everybody to know stands in the third line, on the list and in an incident")
    func notice() {
        var sitting = Sitting(Sample.night)
        sitting.state.notice = "the clock of web1 was set forward by 3m"
        #expect(sitting.rows[2] == " the clock of web1 was set forward by 3m")

        sitting.press(.enter)

        #expect(sitting.screen.contains("the clock of web1 was set forward by 3m"))
    }

    @Test("A changed row changes its own cells and the counters, and nothing else")
    func few() {
        var sitting = Sitting(width: 120, height: 40, MovingTests.forty)
        let before = sitting.frame
        var changed = MovingTests.forty[7]
        changed.title = "worse"
        sitting.feed(.incident(changed))

        let after = sitting.frame
        let rows = (0..<40).filter { before.row($0) != after.row($0) }
        #expect(rows == [11])
    }

    @Test("A moved cursor changes two rows and the line of what to do; the preview follows once")
    func cursor() {
        var sitting = Sitting(width: 80, height: 24, MovingTests.forty)
        let before = sitting.frame
        sitting.wait(.milliseconds(200))
        sitting.hit(.character("j"))
        let after = sitting.frame

        #expect((0..<24).filter { before.row($0) != after.row($0) } == [4, 5, 22])
        #expect(sitting.state.nextTick == sitting.now + .milliseconds(120))
    }

    @Test("Acts without an answer are counted in the second line")
    func unanswered() {
        var sitting = Sitting(Sample.night)
        sitting.type("a")

        #expect(sitting.rows[1] == " 4 NEED ACK  1 unanswered  2 acked  1 snoozed  1 mitigated  1 cleared")
        #expect(sitting.frame.styles(ofRow: 1).contains("w"))
    }

    @Test("Counts by service follow the feed, at most every two seconds and never between two keys")
    func services() {
        var sitting = Self.sitting(160, 48)
        func line() -> String { sitting.rows.first { $0.contains("   checkout-api      ") } ?? "" }
        func count() -> [Substring] { line().split(separator: "│")[0].split(separator: " ") }
        sitting.feed(.incident(Sample.incident(4201, .sev2, firing: 3)))
        #expect(count() == ["checkout-api", "2", "2", "21", "SEV1"])

        sitting.feed(.incident(Sample.incident(4202, .sev2, firing: 1)))
        #expect(count() == ["checkout-api", "2", "2", "21", "SEV1"])
        #expect(sitting.state.nextTick <= sitting.now + .seconds(2))
        sitting.wait(.seconds(2))

        #expect(count() == ["checkout-api", "3", "3", "22", "SEV1"])
    }
}
