import CPlatform
import Curses
import Glibc
import Incidents
import TerminalUI
import Testing

/// A program that leaves once it was given a second size.
private struct Resizing: ConsoleProgram {
    var sizes: [Int] = []
    var nextTick: Timestamp? { nil }
    var shouldLeave: Bool { sizes.count == 2 }

    mutating func resize(width: Int, height: Int) { sizes.append(width) }
    mutating func handle(key: Key, at now: Timestamp) {}
    mutating func handle(message: Never, at now: Timestamp) {}
    mutating func tick(at now: Timestamp) {}
    func draw(into frame: inout Frame) { frame.put("hello", at: Point(x: 0, y: 0)) }
}

extension Resizing {
    /// Runs a console on a terminal of its own, with a signal that waits when it starts.
    static func run(_ signal: Int32, newWidth: UInt16 = 80) throws -> (Departure, Resizing) {
        SignalQueue.block()
        let pty = try PseudoTerminal()
        let terminal = try Terminal(
            input: pty.screenEnd, output: pty.screenEnd, surroundings: Surroundings(terminal: "xterm-256color"),
            holdsStrayOutput: false)
        var loop = ConsoleLoop<Resizing>(terminal: terminal, inbox: try Inbox(), signals: try SignalQueue())
        var program = Resizing()
        pty.resize(width: newWidth, height: 24)
        raise(signal)
        return (loop.run(&program), program)
    }
}

/// Each in a process of its own, because what a process does with a signal is one thing for all its threads.
@Suite struct SignalTests {
    @Test("a signal that asks to end ends the loop with its status", arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT])
    func ending(signal: Int32) async {
        await #expect(processExitsWith: .exitCode(128 + signal)) { [signal] in
            exit(try Resizing.run(signal).0.exitStatus)
        }
    }

    @Test("a new size reaches the program")
    func resizing() async {
        await #expect(processExitsWith: .exitCode(33)) {
            let (departure, program) = try Resizing.run(SIGWINCH, newWidth: 33)
            exit(departure == .finished ? Int32(program.sizes.last ?? 0) : 1)
        }
    }

    @Test("an ending signal breaks off a write that a stalled terminal blocks")
    func stalled() async {
        await #expect(processExitsWith: .exitCode(SIGTERM)) {
            let pty = try PseudoTerminal()
            SignalQueue.block()
            var settings = termios()
            cfmakeraw(&settings)
            tcsetattr(pty.screenEnd, TCSANOW, &settings)
            // More than the kernel keeps for somebody who does not read.
            let block = [UInt8](repeating: 0x78, count: 16_000)
            mw_interruptible_begin(pty.screenEnd)
            let flags = fcntl(pty.screenEnd, F_GETFL)
            _ = fcntl(pty.screenEnd, F_SETFL, flags | O_NONBLOCK)
            while write(pty.screenEnd, block, block.count) > 0 {}
            _ = fcntl(pty.screenEnd, F_SETFL, flags)
            raise(SIGTERM)
            write(pty.screenEnd, block, 1)
            exit(mw_interruptible_end())
        }
    }
}
