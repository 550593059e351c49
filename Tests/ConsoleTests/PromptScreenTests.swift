import Console
import Incidents
import TerminalUI
import Testing

@Suite("Questions, as they are drawn")
struct PromptScreenTests {
    @Test("Resolving names how many alerts still fire at 40x12")
    func resolve40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.type("R")

        record("PromptScreenTests.resolve40", sitting.screen)
        #expect(Bool(true))
    }

    @Test("Resolving names how many alerts still fire at 80x24")
    func resolve80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type("R")

        record("PromptScreenTests.resolve80", sitting.screen)
        #expect(Bool(true))
    }

    @Test("Merging names the highest severity and who it counts as acknowledged by at 40x12")
    func merge40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.type(" jjj")
        sitting.type("m")

        record("PromptScreenTests.merge40", sitting.screen)
        #expect(Bool(true))
    }

    @Test("Merging names the highest severity and who it counts as acknowledged by at 80x24")
    func merge80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type(" jjj")
        sitting.type("m")

        record("PromptScreenTests.merge80", sitting.screen)
        #expect(Bool(true))
    }

    @Test("A note is typed at 80x24")
    func note80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type("chot disk")

        record("PromptScreenTests.note80", sitting.screen)
        #expect(Bool(true))
    }

    @Test("A snooze suggests 30 minutes at 40x12")
    func snooze40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.type("s")

        record("PromptScreenTests.snooze40", sitting.screen)
        #expect(Bool(true))
    }

    @Test("The menu names reasons at 40x12")
    func menu40() {
        var sitting = Sitting(width: 40, height: 12, Sample.night)
        sitting.type("x")

        record("PromptScreenTests.menu40", sitting.screen)
        #expect(Bool(true))
    }

    @Test("The menu names reasons at 80x24")
    func menu80() {
        var sitting = Sitting(width: 80, height: 24, Sample.night)
        sitting.type("x")

        record("PromptScreenTests.menu80", sitting.screen)
        #expect(Bool(true))
    }
}
