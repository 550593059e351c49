import Console
import Incidents
import TerminalUI
import Testing

@Suite("An opened incident, as it is drawn")
struct IncidentScreenTests {
    @Test("Its timeline at 40x12")
    func timeline40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)

        record("IncidentScreenTests.timeline40", sitting.screen)
        #expect(Bool(true))
    }

    @Test("Its timeline at 80x24")
    func timeline80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)

        record("IncidentScreenTests.timeline80", sitting.screen)
        #expect(Bool(true))
    }

    @Test("Its alerts at 40x12")
    func alerts40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        sitting.type("l")

        record("IncidentScreenTests.alerts40", sitting.screen)
        #expect(Bool(true))
    }

    @Test("Its alerts at 80x24")
    func alerts80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        sitting.type("l")

        record("IncidentScreenTests.alerts80", sitting.screen)
        #expect(Bool(true))
    }

    @Test("Its notes at 40x12")
    func notes40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        sitting.type("ll")

        record("IncidentScreenTests.notes40", sitting.screen)
        #expect(Bool(true))
    }

    @Test("Its notes at 80x24")
    func notes80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        sitting.type("ll")

        record("IncidentScreenTests.notes80", sitting.screen)
        #expect(Bool(true))
    }

    @Test("Before the router has told its history")
    func asked() {
        var sitting = Sitting(Sample.night)
        sitting.press(.enter)

        record("IncidentScreenTests.asked", sitting.screen)
        #expect(Bool(true))
    }
}
