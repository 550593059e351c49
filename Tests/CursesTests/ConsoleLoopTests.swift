import Curses
import Glibc
import Incidents
import TerminalUI
import Testing

/// A program that counts what it is told and leaves on `q`.
private struct Counting: ConsoleProgram {
    var keys: [Key] = []
    var messages: [Int] = []
    var sizes: [String] = []
    var ticks = 0
    var tickMax = 0
    var leavesAfterMessage = false

    var nextTick: Timestamp? { ticks < tickMax ? Timestamp(milliseconds: 0) : nil }
    var shouldLeave: Bool {
        keys.last == .character("q") || (leavesAfterMessage && !messages.isEmpty) || (tickMax > 0 && ticks == tickMax)
    }

    mutating func resize(width: Int, height: Int) { sizes.append("\(width)x\(height)") }
    mutating func handle(key: Key, at now: Timestamp) { keys.append(key) }
    mutating func handle(message: Int, at now: Timestamp) { messages.append(message) }
    mutating func tick(at now: Timestamp) { ticks += 1 }
    func draw(into frame: inout Frame) { frame.put(SafeText("keys \(keys.count)"), at: Point(x: 0, y: 0)) }
}

extension TerminalTests {
    @Suite(.serialized, .timeLimit(.minutes(1))) struct ConsoleLoopTests {
        private let pty: PseudoTerminal
        private let terminal: Terminal
        private let inbox: Inbox<Int>

        init() throws {
            pty = try PseudoTerminal()
            inbox = try Inbox(countMax: 3)
            terminal = try Terminal(
                input: pty.screenEnd, output: pty.screenEnd,
                surroundings: Surroundings(terminal: "xterm-256color", locale: "C.UTF-8"), holdsStrayOutput: false)
        }

        @Test("the screen is painted before anything arrives, and given back at the end")
        func firstPaint() {
            var loop = ConsoleLoop<Counting>(terminal: terminal, inbox: inbox)
            var program = Counting()
            pty.type("q")

            #expect(loop.run(&program) == .finished)
            let sent = text(pty.drawn())
            #expect(sent.contains("keys 0") && sent.contains("\u{1B}[?1049l"))
            #expect(program.sizes == ["80x24"])
            #expect(pty.isCooked)
        }

        @Test("all keys that wait are handled before one drawing")
        func burst() {
            var loop = ConsoleLoop<Counting>(terminal: terminal, inbox: inbox)
            var program = Counting()
            pty.type("abc\u{1B}[Bq")

            _ = loop.run(&program)
            #expect(program.keys == [.character("a"), .character("b"), .character("c"), .down, .character("q")])
            #expect(!text(pty.drawn()).contains("keys 1"))
        }

        @Test("messages of another thread wake the loop")
        func messages() {
            Task.detached { [inbox] in inbox.post(1) }
            var loop = ConsoleLoop<Counting>(terminal: terminal, inbox: inbox)
            var program = Counting(leavesAfterMessage: true)

            #expect(loop.run(&program) == .finished)
            #expect(program.messages == [1])
        }

        @Test("a terminal that has gone ends the loop at once")
        func goneBefore() {
            var loop = ConsoleLoop<Counting>(terminal: terminal, inbox: inbox)
            var program = Counting()
            pty.hangUp()

            #expect(loop.run(&program) == .hungUp)
        }

        @Test("a terminal that goes while the loop sleeps wakes it")
        func goesAway() {
            var loop = ConsoleLoop<Counting>(terminal: terminal, inbox: inbox)
            var program = Counting()
            let end = pty.giveAwayPersonEnd()
            Task.detached {
                var entry = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
                // Somebody saw the first picture, and closed the window.
                poll(&entry, 1, -1)
                close(end)
            }

            let departure = loop.run(&program)
            #expect(departure == .hungUp)
            #expect(departure.exitStatus == 129)
        }

        @Test("a program that always wants a tick gets them one by one")
        func ticks() {
            var loop = ConsoleLoop<Counting>(terminal: terminal, inbox: inbox)
            var program = Counting(tickMax: 3)

            #expect(loop.run(&program) == .finished)
            #expect(program.ticks == 3)
        }
    }
}
