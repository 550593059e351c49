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

    @Test("After every storm the rows and the counters are what a new snapshot shows", arguments: 1...6)
    func same(seed: Int) throws {
        var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9)
        var sitting = Sitting(width: 110, height: 90, [])
        var known: [Int: IncidentSummary] = [:]
        let keys: [Key] = "jkgGz<>IwZMn* .".unicodeScalars.map { .character($0) } + [.escape, .pageDown]
        for step in 1...240 {
            if dice.roll(3) > 0 {
                let batch = (0...dice.roll(50)).map { _ in Self.any(&dice) }
                for incident in batch { known[incident.number.value] = incident }
                sitting.feed(batch)
            } else {
                sitting.wait(.milliseconds(Int64(100 + dice.roll(3000))))
                sitting.hit(keys[dice.roll(keys.count)])
            }
            if step % 20 == 0 { Self.compare(&sitting, known) }
        }
    }

    /// Lets the rows come to rest, and then lets a snapshot make them anew in the same filter and order.
    private static func compare(_ sitting: inout Sitting, _ known: [Int: IncidentSummary]) {
        if sitting.rows[0].contains("FROZEN") { sitting.press(.character("Z")) }
        sitting.press(.character("g"))
        sitting.wait(.seconds(40))
        let (before, selected) = (sitting.rows, sitting.cursorRow)
        let numbers = ListShapeTests.numbers(sitting)
        let open = known.values.filter { $0.isOpen || $0.isCleared }.sorted { $0.number < $1.number }
        sitting.send(.link(.live))
        sitting.send(.snapshot(Sample.snapshot(open, seq: sitting.seq)))
        sitting.wait(.seconds(3))

        // The row under the cursor stays until it is left, even when it is over or no longer fits.
        let after = ListShapeTests.numbers(sitting)
        #expect(numbers.filter { after.contains($0) || !selected.contains("\($0) ") } == after)
        #expect(sitting.rows[1] == before[1])
        let hiding = { (row: String) in row.split(separator: "hiding ").dropFirst().first }
        #expect(hiding(sitting.rows[2]) == hiding(before[2]) || before[2].contains("no word from the router"))
    }
}
