import Console
import Incidents
import TerminalUI
import Testing

@Suite("The list stays true under a storm, whatever is filtered, sorted and frozen")
struct StormTests {
    /// Numbers from one seed: a test must be the same each time.
    struct Dice {
        var state: UInt64
        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % sides
        }
    }

    static func any(_ dice: inout Dice) -> IncidentSummary {
        let number = 1 + dice.roll(60)
        let severity = Severity(rawValue: 1 + dice.roll(5)) ?? .sev5
        let incident = Sample.incident(
            number, severity, SafeText("what \(dice.roll(9))" as String),
            service: SafeText("service-number-\(dice.roll(4))" as String), openedAt: Sample.at(1, dice.roll(50)))
        switch dice.roll(5) {
        case 0: return Sample.acknowledged(incident, by: dice.roll(2) == 0 ? "sam" : "kim")
        case 1: return Sample.resolved(incident)
        case 2: return Sample.resolved(incident, by: nil)
        default: return incident
        }
    }

    @Test("After every storm the rows are what a new console would show", arguments: 1...12)
    func same(seed: Int) throws {
        var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9)
        var sitting = Sitting(width: 100, height: 80, [])
        var known: [Int: IncidentSummary] = [:]
        let keys: [Key] = "jkgGz<>IwZMn* ".unicodeScalars.map { .character($0) } + [.escape, .pageDown]
        for _ in 0..<300 {
            if dice.roll(3) > 0 {
                let batch = (0...dice.roll(50)).map { _ in Self.any(&dice) }
                for incident in batch { known[incident.number.value] = incident }
                sitting.feed(batch)
            } else {
                sitting.wait(.milliseconds(Int64(100 + dice.roll(3000))))
                sitting.hit(keys[dice.roll(keys.count)])
            }
            let frame = sitting.frame
            #expect(frame.cursor != nil || !frame.text(ofRow: 4).contains("#"))
        }
        // Back to everything by urgency, thawed, with the cursor on a row that stays.
        if sitting.rows[0].contains("FROZEN") { sitting.type("Z") }
        for _ in 0..<4 { sitting.press(.escape) }
        while let sort = sitting.rows[2].split(separator: " ").last, sitting.rows[2].contains("sort:") {
            sitting.type(sort == "inverted" ? "I" : ">")
        }
        sitting.type("g")
        sitting.wait(.seconds(3))

        let open = known.values.filter { $0.isOpen || $0.isCleared }.sorted(by: IncidentSummary.isMoreUrgent)
        let fresh = Sitting(width: 100, height: 80, open)
        #expect(sitting.rows[1] == fresh.rows[1])
        let shown = ListShapeTests.numbers(sitting)
        #expect(shown.filter { number in open.contains { "\($0.number)" == number } } == ListShapeTests.numbers(fresh))
    }
}
