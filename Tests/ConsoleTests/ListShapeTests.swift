import Console
import Incidents
import TerminalUI
import Testing

@Suite("The list in the order and the shape that somebody chose")
struct ListShapeTests {
    /// The numbers of the rows, from the top.
    static func numbers(_ sitting: Sitting) -> [String] {
        sitting.rows[4...].prefix { !$0.hasPrefix("─") }.compactMap { row in
            row.split(separator: " ").first { $0.hasPrefix("#") }.map(String.init)
        }
    }

    static let urgency = ["#4127", "#4126", "#4129", "#4128", "#4121", "#4115", "#4118", "#4102", "#4125"]

    @Test(
        "What needs an acknowledge stays on top of any order",
        arguments: [
            (">", "severity", ["#4127", "#4126", "#4129", "#4128", "#4121", "#4115", "#4118", "#4125", "#4102"]),
            (">>", "state", ["#4127", "#4129", "#4128", "#4126", "#4121", "#4118", "#4102", "#4115", "#4125"]),
            (">>>", "age", ["#4126", "#4128", "#4127", "#4129", "#4102", "#4115", "#4118", "#4121", "#4125"]),
            (">>>>", "rings", ["#4127", "#4129", "#4128", "#4126", "#4121", "#4118", "#4102", "#4115", "#4125"]),
            (">>>>>", "id", ["#4126", "#4127", "#4128", "#4129", "#4102", "#4115", "#4118", "#4121", "#4125"]),
            ("<<<", "service", ["#4126", "#4127", "#4128", "#4129", "#4115", "#4102", "#4121", "#4118", "#4125"]),
            ("<<", "what", ["#4127", "#4126", "#4128", "#4129", "#4102", "#4125", "#4115", "#4118", "#4121"]),
            ("<", "who", ["#4127", "#4126", "#4129", "#4128", "#4125", "#4118", "#4115", "#4121", "#4102"]),
            ("w<", "alerts", ["#4127", "#4126", "#4129", "#4128", "#4118", "#4121", "#4115", "#4102", "#4125"]),
        ])
    func sorts(keys: String, name: String, rows: [String]) {
        var sitting = Sitting(Sample.night)

        sitting.type(keys)

        #expect(sitting.rows[2] == " filter: none   sort: \(name)")
        #expect(Self.numbers(sitting) == rows)
    }

    @Test("I inverts the order, but for what needs an acknowledge; twice is as before")
    func inverts() {
        var sitting = Sitting(Sample.night)
        sitting.type("I")
        #expect(sitting.rows[2] == " filter: none   sort: urgency, inverted")
        #expect(
            Self.numbers(sitting)
                == ["#4128", "#4129", "#4126", "#4127", "#4125", "#4102", "#4118", "#4115", "#4121"])

        sitting.type(">>>>>>I")
        #expect(
            Self.numbers(sitting)
                == ["#4129", "#4128", "#4127", "#4126", "#4125", "#4118", "#4121", "#4102", "#4115"])
        sitting.type("<<<<<<")

        #expect(sitting.rows[2].isEmpty)
        #expect(Self.numbers(sitting) == Self.urgency)
    }

    @Test(
        "The cursor stays on its row of the screen with its incident, whatever the order", arguments: [">", "I", ">>>"])
    func cursorRow(keys: String) {
        let many = (1...40).map { Sample.incident($0, $0 % 2 == 0 ? .sev1 : .sev3, openedAt: Sample.at(1, $0)) }
        var sitting = Sitting(many)
        sitting.type("Gkkkkk")
        let (row, number) = (sitting.frame.cursor?.y, sitting.state.selectedNumber)

        sitting.type(keys)

        #expect(sitting.state.selectedNumber == number)
        #expect(sitting.frame.cursor?.y == row, "\(sitting.screen)")
    }

    @Test("Rows that are out of sight are counted, above and below")
    func outOfSight() {
        var sitting = Sitting((1...40).map { Sample.incident($0, openedAt: Sample.at(1, $0)) })
        #expect(sitting.screen.contains(" 29 below ─"))
        sitting.type("G")
        #expect(sitting.screen.contains(" 29 above ─"))
        sitting.press(.up, .up, .up)
        sitting.press(.pageUp)
        #expect(sitting.screen.contains(" above, "))

        let few = Sitting((1...11).map { Sample.incident($0) })
        #expect(!few.screen.contains("above") && !few.screen.contains("below"))
    }

    @Test("Texts of any length are sorted whole")
    func texts() {
        let names: [SafeText] = ["checkout-api-2", "checkout-api-10", "checkout", "checkout-api-1", "Ångström", "b"]
        var sitting = Sitting(names.enumerated().map { Sample.incident($0 + 1, service: $1) })
        sitting.type("<<<")
        #expect(Self.numbers(sitting) == ["#6", "#3", "#4", "#2", "#1", "#5"])

        sitting.type("I")

        #expect(Self.numbers(sitting) == ["#5", "#1", "#2", "#4", "#3", "#6"])
    }

    @Test("A changed row goes to its place in the chosen order only after two seconds without a key")
    func calm() {
        var sitting = Sitting(Sample.night)
        sitting.type("<<<j")
        var renamed = Sample.mailer
        renamed.service = "a-mailer"
        sitting.feed(.incident(renamed))
        #expect(Self.numbers(sitting)[7] == "#4118")

        sitting.wait(.seconds(2))

        #expect(Self.numbers(sitting)[4] == "#4118")
    }

    @Test("The cursor stays with its incident through a new order, and at the top when it was there")
    func cursor() {
        var sitting = Sitting(Sample.night)
        sitting.type("jjjjjj")
        #expect(sitting.cursorRow.contains("#4118"))
        sitting.type(">>>")
        #expect(sitting.cursorRow.contains("#4118"))

        sitting.type("g>")

        #expect(sitting.cursorRow.contains(Self.numbers(sitting)[0]))
    }

    @Test("Wide columns at 80x24: those that were asked for stay, the usual ones go")
    func wide80() {
        var sitting = Sitting(Sample.night)
        sitting.type("w")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:12Z  LIVE
                 4 NEED ACK  2 acked  1 snoozed  1 mitigated  1 cleared

                   SEV STATE     AGE      ID SERVICE     WHAT              FIRING LABELS
                > !1   TRIG       6m   #4127 checkout-a… 5xx 12% (SLO 1%)   18/18 alertname=Sam…
                  !2   MUTED    1h10   #4126 backup      kim until 04:00Z     1/1 alertname=Sam…
                  !2   TRIG       3m   #4129 search      p99 4.1s (SLO 0…     1/1 alertname=Sam…
                  !3   NO NEWS   11m   #4128 rack-7      fan speed low        0/2 alertname=Sam…
                   2   ACK       41m   #4121 ledger-db   replica lag 95s      2/2 alertname=Sam…
                   3   MITG     2h03   #4115 batch-etl   job late 40m         1/1 alertname=Sam…
                   3   ACK      1h12   #4118 mailer      queue 18k, risi…     3/3 alertname=Sam…
                   4   SNOOZE   3h09   #4102 cdn-edge    certificate exp…     1/1 alertname=Sam…
                   3   CLRD      32m   #4125 web         disk 91% on web3     0/1 alertname=Sam…


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

    @Test("Wide columns at 120x36: the preview goes below")
    func wide120() {
        var sitting = Sitting(width: 120, height: 36, Sample.night)
        sitting.type("w")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                                                          sam  03:12Z  LIVE
                 4 NEED ACK   2 acked   1 snoozed   1 mitigated   1 cleared   27 alerts -> 8 incidents

                   SEV STATE     AGE  RINGS      ID SERVICE         WHAT                 WHO         FIRING CHANGED   LABELS
                > !1   TRIG       6m     5m   #4127 checkout-api    5xx 12% (SLO 1%)     nobody       18/18 no source alertname=Sample …
                  !2   MUTED    1h10 paused   #4126 backup          MUTED by kim until 04:00Z: bac…     1/1 no source alertname=Sample …
                  !2   TRIG       3m     5m   #4129 search          p99 4.1s (SLO 0.8s)  nobody         1/1 no source alertname=Sample …
                  !3   NO NEWS   11m     5m   #4128 rack-7          fan speed low        nobody         0/2 no source alertname=Sample …
                   2   ACK       41m    16m   #4121 ledger-db       replica lag 95s      sam            2/2 no source alertname=Sample …
                   3   MITG     2h03   3h38   #4115 batch-etl       job late 40m         lee            1/1 no source alertname=Sample …
                   3   ACK      1h12    28m   #4118 mailer          queue 18k, rising    kim            3/3 no source alertname=Sample …
                   4   SNOOZE   3h09 04:10Z   #4102 cdn-edge        certificate expires… sam            1/1 no source alertname=Sample …
                   3   CLRD      32m      -   #4125 web             disk 91% on web3     unseen         0/1 no source alertname=Sample …














                ─── #4127 checkout-api ─────────────────────────────────────────────────────────────────────────────────────────────────
                 WHAT     5xx 12% (SLO 1%). 18 of 18 alerts firing
                 SINCE    03:06Z (6m)
                 CHANGED  no change source connected
                 WHO      nobody yet; every console rings again in 5m if you do nothing
                 DO       Enter opens it: its alerts, and the runbook if they name one
                ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge #4127 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Enter open  Esc back  m merge  x more  ? help
                """)
    }

    @Test("Zoomed, the list has all of the screen", arguments: [(80, 24), (120, 36), (160, 48)])
    func zoom(width: Int, height: Int) {
        var sitting = Sitting(width: width, height: height, MovingTests.forty)
        sitting.type("z")

        #expect(Self.numbers(sitting).count == min(40, height - 7))
        sitting.press(.enter)
        #expect(sitting.screen.contains("[Timeline"))
        sitting.press(.escape)
        sitting.type("z")
        #expect(Self.numbers(sitting).count < min(40, height - 6))
    }

    @Test("Columns from the configuration, in their order; none means the usual ones")
    func chosen() {
        let columns: [ListColumn] = [.number, .severity, .what, .alerts]
        let sitting = Sitting(list: ListChoice(columns: columns), Sample.night)
        #expect(sitting.rows[3] == "        ID SEV WHAT                                                       FIRING")
        #expect(sitting.rows[4] == "> !  #4127 1   5xx 12% (SLO 1%)                                            18/18")

        #expect(Sitting(list: ListChoice(columns: []), Sample.night).rows[3].hasPrefix("   SEV STATE "))
        #expect(ListColumn(rawValue: "id") == .number)
    }
}
