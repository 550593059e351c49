import Incidents

/// What keys do to incidents: checked, asked about, sent, and what comes back.
extension ConsoleState {
    /// A person wants something done to the incident under the cursor.
    mutating func attempt(_ deed: Deed) {
        if deed == .undo { return attemptUndo() }
        guard let number = selectedNumber, let target = self.target else {
            return say(selectedNumber == nil ? "no incident is selected" : "not known yet; wait for it", isBad: true)
        }
        if let since = actingSince, now - since < Limits.lockout, now >= since {
            return say(SafeText("\(number) just appeared, press again"), isBad: true)
        }
        if let reason = obstacle(to: deed, on: target) { return say(reason, isBad: true) }
        if let waiting = pending.first(where: { $0.act.incident == number && $0.act.verb.deed == deed }) {
            return say(SafeText("\(waiting.act.verb.name) of \(number) is on its way"), isBad: false)
        }
        start(deed, on: target)
    }

    /// The incident that keys act on.
    var target: IncidentSummary? {
        if let incident { return incident.summary }
        return triage.selected.flatMap { roll[$0] }
    }

    private mutating func start(_ deed: Deed, on target: IncidentSummary) {
        let number = target.number
        switch deed {
        case .acknowledge: perform([Act(.acknowledge, number)])
        case .mitigate: perform([Act(.mitigate, number)])
        case .take:
            guard let holder = holder(of: target), holder != you.name else { return perform([Act(.take, number)]) }
            ask(SafeText("take \(number) over from \(holder)? \(holder) is told"), [Act(.take, number)])
        case .snooze:
            ask(Prompt.Input(purpose: .snooze(number), text: "30m", isSuggestion: true))
        case .note:
            ask(Prompt.Input(purpose: .note(number), text: drafts[number] ?? ""))
        case .severity:
            overlay = .prompt(.severity(number, was: target.severity, shownAt: now))
        case .merge: askToMerge(into: target)
        case .resolve:
            let firing = target.counts.firing
            let effect =
                switch firing {
                case 0: "none of its alerts fires"
                case 1: "1 alert still fires"
                default: "\(firing) alerts still fire"
                }
            ask(SafeText("resolve \(number)? \(effect)"), [Act(.resolve, number)])
        case .unacknowledge:
            ask(SafeText("unacknowledge \(number)? it rings again, from the first step"), [Act(.unacknowledge, number)])
        case .reopen: ask(SafeText("reopen \(number)? it rings at once"), [Act(.reopen, number)])
        case .unmerge:
            let into = target.mergedInto.map { "\($0)" } ?? "the other"
            ask(SafeText("unmerge \(number) from \(into)? it may ring"), [Act(.unmerge, number)])
        case .undo: attemptUndo()
        }
    }

    private mutating func askToMerge(into target: IncidentSummary) {
        let marked = triage.marks.filter { $0 != target.number }.compactMap { roll[$0] }
        if let over = marked.first(where: { !$0.isOpen }) {
            return say(SafeText("\(over.number) is no longer open; only open incidents are merged"), isBad: true)
        }
        let worst = (marked + [target]).map(\.severity).min() ?? target.severity
        let names = marked.map { "\($0.number)" }.joined(separator: " ")
        var question = "merge \(names) into \(target.number)? it will be \(worst.name)"
        let triggered = marked.filter(\.needsAcknowledge).map { "\($0.number)" }
        if !triggered.isEmpty, let holder = holder(of: target) {
            let verb = triggered.count == 1 ? "counts" : "count"
            question += "; triggered \(triggered.joined(separator: " ")) \(verb) as acknowledged by \(holder)"
        }
        ask(SafeText(question), marked.map { Act(.merge(into: target.number), $0.number) })
    }

    private mutating func attemptUndo() {
        guard let lastDone else { return say("no act of yours in the last 10 s to undo", isBad: true) }
        let (act, age) = (lastDone.act, now - lastDone.at)
        if let reason = obstacleToActing { return say(reason, isBad: true) }
        if age > Limits.undo {
            return say(
                SafeText("\(act.verb.name) of \(act.incident) is more than 10 s ago: too late to undo"), isBad: true)
        }
        guard act.verb.canBeUndone else {
            return say(SafeText("\(act.verb.name) of \(act.incident) cannot be taken back"), isBad: true)
        }
        self.lastDone = nil
        perform([Act(.undo, act.incident)])
    }

    private mutating func ask(_ question: SafeText, _ acts: [Act]) {
        overlay = .prompt(.confirm(Prompt.Confirmation(question: question, acts: acts, shownAt: now)))
    }

    private mutating func ask(_ input: Prompt.Input) { overlay = .prompt(.input(input)) }

    /// Sends acts. Nothing is shown as done before their receipts.
    mutating func perform(_ acts: [Act]) {
        // What was possible when a question was asked may not be any more.
        if let reason = obstacleToActing { return say(reason, isBad: true) }
        toast = nil
        for act in acts {
            guard let request = nextRequest() else { continue }
            pending.append(PendingAct(request: request, act: act, sentAt: now))
            wanted.append(.perform(act, request))
        }
    }
}

/// What the router answers.
extension ConsoleState {
    mutating func done(_ request: RequestID, _ receipt: Receipt) {
        heard()
        guard let act = settled(request)?.act else {
            return say(SafeText("late answer: \(receipt.said)"), isBad: false)
        }
        if act.verb == .undo {
            lastDone = nil
        } else {
            lastDone = DoneAct(act: act, at: now)
        }
        if case .note(let text) = act.verb { drafts.forget(act.incident, sent: text) }
        let hint = act.verb.canBeUndone ? ", u undoes (10s)" : ""
        say(SafeText("\(receipt.said)\(hint)"), isBad: false)
    }

    mutating func refused(_ request: RequestID, _ refusal: Refusal) {
        heard()
        let act = settled(request)?.act
        let what = act.map { "\($0.incident) \($0.verb.name) refused: " } ?? "refused: "
        say(SafeText(what + refusal.said.shown + Act.kept(act)), isBad: true)
    }

    mutating func failed(_ request: RequestID, _ why: SafeText) {
        let act = settled(request)?.act
        let what = act.map { "\($0.incident) \($0.verb.notDone): " } ?? "NOT DONE: "
        say(SafeText(what + why.shown + Act.kept(act)), isBad: true)
    }

    private mutating func settled(_ request: RequestID) -> PendingAct? {
        guard let index = pending.firstIndex(where: { $0.request == request }) else { return nil }
        return pending.remove(at: index)
    }
}

extension Act {
    /// What is said of a note that did not get through: it is not lost.
    fileprivate static func kept(_ act: Act?) -> String { act?.verb.deed == .note ? "; c has the draft" : "" }
}

extension Act.Verb {
    /// The deed that this is the sending of.
    var deed: Deed {
        switch self {
        case .acknowledge: .acknowledge
        case .unacknowledge: .unacknowledge
        case .take: .take
        case .snooze: .snooze
        case .mitigate: .mitigate
        case .resolve: .resolve
        case .reopen: .reopen
        case .note: .note
        case .severity: .severity
        case .merge: .merge
        case .unmerge: .unmerge
        case .undo: .undo
        }
    }
}
