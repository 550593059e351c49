import Curses
import Glibc
import Incidents
import TerminalUI
import Testing

/// A program that wants a text edited on `e`, and leaves once it was told what came of it.
private struct Writing: ConsoleProgram {
    var draft = "old text\n"
    var edited: [String?] = []
    var notices: [SafeText] = []
    var orders: [TerminalOrder] = []
    var raises: Int32?
    var ticks = 0

    /// It leaves once the screen was drawn again.
    var nextTick: Timestamp? { edited.isEmpty ? nil : Timestamp(milliseconds: 0) }
    var shouldLeave: Bool { ticks > 1 }
    mutating func resize(width: Int, height: Int) {}
    mutating func handle(key: Key, at now: Timestamp) { if key == .character("e") { orders = [.edit(draft)] } }
    mutating func handle(message: Never, at now: Timestamp) {}
    mutating func tick(at now: Timestamp) { ticks += 1 }
    mutating func takeOrders() -> [TerminalOrder] {
        defer { orders = [] }
        // It comes while the editor runs.
        if !orders.isEmpty, let raises { raise(raises) }
        return orders
    }
    mutating func handle(edited text: String?, at now: Timestamp) { edited.append(text) }
    mutating func handle(notice text: SafeText, at now: Timestamp) { notices.append(text) }
    func draw(into frame: inout Frame) { frame.put("writing", at: Point(x: 0, y: 0)) }
}

extension TerminalTests {
    @Suite(.serialized, .timeLimit(.minutes(1))) struct EditorTests {
        private let pty: PseudoTerminal
        private let scripts: Scripts

        init() throws { (pty, scripts) = (try PseudoTerminal(), try Scripts()) }

        private func run(_ editor: [String]?, _ program: inout Writing) throws {
            var surroundings = Surroundings(terminal: "xterm-256color", locale: "C.UTF-8")
            (surroundings.editor, surroundings.scratchFolder) = (editor, scripts.folder)
            let terminal = try Terminal(
                input: pty.screenEnd, output: pty.screenEnd, surroundings: surroundings, holdsStrayOutput: false)
            var loop = ConsoleLoop<Writing>(terminal: terminal, inbox: try Inbox())
            pty.type("e")
            #expect(loop.run(&program) == .finished)
        }

        @Test("the editor has the screen to itself, in words, in a file that only we may read, and its text comes back")
        func edits() throws {
            let script = scripts.add(
                "edit",
                "cd $(dirname $2); stat -c %a $2 > mode; cp $2 before; printf '%s %s' $1 $LESSSECURE > words; "
                    + "echo at the editor; test -t 0 && stty -a | grep -q ' icanon' && echo new >> $2")
            var program = Writing()
            try run([script, "-n"], &program)
            let sent = text(pty.drawn())
            let left = try #require(sent.firstRange(of: "\u{1B}[?1049l"))
            let edits = try #require(sent.firstRange(of: "at the editor"))
            let again = try #require(sent.ranges(of: "\u{1B}[?1049h").last)

            #expect(program.edited == ["old text\nnew\n"] && program.notices.isEmpty)
            #expect(left.upperBound <= edits.lowerBound && edits.upperBound <= again.lowerBound)
            #expect(scripts.read("mode") == "600\n" && scripts.read("before") == "old text\n")
            #expect(scripts.read("words") == "-n 1")
            #expect(scripts.names == ["before", "edit", "mode", "words"])
            #expect(pty.isCooked)
        }

        @Test("an editor that fails, is not there, or leaves no text changes nothing, and the person is told")
        func failures() throws {
            let failing = scripts.add("failing", "echo new > $1; exit 3")
            let removing = scripts.add("removing", "rm $1")
            let linking = scripts.add("linking", "ln -sf /etc/passwd $1")
            let told = try [[failing], ["no-such-editor"], [removing], [linking], nil].map { editor in
                var program = Writing()
                try run(editor, &program)
                #expect(program.edited == [nil])
                return program.notices.map(\.shown)
            }

            #expect(
                told == [
                    ["the editor ended with 3: nothing was taken"],
                    ["the editor no-such-editor could not be started"], ["the editor left no text"],
                    ["the editor left no text"], ["no editor may be started here"],
                ])
            #expect(scripts.names == ["failing", "linking", "removing"])
        }

        @Test("a text without end is cut, at a whole character, and the person is told")
        func long() throws {
            let script = scripts.add("long", "yes äöüx | head -c 200000 > $1")
            var program = Writing()
            try run([script], &program)
            let text = try #require(program.edited.first ?? nil)

            #expect((65_530...65_536).contains(text.utf8.count) && !text.contains("\u{FFFD}"))
            #expect(program.notices == ["the text was cut at 64 KiB"])
        }

        @Test("words of the editor are words, and never a command of a shell")
        func noShell() throws {
            var program = Writing()
            try run(["true;touch", "\(scripts.folder)/harm"], &program)

            #expect(program.edited == [nil] && scripts.names.isEmpty)
        }
    }
}

/// In processes of their own, because the environment and what is done with signals belong to a whole process.
@Suite struct ChildTests {
    @Test("who is asked to end while an editor runs ends the editor, and gives the terminal back")
    func endedMeanwhile() async {
        await #expect(processExitsWith: .exitCode(128 + SIGTERM)) {
            SignalQueue.block()
            let (pty, scripts) = (try PseudoTerminal(), try Scripts())
            var surroundings = Surroundings(terminal: "xterm-256color")
            surroundings.editor = [scripts.add("edit", "exec sleep 50")]
            let terminal = try Terminal(
                input: pty.screenEnd, output: pty.screenEnd, surroundings: surroundings, holdsStrayOutput: false)
            var loop = ConsoleLoop<Writing>(terminal: terminal, inbox: try Inbox(), signals: try SignalQueue())
            var program = Writing(raises: SIGTERM)
            pty.type("e")
            let departure = loop.run(&program)
            exit(pty.isCooked ? departure.exitStatus : 1)
        }
    }

    @Test("an editor that is stopped goes on where nobody could continue it")
    func stopped() async {
        await #expect(processExitsWith: .success) {
            SignalQueue.block()
            // A group that no shell watches, so that nothing here can stop the tests.
            setsid()
            let (pty, scripts) = (try PseudoTerminal(), try Scripts())
            var surroundings = Surroundings(terminal: "xterm-256color")
            surroundings.editor = [scripts.add("edit", "kill -STOP $$; echo new > $1")]
            let terminal = try Terminal(
                input: pty.screenEnd, output: pty.screenEnd, surroundings: surroundings, holdsStrayOutput: false)
            var loop = ConsoleLoop<Writing>(terminal: terminal, inbox: try Inbox(), signals: try SignalQueue())
            var program = Writing()
            pty.type("e")
            let departure = loop.run(&program)
            exit(departure == .finished && program.edited == ["new\n"] ? 0 : 1)
        }
    }

    @Test(
        "tmux is handed a copy by its own command, and by the sequence where that fails",
        arguments: [("cat > \"$(dirname $0)/got\"; echo $* > \"$(dirname $0)/words\"", true), ("exit 1", false)])
    func copyInTmux(body: String, works: Bool) async {
        await #expect(processExitsWith: .success) { [body, works] in
            let (pty, scripts) = (try PseudoTerminal(), try Scripts())
            _ = scripts.add("tmux", body)
            setenv("PATH", "\(scripts.folder):/usr/bin:/bin", 1)
            var surroundings = Surroundings(terminal: "tmux-256color")
            surroundings.multiplexer = .tmux
            let terminal = try Terminal(
                input: pty.screenEnd, output: pty.screenEnd, surroundings: surroundings, holdsStrayOutput: false)
            var loop = ConsoleLoop<Copying>(terminal: terminal, inbox: try Inbox())
            var program = Copying { works ? scripts.read("words") == "load-buffer -w -\n" : isSent(pty) }
            _ = loop.run(&program)
            if works, scripts.read("got") != "a copy" || isSent(pty) { exit(1) }
            exit(0)
        }
    }
}

/// Whether a copy was sent by the sequence.
private func isSent(_ pty: PseudoTerminal) -> Bool { text(pty.drawn()).contains("\u{1B}]52;c;YSBjb3B5\u{7}") }

/// A program that copies at the start and leaves when that can be seen.
private struct Copying: ConsoleProgram {
    let isDone: () -> Bool
    var orders: [TerminalOrder] = [.copy("a copy")]
    var ticks = 0
    var shouldLeave = false

    init(until isDone: @escaping () -> Bool) { self.isDone = isDone }

    var nextTick: Timestamp? { Timestamp(milliseconds: 0) }
    mutating func resize(width: Int, height: Int) {}
    mutating func handle(key: Key, at now: Timestamp) {}
    mutating func handle(message: Never, at now: Timestamp) {}
    mutating func tick(at now: Timestamp) {
        ticks += 1
        shouldLeave = isDone() || ticks > 300
    }
    mutating func takeOrders() -> [TerminalOrder] {
        defer { orders = [] }
        return orders
    }
    func draw(into frame: inout Frame) {}
}
