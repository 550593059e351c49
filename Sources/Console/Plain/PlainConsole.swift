package import Incidents

/// The console as plain lines, for dumb terminals, screen readers and scripts: messages and typed lines go in,
/// sentences and intents come out. Nothing is ever drawn over; what was said stays said.
///
/// Pure, as ``ConsoleState`` is. It keeps the incidents itself, and asks a state without any about the link, the person
/// and what may be done.
package struct PlainConsole: Sendable {
    /// What came of a message or a line.
    package struct Output: Hashable, Sendable {
        /// Each is one line, without its end.
        package var lines: [SafeText] = []
        /// What is to be done, as for the screen console.
        package var intents: [Intent] = []
    }

    /// Whether lines come from a file or another program: then each waits for the answer to the one before it.
    let isScript: Bool

    var now: Timestamp
    /// The link, the person at the keyboard and the rules of what may be done. It holds no incidents.
    var state: ConsoleState
    var incidents: [IncidentNumber: IncidentSummary] = [:]
    /// A snapshot that is not whole yet, and what changed while it came.
    var arriving: ConsoleSnapshot?
    var changedMeanwhile: [IncidentNumber: IncidentSummary] = [:]

    var question: PlainQuestion?
    var pending: [PlainPending] = []
    /// The last own act that the router has confirmed, and when there was one on each incident: the feed tells them too.
    var lastDone: (act: Act, at: Timestamp)?
    var actedAt: [IncidentNumber: Timestamp] = [:]
    /// The incident whose detail was asked for.
    var showing: IncidentNumber?
    /// What the reasons were asked for of.
    var explaining: WhyQuestion?
    /// What `more` goes on with.
    var rest: [IncidentNumber] = []

    var silencing = PlainSilencing()
    var gate = StormGate()
    var rangAt: Timestamp?
    /// What was said once, and is not said again until it changes.
    var spoken = Spoken()
    var output = Output()

    struct Spoken: Hashable, Sendable {
        var greeting = false
        var isLost = false
        var isSilent = false
        var degraded: SafeText?
        var clockSet: ClockSet?
        var paging = Paging.on
        var allMuted: Mute?
        var unansweredQuit = false
        var interrupt: Timestamp?
    }

    /// The status to end the process with, so far: 0 done, 1 something was refused, 2 a line was not understood,
    /// 3 the router was not reached. A person who sat at it ends with 0.
    package internal(set) var status: Int32 = 0

    /// A console that knows nothing yet.
    ///
    /// - Parameters:
    ///   - requestPrefix: what the ids of its acts start with, as ``ConsoleState`` takes it.
    ///   - isScript: whether lines come from no terminal.
    ///   - isRestricted: whether nothing outside the console may be reached.
    package init(requestPrefix: String, now: Timestamp, isScript: Bool, isRestricted: Bool = false) {
        (self.isScript, self.now) = (isScript, now)
        state = ConsoleState(requestPrefix: requestPrefix, now: now)
        state.isRestricted = isRestricted
    }

    /// How far the clock on the person's wall is ahead of UTC now; nil where it shows UTC. Times of day are typed by it.
    package var localOffset: Duration? {
        get { state.localOffset }
        set { state.localOffset = newValue }
    }

    /// Whether the next line has to wait. Never so for a person.
    package var isBusy: Bool {
        guard isScript else { return false }
        let isConnected = state.link == .live || spoken.isLost
        return !isConnected || !pending.isEmpty || showing != nil || explaining != nil || silencing.isBusy
    }

    /// What is asked now, in short: said again after news that came in between. Nil when nothing is asked.
    package var reminder: SafeText? { isScript ? nil : question?.reminder }

    /// When ``take(_:at:)`` wants a tick; nil while nothing is under way.
    package var nextTick: Timestamp? {
        var moments = [gate.due].compactMap(\.self)
        for act in pending { moments.append(act.sentAt + (act.isCalledLate ? Limits.answerMax : Limits.answerWait)) }
        for order in silencing.pending {
            moments.append(order.sentAt + (order.isCalledLate ? Limits.answerMax : Limits.answerWait))
        }
        if state.link == .live, !spoken.isSilent, let heardAt = state.heardAt { moments.append(heardAt + Limits.stale) }
        return moments.min()
    }

    /// Takes in one message of the router, or the time.
    package mutating func take(_ message: Message, at now: Timestamp) -> Output {
        letTimePass(to: now)
        switch message {
        case .snapshot(let snapshot): arrive(snapshot)
        case .more(let incidents, let missing): arrive(incidents, missing: missing)
        case .changed(let seq, let changes): take(changes, seq)
        case .detail(let summary, let timeline, let alerts): show(summary, timeline, alerts)
        case .detailMissing(let number, let why): missing(number, why)
        case .why(let question, let lines): take(lines, why: question)
        case .whyUnknown(let question, let why): missWhy(question, why, status: 1)
        case .whyUntimely(let question, let why): missWhy(question, why, status: 2)
        case .whyMissing(let question, let why): missWhy(question, why, status: 3)
        case .link(let link): connected(link)
        case .receipt(let request, let receipt): done(request, receipt)
        case .refused(let request, let refusal): refused(request, refusal)
        case .failed(let request, let why): failed(request, why)
        case .degraded(let why):
            _ = state.update(.degraded(why))
            sayDegraded()
        case .clockSet(let set):
            _ = state.update(.clockSet(set))
            sayClockSet()
        case .allMuted(let mute):
            _ = state.update(.allMuted(mute))
            sayAllMuted()
        case .paging(let word):
            _ = state.update(.paging(word))
            sayPaging()
        case .silences(let found): take(found)
        case .silencesMissing(let why): missSilences(why)
        case .silencePreview(let request, let preview): take(preview, for: request)
        case .silencePreviewMissing(let request, let why): missPreview(request, why)
        case .present: _ = state.update(message)
        case .tick, .key, .resized, .edited, .refusedHere: break
        }
        return taken()
    }

    /// Takes a line that was typed, without its end.
    package mutating func take(line: String, at now: Timestamp) -> Output {
        letTimePass(to: now)
        spoken.interrupt = nil
        if let question {
            answer(line, question)
        } else {
            execute(PlainCommand(line))
        }
        return taken()
    }

    /// Ctrl-C: leaves what is asked; the second in a row leaves the console with 130, and so does the first in a script.
    package mutating func interrupt(at now: Timestamp) -> Output {
        letTimePass(to: now)
        if isScript || spoken.interrupt != nil {
            output.intents.append(.leave(status: 130))
        } else {
            spoken.interrupt = now
            if question != nil { say("Nothing was done.") }
            question = nil
            say("Type quit to leave, or press Ctrl-C once more.")
        }
        return taken()
    }

    /// No more lines will come. Call it once ``isBusy`` is false.
    package mutating func endInput(at now: Timestamp) -> Output {
        letTimePass(to: now)
        if question != nil {
            question = nil
            refuse("Nothing was done: the input ended before an answer.")
        }
        leave()
        return taken()
    }

    /// A line that was too long was thrown away.
    package mutating func refuseLongLine(max: Int, at now: Timestamp) -> Output {
        letTimePass(to: now)
        refuse(SafeText("That line is longer than \(max) bytes and was not taken."), status: 2)
        return taken()
    }

    // MARK: Saying

    mutating func say(_ line: SafeText) { output.lines.append(line) }

    /// Says why something was not done.
    mutating func refuse(_ line: SafeText, status code: Int32 = 1) {
        status = max(status, code)
        say(PlainWords.sentence(line))
    }

    mutating func leave() { output.intents.append(.leave(status: isScript ? status : 0)) }

    private mutating func taken() -> Output {
        defer { output = Output() }
        return output
    }

    // MARK: Time

    private mutating func letTimePass(to now: Timestamp) {
        self.now = now
        _ = state.update(.tick(now))
        for line in gate.flush(at: now) { say(line) }
        if state.link == .live, state.isStale, !spoken.isSilent {
            spoken.isSilent = true
            say("STALE: no word from the router for 20 seconds. What you know may be out of date.")
        }
        for index in pending.indices where !pending[index].isCalledLate {
            guard now - pending[index].sentAt >= Limits.answerWait else { continue }
            pending[index].isCalledLate = true
            let act = pending[index].act
            say(SafeText("\(act.incident) \(act.verb.notDone): no answer from the router yet."))
        }
        for late in pending where now - late.sentAt >= Limits.answerMax {
            refuse(
                SafeText(
                    "\(late.act.verb.name) of \(late.act.incident) dropped after 30 seconds without an answer; "
                        + "it is not sent again"), status: 3)
        }
        pending.removeAll { now - $0.sentAt >= Limits.answerMax }
        letSilencesWait()
    }
}

/// An act that was sent and has no answer yet.
struct PlainPending: Hashable, Sendable {
    let request: RequestID
    let act: Act
    let sentAt: Timestamp
    var isCalledLate = false
}
