import Incidents
import TerminalUI
import Testing

@Suite struct RectTests {
    @Test("splitting never makes a negative part", arguments: [-5, 0, 1, 3, 4, 99])
    func split(count: Int) {
        let rect = Rect(x: 2, y: 1, width: 4, height: 3)
        let parts = (
            rect.split(top: count), rect.split(bottom: count), rect.split(left: count), rect.split(right: count)
        )

        #expect(parts.0.top.height + parts.0.rest.height == 3)
        #expect(parts.1.rest.height + parts.1.bottom.height == 3)
        #expect(parts.2.left.width + parts.2.rest.width == 4)
        #expect(parts.3.rest.width + parts.3.right.width == 4)
        #expect(parts.1.bottom.rows.upperBound == 4)
        #expect(parts.3.right.columns.upperBound == 6)
    }

    @Test("an inset larger than the rectangle leaves nothing")
    func inset() {
        let rect = Rect(x: 0, y: 0, width: 10, height: 4)

        #expect(rect.inset(columns: 1, rows: 1) == Rect(x: 1, y: 1, width: 8, height: 2))
        #expect(rect.inset(columns: 6, rows: 9).isEmpty)
    }
}

@Suite struct ColumnsTests {
    private let table = Columns<String>([
        .init("sev", width: 3), .init("age", width: 4, drop: 2), .init("what", width: 10, grows: true),
        .init("who", width: 6, drop: 1),
    ])

    @Test(
        "columns are dropped in their fixed order, and one grows",
        arguments: [
            (80, ["sev": 3, "age": 4, "what": 64, "who": 6]), (26, ["sev": 3, "age": 4, "what": 10, "who": 6]),
            (25, ["sev": 3, "what": 14, "who": 6]), (20, ["sev": 3, "what": 16]), (8, ["sev": 3, "what": 4]),
            (2, ["sev": 2]), (0, [:]),
        ] as [(Int, [String: Int])])
    func dropping(width: Int, expected: [String: Int]) {
        let placed = table.placed(in: width)

        #expect(Dictionary(uniqueKeysWithValues: placed.map { ($0.name, $0.width) }) == expected)
        #expect(placed.allSatisfy { $0.x >= 0 && $0.x + $0.width <= width })
    }
}

@Suite struct SparklineTests {
    @Test("values become steps, and a gap stays a gap")
    func steps() {
        let line = Sparkline([0, 1, nil, 4, 8, .nan, .infinity, -3])

        #expect(line.text(columns: 8, glyphs: .ascii).shown == ".: +@  .")
        #expect(line.text(columns: 4, glyphs: .unicode).shown == "█  ▁")
        #expect(Sparkline([]).text(columns: 5, glyphs: .ascii).shown == "")
        #expect(Sparkline([0, 0]).text(columns: -1, glyphs: .ascii).shown == "")
    }
}
