import Curses
import Glibc
import Incidents
import Synchronization
import TerminalUI
import Testing

/// A program whose every frame differs everywhere from the one before, on a screen that no line takes in one go.
private struct Restless: ConsoleProgram {
    let keysHandled: Atomic<Int>.Reference
    var keys = 0
    var shouldLeave = false
    var nextTick: Timestamp? { nil }

    mutating func resize(width: Int, height: Int) {}
    mutating func handle(key: Key, at now: Timestamp) {
        keys += 1
        keysHandled.value.store(keys, ordering: .sequentiallyConsistent)
        if key == .character("q") { shouldLeave = true }
    }
    mutating func handle(message: Never, at now: Timestamp) {}
    mutating func tick(at now: Timestamp) {}
    func draw(into frame: inout Frame) {
        for y in 0..<frame.height {
            frame.put(SafeText(String(repeating: "\(keys % 10)", count: frame.width)), at: Point(x: 0, y: y))
        }
        frame.put(SafeText("keys \(keys)."), at: Point(x: 0, y: 0))
    }
}

extension Atomic<Int> {
    /// One that two threads may hold.
    final class Reference: Sendable {
        let value = Atomic<Int>(0)
    }
}

extension TerminalTests {
    /// Nobody reads what is drawn, as when the line of an SSH connection hangs.
    @Suite(.serialized, .timeLimit(.minutes(1))) struct StallTests {
        private let pty: PseudoTerminal
        private let handled = Atomic<Int>.Reference()

        init() throws { pty = try PseudoTerminal(width: 300, height: 120) }

        private func makeLoop() throws -> ConsoleLoop<Restless> {
            let terminal = try Terminal(
                input: pty.screenEnd, output: pty.screenEnd,
                surroundings: Surroundings(terminal: "xterm-256color", locale: "C.UTF-8"), holdsStrayOutput: false)
            return ConsoleLoop(terminal: terminal, inbox: try Inbox())
        }

        @Test("a person at a stalled terminal can still leave, and the terminal is given back")
        func leaving() async throws {
            var loop = try makeLoop()
            var program = Restless(keysHandled: handled)
            Task.detached { [pty, handled] in
                for count in 1...200 {
                    pty.type("j")
                    while handled.value.load(ordering: .sequentiallyConsistent) < count { sched_yield() }
                }
                pty.type("q")
            }

            #expect(loop.run(&program) == .finished)
            #expect(program.keys == 201)
            #expect(pty.isCooked)
        }

        @Test("keys act while the line stalls, and what is drawn when it moves again is the newest")
        func newest() async throws {
            var loop = try makeLoop()
            var program = Restless(keysHandled: handled)
            let reader = Task.detached { [pty, handled] in
                for count in 1...100 {
                    pty.type("j")
                    while handled.value.load(ordering: .sequentiallyConsistent) < count { sched_yield() }
                }
                // Now somebody reads again.
                var seen: [UInt8] = []
                while !text(seen).contains("100.") {
                    seen += pty.drawn()
                    sched_yield()
                }
                pty.type("q")
                return seen
            }

            #expect(loop.run(&program) == .finished)
            let seen = await reader.value
            // The frame in the middle of which the line stalled, and the newest: none of the 99 between them.
            #expect(seen.count < 2 * 300 * 120 + 8192, "\(seen.count) bytes")
        }
    }
}
