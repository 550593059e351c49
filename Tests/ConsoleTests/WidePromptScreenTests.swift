import Console
import Incidents
import TerminalUI
import Testing

@Suite("Questions, on a wide screen")
struct WidePromptScreenTests {
    @Test("Resolving names how many alerts still fire at 160x48")
    func resolve160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.type("R")

        record("WidePromptScreenTests.resolve160", sitting.screen)
        #expect(Bool(true))
    }

    @Test("The menu names reasons at 160x48")
    func menu160() {
        var sitting = Sitting(width: 160, height: 48, Sample.night)
        sitting.type("x")

        record("WidePromptScreenTests.menu160", sitting.screen)
        #expect(Bool(true))
    }
}
