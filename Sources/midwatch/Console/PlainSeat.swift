import Calling
import Console
import Curses
import Incidents
import TerminalUI

#if canImport(Glibc)
    import Glibc
#endif

/// The place of the console as plain lines: the main thread, with standard input and output whatever they are.
enum PlainSeat {
    /// Talks until the person leaves, the input ends or somebody ends the process. Call it on the main thread, with
    /// signals blocked.
    ///
    /// - Returns: the status to end the process with.
    /// - Throws: ``TerminalFault`` when the process has no descriptor left.
    static func sit(at desk: HTTPDesk, isRestricted: Bool = false) throws -> Int32 {
        let inbox = try Inbox<Message>()
        let link = DeskLink(desk: desk, inbox: inbox)
        var loop = try PlainLoop(link: link, inbox: inbox, signals: SignalQueue(), isRestricted: isRestricted)
        let following = Task { await link.follow() }
        defer { following.cancel() }
        return loop.run()
    }
}

/// The loop of plain lines: waits for typed bytes, messages, signals and time, and says what comes of them.
struct PlainLoop {
    private let link: DeskLink
    private let inbox: Inbox<Message>
    private let signals: SignalQueue
    private let terminal: PlainTerminal?
    private let isPerson: Bool
    private let maySuspend: Bool

    private var console: PlainConsole
    private var reader: PlainInput
    private var speaker: PlainSpeaker
    /// Lines that wait until the one before them is answered.
    private var steps: [PlainInput.Step] = []
    private var hasInputEnded = false
    private var status: Int32?

    init(link: DeskLink, inbox: Inbox<Message>, signals: SignalQueue, isRestricted: Bool) throws {
        (self.link, self.inbox, self.signals) = (link, inbox, signals)
        maySuspend = !isRestricted
        isPerson = StandardStreams.isTerminal(STDIN_FILENO)
        terminal = PlainTerminal(input: STDIN_FILENO, output: STDOUT_FILENO, maySuspend: maySuspend)
        reader = PlainInput(echoes: terminal != nil)
        speaker = try PlainSpeaker(to: STDOUT_FILENO)
        console = PlainConsole(
            requestPrefix: Requests.session(), now: WallTime.now, isScript: !isPerson, isRestricted: isRestricted)
    }

    mutating func run() -> Int32 {
        while status == nil {
            let ready = wait()
            answerSignals(ready)
            if status == nil, ready.isGone { status = isPerson ? 129 : console.status }
            if status == nil, ready.hasInput { readBytes() }
            takeLines()
            for message in inbox.takeAll() where status == nil {
                tell(console.take(message, at: WallTime.now))
            }
            if let tick = console.nextTick, status == nil, tick <= WallTime.now {
                tell(console.take(.tick(WallTime.now), at: WallTime.now))
            }
            takeLines()
            speaker.flush()
        }
        if !reader.typed.isEmpty { speaker.write("\n") }
        speaker.finish()
        return status ?? 0
    }

    // MARK: Waiting

    private struct Ready {
        var hasInput = false
        var hasSignal = false
        var isGone = false
    }

    /// Whether more may be read: what was read is dealt with, and what was said was taken.
    private var mayRead: Bool { !hasInputEnded && steps.isEmpty && !speaker.isStalled }

    private func wait() -> Ready {
        var entries = [
            pollfd(fd: mayRead ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: speaker.descriptor, events: Int16(speaker.hasWaiting ? POLLOUT : 0), revents: 0),
            pollfd(fd: inbox.wakeup.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&entries, nfds_t(entries.count), timeout) > 0 else { return Ready() }
        let gone = Int16(POLLHUP | POLLERR | POLLNVAL)
        let isInputGone = entries[0].revents & gone != 0
        return Ready(
            // The end of a file or a pipe is read like its bytes; a terminal that is gone has none.
            hasInput: entries[0].revents & Int16(POLLIN) != 0 || (isInputGone && !isPerson),
            hasSignal: entries[3].revents & Int16(POLLIN) != 0,
            isGone: (isInputGone && isPerson) || entries[1].revents & gone != 0 || speaker.isGone)
    }

    private var timeout: Int32 {
        guard let tick = console.nextTick else { return -1 }
        let wait = (tick - WallTime.now).wholeMilliseconds
        // A clock that somebody sets is noticed within a minute.
        return Int32(min(max(wait, 16), 60_000))
    }

    // MARK: Answering

    private mutating func answerSignals(_ ready: Ready) {
        guard ready.hasSignal else { return }
        while let signal = signals.next() {
            switch signal {
            case SIGWINCH: break
            case SIGTSTP where maySuspend: suspend()
            case SIGTSTP: break
            case SIGCONT: comeBack()
            case SIGINT:
                if terminal != nil { speaker.write("\n") }
                reader.clear()
                answer(console.interrupt(at: WallTime.now))
            default: status = status ?? 128 + signal
            }
        }
    }

    private mutating func suspend() {
        speaker.flush()
        terminal?.giveBack()
        signals.stopHere()
        comeBack()
    }

    private mutating func comeBack() {
        terminal?.take()
        speaker.write(reader.typed.shown)
    }

    private mutating func readBytes() {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        if count > 0 {
            steps += reader.take(Array(bytes.prefix(count)))
        } else if count < 0, errno == EINTR || errno == EAGAIN {
            return
        } else if isPerson, count < 0 || terminal != nil {
            // A terminal that is read letter by letter ends only when it goes away.
            status = 129
        } else {
            hasInputEnded = true
            if let last = reader.finish() { steps.append(last) }
        }
    }

    private mutating func takeLines() {
        while status == nil, !steps.isEmpty {
            if case .echo(let text) = steps[0] {
                speaker.write(text)
            } else if console.isBusy {
                return
            } else {
                take(steps[0])
            }
            steps.removeFirst()
        }
        guard status == nil, hasInputEnded, !console.isBusy else { return }
        answer(console.endInput(at: WallTime.now))
    }

    private mutating func take(_ step: PlainInput.Step) {
        let now = WallTime.now
        switch step {
        case .echo: break
        case .line(let line):
            console.localOffset = WallTime.localOffset
            answer(console.take(line: line, at: now))
        case .tooLong: answer(console.refuseLongLine(max: PlainInput.lengthMax, at: now))
        case .end: answer(console.endInput(at: now))
        }
    }

    // MARK: Saying

    /// What the person asked for: the cursor stands at the start of a line.
    private mutating func answer(_ output: PlainConsole.Output) {
        carryOut(output.intents)
        for line in output.lines { speaker.write(line.shown + "\n") }
    }

    /// What came by itself: on lines of its own, and then what is asked and typed once more.
    private mutating func tell(_ output: PlainConsole.Output) {
        let typed = reader.typed.shown
        if !typed.isEmpty, !output.lines.isEmpty { speaker.write("\n") }
        answer(output)
        guard !output.lines.isEmpty else { return }
        if let reminder = console.reminder { speaker.write(reminder.shown + "\n") }
        speaker.write(typed)
    }

    private mutating func carryOut(_ intents: [Intent]) {
        let link = link
        for intent in intents {
            switch intent {
            case .perform(let act, let request): Task { await link.perform(act, request) }
            case .fetchDetail(let number): Task { await link.fetch(number) }
            case .fetchWhy(let question): Task { await link.explain(question) }
            case .refetch: Task { await link.refetch() }
            case .look(let number, let isWriting): Task { await link.look(at: number, isWriting: isWriting) }
            case .fetchSilences, .previewSilence, .setSilence, .expireSilence, .unsetSilence:
                link.carryOut(silences: intent)
            case .terminal(.ring): speaker.ring()
            case .leave(let wanted): status = status ?? wanted
            case .terminal, .saveViews, .repaint: break
            }
        }
    }
}
