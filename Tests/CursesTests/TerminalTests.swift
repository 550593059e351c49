import Curses
import Glibc
import Incidents
import TerminalUI
import Testing

/// There is one ncurses in a process, so that everything with a terminal runs one after the other.
@Suite(.serialized) struct TerminalTests {
    private let pty: PseudoTerminal

    init() throws { pty = try PseudoTerminal() }

    private func open(
        _ name: String? = "xterm-256color", locale: String = "C.UTF-8", glyphs: GlyphTier? = nil,
        declinesColour: Bool = false
    ) throws -> Terminal {
        try Terminal(
            input: pty.screenEnd, output: pty.screenEnd,
            surroundings: Surroundings(terminal: name, locale: locale, declinesColour: declinesColour),
            glyphs: glyphs, holdsStrayOutput: false)
    }

    private func frame(_ lines: [SafeText], style: Style = .plain) -> Frame {
        var frame = Frame(width: 80, height: 24)
        for (y, line) in lines.enumerated() { frame.put(line, at: Point(x: 0, y: y), style: style) }
        return frame
    }

    @Test("the screen is taken and given back as it was")
    func takenAndGivenBack() throws {
        let terminal = try open()
        terminal.present(frame(["hello"]))
        let opening = text(pty.drawn())
        let wasCooked = pty.isCooked
        terminal.close()
        let closing = text(pty.drawn())

        #expect(opening.contains("\u{1B}[?1049h") && opening.contains("\u{1B}[?2004h") && opening.contains("hello"))
        #expect(!wasCooked && pty.isCooked)
        #expect(closing.contains("\u{1B}[?1049l") && closing.contains("\u{1B}[?2004l"))
    }

    @Test("an unchanged frame sends nothing")
    func unchanged() throws {
        let terminal = try open()
        defer { terminal.close() }
        terminal.present(frame(["one", "two"]))
        _ = pty.drawn()
        terminal.present(frame(["one", "two"]))

        #expect(pty.drawn().count == 0)
    }

    @Test("a row that changes sends little")
    func oneRow() throws {
        let terminal = try open()
        defer { terminal.close() }
        let rows = (0..<24).map { SafeText(" 2   NEW \($0)m  2m kim   4127 checkout-api  5xx 12% (SLO 1%)   nobody") }
        var changed = rows
        changed[7] = SafeText(" 2   ACK 8m  -        4127 checkout-api  5xx 12% (SLO 1%)   kim")
        terminal.present(frame(rows))
        _ = pty.drawn()
        terminal.present(frame(changed))
        let count = pty.drawn().count

        #expect(count > 0 && count <= 100)
    }

    @Test("a cursor move sends little")
    func cursorMove() throws {
        let terminal = try open()
        defer { terminal.close() }
        var first = frame((0..<24).map { SafeText("row \($0) with an incident on it and who has it") })
        var second = first
        first.restyle(Rect(x: 0, y: 5, width: 80, height: 1)) { $0.reversed }
        second.restyle(Rect(x: 0, y: 6, width: 80, height: 1)) { $0.reversed }
        terminal.present(first)
        _ = pty.drawn()
        terminal.present(second)

        #expect(pty.drawn().count <= 400)
    }

    @Test("hostile text sends no control of its own")
    func hostile() throws {
        let terminal = try open(declinesColour: true)
        defer { terminal.close() }
        terminal.present(frame([]))
        _ = pty.drawn()
        let bad = SafeText("a\u{1B}]0;x\u{7}b\u{9B}2Jc\u{202E}d\u{200B}e\rf\ng\u{E0041}h\u{0}i")
        terminal.present(frame([bad]))
        let sent = text(pty.drawn())

        // ncurses itself may move and clear with CSI; nothing of the text may be among it.
        let controls = sent.unicodeScalars.filter { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) }
        #expect(controls.allSatisfy { $0 == "\u{1B}" || $0 == "\r" || $0 == "\n" || $0 == "\u{8}" })
        #expect(!sent.contains("\u{1B}]") && !sent.contains("\u{202E}") && !sent.contains("\u{200B}"))
        #expect(sent.contains("\u{FFFD}]0;x\u{FFFD}b"))
    }

    @Test("wide characters and marks are sent as they are")
    func wide() throws {
        let terminal = try open()
        defer { terminal.close() }
        terminal.present(frame([SafeText("日本 e\u{301} 😀|")]))

        #expect(text(pty.drawn()).contains("日本 e\u{301} 😀|"))
    }

    @Test("a new size is taken over, whatever it is", arguments: [(1, 1), (500, 200), (33, 7)] as [(UInt16, UInt16)])
    func sizes(width: UInt16, height: UInt16) throws {
        let terminal = try open()
        defer { terminal.close() }
        terminal.present(frame(["one"]))
        pty.resize(width: width, height: height)
        let changed = terminal.fitSize()
        var small = Frame(width: terminal.size.width, height: terminal.size.height)
        small.put("MIDWATCH", at: Point(x: 0, y: 0))
        small.cursor = Point(x: 900, y: 900)
        _ = pty.drawn()
        terminal.present(small)

        #expect(changed && terminal.size == (Int(width), Int(height)))
        #expect(pty.drawn().count > 0)
    }

    @Test("a terminal that this host does not know gets one that it does")
    func unknown() throws {
        let terminal = try open("no-such-terminal")
        defer { terminal.close() }

        #expect(terminal.standIn == "xterm-256color")
    }

    @Test("a terminal that can do nothing is refused", arguments: [nil, "dumb"] as [String?])
    func dumb(name: String?) throws {
        #expect(throws: TerminalFault.cannotDraw(terminal: "dumb")) { try open(name) }
        #expect(pty.isCooked)
    }

    @Test("a pipe is refused")
    func pipe() {
        #expect(throws: TerminalFault.notATerminal) {
            try Terminal(input: -1, output: -1, surroundings: Surroundings(terminal: "xterm"))
        }
    }

    @Test(
        "old terminals and those without colour are drawn on", arguments: ["vt100", "linux", "screen", "tmux-256color"])
    func old(name: String) throws {
        let terminal = try open(name)
        defer { terminal.close() }
        terminal.present(frame(["hello"], style: Style(.dim)))

        #expect(text(pty.drawn()).contains("hello"))
        #expect(!text(pty.drawn()).contains("$<"))
    }

    @Test("UTF-8 that is only promised by the environment is made true")
    func promised() throws {
        let terminal = try open(locale: "xx_YY.UTF-8")
        defer { terminal.close() }

        #expect(terminal.glyphs == .unicode)
    }

    @Test("a person can demand ASCII")
    func demanded() throws {
        let terminal = try open(glyphs: .ascii)
        defer { terminal.close() }

        #expect(terminal.glyphs == .ascii)
    }

    @Test("without colour no colour is sent")
    func noColour() throws {
        let terminal = try open(declinesColour: true)
        defer { terminal.close() }
        terminal.present(frame(["hello"], style: Style(.sev2)))
        let sent = text(pty.drawn())

        #expect(sent.contains("1mhello") && !sent.contains("[31m") && !sent.contains("[39"))
    }

    @Test("after giving the screen back for a while it is drawn whole again")
    func suspended() throws {
        let terminal = try open()
        defer { terminal.close() }
        terminal.present(frame(["hello"]))
        terminal.suspend()
        let wasCooked = pty.isCooked
        _ = pty.drawn()
        terminal.resume()
        terminal.present(frame(["hello"]))
        let again = text(pty.drawn())

        #expect(wasCooked && !pty.isCooked)
        #expect(again.contains("\u{1B}[?1049h") && again.contains("hello") && !again.contains("\u{1B}[?1049l"))
    }
}
