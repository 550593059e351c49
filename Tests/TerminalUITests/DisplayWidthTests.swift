import Incidents
import TerminalUI
import Testing

@Suite struct DisplayWidthTests {
    @Test(
        "a character takes the columns that terminals give it",
        arguments: [
            ("a", 1), ("é", 1), ("─", 1), ("▁", 1), ("…", 1), ("\u{FFFD}", 1), ("日", 2), ("한", 2), ("Ａ", 2),
            ("😀", 2), ("🚀", 2), ("\u{3000}", 2), ("\u{301}", 0), ("\u{20DD}", 0), ("\u{1160}", 0), ("\u{2FFFD}", 2),
            ("\u{E9}", 1), ("±", 1), ("ア", 2), ("ｱ", 1),
        ] as [(Unicode.Scalar, Int)])
    func scalarColumns(scalar: Unicode.Scalar, columns: Int) {
        #expect(DisplayWidth.columns(of: scalar) == columns)
    }

    @Test(
        "a text takes the columns of its characters",
        arguments: [("", 0), ("abc", 3), ("日本", 4), ("e\u{301}f", 2), ("a日b", 4)])
    func textColumns(text: String, columns: Int) {
        #expect(DisplayWidth.columns(of: SafeText(text)) == columns)
    }

    @Test("no character is in two ranges, and the ranges ascend")
    func everyScalarHasOneWidth() {
        let wide = (0x300...0x2FFFF).compactMap(Unicode.Scalar.init).count { DisplayWidth.columns(of: $0) == 2 }
        let zero = (0x300...0x2FFFF).compactMap(Unicode.Scalar.init).count { DisplayWidth.columns(of: $0) == 0 }

        // A search in ranges that overlap or do not ascend would miss some of these.
        #expect(wide == 117_368)
        #expect(zero == 2_020)
    }
}
