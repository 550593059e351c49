import Console
import Incidents
import Testing

@Suite("A snapshot that comes in pieces")
struct ArrivingTests {
    @Test("The first piece is shown at once, and it is said that counts are not complete")
    func first() {
        var sitting = Sitting([])
        var snapshot = Sample.snapshot(Array(Sample.night.prefix(2)))
        snapshot.missing = 3
        sitting.send(.snapshot(snapshot))
        #expect(sitting.screen.contains("3 incidents more to come: counts are not complete"))
        #expect(sitting.screen.contains("#\(Sample.night[0].number.value)"))

        sitting.send(.more(Array(Sample.night.dropFirst(2)), missing: 0))
        #expect(!sitting.screen.contains("more to come"))
        var whole = Sitting(Sample.night)
        whole.send(.link(.live))
        #expect(sitting.screen == whole.screen)
    }

    @Test("A list that is shown stays until the new one is whole")
    func again() {
        var sitting = Sitting(Sample.night)
        let before = sitting.screen
        var snapshot = Sample.snapshot(Array(Sample.night.prefix(1)))
        snapshot.missing = 1
        sitting.send(.snapshot(snapshot))
        #expect(sitting.screen == before)

        sitting.send(.more([Sample.night[1]], missing: 0))
        #expect(!sitting.screen.contains("#\(Sample.night[3].number.value)"))
    }
}
