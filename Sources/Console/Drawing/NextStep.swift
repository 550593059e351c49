import Incidents

/// The one right key now, and what it does: the NEXT line.
struct NextStep {
    /// Empty when no key is the right one.
    var key: SafeText
    var effect: SafeText

    /// - Parameter isShort: whether there is little room.
    init(_ state: ConsoleState, isShort: Bool = false) { self = NextStep.step(state, isShort) }

    private init(_ key: SafeText, _ effect: String) { (self.key, self.effect) = (key, SafeText(effect)) }

    private static func step(_ state: ConsoleState, _ isShort: Bool) -> NextStep {
        guard state.link != .connecting || state.router != nil else { return NextStep("", "wait: connecting") }
        if state.isStale { return NextStep("^R", "try the router now; the console does so by itself too") }
        guard let target = state.target else {
            if state.incident != nil { return NextStep("", "wait: the router is asked for it") }
            return urgent(state) ?? NextStep("", "nothing needs you")
        }
        if !state.you.mayAct {
            return NextStep(state.incident == nil ? "Enter" : "", "read \(target.number); acting is not for you here")
        }
        let number = target.number
        let marks = state.triage.marks.filter { $0 != number }
        if state.incident == nil, !marks.isEmpty {
            return NextStep("m", "merge \(marks.map { "\($0)" }.joined(separator: " ")) into \(number)")
        }
        if let waiting = state.pending.last(where: { $0.act.incident == number }) {
            return NextStep("", "wait: \(waiting.act.verb.name) of \(number) has no answer yet")
        }
        if target.needsAcknowledge {
            return NextStep("a", "\(isShort ? "ack" : "acknowledge") \(number)" + ringsStop(target))
        }
        return urgent(state) ?? calmStep(target, state)
    }

    /// Somewhere else something needs an acknowledge.
    private static func urgent(_ state: ConsoleState) -> NextStep? {
        guard let first = state.roll.mostUrgent, let urgent = state.roll[first], urgent.needsAcknowledge else {
            return nil
        }
        return NextStep(".", "go to \(first), \(urgent.severity.name), which nobody has")
    }

    private static func ringsStop(_ incident: IncidentSummary) -> String {
        incident.nextDeadline == nil ? "" : " and stop its ringing"
    }

    private static func calmStep(_ incident: IncidentSummary, _ state: ConsoleState) -> NextStep {
        let number = incident.number
        let isOpened = state.incident != nil
        switch incident.shown {
        case .cleared: return NextStep("a", "say that you have seen \(number); nobody had it when it cleared")
        case .resolved: return NextStep(isOpened ? "Esc" : "j", "go on; \(number) is over")
        case .mitigated: return NextStep("R", "resolve \(number) once its cause is gone")
        case .snoozed: return NextStep(isOpened ? "Esc" : "Enter", isOpened ? "go back to the list" : "read \(number)")
        case .acknowledged, .triggered, .muted, .noNews:
            if let holder = state.holder(of: incident), holder != state.you.name {
                return NextStep("t", "take \(number) over from \(holder)")
            }
            if incident.counts.firing == 0 { return NextStep("R", "resolve \(number): none of its alerts fires") }
            return isOpened
                ? NextStep("c", "note what you find on \(number)") : NextStep("Enter", "open \(number), which you have")
        }
    }
}
