import Console
import Incidents
import Testing

@Suite("Lines from bytes")
struct PlainInputTests {
    /// What a terminal shows after the echo, on one row: letters, and steps back over them.
    private func row(_ echo: String) -> String {
        var (cells, place): ([Character], Int) = ([], 0)
        for scalar in echo.unicodeScalars {
            if scalar == "\u{8}" {
                place -= 1
            } else {
                if place == cells.count { cells.append(" ") }
                cells[place] = Character(scalar)
                place += 1
            }
        }
        return String(String(cells).prefix(place))
    }

    @Test("Bytes of a pipe become lines, whatever the cuts between them")
    func pipe() {
        let text = "list\r\nack 1\n\nnote 1 süß 支払い\nlast"
        let want: [PlainInput.Step] = [.line("list"), .line("ack 1"), .line(""), .line("note 1 süß 支払い")]
        for size in 1...9 {
            var editor = PlainInput(echoes: false)
            var steps: [PlainInput.Step] = []
            var bytes = Array(text.utf8)[...]
            while !bytes.isEmpty {
                steps += editor.take(Array(bytes.prefix(size)))
                bytes = bytes.dropFirst(size)
            }
            #expect(steps == want)
            #expect(editor.finish() == .line("last"))
            #expect(editor.finish() == nil)
        }
    }

    @Test("A line that is too long is thrown away whole, and the next is taken")
    func tooLong() {
        var editor = PlainInput(echoes: false)
        let long = [UInt8](repeating: 0x61, count: PlainInput.lengthMax + 1)
        #expect(editor.take(Array(long.dropLast()) + [0x0A]).count == 1)
        #expect(editor.take(long + Array("\nlist\n".utf8)) == [.tooLong, .line("list")])
        #expect(editor.take(long) == [])
        #expect(editor.finish() == .tooLong)
    }

    @Test(
        "At a terminal a line is edited as terminals do",
        arguments: [
            ("ack 17\r", "ack 17"), ("ack 18\u{7F}7\n", "ack 17"), ("axx\u{8}\u{8}ck\r", "ack"),
            ("note 17 wrong word\u{17}text\r", "note 17 wrong text"), ("all wrong\u{15}list\r", "list"),
            ("支払\u{7F}い\r", "支い"), ("a\u{1B}[A\u{1B}OBck\u{1B}[1;5C\r", "ack"), ("a\tb\r", "a b"),
            ("\u{7F}\u{17}\u{15}list\r", "list"), ("a\u{202E}b\u{0}\u{5}\r", "ab"), ("x\u{4}\r", "x"),
        ])
    func edited(keys: String, line: String) {
        var editor = PlainInput(echoes: true)
        var (echo, lines): (String, [String]) = ("", [])
        for byte in keys.utf8 {
            for step in editor.take([byte]) {
                switch step {
                case .echo(let text): echo += text
                case .line(let text): lines.append(text)
                case .tooLong, .end: Issue.record("\(step)")
                }
            }
        }
        #expect(lines == [line])
        #expect(editor.typed.isEmpty)
        #expect(echo.last == "\n")
        if line.utf8.count == line.count { #expect(row(String(echo.dropLast())) == line) }
    }

    @Test("What is half typed is known, Ctrl-D ends an empty line only, and broken UTF-8 is no letter")
    func typed() {
        var editor = PlainInput(echoes: true)
        #expect(editor.take([0x04]) == [.end])
        _ = editor.take(Array("ack 4".utf8))
        #expect(editor.typed == "ack 4")
        #expect(editor.take([0x04]) == [])
        #expect(editor.take([0xC3, 0x28, 0xFF, 0xFE, 0x80]) == [.echo("(")])
        editor.clear()
        #expect(editor.typed.isEmpty)
    }

    @Test("A line at a terminal is bounded")
    func bounded() {
        var editor = PlainInput(echoes: true)
        _ = editor.take([UInt8](repeating: 0x61, count: PlainInput.lengthMax + 100))
        guard case .line(let line) = editor.take([0x0D]).last else { return #expect(Bool(false)) }
        #expect(line.utf8.count == PlainInput.lengthMax)
    }
}
