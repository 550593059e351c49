import Console
import Incidents
import TerminalUI
import Testing

@Suite("Any size, and a hundred thousand rows")
struct LimitTests {
    static let keys: [Key] =
        "j k l h G g . x ? : s c R m M a t u q".split(separator: " ").flatMap {
            $0.unicodeScalars.map { Key.character($0) }
        } + [.enter, .escape, .tab, .backTab, .pageDown, .pageUp, .control("d"), .control("u"), .character(" ")]

    @Test(
        "No size and no key is too much",
        arguments: [
            (1, 1), (1, 50), (2, 2), (5, 3), (39, 40), (40, 7), (40, 8), (41, 9), (60, 16), (79, 18), (119, 14),
            (120, 14),
            (121, 48), (200, 60), (500, 200), (0, 0),
        ])
    func sizes(width: Int, height: Int) {
        var sitting = Sitting(Sample.night + Sample.hostile)
        sitting.send(.resized(width: width, height: height))
        sitting.send(Sample.detail)

        for key in Self.keys + Self.keys.reversed() {
            sitting.press(key)
            #expect(sitting.frame.width == max(1, width))
        }
    }

    @Test("A screen that shrinks keeps the cursor on it", arguments: [10, 12, 17, 24, 48])
    func shrinks(height: Int) {
        var sitting = Sitting(height: 48, MovingTests.forty)
        sitting.type("G")

        sitting.send(.resized(width: 80, height: height))

        #expect(sitting.cursorRow.contains("#40"))
    }

    @Test("The list is in the order of urgency that is the same everywhere")
    func order() {
        let severities = Severity.allCases
        let incidents = (1...240).map { number in
            let incident = Sample.incident(
                number, severities[number * 7 % 5], "x", openedAt: Sample.at(1, number * 13 % 17))
            switch number % 4 {
            case 0: return incident
            case 1: return Sample.acknowledged(incident, by: "kim")
            case 2: return Sample.resolved(incident, by: nil, at: Sample.at(2, number * 11 % 19))
            default: return Sample.resolved(incident)
            }
        }
        var sitting = Sitting(width: 80, height: 300, [])

        sitting.feed(incidents)

        let expected = incidents.filter { $0.isOpen || $0.isCleared }.sorted(by: IncidentSummary.isMoreUrgent)
        let shown = sitting.rows[4..<(4 + expected.count)].compactMap { row in
            row.split(separator: " ").first { $0.hasPrefix("#") }
        }
        #expect(shown.map(String.init) == expected.map { "\($0.number)" })
        #expect(expected.count == 180)
    }

    @Test("One line says the most urgent where there is no room for rows")
    func oneLine() {
        var sitting = Sitting(width: 39, height: 7, Sample.night)
        #expect(sitting.rows[0] == "4 NEED ACK #4127 checkout-api 6m; a=ack")

        sitting.type("R")

        #expect(sitting.rows[0] == "resolve #4127? 18 alerts still fire")
    }

    @Test("A hundred thousand incidents: keys, changes and screens do not look at all of them")
    func many() throws {
        let many = (1...100_000).map { number in
            Sample.incident(
                number, Severity(rawValue: number % 5 + 1) ?? .sev5, "many", openedAt: Sample.at(1, number % 60))
        }
        var sitting = Sitting(many)
        let clock = ContinuousClock()

        let spent = clock.measure {
            for index in 0..<200 {
                sitting.wait(.seconds(1))
                sitting.hit(.character(index % 3 == 0 ? "G" : index % 3 == 1 ? "j" : "g"))
                sitting.feed(.incident(Sample.acknowledged(many[index * 400], by: "kim")))
                _ = sitting.frame
            }
        }

        // A debug build on a busy machine: the bound only has to be far below what looking at all would take.
        #expect(spent < .seconds(20))
        #expect(sitting.rows[1].contains("99800 NEED ACK"))
    }
}
