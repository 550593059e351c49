import Incidents

/// What the router answers.
extension ConsoleState {
    mutating func done(_ request: RequestID, _ receipt: Receipt) {
        heard()
        if silenceDone(request, receipt) { return }
        guard let settled = settled(request) else {
            return say(SafeText("late answer: \(receipt.said)"), isBad: false)
        }
        let act = settled.act
        if case .note(let text) = act.verb { drafts.forget(act.incident, sent: text) }
        if let bulk = settled.bulk { return tell(bulk, done: act) }
        silences.undo = nil
        lastDone = act.verb == .undo ? nil : DoneAct(acts: [act], at: now)
        say(SafeText("\(receipt.said)\(undoHint(act.verb))"), isBad: false)
    }

    mutating func refused(_ request: RequestID, _ refusal: Refusal) {
        heard()
        if silenceNotDone(request, refusal.said) { return }
        guard let settled = settled(request) else { return say(SafeText("refused: \(refusal.said)"), isBad: true) }
        let act = settled.act
        if let bulk = settled.bulk { return tell(bulk, act.incident, refusal.said) }
        // The router's sentence often begins with the number already.
        let isNamed = refusal.said.shown.hasPrefix("\(act.incident) ")
        let what = "\(isNamed ? "" : "\(act.incident) ")\(act.verb.name) refused: "
        say(SafeText(what + refusal.said.shown + Act.kept(act)), isBad: true)
    }

    mutating func failed(_ request: RequestID, _ why: SafeText) {
        if silenceNotDone(request, why) { return }
        guard let settled = settled(request) else { return say(SafeText("NOT DONE: \(why)"), isBad: true) }
        let act = settled.act
        if let bulk = settled.bulk { return tell(bulk, act.incident, why) }
        say(SafeText("\(act.incident) \(act.verb.notDone): \(why)" + Act.kept(act)), isBad: true)
    }

    /// Gives up acts that have no answer after 30 s: they are named, and never sent again.
    mutating func dropUnanswered() {
        let late = pending.filter { now - $0.sentAt >= Limits.answerMax }
        guard !late.isEmpty else { return }
        pending.removeAll { now - $0.sentAt >= Limits.answerMax }
        for act in late {
            let text = "\(act.act.verb.name) of \(act.act.incident) dropped after 30 s without an answer; "
            if let bulk = act.bulk {
                tell(bulk, act.act.incident, "no answer after 30 s; it is not sent again")
            } else {
                say(SafeText(text + "it is not sent again"), isBad: true)
            }
        }
    }

    private mutating func settled(_ request: RequestID) -> PendingAct? {
        guard let index = pending.firstIndex(where: { $0.request == request }) else { return nil }
        return pending.remove(at: index)
    }

    private func undoHint(_ verb: Act.Verb) -> String {
        verb.canBeUndone ? ", \(keys.key(of: .deed(.undo))) undoes (10s)" : ""
    }

    private mutating func tell(_ id: Int, done act: Act) {
        guard let index = bulks.firstIndex(where: { $0.id == id }) else { return }
        bulks[index].done.append(act)
        bulks[index].firstDoneAt = bulks[index].firstDoneAt ?? now
        silences.undo = nil
        lastDone = act.verb == .undo ? nil : DoneAct(acts: bulks[index].done, at: bulks[index].firstDoneAt ?? now)
        finish(index)
    }

    private mutating func tell(_ id: Int, _ number: IncidentNumber, _ reason: SafeText) {
        guard let index = bulks.firstIndex(where: { $0.id == id }) else { return }
        bulks[index].refused.append((number, reason))
        finish(index)
    }

    /// `4 of 5 acked; #4130 refused: kim has it since 03:10Z, u undoes (10s)`, once all have their answers.
    private mutating func finish(_ index: Int) {
        guard bulks[index].isFinished else { return }
        let bulk = bulks.remove(at: index)
        var text = "\(bulk.done.count) of \(bulk.total) \(bulk.verb.pastName)"
        if bulk.done.count == bulk.total, bulk.total <= Limits.namedMax {
            text += ": \(Words.numbers(bulk.done.map(\.incident)))"
        }
        if let first = bulk.refused.first {
            text += "; \(first.number) refused: \(unnumbered(first.reason, first.number))"
            let more = bulk.refused.dropFirst().map(\.number)
            if !more.isEmpty { text += "; refused too: \(Words.numbers(Array(more)))" }
        }
        if !bulk.done.isEmpty { text += undoHint(bulk.verb) }
        say(SafeText(text), isBad: !bulk.refused.isEmpty)
    }

    /// A reason without the number that stands before it already: `is triggered` of `#1 is triggered`.
    private func unnumbered(_ reason: SafeText, _ number: IncidentNumber) -> String {
        let prefix = "\(number) "
        return reason.shown.hasPrefix(prefix) ? String(reason.shown.dropFirst(prefix.count)) : reason.shown
    }
}
