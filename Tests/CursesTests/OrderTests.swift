import Glibc
import Incidents
import TerminalUI
import Testing

@testable import Curses

extension TerminalTests {
    /// What a program wants of its terminal besides the frame.
    @Suite(.serialized) struct OrderTests {
        private let pty: PseudoTerminal

        init() throws { pty = try PseudoTerminal() }

        private func open(
            _ name: String = "xterm-256color", _ multiplexer: Multiplexer = .none,
            _ notifications: Notifications = .none
        ) throws -> Terminal {
            var surroundings = Surroundings(terminal: name, locale: "C.UTF-8")
            (surroundings.multiplexer, surroundings.notifications) = (multiplexer, notifications)
            return try Terminal(
                input: pty.screenEnd, output: pty.screenEnd, surroundings: surroundings, holdsStrayOutput: false)
        }

        /// What an order sends once the screen is up, and what the person is told.
        private func sent(_ order: TerminalOrder, _ terminal: Terminal) -> (text: String, notice: SafeText?) {
            terminal.present(Frame(width: 80, height: 24))
            _ = pty.drawn()
            let notice = terminal.carryOut(order)
            return (text(pty.drawn()), notice)
        }

        @Test("a text is copied by the sequence, with nothing in it but letters, digits, + / and =")
        func copy() throws {
            let terminal = try open()
            defer { terminal.close() }

            #expect(sent(.copy("#4127 checkout-api"), terminal) == ("\u{1B}]52;c;IzQxMjcgY2hlY2tvdXQtYXBp\u{7}", nil))
            // What was hidden is copied as its mark, not as it was sent.
            #expect(sent(.copy(SafeText(String("a\u{7}b\u{202E}"))), terminal).text == "\u{1B}]52;c;Ye+/vWLvv70=\u{7}")
        }

        @Test("GNU screen is handed a copy in pieces that it passes on")
        func copyInScreen() throws {
            let terminal = try open("screen-256color", .screen)
            defer { terminal.close() }
            let long = SafeText(String(repeating: "x", count: 4000))
            let result = sent(.copy(long), terminal)
            let pieces = result.text.components("\u{1B}\\").filter { !$0.isEmpty }

            #expect(pieces.count > 8 && pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count < 768 })
            let inner = pieces.map { $0.dropFirst(2) }.joined()
            #expect(inner == "\u{1B}]52;c;" + TerminalWords.base64(Array(long.shown.utf8)) + "\u{7}")
        }

        @Test("a tmux far away takes the sequence itself")
        func copyInDistantTmux() throws {
            let terminal = try open("tmux-256color", .distantTmux)
            defer { terminal.close() }

            #expect(sent(.copy("a"), terminal).text == "\u{1B}]52;c;YQ==\u{7}")
        }

        @Test("a terminal that takes no copies is sent none, and the person is told", arguments: ["linux", "vt100"])
        func noCopy(name: String) throws {
            let terminal = try open(name)
            defer { terminal.close() }
            let result = sent(.copy("a"), terminal)

            #expect(result.text.isEmpty && result.notice != nil)
        }

        @Test("a title is words alone, the old one is kept and comes back")
        func title() throws {
            let terminal = try open()
            let first = sent(.title(SafeText(String("2 open;\u{7}\u{1B}]0;x #4127 日本 a_b"))), terminal)
            let again = sent(.title(SafeText("2 open 0 x #4127 a b")), terminal)
            terminal.close()

            #expect(first.text == "\u{1B}[22;2t\u{1B}]2;2 open 0 x #4127 a b\u{7}")
            #expect(again.text.isEmpty)
            #expect(text(pty.drawn()).contains("\u{1B}[23;2t"))
        }

        @Test("a console has no title, and nothing that it would print", arguments: ["linux", "vt100"])
        func noTitle(name: String) throws {
            let terminal = try open(name, .none, .osc9)
            let sent = [TerminalOrder.title("a"), .notify("a"), .takeMouse(true)].map { self.sent($0, terminal).text }
            terminal.close()

            #expect(sent == ["", "", ""])
            #expect(!text(pty.drawn()).contains("t"))
        }

        @Test(
            "a notification is sent only where it was asked for, and passed on by tmux",
            arguments: [
                (Multiplexer.none, Notifications.none, ""), (.none, .osc9, "\u{1B}]9;Midwatch 4127 needs you\u{7}"),
                (.none, .osc777, "\u{1B}]777;notify;Midwatch;4127 needs you\u{7}"),
                (.tmux, .osc9, "\u{1B}Ptmux;\u{1B}\u{1B}]9;Midwatch 4127 needs you\u{7}\u{1B}\\"),
                (.screen, .osc9, "\u{1B}P\u{1B}]9;Midwatch 4127 needs you\u{7}\u{1B}\\"),
            ])
        func notify(multiplexer: Multiplexer, notifications: Notifications, expected: String) throws {
            let terminal = try open("xterm-256color", multiplexer, notifications)
            defer { terminal.close() }

            #expect(sent(.notify("4127 needs;you"), terminal).text == expected)
        }

        @Test("the mouse is taken when asked for, left with the screen and taken again with it")
        func mouse() throws {
            let terminal = try open()
            let on = sent(.takeMouse(true), terminal).text
            terminal.suspend()
            let away = text(pty.drawn())
            terminal.resume()
            let back = text(pty.drawn())
            let off = sent(.takeMouse(false), terminal).text
            terminal.close()

            #expect(on == TerminalModes.mouseOn && off == TerminalModes.mouseOff)
            #expect(away.contains(TerminalModes.mouseOff) && back.contains(TerminalModes.mouseOn))
        }

        @Test("before the screen is given back, all modes are left", arguments: [true, false])
        func modes(forGood: Bool) throws {
            let terminal = try open()
            _ = sent(.title("a"), terminal)
            if forGood { terminal.close() } else { terminal.suspend() }
            let sent = text(pty.drawn())
            terminal.close()
            let leaving = ["?2004l", "?1004l", "?1000l", "?1006l", "23;2t"].map { "\u{1B}[" + $0 }
            let left = try #require(sent.firstRange(of: "\u{1B}[?1049l"))

            #expect(leaving.allSatisfy { sent.firstRange(of: $0).map { $0.lowerBound < left.lowerBound } ?? false })
        }

        @Test("the bell rings")
        func ring() throws {
            let terminal = try open()
            defer { terminal.close() }

            #expect(sent(.ring, terminal).text == "\u{7}")
        }
    }
}

extension String {
    /// The parts between a separator.
    func components(_ separator: String) -> [String] {
        var (parts, rest) = ([String](), self[...])
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}

@Suite struct SurroundingsTests {
    @Test(
        "what stands between us and the terminal is known from the environment",
        arguments: [
            (["TERM": "xterm-256color"], Multiplexer.none), (["TERM": "tmux-256color", "TMUX": "/tmp/x,1,0"], .tmux),
            (["TERM": "screen", "TMUX": "/tmp/x,1,0"], .tmux), (["TERM": "tmux-256color"], .distantTmux),
            (["TERM": "screen-256color"], .screen), (["TERM": "screen.xterm-256color", "STY": "1.pts"], .screen),
            // A terminal that was opened from within tmux inherits its variable.
            (["TERM": "xterm-256color", "TMUX": "/tmp/x,1,0"], .none),
        ])
    func multiplexer(environment: [String: String], expected: Multiplexer) {
        #expect(Surroundings(environment: environment).multiplexer == expected)
    }

    @Test("the editor is the visual one, then the other, then vi, in words")
    func editor() {
        let both = ["VISUAL": "emacs -nw", "EDITOR": "ed"]

        #expect(Surroundings(environment: both).editor == ["emacs", "-nw"])
        #expect(Surroundings(environment: ["EDITOR": "ed"]).editor == ["ed"])
        #expect(Surroundings(environment: ["EDITOR": "  "]).editor == ["vi"])
    }

    @Test("notifications and marked frames are off unless asked for")
    func asked() {
        let quiet = Surroundings(environment: ["MIDWATCH_NOTIFY": "loud", "MIDWATCH_SYNC": "yes"])
        let asked = Surroundings(environment: ["MIDWATCH_NOTIFY": "osc777", "MIDWATCH_SYNC": "1"])

        #expect(quiet.notifications == .none && !quiet.wantsSynchronisedOutput)
        #expect(asked.notifications == .osc777 && asked.wantsSynchronisedOutput)
    }

    @Test(
        "base64 is as RFC 4648 has it",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("ÿ~?", "w79+Pw=="),
        ])
    func base64(text: String, expected: String) {
        #expect(TerminalWords.base64(Array(text.utf8)) == expected)
    }
}
