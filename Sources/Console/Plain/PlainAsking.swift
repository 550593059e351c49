import Incidents

/// The questions before acts that wake a person or make something quiet: each names the incident and the whole effect.
struct PlainAsking {
    let incidents: [IncidentNumber: IncidentSummary]
    let state: ConsoleState
    let now: Timestamp

    /// What a verb still has to be told; nil when nothing is missing.
    static func argument(_ typed: PlainDeed) -> SafeText? {
        let numbers = PlainWords.list(typed.numbers)
        return switch typed.deed {
        case .note: SafeText("What is the note on \(numbers)? An empty line writes none.")
        case .snooze: SafeText("Snooze \(numbers) for how long? Such as 30m, 2h, 1d. An empty line leaves it.")
        case .severity: SafeText("Which severity for \(numbers), 1 to 5? An empty line leaves it.")
        default: nil
        }
    }

    /// Nil for what is done at once.
    func question(_ deed: Deed, _ verb: Act.Verb, _ numbers: [IncidentNumber]) -> SafeText? {
        let isOne = numbers.count == 1
        let who = isOne ? PlainWords.short(numbers[0], incidents[numbers[0]]) : PlainWords.list(numbers)
        let it = isOne ? "It" : "They"
        switch deed {
        case .acknowledge: return isOne ? nil : SafeText("Acknowledge \(who)? They stop ringing, and you have them.")
        case .take: return taking(who, numbers)
        case .snooze:
            guard case .snooze(let until) = verb else { return nil }
            let span = PlainWords.span(minutes: (until - now).wholeMilliseconds / 60_000)
            let isQuiet = isOne ? "It is quiet" : "They are quiet"
            return SafeText("Snooze \(who) until \(until.clock)Z, for \(span)? \(isQuiet) until then.")
        case .resolve: return SafeText("Resolve \(who)? \(firing(numbers))")
        case .unacknowledge: return SafeText("Give \(who) back? \(it) \(isOne ? "rings" : "ring") again.")
        case .reopen: return SafeText("Reopen \(who)? \(it) \(isOne ? "rings" : "ring") at once.")
        case .unmerge: return SafeText("Unmerge \(who)? \(it) may ring.")
        case .mitigate: return isOne ? nil : SafeText("Mitigate \(who)? They are quiet until they are resolved.")
        case .note, .severity, .undo, .merge: return nil
        }
    }

    private func taking(_ who: String, _ numbers: [IncidentNumber]) -> SafeText? {
        let me = state.you.name
        let held = numbers.compactMap { number in
            incidents[number].flatMap { state.holder(of: $0) }.flatMap { $0 == me ? nil : (number, $0) }
        }
        if numbers.count == 1 {
            return held.first.map { SafeText("Take \(who) over from \($0.1)? \($0.1) is told.") }
        }
        let said = held.map { "\($0.1) has \($0.0)" }.joined(separator: ", ")
        return SafeText("Take \(who)?" + (said.isEmpty ? " You have them then." : " \(said), and is told."))
    }

    private func firing(_ numbers: [IncidentNumber]) -> String {
        guard numbers.allSatisfy({ incidents[$0] != nil }) else { return "It is over then." }
        let count = numbers.reduce(0) { $0 + (incidents[$1]?.counts.firing ?? 0) }
        let whose = numbers.count == 1 ? "its" : "their"
        switch count {
        case 0: return "None of \(whose) alerts fires."
        case 1: return "1 of \(whose) alerts still fires."
        default: return "\(count) of \(whose) alerts still fire."
        }
    }

    func merging(_ number: IncidentNumber, into: IncidentNumber) -> SafeText {
        guard let from = incidents[number], let target = incidents[into] else {
            return SafeText("Merge \(number) into \(into)?")
        }
        let worst = min(from.severity, target.severity)
        var text = "Merge \(PlainWords.short(number, from)) into \(PlainWords.short(into, target))?"
        text += " \(into) will be \(worst.name), and has the alerts of both."
        if from.needsAcknowledge, let holder = state.holder(of: target) {
            text += " \(number) counts as acknowledged by \(holder) then."
        }
        return SafeText(text)
    }
}

extension PlainConsole {
    /// Why nothing can be done at all; nil when it can.
    var obstacleToActing: SafeText? { state.you.mayAct ? state.obstacleToActing : mayOnlyRead }

    var mayOnlyRead: SafeText { SafeText("you may only read here" + (state.you.why.map { ": \($0)" } ?? "")) }

    /// Why a verb cannot be done now, with the word that helps instead of a key; nil when it can. About an incident that
    /// is not in the list only the router knows.
    func obstacle(to deed: Deed, _ number: IncidentNumber) -> SafeText? {
        if let reason = obstacleToActing { return reason }
        guard let incident = incidents[number], deed != .undo else { return nil }
        let other = state.holder(of: incident).flatMap { $0 == state.you.name ? nil : $0 }
        let since = incident.shownSince.clock
        switch deed {
        case .note: return nil
        case .unmerge where !incident.isOpen: return nil
        case .unmerge: return state.obstacle(to: deed, on: incident)
        case .acknowledge where incident.phase == .mitigated:
            return SafeText("\(number) is mitigated, which is quiet; take \(number.value), or resolve \(number.value)")
        case .acknowledge, .snooze:
            if let other, incident.isOpen {
                return SafeText("\(number): \(other) has it since \(since)Z; take \(number.value) takes it over")
            }
        default: break
        }
        if !incident.isOpen, deed != .reopen, !(deed == .acknowledge && incident.isCleared) {
            if let into = incident.mergedInto {
                let next = "show \(into.value) goes to that one, unmerge \(number.value) takes this one out"
                return SafeText("\(number) was merged into \(into) at \(since)Z; \(next)")
            }
            let by = incident.resolvedBy ?? "somebody"
            return SafeText("\(number) was resolved by \(by) at \(since)Z; reopen \(number.value) opens it again")
        }
        return state.obstacle(to: deed, on: incident)
    }
}
