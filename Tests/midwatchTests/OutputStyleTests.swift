import Testing

@testable import midwatch

@Suite("The style of the output")
struct OutputStyleTests {
    @Test("has no end and no colours where there is no terminal")
    func isPlain() {
        #expect(OutputStyle(columns: nil, environment: ["TERM": "xterm"]) == .plain)
        #expect(OutputStyle.plain.width == OutputStyle.endless)
    }

    @Test(
        "takes the width that COLUMNS names where no terminal says one",
        arguments: [
            (nil, "120", 120), (nil, "5000", 5000), (nil, "3", 20), (nil, "0", .max), (nil, "wide", .max),
            (0, "120", 120), (100, "120", 100),
        ] as [(Int?, String, Int)])
    func columns(columns: Int?, wish: String, width: Int) {
        #expect(OutputStyle(columns: columns, environment: ["TERM": "xterm", "COLUMNS": wish]).width == width)
    }

    @Test(
        "uses colours on a terminal that has them, unless somebody declines",
        arguments: [
            (["TERM": "xterm-256color"], true), (["TERM": "xterm", "NO_COLOR": "1"], false),
            (["TERM": "xterm", "NO_COLOR": ""], true), (["TERM": "dumb"], false), ([:], false),
        ])
    func colours(environment: [String: String], usesColours: Bool) {
        #expect(OutputStyle(columns: 100, environment: environment).usesColours == usesColours)
    }

    @Test("takes the width of the terminal, within reason", arguments: [(100, 100), (0, 80), (3, 20), (9999, 1000)])
    func widths(columns: Int, width: Int) {
        #expect(OutputStyle(columns: columns, environment: ["TERM": "xterm"]).width == width)
    }
}
