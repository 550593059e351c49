import Console
import Incidents
import TerminalUI
import Testing

@Suite("The list, as it is drawn")
struct TriageScreenTests {
    @Test("One incident of each state at 40x12")
    func list40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.send(Sample.detail)

        record("TriageScreenTests.list40", sitting.screen)
        #expect(Bool(true))
    }

    @Test("One incident of each state at 80x24")
    func list80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.send(Sample.detail)

        record("TriageScreenTests.list80", sitting.screen)
        #expect(Bool(true))
    }

    @Test("One incident of each state at 160x48")
    func list160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.send(Sample.detail)

        record("TriageScreenTests.list160", sitting.screen)
        #expect(Bool(true))
    }

    @Test("The cursor on another row at 80x24")
    func second80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type("jjj")

        record("TriageScreenTests.second80", sitting.screen)
        #expect(Bool(true))
    }
}
