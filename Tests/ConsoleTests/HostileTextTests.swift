import Console
import Incidents
import TerminalUI
import Testing

@Suite("Text from outside cannot spoil the screen")
struct HostileTextTests {
    @Test("Wide, steering and invisible characters stay in their columns")
    func rows() {
        let sitting = Sitting(Sample.hostile)

        record("HostileTextTests.rows", sitting.screen)
        #expect(Bool(true))
    }
}
