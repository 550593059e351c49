import Glibc
import Incidents
import TerminalUI
import Testing

@testable import Curses

/// What a drawing may cost on the line, with rows as the incident list has them.
extension TerminalTests {
    @Suite(.serialized) struct BudgetTests {
        private static let names = ["xterm-256color", "tmux-256color", "screen-256color", "linux", "vt100"]

        private let pty: PseudoTerminal

        init() throws { pty = try PseudoTerminal(width: 160, height: 48) }

        private func open(_ name: String) throws -> Terminal {
            try Terminal(
                input: pty.screenEnd, output: pty.screenEnd,
                surroundings: Surroundings(terminal: name, locale: "C.UTF-8"), holdsStrayOutput: false)
        }

        /// A list of incidents, each row in eight styles, one of them selected.
        private func list(width: Int, height: Int, selected: Int, age: Int = 0) -> Frame {
            var frame = Frame(width: width, height: height)
            frame.put("MIDWATCH prod > Triage", at: Point(x: 1, y: 0), style: Style(.title))
            for y in 1..<(height - 1) {
                func put(_ text: SafeText, _ x: Int, _ role: Role) {
                    frame.put(text, at: Point(x: x, y: y), style: Style(role))
                }
                put(y == selected ? ">" : " ", 0, .marker)
                put(SafeText("SEV\(y % 5 + 1)"), 2, [.sev1, .sev2, .sev3, .sev4, .sev5][y % 5])
                put(["TRIG", "ACK", "MITG"][y % 3], 8, [.failure, .acknowledged, .mitigated][y % 3])
                put(SafeText("\(y * 3 + age)m"), 14, .dim)
                put(SafeText("2m kim   #\(4127 + y)"), 20, .text)
                put(["checkout-api", "ledger-db", "mailer"][y % 3], 36, .strong)
                put(SafeText("5xx 12% (SLO 1%), replica lag \(y) s"), 50, .text)
                put("nobody", width - 12, .warning)
                if y == selected {
                    frame.restyle(Rect(x: 0, y: y, width: width, height: 1)) { $0.reversed }
                }
            }
            return frame
        }

        @Test("a cursor move over rows of eight styles sends at most 400 bytes at 120x40", arguments: names)
        func cursorMove(name: String) throws {
            pty.resize(width: 120, height: 40)
            let terminal = try open(name)
            defer { terminal.close() }
            terminal.present(list(width: 120, height: 40, selected: 5))
            _ = pty.drawn()
            for row in [6, 7, 8, 9, 8] {
                terminal.present(list(width: 120, height: 40, selected: row))
                let count = pty.drawn().count
                #expect(count > 0 && count <= 400, "\(count) bytes")
            }
        }

        @Test("a row whose state and owner change sends at most 100 bytes", arguments: names)
        func changedRow(name: String) throws {
            let terminal = try open(name)
            defer { terminal.close() }
            var before = list(width: 160, height: 48, selected: 5)
            var after = before
            before.put("TRIG", at: Point(x: 8, y: 9), style: Style(.failure))
            after.put("ACK ", at: Point(x: 8, y: 9), style: Style(.acknowledged))
            after.put("kim   ", at: Point(x: 148, y: 9), style: Style(.text))
            terminal.present(before)
            _ = pty.drawn()
            terminal.present(after)
            let count = pty.drawn().count

            #expect(count > 0 && count <= 100, "\(count) bytes")
        }

        @Test("a whole screen stays below 8 KB at 160x48, and the same frame again is nothing", arguments: names)
        func wholeScreen(name: String) throws {
            let terminal = try open(name)
            defer { terminal.close() }
            let frame = list(width: 160, height: 48, selected: 5)
            terminal.present(frame)
            let whole = pty.drawn()
            terminal.present(frame)

            #expect(whole.count < 8192, "\(whole.count) bytes")
            #expect(!whole.contains(0))
            #expect(pty.drawn().isEmpty)
        }

        @Test("ages that tick on each row send no more than their digits and the way to them", arguments: names)
        func ages(name: String) throws {
            let terminal = try open(name)
            defer { terminal.close() }
            terminal.present(list(width: 160, height: 48, selected: 5))
            _ = pty.drawn()
            terminal.present(list(width: 160, height: 48, selected: 5, age: 1))
            let count = pty.drawn().count

            #expect(count > 0 && count <= 46 * 26, "\(count) bytes")
        }

        @Test("a frame is marked as one only where that was asked for", arguments: [false, true])
        func marked(isMarked: Bool) throws {
            var surroundings = Surroundings(terminal: "xterm-256color", locale: "C.UTF-8")
            surroundings.wantsSynchronisedOutput = isMarked
            let terminal = try Terminal(
                input: pty.screenEnd, output: pty.screenEnd, surroundings: surroundings, holdsStrayOutput: false)
            defer { terminal.close() }
            terminal.present(list(width: 160, height: 48, selected: 5))
            let sent = text(pty.drawn())

            #expect(sent.contains("\u{1B}[?2026h") == isMarked && sent.hasSuffix("\u{1B}[?2026l") == isMarked)
        }
    }
}
