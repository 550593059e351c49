import Curses
import Glibc
import Incidents
import TerminalUI
import Testing

/// A program that leaves on `q`, and writes down what happens.
private struct Idle: ConsoleProgram {
    var maySuspend = true
    var keys: [Key] = []
    var sizes: [Int] = []
    var nextTick: Timestamp? { nil }
    var shouldLeave: Bool { keys.last == .character("q") }
    mutating func resize(width: Int, height: Int) { sizes.append(width) }
    mutating func handle(key: Key, at now: Timestamp) { keys.append(key) }
    mutating func handle(message: Never, at now: Timestamp) {}
    mutating func tick(at now: Timestamp) {}
    func draw(into frame: inout Frame) { frame.put("hello", at: Point(x: 0, y: 0)) }

    /// Runs a console in a group that no shell could continue: the kernel drops the stop, and the program goes on.
    static func run(maySuspend: Bool, signal: Int32?, typed: String) throws -> (program: Idle, drawn: String) {
        SignalQueue.block()
        setsid()
        let pty = try PseudoTerminal()
        let terminal = try Terminal(
            input: pty.screenEnd, output: pty.screenEnd, surroundings: Surroundings(terminal: "xterm-256color"),
            holdsStrayOutput: false)
        var loop = ConsoleLoop<Idle>(terminal: terminal, inbox: try Inbox(), signals: try SignalQueue())
        var program = Idle(maySuspend: maySuspend)
        pty.resize(width: 70, height: 20)
        if let signal { raise(signal) }
        pty.type(typed)
        _ = loop.run(&program)
        return (program, text(pty.drawn()))
    }
}

@Suite struct SuspendTests {
    private static let left = ["\u{1B}[?2004l", "\u{1B}[?1004l", "\u{1B}[?1049l"]
    private static let taken = ["\u{1B}[?2004h", "\u{1B}[?1004h"]

    @Test(
        "who is stopped leaves all modes, takes them again afterwards, and asks for the size again",
        arguments: [(nil as Int32?, "\u{1A}q")])
    func stopped(signal: Int32?, typed: String) async {
        await #expect(processExitsWith: .success) { [signal, typed] in
            let (program, drawn) = try Idle.run(maySuspend: true, signal: signal, typed: typed)
            // Left and taken, and at the end left again; but the screen itself only if something was drawn since.
            let counts = (SuspendTests.left + SuspendTests.taken).map { drawn.components($0).count - 1 }
            let isLeft = counts[2] == 1 || counts[2] == 2
            exit(
                [counts[0], counts[1], counts[3], counts[4]] == [2, 2, 2, 2] && isLeft && program.sizes == [80, 70]
                    && program.keys == [.character("q")] ? 0 : 1)
        }
    }

    @Test("who was stopped from outside and goes on draws the whole screen again")
    func continued() async {
        await #expect(processExitsWith: .success) {
            let (program, _) = try Idle.run(maySuspend: true, signal: SIGCONT, typed: "q")
            exit(program.sizes == [80, 70] ? 0 : 1)
        }
    }

    @Test(
        "who must not stop, because a router lives in it, does not",
        arguments: [(SIGTSTP as Int32?, "q"), (nil, "\u{1A}q")])
    func unstoppable(signal: Int32?, typed: String) async {
        await #expect(processExitsWith: .success) { [signal, typed] in
            let (program, drawn) = try Idle.run(maySuspend: false, signal: signal, typed: typed)
            let keys: [Key] = signal == nil ? [.control("z"), .character("q")] : [.character("q")]
            exit(drawn.components("\u{1B}[?1049l").count == 2 && program.keys == keys ? 0 : 1)
        }
    }
}
