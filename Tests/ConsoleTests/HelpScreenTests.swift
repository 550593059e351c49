import Console
import Incidents
import TerminalUI
import Testing

@Suite("Help, as it is drawn")
struct HelpScreenTests {
    @Test("The keys of the list at 40x12")
    func triage40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.type("?")

        record("HelpScreenTests.triage40", sitting.screen)
        #expect(Bool(true))
    }

    @Test("The keys of the list at 80x24")
    func triage80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type("?")

        record("HelpScreenTests.triage80", sitting.screen)
        #expect(Bool(true))
    }

    @Test("The keys of the list at 160x48")
    func triage160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.type("?")

        record("HelpScreenTests.triage160", sitting.screen)
        #expect(Bool(true))
    }

    @Test("The keys of an opened incident, scrolled")
    func incident() {
        var sitting = Sitting(Sample.night)
        sitting.press(.enter)
        sitting.type("?G")

        record("HelpScreenTests.incident", sitting.screen)
        #expect(Bool(true))
    }
}
