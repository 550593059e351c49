import Console
import Incidents
import Testing

@Suite("Columns and order that a person has chosen")
struct ListChoiceTests {
    @Test("Columns and order by their names; nothing chosen is the usual list")
    func chosen() throws {
        let choice = try ListChoice(columns: ["id", "severity", "what"], sort: "age inverted")
        let sitting = Sitting(list: choice, Sample.night)

        #expect(sitting.rows[3].hasPrefix("        ID SEV WHAT") || sitting.rows[2].contains("ID SEV WHAT"))
        #expect(sitting.screen.contains("sort: age, inverted"))
        #expect(try ListChoice(columns: [], sort: nil) == ListChoice())
        #expect(try ListChoice(columns: [], sort: "urgency") == ListChoice())
    }

    @Test("What needs an acknowledge stays on top of a chosen order")
    func pinned() throws {
        let sitting = Sitting(list: try ListChoice(columns: [], sort: "id"), Sample.night)

        let urgent = sitting.rows[4...].prefix { $0.hasPrefix("> !") || $0.hasPrefix("  !") }
        #expect(urgent.count == 4)
    }

    @Test("All that is not known is refused at once, with what there is")
    func refused() throws {
        let refusal = try #require(
            throws: ListRefusal.self,
            performing: { try ListChoice(columns: ["id", "colour", "id"], sort: "age backwards") })

        #expect(refusal.faults.map(\.index) == [1, 2, nil])
        #expect(
            refusal.faults.map(\.message.shown) == [
                "\"colour\" is no column of the list", "id stands in columns already",
                "the list cannot be sorted by \"age backwards\"",
            ])
        #expect(refusal.faults[0].remedy.shown.hasPrefix("write one of severity, state, age, rings, id, service"))
        #expect(refusal.faults[2].remedy.shown.hasPrefix("write one of urgency, severity"))
    }
}
