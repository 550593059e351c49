import Incidents

/// What keys do to incidents: which ones, and with what. See ``propose(_:on:forced:)`` for what is asked.
extension ConsoleState {
    /// The incidents that a key acts on: those marked in the list, else the one that is open or under the cursor.
    var targets: [IncidentNumber] {
        if screen == .triage, !triage.marks.isEmpty { return triage.marks }
        if let fold = foldUnderCursor { return listed(in: fold) }
        return selectedNumber.map { [$0] } ?? []
    }

    /// The incident that is open or under the cursor.
    var target: IncidentSummary? {
        if let incident { return incident.summary }
        return selectedNumber.flatMap { roll[$0] }
    }

    /// What is known of an incident, in the list or opened.
    func summary(of number: IncidentNumber) -> IncidentSummary? {
        roll[number] ?? (incident?.number == number ? incident?.summary : nil)
    }

    /// A key wants something done to the incidents that it acts on.
    mutating func attempt(_ deed: Deed) {
        if deed == .undo { return attemptUndo() }
        if deed == .merge { return attemptMerge() }
        if foldUnderCursor != nil, triage.marks.isEmpty, let number = triage.selected, justAppeared(number) { return }
        let numbers = targets
        guard let number = numbers.first else { return say("no incident is selected", isBad: true) }
        guard numbers.count > 1 || summary(of: number) != nil else {
            return say("not known yet; wait for it", isBad: true)
        }
        if numbers == [selectedNumber], justAppeared(number) { return }
        // One mark that is not under the cursor is easily forgotten: it is named before anything is done to it.
        attempt(deed, on: numbers, forced: numbers.count == 1 && number != selectedNumber)
    }

    /// Says so when the row of an incident was not there long enough to be meant by a key.
    mutating func justAppeared(_ number: IncidentNumber) -> Bool {
        guard let since = actingSince, now - since < Limits.lockout, now >= since else { return false }
        say(SafeText("\(number) just appeared, press again"), isBad: true)
        return true
    }

    /// Somebody wants something done to these incidents, by key, menu, palette or command line.
    mutating func attempt(_ deed: Deed, on numbers: [IncidentNumber], forced: Bool = false) {
        guard let first = numbers.first else { return say("no incident is selected", isBad: true) }
        if let reason = obstacleToActing { return say(reason, isBad: true) }
        if numbers.count == 1, let known = summary(of: first), let reason = obstacle(to: deed, on: known) {
            return say(reason, isBad: true)
        }
        guard numbers.count <= Limits.bulkMax else {
            return say(SafeText("no more than \(Limits.bulkMax) at one go; \(numbers.count) are marked"), isBad: true)
        }
        let also = Array(numbers.dropFirst())
        switch deed {
        case .acknowledge: propose(.acknowledge, on: numbers, forced: forced)
        case .mitigate: propose(.mitigate, on: numbers, forced: forced)
        case .take: propose(.take, on: numbers, forced: forced)
        case .resolve: propose(.resolve, on: numbers)
        case .unacknowledge: propose(.unacknowledge, on: numbers)
        case .reopen: propose(.reopen, on: numbers)
        case .unmerge: propose(.unmerge, on: numbers)
        case .snooze:
            ask(Prompt.Input(purpose: .snooze(first), also: also, text: "30m", isSuggestion: true))
        case .note:
            ask(Prompt.Input(purpose: .note(first), also: also, text: also.isEmpty ? drafts[first] ?? "" : ""))
        case .severity:
            let was = numbers.count == 1 ? summary(of: first)?.severity : nil
            overlay = .prompt(.severity(numbers, was: was, shownAt: now))
        case .merge: attemptMerge()
        case .undo: attemptUndo()
        }
    }

    /// Marked incidents go into the one under the cursor.
    private mutating func attemptMerge() {
        guard let target else {
            return say(selectedNumber == nil ? "no incident is selected" : "not known yet; wait for it", isBad: true)
        }
        if justAppeared(target.number) { return }
        if let reason = obstacle(to: .merge, on: target) { return say(reason, isBad: true) }
        askToMerge(triage.marks.filter { $0 != target.number }, into: target)
    }

    /// Asks whether incidents are to go into another one.
    mutating func askToMerge(_ numbers: [IncidentNumber], into target: IncidentSummary) {
        let marked = numbers.compactMap { summary(of: $0) }
        if let over = marked.first(where: { !$0.isOpen }) {
            return say(SafeText("\(over.number) is no longer open; only open incidents are merged"), isBad: true)
        }
        let worst = (marked + [target]).map(\.severity).min() ?? target.severity
        let names = numbers.map { "\($0)" }.joined(separator: " ")
        var question = "merge \(names) into \(target.number)? it will be \(worst.name)"
        let triggered = marked.filter(\.needsAcknowledge).map { "\($0.number)" }
        if !triggered.isEmpty, let holder = holder(of: target) {
            let verb = triggered.count == 1 ? "counts" : "count"
            question += "; triggered \(triggered.joined(separator: " ")) \(verb) as acknowledged by \(holder)"
        }
        ask(
            joined(question, [hiddenNote(of: numbers)].compactMap(\.self)),
            numbers.map { Act(.merge(into: target.number), $0) })
    }

    private mutating func attemptUndo() {
        if undoSilence() { return }
        let after = "in the last 10 s to undo"
        guard let lastDone else { return say(SafeText("no act of yours \(after)"), isBad: true) }
        if let reason = obstacleToActing { return say(reason, isBad: true) }
        let (name, names) = (lastDone.verb.name, lastDone.names)
        if now - lastDone.at > Limits.undo {
            return say(SafeText("\(name) of \(names) is more than 10 s ago: too late to undo"), isBad: true)
        }
        guard lastDone.verb.canBeUndone else {
            return say(SafeText("\(name) of \(names) cannot be taken back"), isBad: true)
        }
        if let bulk = bulks.first(where: { $0.verb == lastDone.verb && !$0.isFinished }) {
            let waiting = bulk.total - bulk.done.count - bulk.refused.count
            return say(SafeText("wait: \(waiting) of \(bulk.total) have no answer yet"), isBad: true)
        }
        self.lastDone = nil
        perform(lastDone.acts.reversed().map { Act(.undo, $0.incident) })
    }

    private mutating func ask(_ input: Prompt.Input) { overlay = .prompt(.input(input)) }

    /// Sends acts. Nothing is shown as done before their receipts.
    mutating func perform(_ acts: [Act]) {
        // What was possible when a question was asked may not be any more.
        if let reason = obstacleToActing { return say(reason, isBad: true) }
        toast = nil
        let bulk = acts.count > 1 ? startBulk(acts) : nil
        for act in acts {
            guard let request = nextRequest() else { continue }
            pending.append(PendingAct(request: request, act: act, sentAt: now, bulk: bulk))
            wanted.append(.perform(act, request))
        }
        let numbers = Set(acts.map(\.incident))
        if acts.count > 1 || acts.contains(where: { $0.verb.deed == .merge }) {
            triage.marks.removeAll { numbers.contains($0) }
        }
    }

    private mutating func startBulk(_ acts: [Act]) -> Int {
        bulkCount += 1
        bulks.append(Bulk(id: bulkCount, verb: acts[0].verb, total: acts.count))
        return bulkCount
    }
}

extension Act {
    /// What is said of a note that did not get through: it is not lost.
    static func kept(_ act: Act?) -> String { act?.verb.deed == .note ? "; c has the draft" : "" }
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
