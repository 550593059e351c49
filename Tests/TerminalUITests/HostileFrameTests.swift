import Incidents
import Support
import TerminalUI
import Testing

@Suite("No text breaks out of its columns")
struct HostileFrameTests {
    @Test("Every text of the corpus stays in its field, clean and exact", arguments: HostileCorpus.Category.allCases)
    func fields(category: HostileCorpus.Category) {
        for text in HostileCorpus.texts(category) {
            for glyphs in [GlyphTier.unicode, .ascii] {
                for width in [1, 2, 3, 11, 40] {
                    var frame = Frame(width: width + 2, height: 3, glyphs: glyphs)
                    frame.fill(frame.bounds, with: "#")
                    let used = frame.put(SafeText(text), at: Point(x: 1, y: 1), width: width)
                    #expect(used <= width)
                    for y in 0..<3 {
                        let row = frame.row(y).map { $0 }
                        let fault = HostileCorpus.fault(inLine: frame.text(ofRow: y))
                        #expect(fault == nil, "\(fault ?? ""): \(text.debugDescription) in \(width)")
                        #expect(row.reduce(0) { $0 + Int($1.width) } == width + 2, "\(text.debugDescription)")
                        #expect(row[0].scalar == "#" && row[width + 1].scalar == "#", "\(text.debugDescription)")
                        if y != 1 { #expect(row.allSatisfy { $0.scalar == "#" && !$0.hasMarks }) }
                        if glyphs == .ascii { #expect(row.allSatisfy { $0.scalar.isASCII && !$0.hasMarks }) }
                    }
                }
            }
        }
    }

    @Test("The columns that a text is said to take are those that it takes")
    func columns() {
        for item in HostileCorpus.all {
            let safe = SafeText(item.text)
            let columns = DisplayWidth.columns(of: safe)
            var frame = Frame(width: 1000, height: 1)
            let taken = frame.put(safe, at: Point(x: 0, y: 0))
            // A wide character that would stand across the edge is left out.
            #expect(columns <= 1000 ? taken == columns : taken == 1000 || taken == 999, "\(item.category)")
        }
    }

    @Test("What takes no column is drawn onto another, or is hidden")
    func zeroWidth() {
        for scalar in (0x20...0x3FFFF).compactMap(Unicode.Scalar.init) where DisplayWidth.columns(of: scalar) == 0 {
            let shown = SafeText("a\(Character(scalar))").shown.unicodeScalars
            let alone = SafeText(String(scalar)).shown.unicodeScalars
            #expect(shown.count == 2 && alone.first == SafeText.marker, "U+\(String(scalar.value, radix: 16))")
        }
    }
}
