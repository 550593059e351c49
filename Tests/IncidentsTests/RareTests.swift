import Testing
@testable import Incidents

@Suite("A field that most do not have")
struct RareTests {
    private struct Thing: Hashable {
        @Rare var note: String?
    }

    @Test("It is what was set, each copy has its own, and equal ones are equal")
    func values() {
        var one = Thing()
        #expect(one.note == nil)
        #expect(one == Thing())
        one.note = "a"
        var other = one
        #expect(other == one)
        other.note = "b"
        #expect(one.note == "a")
        #expect(other.note == "b")
        #expect(other != one)
        other.note = "a"
        #expect(other == one)
        #expect(Set([one, other]).count == 1)
        other.note = nil
        #expect(other == Thing())
    }

    @Test("An incident that nobody acted on carries nothing of what acts leave")
    func size() {
        #expect(MemoryLayout<Rare<Undo>>.size == MemoryLayout<Int>.size)
        #expect(MemoryLayout<Incident>.size < 600)
    }
}
