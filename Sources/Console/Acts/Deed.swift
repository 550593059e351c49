import Incidents

/// What a person can do to an incident, before it is known with what: the verbs of the keys and of the menu.
enum Deed: Hashable, Sendable, CaseIterable {
    case acknowledge, take, snooze, note, merge, resolve, mitigate, unacknowledge, reopen, severity, unmerge, undo

    /// The name of its action, in the configuration and in the palette.
    var name: String { "\(self)" }
}

extension ConsoleState {
    /// Why a deed cannot be done to an incident now; nil when it can. What help and menu show beside a key.
    func obstacle(to deed: Deed, on incident: IncidentSummary) -> SafeText? {
        if let reason = obstacleToActing { return reason }
        if let reason = obstacleInPhase(to: deed, on: incident) { return reason }
        switch deed {
        case .merge: return obstacleToMerging(into: incident)
        case .unmerge: return incident.mergedInto == nil ? SafeText("\(incident.number) was not merged") : nil
        case .undo: return obstacleToUndo
        case .acknowledge, .take, .snooze, .note, .resolve, .mitigate, .unacknowledge, .reopen, .severity: return nil
        }
    }

    /// Why nothing can be done at all; nil when it can.
    var obstacleToActing: SafeText? {
        if !you.mayAct { return you.why ?? "you may only read here" }
        switch link {
        case .connecting: return "not sent: not connected to the router yet"
        case .lost(let since, _): return SafeText("not sent: router unreachable since \(since.clock)Z")
        case .live where isStale: return "not sent: no word from the router, the link may be dead"
        case .live: return nil
        }
    }

    private func obstacleInPhase(to deed: Deed, on incident: IncidentSummary) -> SafeText? {
        let number = incident.number
        if deed == .note || deed == .undo || deed == .unmerge { return nil }
        if !incident.isOpen {
            if deed == .reopen { return incident.mergedInto.map { SafeText("\(number) went into \($0); unmerge it") } }
            if deed == .acknowledge, incident.isCleared { return nil }
            let at = (incident.resolvedAt ?? incident.phaseSince).clock
            if let into = incident.mergedInto {
                return SafeText("\(number) was merged into \(into) at \(at)Z; go to that one, or unmerge this one")
            }
            let by = incident.resolvedBy ?? "somebody"
            return SafeText("\(number) was resolved by \(by) at \(at)Z; \(keys.key(of: .deed(.reopen))) reopens it")
        }
        if deed == .reopen { return SafeText("\(number) is open") }
        let other = holder(of: incident).flatMap { $0 == you.name ? nil : $0 }
        let since = incident.shownSince.clock
        switch deed {
        case .acknowledge where incident.phase == .mitigated:
            return SafeText("\(number) is mitigated, which is quiet; t takes it, R resolves it")
        case .acknowledge where other != nil:
            return other.map { SafeText("\($0) has it since \(since)Z; t takes over") }
        case .snooze where incident.phase == .mitigated:
            return SafeText("\(number) is mitigated, which is quiet already")
        case .snooze where other != nil:
            return other.map { SafeText("\($0) has it since \(since)Z; t takes over first") }
        case .mitigate where incident.phase == .mitigated: return SafeText("\(number) is mitigated already")
        case .mitigate where incident.phase != .acknowledged:
            return SafeText("nobody has \(number); acknowledge it first")
        case .unacknowledge where incident.phase != .acknowledged: return SafeText("\(number) is not acknowledged")
        default: return nil
        }
    }

    private func obstacleToMerging(into incident: IncidentSummary) -> SafeText? {
        let others = triage.marks.count { $0 != incident.number }
        if others > Limits.mergeMax { return SafeText("no more than \(Limits.mergeMax) are merged at one go") }
        if others > 0 { return nil }
        return "mark others with Space first; they go into the one under the cursor"
    }

    private var obstacleToUndo: SafeText? {
        if let undo = silences.undo { return undo.obstacle(at: now) }
        guard let lastDone, now - lastDone.at <= Limits.undo else {
            return "no act of yours in the last 10 s to undo"
        }
        let name = lastDone.verb.name
        return lastDone.verb.canBeUndone ? nil : SafeText("\(name) cannot be taken back")
    }

    /// Who has an acknowledged incident; nil otherwise.
    func holder(of incident: IncidentSummary) -> SafeText? {
        incident.phase == .acknowledged ? incident.acknowledgedBy : nil
    }
}

extension IncidentSummary {
    /// Since when it is what it is shown as: for one that somebody has, since they have it.
    var shownSince: Timestamp {
        if shown == .noNews, let noNewsSince { return noNewsSince }
        return phase == .acknowledged ? acknowledgedAt ?? phaseSince : phaseSince
    }
}
