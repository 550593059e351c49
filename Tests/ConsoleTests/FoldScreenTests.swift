import Console
import Incidents
import TerminalUI
import Testing

@Suite("A storm, as it is drawn")
struct FoldScreenTests {
    @Test("What is said of a storm goes after ten seconds, as everything does, while it goes on")
    func remarkGoes() {
        var sitting = Sitting(width: 160, height: 48, [Sample.ledger])
        sitting.feed(CauseTests.rack)
        #expect(sitting.message.contains("storm: 30 incidents"), "\(sitting.message)")
        for second in 0..<45 {
            sitting.feed([CauseTests.drop(6000 + second, ["rack": "r\(second % 3)"])])
            sitting.wait(.seconds(1))
            if second > 10 { #expect(!sitting.message.contains("storm:"), "\(second): \(sitting.message)") }
        }
    }

    @Test("The row of a fold at 40x12")
    func fold40() {
        var sitting = FoldTests.sitting(width: 40, height: 12)
        sitting.wait(.seconds(12))
        sitting.type("jj")

        #expect(
            sitting.screen == """
                 prod@web1            sam  03:12Z  LIVE
                 25 NEED ACK  storm: 24 folded into 3
                   SEV STATE     AGE      ID SERVICE
                  !1   TRIG       6m   #4127 checkout-a…
                  !2   TRIG       1m      x4 ledger-db
                > !3   TRIG       1m      x2 web
                  !3   TRIG       1m     x18 several
                   2   ACK       41m   #4121 ledger-db

                ────────────────────────────────────────
                 NEXT  a  ack the 2 folded here
                 a ack  t take  s snooze  x more  ? help
                """)
    }

    @Test("The row of a fold under the cursor at 80x24")
    func fold80() {
        var sitting = FoldTests.sitting()
        sitting.wait(.seconds(12))
        sitting.type("jjj")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:12Z  LIVE
                 25 NEED ACK  storm: 24 folded into 3  1 acked  44 alerts -> 26 incidents

                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                  !1   TRIG       6m     5m   #4127 checkout-api  5xx 12% (SLO 1%)    nobody
                  !2   TRIG       1m     5m      x4 ledger-db     alertname=Down clu… nobody
                  !3   TRIG       1m     5m      x2 web           alertname=Down clu… kim?
                > !3   TRIG       1m     5m     x18 several       alertname=Down clu… nobody
                   2   ACK       41m    16m   #4121 ledger-db     replica lag 95s     sam






                ─── 18 incidents folded   several services ─────────────────────────────────────
                 WHAT     18 incidents that nobody has: alertname=Down cluster=eu-1. 18 of 18 a…
                 SINCE    03:11Z (1m), the most urgent: #5007 SEV3 host5007 is down
                 CHANGED  no change source connected
                 WHO      nobody yet; each of them rings as if it stood alone
                 DO       Enter shows their rows; a acknowledges them, and asks first
                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge the 18 folded here; Enter unfolds them
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
    }

    @Test("The question about a fold at 80x24")
    func question80() {
        var sitting = FoldTests.sitting()
        sitting.type("jjja")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:12Z  LIVE
                 25 NEED ACK  storm: 24 folded into 3  1 acked  44 alerts -> 26 incidents

                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                  !1   TRIG       6m     5m   #4127 checkout-api  5xx 12% (SLO 1%)    nobody
                  !2   TRIG       1m     5m      x4 ledger-db     alertname=Down clu… nobody
                  !3   TRIG       1m     5m      x2 web           alertname=Down clu… kim?
                > !3   TRIG       1m     5m     x18 several       alertname=Down clu… nobody
                   2   ACK       41m    16m   #4121 ledger-db     replica lag 95s     sam






                ─── 18 incidents folded   several services ─────────────────────────────────────
                 WHAT     18 incidents that nobody has: alertname=Down cluster=eu-1. 18 of 18 a…
                 SINCE    03:11Z (1m), the most urgent: #5007 SEV3 host5007 is down
                 CHANGED  no change source connected
                 WHO      nobody yet; each of them rings as if it stood alone
                 DO       Enter shows their rows; a acknowledges them, and asks first
                ────────────────────────────────────────────────────────────────────────────────
                 acknowledge 18 incidents: #5007 #5008 #5009 #5010 #5011 and 13 more?
                 type 18 and Enter:    Esc leaves
                """)
    }

    @Test("The row of a fold, with its preview, at 160x48")
    func fold160() {
        var sitting = FoldTests.sitting(width: 160, height: 48)
        sitting.type("j")

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                                                                                                  sam  03:12Z  LIVE
                 25 NEED ACK   storm: 24 folded into 3   1 acked   44 alerts -> 26 incidents

                   SEV STATE     AGE  RINGS      ID SERVICE               WHAT                        WHO       │ 4 incidents folded   ledger-db
                  !1   TRIG       6m     5m   #4127 checkout-api          5xx 12% (SLO 1%)            nobody    │ WHAT     4 incidents that nobody has: alertname=Down
                > !2   TRIG       1m     5m      x4 ledger-db             alertname=Down cluster=eu-1 nobody    │          cluster=eu-1. 4 of 4 alerts firing
                  !3   TRIG       1m     5m      x2 web                   alertname=Down cluster=eu-1 kim?      │ SINCE    03:11Z (1m), the most urgent: #5001 SEV2 host5001 is
                  !3   TRIG       1m     5m     x18 several               alertname=Down cluster=eu-1 nobody    │          down
                   2   ACK       41m    16m   #4121 ledger-db             replica lag 95s             sam       │ CHANGED  no change source connected
                                                                                                                │ WHO      nobody yet; each of them rings as if it stood alone
                                                                                                                │ DO       Enter shows their rows; a acknowledges them, and asks
                                                                                                                │          first
                                                                                                                │
                                                                                                                │ MOST URGENT
                                                                                                                │ #5001 SEV2 ledger-db  host5001 is down
                                                                                                                │ #5002 SEV2 ledger-db  host5002 is down
                                                                                                                │ #5003 SEV2 ledger-db  host5003 is down
                                                                                                                │ #5004 SEV2 ledger-db  host5004 is down
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
                   web                                          11       11       11     SEV3                   │
                   shop                                          9        9        9     SEV3                   │
                   ledger-db                                     4        5        6     SEV2                   │
                   checkout-api                                  1        1       18     SEV1                   │
                                                                                                                │
                ─ storm: 24 incidents stand in 3 rows; Enter unfolds one, F all ────────────────────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge the 4 folded here; Enter unfolds them
                 a ack  t take  s snooze  c note  R resolve  Enter open  Esc back  m merge  x more  ? help
                """)
    }

    @Test("All in one line")
    func line() {
        var sitting = FoldTests.sitting(width: 39, height: 5)
        sitting.type("j")

        #expect(
            sitting.screen == """
                25 NEED ACK #5001 x4 ledger-db 1m; a=a…




                """)
    }

    @Test("What is shared may be in another script or try to leave its place")
    func hostile() {
        var sitting = Sitting([])
        sitting.feed(
            (0..<24).map { number in
                var incident = FoldTests.drop(5000 + number, service: "決済サービス東京", second: number)
                incident.labels = [
                    LabelText(name: "a", value: SafeText("\u{1B}[2J\u{202E}x" as String)),
                    LabelText(name: "b", value: "支払い"),
                ]
                return incident
            })

        #expect(sitting.cursorRow.hasPrefix("> !3   TRIG       1m     5m     x24 決済サービス… a="))
        #expect(sitting.cursorRow.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
    }
}
