import Console
import Incidents
import TerminalUI
import Testing

@Suite("What must not be overlooked, on a wide screen")
struct WideFaultScreenTests {
    @Test("The store cannot be written at 160x48")
    func degraded160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.send(.degraded("the store cannot be written: disk full"))

        record("WideFaultScreenTests.degraded160", sitting.screen)
        #expect(Bool(true))
    }
}
