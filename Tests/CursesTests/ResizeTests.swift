import Curses
import Glibc
import Incidents
import TerminalUI
import Testing

extension TerminalTests {
    /// Sizes as a dragged window reports them, and those that no window has.
    @Suite(.serialized) struct ResizeTests {
        private let pty: PseudoTerminal

        init() throws { pty = try PseudoTerminal() }

        private func picture(_ size: (width: Int, height: Int)) -> Frame {
            var frame = Frame(width: size.width, height: size.height)
            for y in 0..<size.height {
                frame.put(SafeText("row \(y) 日本語 e\u{301} of \(size.height)"), at: Point(x: y % 7, y: y))
            }
            frame.cursor = Point(x: size.width, y: size.height)
            return frame
        }

        @Test("100 sizes from 0x0 and 1x1 to 500x200, drawn before and after the screen knows, end in a whole picture")
        func storm() throws {
            let terminal = try Terminal(
                input: pty.screenEnd, output: pty.screenEnd,
                surroundings: Surroundings(terminal: "xterm-256color", locale: "C.UTF-8"), holdsStrayOutput: false)
            defer { terminal.close() }
            var state: UInt64 = 11
            func roll(_ count: Int) -> Int {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Int(state >> 33) % count
            }
            let odd: [(Int, Int)] = [(0, 0), (1, 1), (500, 200), (1, 200), (500, 1), (2, 2), (0, 24), (80, 0)]
            for step in 0..<100 {
                let (width, height) = step % 5 == 0 ? odd[roll(odd.count)] : (1 + roll(500), 1 + roll(200))
                pty.resize(width: UInt16(width), height: UInt16(height))
                // A frame of the old size, or of one that the terminal never had.
                if roll(3) == 0 { terminal.present(picture((1 + roll(500), 1 + roll(200)))) }
                terminal.fitSize()
                if width > 0, height > 0 { #expect(terminal.size == (width, height)) }
                terminal.present(picture(terminal.size))
                _ = pty.drawn()
            }
            pty.resize(width: 80, height: 24)
            terminal.fitSize()
            terminal.present(picture((80, 24)))
            let sent = text(pty.drawn())

            #expect(terminal.size == (80, 24))
            #expect((0..<24).allSatisfy { sent.contains("row \($0) ") })
        }

        @Test("a terminal of no size at the start gets one that can be drawn on")
        func none() throws {
            pty.resize(width: 0, height: 0)
            let terminal = try Terminal(
                input: pty.screenEnd, output: pty.screenEnd,
                surroundings: Surroundings(terminal: "xterm-256color", locale: "C.UTF-8"), holdsStrayOutput: false)
            defer { terminal.close() }

            #expect(terminal.size.width > 0 && terminal.size.height > 0)
        }

        @Test("a terminal that another one stands in for is said once, without its controls")
        func standIn() throws {
            let terminal = try Terminal(
                input: pty.screenEnd, output: pty.screenEnd, surroundings: Surroundings(terminal: "kitty\u{1B}[2J"),
                holdsStrayOutput: false)
            defer { terminal.close() }

            #expect(
                terminal.standInNotice?.shown
                    == "this host does not know the terminal kitty\u{FFFD}[2J; drawing as for xterm-256color")
        }
    }
}

/// In a process of its own, because of the environment.
@Suite struct PrinterTests {
    @Test(
        "a printer, which has a description as well, is refused", .enabled(if: access("/usr/bin/tic", X_OK) == 0))
    func printer() async {
        await #expect(processExitsWith: .success) {
            let (pty, scripts) = (try PseudoTerminal(), try Scripts())
            let description = scripts.add("lp.src", "")
            let file = open(description, O_WRONLY | O_TRUNC)
            let text = "line-printer|prints lines,\n\thc, os, cols#132, lines#66, cr=\\r, cud1=\\n, ind=\\n,\n"
            _ = write(file, text, text.utf8.count)
            close(file)
            setenv("TERMINFO", scripts.folder + "/.terminfo", 1)
            setenv("PATH", "/usr/bin:/bin", 1)
            guard system("tic -o \(scripts.folder)/.terminfo \(description)") == 0 else { exit(2) }
            defer { system("rm -r \(scripts.folder)/.terminfo") }
            do {
                _ = try Terminal(
                    input: pty.screenEnd, output: pty.screenEnd, surroundings: Surroundings(terminal: "line-printer"),
                    holdsStrayOutput: false)
            } catch TerminalFault.cannotDraw(let name) where name == "line-printer" && pty.isCooked { return }
            exit(1)
        }
    }
}
