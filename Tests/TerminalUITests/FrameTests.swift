import Incidents
import TerminalUI
import Testing

@Suite struct FrameTests {
    @Test("a frame's text is its rows without trailing blanks")
    func textOfRows() {
        var frame = Frame(width: 8, height: 3)
        frame.put("one", at: Point(x: 0, y: 0))
        frame.put("two", at: Point(x: 2, y: 2))

        #expect(frame.text == "one\n\n  two")
    }

    @Test(
        "text that does not fit ends with an ellipsis",
        arguments: [
            ("abcdef", 4, "abc…", 4), ("abcd", 4, "abcd", 4), ("abc", 4, "abc", 3), ("日本語", 4, "日…", 3),
            ("日本", 4, "日本", 4), ("日本語", 5, "日本…", 5), ("ab", 1, "…", 1), ("ab", 0, "", 0), ("日", 1, "…", 1),
            ("abcdef", -3, "", 0),
        ])
    func cut(text: String, width: Int, shown: String, used: Int) {
        var frame = Frame(width: 10, height: 1)

        #expect(frame.put(SafeText(text), at: Point(x: 0, y: 0), width: width) == used)
        #expect(frame.text == shown)
    }

    @Test("the right edge cuts as a width does, and no wide character stands across it")
    func edge() {
        var frame = Frame(width: 5, height: 2)

        #expect(frame.put("abcdef", at: Point(x: 2, y: 0)) == 3)
        #expect(frame.put(SafeText("a日本"), at: Point(x: 1, y: 1)) == 4)
        #expect(frame.text == "  ab…\n a日…")
        #expect(frame[3, 1].isContinuation)
    }

    @Test(
        "drawing outside the screen does nothing",
        arguments: [Point(x: -1, y: 0), Point(x: 0, y: -1), Point(x: 4, y: 0), Point(x: 0, y: 1)])
    func outside(place: Point) {
        var frame = Frame(width: 4, height: 1)

        #expect(frame.put("abc", at: place) == 0)
        #expect(frame.text == "")
    }

    @Test("a frame of any size can be drawn on", arguments: [(0, 0), (1, 1), (-4, 3), (2, 500), (5000, 2)])
    func sizes(width: Int, height: Int) {
        var frame = Frame(width: width, height: height)
        frame.put("MIDWATCH 日本", at: Point(x: 0, y: 0))
        frame.fill(Rect(x: -3, y: -3, width: 900, height: 900), with: "#")
        frame.rule(at: Point(x: 0, y: 0), width: 10_000)

        #expect(frame.width <= Frame.sideMax && frame.height <= Frame.sideMax)
    }

    @Test("combining marks stand on their base and take no column")
    func combining() {
        var frame = Frame(width: 6, height: 1)

        #expect(frame.put(SafeText("e\u{301}\u{302}x"), at: Point(x: 0, y: 0)) == 2)
        #expect(frame[0, 0].marks == ["\u{301}", "\u{302}"])
        #expect(frame.text == "e\u{301}\u{302}x")
    }

    @Test("half of a wide character that is written over becomes a blank", arguments: [(0, "x 本"), (1, " x本")])
    func torn(x: Int, shown: String) {
        var frame = Frame(width: 6, height: 1)
        frame.put(SafeText("日本"), at: Point(x: 0, y: 0))
        frame.put("x", at: Point(x: x, y: 0))

        #expect(frame.text == shown)
    }

    @Test("a wide character over two wide halves leaves no half behind")
    func tornByWide() {
        var frame = Frame(width: 6, height: 1)
        frame.put(SafeText("日本語"), at: Point(x: 0, y: 0))
        frame.put(SafeText("한"), at: Point(x: 1, y: 0))

        #expect(frame.text == " 한 語")
        #expect(frame.row(0).map(\.width) == [1, 2, 0, 1, 2, 0])
    }

    @Test("the ASCII tier holds ASCII only, in the same columns")
    func ascii() {
        var frame = Frame(width: 12, height: 2, glyphs: .ascii)
        frame.put(SafeText("é日→│e\u{301}x"), at: Point(x: 0, y: 0))
        frame.put(SafeText("abcdefghijklmnop"), at: Point(x: 0, y: 1))

        #expect(frame.text == "???>|ex\nabcdefghijk~")
    }

    @Test("a control in a literal of our own is caught as well")
    func controls() {
        var frame = Frame(width: 12, height: 1)
        frame.put("a\u{1B}[2Jb\u{202E}c\u{7F}\u{9B}", at: Point(x: 0, y: 0))

        #expect(frame.text == "a\u{FFFD}[2Jbc\u{FFFD}\u{FFFD}")
    }

    @Test("styles are told by one letter a column")
    func styles() {
        var frame = Frame(width: 6, height: 2)
        frame.put("ab", at: Point(x: 1, y: 0), style: Style(.sev1))
        frame.restyle(Rect(x: 0, y: 1, width: 6, height: 1)) { _ in Style(.selected) }

        #expect(frame.styles == ".11\nssssss")
    }

    @Test("text can end at a column")
    func endingAt() {
        var frame = Frame(width: 8, height: 3)
        frame.put("03:12", endingAt: Point(x: 8, y: 0))
        frame.put(SafeText("日本"), endingAt: Point(x: 7, y: 1))
        frame.put("much too long", endingAt: Point(x: 8, y: 2))

        #expect(frame.text == "   03:12\n   日本\nmuch to…")
    }

    @Test("a cleared frame equals a new one")
    func clear() {
        var frame = Frame(width: 8, height: 2)
        frame.put("abc", at: Point(x: 0, y: 0), style: Style(.sev1))
        frame.cursor = Point(x: 1, y: 1)
        frame.clear()

        #expect(frame == Frame(width: 8, height: 2))
    }

    @Test("a cell stays small")
    func cellSize() {
        #expect(MemoryLayout<Cell>.stride == 16)
    }
}
