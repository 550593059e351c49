import Glibc
import Incidents
import TerminalUI

/// The console's loop: waits for keys, messages, signals and time, lets the program act on all that waits, and draws
/// once. It is plain synchronous code that owns the main thread; nothing in the process may run on the main actor.
package struct ConsoleLoop<Program: ConsoleProgram> {
    let terminal: Terminal
    let signals: SignalQueue?
    private let inbox: Inbox<Program.Message>

    var decoder: KeyDecoder
    var pace: Pace
    var departure: Departure?
    private var frame: Frame
    /// When a size that changed is looked at: a window that is dragged changes it a hundred times a second.
    private var resizesAt: Int64?
    private var tickedAt: Int64?
    /// Whether the last drawing had to wait because the terminal takes no bytes.
    private var isStalled = false

    /// Takes over the terminal. Without a signal queue only keys, messages, time and a hang-up are answered.
    package init(terminal: Terminal, inbox: Inbox<Program.Message>, signals: SignalQueue? = nil) {
        (self.terminal, self.inbox, self.signals) = (terminal, inbox, signals)
        decoder = terminal.makeDecoder()
        pace = Pace(isRemote: terminal.surroundings.isRemote)
        frame = Frame(width: 0, height: 0)
    }

    /// Drives the program until the person leaves, the terminal goes away or a signal ends it. The terminal has been
    /// given back when this returns.
    package mutating func run(_ program: inout Program) -> Departure {
        relayout(&program)
        tell(terminal.standInNotice, &program)
        while true {
            if program.shouldLeave { departure = departure ?? .finished }
            if let departure {
                leave(departure)
                return departure
            }
            drawIfDue(&program)
            if departure != nil { continue }
            let ready = wait(for: timeout(program))
            if ready.takesOutput { interruptibly { $0.line.flush() } }
            answerSignals(ready, &program)
            if departure == nil { readKeys(ready, &program) }
            if departure == nil { readMessages(&program) }
            if departure == nil { letTimePass(&program) }
        }
    }

    private func leave(_ departure: Departure) {
        if departure == .hungUp {
            terminal.abandon()
        } else {
            terminal.close()
        }
    }
}

// MARK: - Waiting

extension ConsoleLoop {
    /// What poll answered.
    private struct Ready {
        var hasInput = false
        var hasSignal = false
        var isGone = false
        var takesOutput = false
    }

    private func wait(for milliseconds: Int32) -> Ready {
        let output = Int16(isStalled || terminal.line.hasWaiting ? POLLOUT : 0)
        var entries = [
            pollfd(fd: terminal.input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: terminal.line.descriptor, events: output, revents: 0),
            pollfd(fd: inbox.wakeup.descriptor, events: Int16(POLLIN), revents: 0),
            // A negative descriptor is passed over.
            pollfd(fd: signals?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: terminal.errand?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&entries, nfds_t(entries.count), milliseconds) > 0 else { return Ready() }
        let gone = Int16(POLLHUP | POLLERR | POLLNVAL)
        return Ready(
            hasInput: entries[0].revents & Int16(POLLIN) != 0,
            hasSignal: entries[3].revents & Int16(POLLIN) != 0,
            isGone: (entries[0].revents | entries[1].revents) & gone != 0,
            takesOutput: entries[1].revents & Int16(POLLOUT) != 0)
    }

    /// How long to sleep, in milliseconds; -1 until something happens.
    private func timeout(_ program: Program) -> Int32 {
        let now = SteadyClock.now()
        var moments = [decoder.settlesAt, resizesAt, terminal.errand?.dueAt].compactMap { $0 }
        if !isStalled, let due = pace.due(at: now) { moments.append(due) }
        if let tick = program.nextTick {
            let wait = max(tick.milliseconds.subtractingReportingOverflow(SteadyClock.wall().milliseconds).0, 0)
            // A clock that somebody sets is noticed within a minute.
            moments.append(max(now + min(wait, 60_000), earliestTick))
        }
        guard let next = moments.min() else { return -1 }
        return Int32(clamping: max(0, next - now))
    }

    /// A program that always wants a tick at once must not keep the processor busy.
    private var earliestTick: Int64 { tickedAt.map { $0 + 16 } ?? .min }
}

// MARK: - Answering

extension ConsoleLoop {
    private mutating func answerSignals(_ ready: Ready, _ program: inout Program) {
        if ready.isGone || terminal.line.isGone { departure = .hungUp }
        guard ready.hasSignal, let signals else { return }
        while let signal = signals.next() {
            switch signal {
            case SIGWINCH: resizesAt = resizesAt ?? SteadyClock.now() + 75
            case SIGTSTP: suspend(&program)
            case SIGCONT: comeBack(&program)
            // A hang-up may be told of while the terminal is still there, by hand; then it is put in order.
            case SIGHUP: departure = departure ?? .signalled(SIGHUP)
            default: departure = departure ?? .signalled(signal)
            }
        }
    }

    private mutating func readKeys(_ ready: Ready, _ program: inout Program) {
        if ready.hasInput {
            // Bounded, so that a paste of megabytes cannot keep the screen from being drawn.
            for _ in 0..<64 {
                guard let bytes = terminal.read(max: 4096) else {
                    departure = .hungUp
                    return
                }
                if bytes.isEmpty { break }
                handle(decoder.feed(bytes, at: SteadyClock.now()), &program)
            }
        }
        handle(decoder.settle(at: SteadyClock.now()), &program)
    }

    private mutating func handle(_ keys: [Key], _ program: inout Program) {
        for key in keys where !program.shouldLeave {
            switch key {
            case .control("l"): terminal.repaint()
            case .control("z") where program.maySuspend: suspend(&program)
            default: program.handle(key: key, at: SteadyClock.wall())
            }
            pace.ask()
        }
    }

    private mutating func readMessages(_ program: inout Program) {
        for message in inbox.takeAll() where !program.shouldLeave {
            program.handle(message: message, at: SteadyClock.wall())
            pace.addNews()
        }
    }

    private mutating func letTimePass(_ program: inout Program) {
        let now = SteadyClock.now()
        tell(terminal.finishErrand(at: now), &program)
        if let due = resizesAt, due <= now {
            resizesAt = nil
            if terminal.fitSize() { relayout(&program) }
        }
        let wall = SteadyClock.wall()
        if let tick = program.nextTick, tick <= wall, now >= earliestTick {
            tickedAt = now
            program.tick(at: wall)
            pace.addNews()
        }
    }

    /// Stops as Ctrl-Z asks for, with the terminal as the shell knows it, and takes it again afterwards.
    private mutating func suspend(_ program: inout Program) {
        guard program.maySuspend, let signals else { return }
        terminal.suspend()
        signals.stopHere()
        comeBack(&program)
    }

    mutating func comeBack(_ program: inout Program) {
        terminal.resume()
        relayout(&program)
    }

    private mutating func relayout(_ program: inout Program) {
        let (width, height) = terminal.size
        frame = Frame(width: width, height: height, glyphs: terminal.glyphs)
        program.resize(width: width, height: height)
        pace.ask()
    }

    private mutating func drawIfDue(_ program: inout Program) {
        let now = SteadyClock.now()
        guard let due = pace.due(at: now), due <= now else { return }
        isStalled = !terminal.isWritable
        guard !isStalled else { return }
        frame.clear()
        program.draw(into: &frame)
        pace.drew(at: now)
        let orders = program.takeOrders()
        let drawn = frame
        interruptibly { $0.present(drawn) }
        carryOut(orders, &program)
    }

    /// On a line that may block after all, lets a signal that ends the process break off what is sent.
    private mutating func interruptibly(_ send: (Terminal) -> Void) {
        guard terminal.line.mayBlock, let signals else { return send(terminal) }
        if let signal = signals.whileInterruptible(on: terminal.line.descriptor, { send(terminal) }) {
            departure = departure ?? .signalled(signal)
        }
    }
}
