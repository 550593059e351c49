import Incidents

/// The one right key now, and what it does: the NEXT line.
struct NextStep {
    /// Empty when no key is the right one.
    var key: SafeText
    var effect: SafeText

    /// - Parameter isShort: whether there is little room.
    init(_ state: ConsoleState, isShort: Bool = false) { self = NextStep.step(state, isShort) }

    private init(_ state: ConsoleState, _ command: Command, _ effect: String) {
        self.init(state.keys.key(of: command), effect)
    }

    private init(_ key: SafeText, _ effect: String) { (self.key, self.effect) = (key, SafeText(effect)) }

    private static func step(_ state: ConsoleState, _ isShort: Bool) -> NextStep {
        guard state.link != .connecting || state.router != nil else { return NextStep("", "wait: connecting") }
        if state.isStale { return NextStep(state, .refetch, "try the router now; the console does so by itself too") }
        guard let target = state.target else {
            if state.incident != nil { return NextStep("", "wait: the router is asked for it") }
            return urgent(state) ?? silences(state) ?? NextStep("", "nothing needs you")
        }
        if !state.you.mayAct {
            return NextStep(state.incident == nil ? "Enter" : "", "read \(target.number); acting is not for you here")
        }
        let number = target.number
        if state.incident == nil, let step = marked(state, number) { return step }
        if let waiting = state.pending.last(where: { $0.act.incident == number }) {
            return NextStep("", "wait: \(waiting.act.verb.name) of \(number) has no answer yet")
        }
        if let fold = state.foldUnderCursor { return folded(fold, target, state, isShort) }
        if target.needsAcknowledge {
            if target.mute != nil, let other = urgent(state, isRinging: true) { return other }
            return NextStep(
                state, .deed(.acknowledge), "\(isShort ? "ack" : "acknowledge") \(number)" + ringsStop(target))
        }
        return urgent(state) ?? calmStep(target, state)
    }

    /// What the next act is about is not under the cursor: the marks are named.
    private static func marked(_ state: ConsoleState, _ number: IncidentNumber) -> NextStep? {
        let keys = state.keys
        if let start = state.triage.rangeStart, start != number {
            return NextStep(keys.key(of: .markRange), "mark from \(start) to \(number)")
        }
        let marks = state.triage.marks
        let others = marks.filter { $0 != number }
        guard !others.isEmpty || marks.count > 1 else { return nil }
        let names = Words.numbers(marks)
        if marks.contains(where: { state.roll[$0]?.needsAcknowledge == true }) {
            let merge = "\(keys.key(of: .deed(.merge))) merges into \(number)"
            return NextStep(keys.key(of: .deed(.acknowledge)), "acknowledge \(names), which are marked; \(merge)")
        }
        let merged = others.map { "\($0)" }.joined(separator: " ")
        return NextStep(keys.key(of: .deed(.merge)), "merge \(merged) into \(number)")
    }

    /// The row stands for more than one: no more are acknowledged at one go than are named in the question.
    private static func folded(
        _ fold: Fold, _ first: IncidentSummary, _ state: ConsoleState, _ isShort: Bool
    ) -> NextStep {
        let most = Limits.bulkMax
        let what = fold.count > most ? "the \(most) most urgent of \(fold.count)" : "the \(fold.count)"
        guard first.needsAcknowledge else {
            if let urgent = urgent(state) { return urgent }
            return first.isCleared
                ? NextStep(state, .deed(.acknowledge), "say that you have seen \(what) that cleared")
                : NextStep(state, .open, "show the rows of the \(fold.count) folded here")
        }
        if isShort { return NextStep(state, .deed(.acknowledge), "ack \(what) folded here") }
        let enter = state.keys.key(of: .open)
        return NextStep(state, .deed(.acknowledge), "acknowledge \(what) folded here; \(enter) unfolds them")
    }

    /// Somewhere else something needs an acknowledge.
    ///
    /// - Parameter isRinging: whether only what is not muted counts.
    private static func urgent(_ state: ConsoleState, isRinging: Bool = false) -> NextStep? {
        guard let first = state.roll.mostUrgent, let urgent = state.roll[first], urgent.needsAcknowledge,
            !isRinging || urgent.mute == nil
        else {
            return nil
        }
        let muted = urgent.mute == nil ? "" : "; it is muted"
        return NextStep(state, .jump, "go to \(first), \(urgent.severity.name), which nobody has\(muted)")
    }

    /// The one step on the screen of silences; nil on other screens, and where there are none.
    private static func silences(_ state: ConsoleState) -> NextStep? {
        guard let screen = state.silences.screen, let target = state.targetSilence else { return nil }
        let isOver = target.state(at: state.now) == .expired
        if screen.opened == nil { return NextStep("Enter", "read this silence in full") }
        if isOver || !state.you.mayAct { return NextStep("Esc", "go back to the silences") }
        return NextStep(state, .silence(.expire), "end this silence, or Esc: leave it")
    }

    private static func ringsStop(_ incident: IncidentSummary) -> String {
        incident.nextDeadline == nil ? "" : " and stop its ringing"
    }

    private static func calmStep(_ incident: IncidentSummary, _ state: ConsoleState) -> NextStep {
        let number = incident.number
        let isOpened = state.incident != nil
        switch incident.shown {
        case .cleared:
            return NextStep(
                state, .deed(.acknowledge), "say that you have seen \(number); nobody had it when it cleared")
        case .resolved: return NextStep(isOpened ? "Esc" : "j", "go on; \(number) is over")
        case .mitigated: return NextStep(state, .deed(.resolve), "resolve \(number) once its cause is gone")
        case .snoozed: return NextStep(isOpened ? "Esc" : "Enter", isOpened ? "go back to the list" : "read \(number)")
        case .acknowledged, .triggered, .muted, .noNews:
            if let holder = state.holder(of: incident), holder != state.you.name {
                return NextStep(state, .deed(.take), "take \(number) over from \(holder)")
            }
            if incident.counts.firing == 0 {
                return NextStep(state, .deed(.resolve), "resolve \(number): none of its alerts fires")
            }
            return isOpened
                ? NextStep(state, .deed(.note), "note what you find on \(number)")
                : NextStep("Enter", "open \(number), which you have")
        }
    }
}
