import Console
import Incidents
import TerminalUI
import Testing

@Suite("A list without rows says why, and what would fill it")
struct EmptyScreenTests {
    @Test("Nothing is wrong at 40x12")
    func empty40() {
        let sitting = Sitting(width: 40, height: 12, [])

        record("EmptyScreenTests.empty40", sitting.screen)
        #expect(Bool(true))
    }

    @Test("Nothing is wrong at 80x24")
    func empty80() {
        let sitting = Sitting(width: 80, height: 24, [])

        record("EmptyScreenTests.empty80", sitting.screen)
        #expect(Bool(true))
    }

    @Test("Nothing is wrong at 160x48")
    func empty160() {
        let sitting = Sitting(width: 160, height: 48, [])

        record("EmptyScreenTests.empty160", sitting.screen)
        #expect(Bool(true))
    }

    @Test("Nothing is wrong in the demo yet at 80x24")
    func demo80() {
        let sitting = Sitting(width: 80, height: 24, [], isDemo: true)

        record("EmptyScreenTests.demo80", sitting.screen)
        #expect(Bool(true))
    }

    @Test("Nothing has arrived yet")
    func connecting() {
        let sitting = Sitting()

        record("EmptyScreenTests.connecting", sitting.screen)
        #expect(Bool(true))
    }

    @Test("No router answers")
    func noRouter() {
        var sitting = Sitting()
        sitting.send(.link(.lost(since: sitting.now, why: "no socket at /run/midwatch/midwatch.sock")))

        record("EmptyScreenTests.noRouter", sitting.screen)
        #expect(Bool(true))
    }

    @Test("Nothing is mine")
    func notMine() {
        var sitting = Sitting([Sample.checkout, Sample.mailer])
        sitting.type("M")

        record("EmptyScreenTests.notMine", sitting.screen)
        #expect(Bool(true))
    }
}
