import CPlatform
import Glibc
import Incidents
import TerminalUI

extension ConsoleLoop {
    /// Does what the program wants of the terminal, in order. However often it wants the bell, it rings once.
    mutating func carryOut(_ orders: [TerminalOrder], _ program: inout Program) {
        var hasRung = false
        for order in orders where departure == nil {
            switch order {
            case .edit(let text): edit(text, &program)
            case .ring where hasRung: break
            default:
                hasRung = hasRung || order == .ring
                if case .takeMouse(let isTaken) = order { decoder.reportsMouse = isTaken }
                tell(terminal.carryOut(order), &program)
            }
        }
    }

    /// Tells the program something about the terminal that the person should know.
    mutating func tell(_ notice: SafeText?, _ program: inout Program) {
        guard let notice else { return }
        program.handle(notice: notice, at: SteadyClock.wall())
        pace.ask()
    }

    /// Hands the screen to the person's editor, waits for its end, and takes the screen again.
    private mutating func edit(_ text: String, _ program: inout Program) {
        guard let editor = terminal.surroundings.editor else {
            return edited(nil, "no editor may be started here", &program)
        }
        guard let draft = Draft(text, in: terminal.surroundings.scratchFolder) else {
            return edited(nil, "no file for the editor could be made", &program)
        }
        terminal.suspend()
        let (input, output) = terminal.handedIn
        let status = Child.start(editor + [draft.path], input: input, output: output)
            .map { outlast($0, program.maySuspend) }
        comeBack(&program)
        switch status {
        case nil: edited(nil, SafeText("the editor \(editor[0]) could not be started"), &program)
        case 0?:
            let result = draft.read()
            let notice: SafeText? =
                if let result {
                    result.isCut ? "the text was cut at 64 KiB" : nil
                } else { "the editor left no text" }
            edited(result?.text, notice, &program)
        case let code?: edited(nil, SafeText("the editor ended with \(code): nothing was taken"), &program)
        }
    }

    private mutating func edited(_ text: String?, _ notice: SafeText?, _ program: inout Program) {
        program.handle(edited: text, at: SteadyClock.wall())
        pace.ask()
        tell(notice, &program)
    }

    /// Waits until a program that has the screen ends, and answers its status. When the person stops it, we stop too,
    /// since the shell waits for us; who asks us to end ends it as well.
    private mutating func outlast(_ child: Int32, _ maySuspend: Bool) -> Int32 {
        let end = mw_child_descriptor(child)
        defer { if end >= 0 { close(end) } }
        var killsAt: Int64?
        while true {
            var status: Int32 = 0
            switch mw_child_look(child, &status) {
            case Int32(mw_child_ended): return status
            case Int32(mw_child_stopped):
                if maySuspend { signals?.stopHere() }
                kill(child, SIGCONT)
            default: break
            }
            if let due = killsAt, due <= SteadyClock.now() { kill(child, SIGKILL) }
            // That it stopped no descriptor tells, so that we look now and then.
            var entries = [
                pollfd(fd: end, events: Int16(POLLIN), revents: 0),
                pollfd(fd: signals?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            poll(&entries, nfds_t(entries.count), 100)
            while let signal = signals?.next() {
                guard signal == SIGTERM || signal == SIGHUP else { continue }
                departure = departure ?? .signalled(signal)
                killsAt = killsAt ?? SteadyClock.now() + 1000
                kill(child, signal)
            }
        }
    }
}
