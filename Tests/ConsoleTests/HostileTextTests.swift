import Console
import Incidents
import TerminalUI
import Testing

@Suite("Text from outside cannot spoil the screen")
struct HostileTextTests {
    @Test("Wide, steering and invisible characters stay in their columns")
    func rows() {
        let sitting = Sitting(Sample.hostile)

        #expect(
            sitting.screen == """
                 MIDWATCH prod@web1 > Triage                                  sam  03:12Z  LIVE
                 3 NEED ACK  3 alerts -> 3 incidents

                   SEV STATE     AGE  RINGS      ID SERVICE       WHAT                WHO
                > !1   TRIG       6m     5m     #17 決済サービス… 支払いが失敗してい… nobody
                  !2   TRIG       5m     5m     #18 �[2Jcleared   safe�gnp.exe        nobody
                  !3   TRIG       4m     5m     #19 a b c         é̂toile�             nobody








                ─── #17 決済サービス東京 ───────────────────────────────────────────────────────
                 WHAT     支払いが失敗しています、至急確認してください. 1 of 1 alert firing
                 SINCE    03:06Z (6m)
                 CHANGED  no change source connected
                 WHO      nobody yet; every console rings again in 5m if you do nothing
                 DO       Enter opens it: its alerts, and the runbook if they name one
                ────────────────────────────────────────────────────────────────────────────────
                 NEXT  a  acknowledge #17 and stop its ringing
                 a ack  t take  s snooze  c note  R resolve  Enter open  m merge  x more  ? help
                """)
    }
}
