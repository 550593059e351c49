import Incidents

/// What typed verbs do to incidents: checked, asked about, sent, and what comes back.
extension PlainConsole {
    mutating func attempt(_ typed: PlainDeed) {
        var typed = typed
        if typed.deed == .undo, typed.numbers.isEmpty { return undoLast() }
        if typed.numbers.isEmpty {
            guard typed.deed == .acknowledge else {
                return refuse(SafeText("say which: \(PlainDeed.example(typed.deed))"), status: 2)
            }
            return askToAcknowledgeMostUrgent()
        }
        if typed.deed == .merge { return merge(typed) }
        var seen: Set<IncidentNumber> = []
        typed.numbers.removeAll { !seen.insert($0).inserted }
        var possible: [IncidentNumber] = []
        for number in typed.numbers {
            if let reason = obstacle(to: typed.deed, number) {
                refuse(reason, status: statusOfObstacle)
            } else {
                possible.append(number)
            }
        }
        guard !possible.isEmpty else { return }
        typed.numbers = possible
        if typed.argument == nil, let text = PlainAsking.argument(typed) {
            return ask(.argument(typed, text), text)
        }
        guard let verb = verb(typed) else { return }
        let acts = possible.map { Act(verb, $0) }
        guard !typed.isConfirmed, let text = asking.question(typed.deed, verb, possible) else { return perform(acts) }
        ask(text, acts)
    }

    private var asking: PlainAsking { PlainAsking(incidents: incidents, state: state, now: now) }

    /// What was not sent because nobody was there to send it to is told apart from what may not be.
    var statusOfObstacle: Int32 { state.you.mayAct && state.obstacleToActing != nil ? 3 : 1 }

    /// The act that a line means; nil when what is behind the verb is not understood, which is said.
    private mutating func verb(_ typed: PlainDeed) -> Act.Verb? {
        let argument = typed.argument ?? ""
        switch typed.deed {
        case .acknowledge: return .acknowledge
        case .unacknowledge: return .unacknowledge
        case .take: return .take
        case .mitigate: return .mitigate
        case .resolve: return .resolve
        case .reopen: return .reopen
        case .unmerge: return .unmerge
        case .undo: return .undo
        case .note: return .note(SafeText(argument))
        case .snooze:
            if let span = duration(from: argument) { return .snooze(until: now + span) }
            refuse(durationFault(argument), status: 2)
        case .severity:
            if let severity = Severity(name: argument) { return .severity(severity) }
            refuse(SafeText("\"\(SafeText(argument))\" is no severity; SEV1 to SEV5, or 1 to 5"), status: 2)
        case .merge: break
        }
        return nil
    }

    private mutating func askToAcknowledgeMostUrgent() {
        if let reason = obstacleToActing { return refuse(reason, status: statusOfObstacle) }
        guard let urgent = mostUrgent else { return say("Nothing needs an acknowledge.") }
        let text = SafeText("Acknowledge \(PlainWords.name(urgent))? It stops ringing, and you have it.")
        ask(text, [Act(.acknowledge, urgent.number)])
    }

    private mutating func merge(_ typed: PlainDeed) {
        let (number, into) = (typed.numbers[0], typed.numbers[1])
        if let reason = obstacleToActing { return refuse(reason, status: statusOfObstacle) }
        if number == into { return refuse(SafeText("\(number) cannot go into itself"), status: 2) }
        for one in [number, into] where incidents[one]?.isOpen != true {
            return refuse(SafeText("\(one) is not open; only open incidents are merged"))
        }
        let acts = [Act(.merge(into: into), number)]
        if typed.isConfirmed { return perform(acts) }
        let text = asking.merging(number, into: into)
        ask(text, acts)
    }

    private mutating func undoLast() {
        if let reason = obstacleToActing { return refuse(reason, status: statusOfObstacle) }
        if undoSilence() { return }
        guard let lastDone, now - lastDone.at <= Limits.undo else {
            return refuse("no act of yours in the last 10 seconds to undo")
        }
        let act = lastDone.act
        guard act.verb.canBeUndone else {
            return refuse(SafeText("\(act.verb.name) of \(act.incident) cannot be taken back"))
        }
        self.lastDone = nil
        perform([Act(.undo, act.incident)])
    }

    // MARK: Asking

    private mutating func ask(_ text: SafeText, _ acts: [Act]) {
        let service = TypedAnswer.service(ofAll: acts.map { incidents[$0.incident] })
        let asked = PlainQuestion.Confirmation(text: text, acts: acts, service: service)
        ask(.confirm(asked), asked.line)
    }

    mutating func ask(_ kind: PlainQuestion.Kind, _ line: SafeText) {
        question = PlainQuestion(kind: kind, shownAt: now)
        say(line)
    }

    mutating func answer(_ line: String, _ question: PlainQuestion) {
        // What was typed ahead was not meant for this question.
        if !isScript, now - question.shownAt < Limits.lockout, now >= question.shownAt {
            return say(SafeText("That came too soon to be an answer. \(question.reminder)"))
        }
        self.question = nil
        switch question.kind {
        case .confirm(let asked): confirm(line, asked)
        case .silence(let asked): confirm(line, asked)
        case .menu(let items): choose(line, items)
        case .argument(var typed, _):
            let text = line.bare
            guard !text.isEmpty else { return refuse("nothing was done") }
            typed.argument = text
            attempt(typed)
        }
    }

    private mutating func confirm(_ line: String, _ asked: PlainQuestion.Confirmation) {
        let word = line.bare.lowercased()
        if ["no", "n", ""].contains(word) { return refuse("nothing was done") }
        if asked.isBulk {
            if TypedAnswer.isGiven(line, count: asked.acts.count, service: asked.service) {
                return performStillPossible(asked.acts)
            }
            let wanted = asked.service == nil ? "not the count" : "neither the count nor the service"
            return refuse(SafeText("that was \(wanted): nothing was done"))
        }
        guard word == "yes" || word == "y" else { return refuse("that was neither yes nor no: nothing was done") }
        performStillPossible(asked.acts)
    }

    /// What was possible when the question was asked may not be any more.
    private mutating func performStillPossible(_ acts: [Act]) {
        perform(
            acts.filter { act in
                guard act.verb.deed != .merge, let reason = obstacle(to: act.verb.deed, act.incident) else {
                    return true
                }
                refuse(reason, status: statusOfObstacle)
                return false
            })
    }

    private mutating func choose(_ line: String, _ items: [PlainQuestion.Item]) {
        let command = PlainCommand(line)
        guard case .number(let choice) = command else {
            // A word is a word, in a menu too.
            return command == .nothing ? say("The menu is left.") : execute(command)
        }
        if choice == 0 { return say("The menu is left.") }
        guard items.indices.contains(choice - 1) else {
            return refuse(SafeText("the menu goes to \(items.count); it is left"), status: 2)
        }
        execute(items[choice - 1].command)
    }

    // MARK: Sending, and answers

    private mutating func perform(_ acts: [Act]) {
        if !acts.isEmpty, let reason = obstacleToActing { return refuse(reason, status: statusOfObstacle) }
        for act in acts {
            guard let request = state.nextRequest() else { continue }
            pending.append(PlainPending(request: request, act: act, sentAt: now))
            output.intents.append(.perform(act, request))
        }
    }

    mutating func done(_ request: RequestID, _ receipt: Receipt) {
        if silenceDone(request, receipt) { return }
        guard let act = settled(request) else {
            return say(PlainWords.sentence(SafeText("late answer: \(receipt.said)")))
        }
        actedAt = actedAt.filter { now - $0.value < Limits.undo }
        actedAt[act.incident] = now
        state.silences.undo = nil
        lastDone = act.verb == .undo ? nil : (act, now)
        say(PlainWords.sentence(receipt.said))
    }

    mutating func refused(_ request: RequestID, _ refusal: Refusal) {
        if silenceNotDone(request, refusal.said, status: 1) { return }
        let what = settled(request).map { "\($0.incident) \($0.verb.name) refused: " } ?? "refused: "
        refuse(SafeText(what + refusal.said.shown))
    }

    mutating func failed(_ request: RequestID, _ why: SafeText) {
        if silenceNotDone(request, why, status: 3) { return }
        let what = settled(request).map { "\($0.incident) \($0.verb.notDone): " } ?? "NOT DONE: "
        refuse(SafeText(what + why.shown), status: 3)
    }

    private mutating func settled(_ request: RequestID) -> Act? {
        guard let index = pending.firstIndex(where: { $0.request == request }) else { return nil }
        return pending.remove(at: index).act
    }
}

extension String {
    /// Without the blanks at both ends.
    var bare: String {
        var text = drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
