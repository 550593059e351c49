import Console
import Incidents
import TerminalUI
import Testing

@Suite("An opened incident, on a wide screen")
struct WideIncidentScreenTests {
    @Test("Its timeline at 160x48")
    func timeline160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)

        record("WideIncidentScreenTests.timeline160", sitting.screen)
        #expect(Bool(true))
    }

    @Test("Its alerts at 160x48")
    func alerts160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        sitting.type("l")

        record("WideIncidentScreenTests.alerts160", sitting.screen)
        #expect(Bool(true))
    }

    @Test("Its notes at 160x48")
    func notes160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.press(.enter)
        sitting.send(Sample.detail)
        sitting.type("ll")

        record("WideIncidentScreenTests.notes160", sitting.screen)
        #expect(Bool(true))
    }
}
