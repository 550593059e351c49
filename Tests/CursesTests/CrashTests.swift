import CPlatform
import Glibc
import TerminalUI
import Testing

@testable import Curses

/// In processes of their own, since they die.
@Suite struct CrashTests {
    /// Dies on a terminal, standard error included, and answers what its person saw before the screen came back and
    /// after; nil when it did not come back, when the keys stay raw, or when something outlived its death.
    private static func sight(of body: (Terminal) -> Void) throws -> (before: String, after: String)? {
        let pty = try PseudoTerminal()
        // The message of the Swift runtime goes there too. Its backtrace would wait for a key.
        setenv("SWIFT_BACKTRACE", "enable=no", 1)
        dup2(pty.screenEnd, STDERR_FILENO)
        let terminal = try Terminal(
            input: pty.screenEnd, output: pty.screenEnd, surroundings: Surroundings(terminal: "xterm-256color"))
        terminal.present(Frame(width: 80, height: 24))
        _ = terminal.carryOut(.takeMouse(true))
        let child = fork()
        if child == 0 {
            body(terminal)
            _exit(0)
        }
        var (status, sent) = (Int32(0), [UInt8]())
        while waitpid(child, &status, WNOHANG) == 0 {
            sent += pty.drawn()
            sched_yield()
        }
        let all = text(sent + pty.drawn())
        guard let left = all.firstRange(of: "\u{1B}[?1049l"), status & 0x7F != 0, pty.isCooked else { return nil }
        return (String(all[..<left.upperBound]), String(all[left.upperBound...]))
    }

    @Test("the message of a trap is held back until the screen is gone, and then shown")
    func trap() async {
        await #expect(processExitsWith: .success) {
            let sight = try CrashTests.sight { terminal in
                let text = "Fatal error: broken on purpose\n"
                write(STDERR_FILENO, text, text.utf8.count)
                raise(SIGILL)
            }
            guard let sight, sight.before.contains("\u{1B}[?1000l"), sight.before.contains("\u{1B}[?25h") else {
                exit(1)
            }
            exit(!sight.before.contains("broken") && sight.after.contains("Fatal error: broken on purpose") ? 0 : 2)
        }
    }

    @Test(
        "what the runtime says of a crash goes to a file, and the terminal names it",
        arguments: [true, false])
    func report(isKept: Bool) async {
        await #expect(processExitsWith: .success) { [isKept] in
            let folder = "/tmp/midwatch-crash-\(getpid())"
            var surroundings = Surroundings(terminal: "xterm-256color")
            surroundings.crashReport = isKept ? "\(folder)/crash" : ""
            let pty = try PseudoTerminal()
            setenv("SWIFT_BACKTRACE", "enable=no", 1)
            let terminal = try Terminal(
                input: pty.screenEnd, output: pty.screenEnd, surroundings: surroundings, holdsStrayOutput: false)
            terminal.present(Frame(width: 80, height: 24))
            let child = fork()
            if child == 0 {
                // Stands for the handler of the runtime, which comes after ours.
                mw_crash_disarm()
                signal(SIGSEGV) { _ in
                    write(STDOUT_FILENO, "frame 1\n", 8)
                    write(STDERR_FILENO, "frame 2\n", 8)
                    _exit(3)
                }
                terminal.armForCrash()
                // A fault, and no signal that somebody sent.
                UnsafeMutablePointer<UInt8>(bitPattern: 8)?.pointee = 1
                _exit(4)
            }
            var (status, sent) = (Int32(0), [UInt8]())
            while waitpid(child, &status, WNOHANG) == 0 {
                sent += pty.drawn()
                sched_yield()
            }
            let seen = text(sent + pty.drawn())
            guard status >> 8 == 3, seen.contains("the console crashed"), !seen.contains("frame") else { exit(1) }
            guard isKept else { exit(access(folder, F_OK) == 0 ? 2 : 0) }
            let file = fopen("\(folder)/crash", "r")
            var bytes = [UInt8](repeating: 0, count: 64)
            let count = fread(&bytes, 1, bytes.count, file)
            unlink("\(folder)/crash")
            rmdir(folder)
            let kept = String(decoding: bytes.prefix(count), as: UTF8.self)
            exit(kept == "frame 1\nframe 2\n" && seen.contains("\(folder)/crash") ? 0 : 3)
        }
    }

    @Test("a crash signal that somebody sends ends the program, whatever handles faults")
    func sent() async {
        await #expect(processExitsWith: .signal(SIGSEGV)) {
            let pty = try PseudoTerminal()
            signal(SIGSEGV) { _ in }
            let terminal = try Terminal(
                input: pty.screenEnd, output: pty.screenEnd, surroundings: Surroundings(terminal: "xterm-256color"),
                holdsStrayOutput: false)
            terminal.present(Frame(width: 80, height: 24))
            raise(SIGSEGV)
            _exit(4)
        }
    }

    @Test("a crash in the middle of a frame that nobody reads does not hang, and the terminal is given back")
    func stalled() async {
        await #expect(processExitsWith: .success) {
            let pty = try PseudoTerminal(width: 500, height: 200)
            setenv("SWIFT_BACKTRACE", "enable=no", 1)
            let terminal = try Terminal(
                input: pty.screenEnd, output: pty.screenEnd, surroundings: Surroundings(terminal: "xterm-256color"),
                holdsStrayOutput: false)
            var frame = Frame(width: 500, height: 200)
            frame.fill(frame.bounds, with: "x")
            terminal.present(frame)
            guard terminal.line.hasWaiting else { exit(1) }
            let child = fork()
            if child == 0 { raise(SIGSEGV) }
            var status = Int32(0)
            waitpid(child, &status, 0)
            exit(status & 0x7F == SIGSEGV && pty.isCooked ? 0 : 2)
        }
    }
}
