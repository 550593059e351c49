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
        #expect(
            Self.night(40, 12).screen == """
                """)
    }

    @Test("Its timeline at 120x36")
    func timeline120() {
        let sitting = Self.night(120, 36)
        #expect(
            sitting.screen == """
                """)
    }

    @Test("Its alerts at 120x36")
    func alerts120() {
        var sitting = Self.night(120, 36)
        sitting.type("l")
        #expect(
            sitting.screen == """
                """)
    }

    @Test("Its timeline at 200x60")
    func timeline200() {
        let sitting = Self.night(200, 60)
        #expect(
            sitting.screen == """
                """)
    }

    @Test("A draft that was left, at 80x24")
    func draft80() {
        var sitting = Self.night(80, 24)
        sitting.type("clooks like v812")
        sitting.press(.escape)
        sitting.wait(.seconds(15))
        #expect(
            sitting.screen == """
                """)
    }
}
