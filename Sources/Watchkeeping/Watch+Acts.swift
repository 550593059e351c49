import Incidents
import Routing

/// What people do: one function for each verb, refusals with the next step, and the undo.
extension Watch {
    mutating func acted(_ act: Act, by actor: Actor, request: RequestID?, at now: Timestamp) -> Outcome {
        if let request, let served = requests[request] { return served.outcome }
        guard let before = incidents[act.incident] else { return .refused(unknown(act.incident)) }
        let pagesBefore = before.pageCount
        do throws(Refusal) {
            let said = try perform(act.verb, on: before, by: actor, at: now)
            if act.verb.canBeUndone, incidents[act.incident]?.pageCount == pagesBefore {
                rememberUndo(act, by: actor, before: before.standing, at: now)
            }
            let outcome = Outcome.done(Receipt(incident: act.incident, said: said))
            if let request { emit(.served(request, outcome, at: now)) }
            return outcome
        } catch {
            return .refused(error)
        }
    }

    private func unknown(_ number: IncidentNumber) -> Refusal {
        Refusal(.unknownIncident, SafeText("there is no incident \(number); list shows those that are open"))
    }

    private mutating func perform(
        _ verb: Act.Verb, on incident: Incident, by actor: Actor, at now: Timestamp
    ) throws(Refusal) -> SafeText {
        switch verb {
        case .acknowledge: try acknowledge(incident, by: actor, at: now)
        case .unacknowledge: try unacknowledge(incident, by: actor, at: now)
        case .take: try take(incident, by: actor, at: now)
        case .snooze(let until): try snooze(incident, until: until, by: actor, at: now)
        case .mitigate: try mitigate(incident, by: actor, at: now)
        case .resolve: try resolveByHand(incident, by: actor, at: now)
        case .reopen: try reopenByHand(incident, by: actor, at: now)
        case .note(let text): note(text, on: incident, by: actor, at: now)
        case .severity(let severity): try setSeverity(severity, of: incident, by: actor, at: now)
        case .merge(let into): try merge(incident, into: into, by: actor, at: now)
        case .unmerge: try unmerge(incident, by: actor, at: now)
        case .undo: try undo(incident, by: actor, at: now)
        }
    }

    // MARK: Acknowledging

    private mutating func acknowledge(_ incident: Incident, by actor: Actor, at now: Timestamp) throws(Refusal)
        -> SafeText
    {
        let number = incident.number
        switch incident.phase {
        case .triggered:
            hold(number, by: actor, assigning: false, at: now)
            say(.acknowledged, "acknowledged", of: number, by: actor, at: now)
            return SafeText("acked \(number)")
        case .acknowledged(let held) where held.holder == actor:
            hold(number, by: actor, assigning: false, at: now)
            say(.acknowledged, "acknowledged again: the time-out starts anew", of: number, by: actor, at: now)
            return SafeText("renewed \(number)")
        case .acknowledged(let held):
            let since = SafeText(" has it since \(held.at.clock(asOf: now))Z; take takes over")
            throw Refusal(.heldBySomebodyElse, held.holder.name + since)
        case .mitigated(let mitigation):
            let since = SafeText(" mitigated it at \(mitigation.at.clock(asOf: now))Z; take it, or resolve it")
            throw Refusal(.wrongPhase, mitigation.by.name + since)
        case .resolved where incident.isClearedUnseen:
            change(number) { $0.isClearedUnseen = false }
            say(.seen, "seen", of: number, by: actor, at: now)
            return SafeText("seen \(number)")
        case .resolved(let resolution): throw resolvedAlready(number, resolution, at: now)
        }
    }

    private func resolvedAlready(_ number: IncidentNumber, _ resolution: Resolution, at now: Timestamp) -> Refusal {
        let at = SafeText(" at \(resolution.at.clock(asOf: now))Z; ")
        let next: SafeText =
            if case .merged(let into) = resolution.by { SafeText("go to \(into), or unmerge") } else {
                "reopen opens it again"
            }
        return Refusal(.resolvedAlready, SafeText("\(number) was ") + resolution.by.deed + at + next)
    }

    private func openOnly(_ incident: Incident, at now: Timestamp) throws(Refusal) {
        if let resolution = incident.phase.resolution { throw resolvedAlready(incident.number, resolution, at: now) }
    }

    /// Somebody holds it: deadlines and queued pages stop, and the time-out begins.
    private mutating func hold(
        _ number: IncidentNumber, by actor: Actor, assigning: Bool, snoozedUntil: Timestamp? = nil, at now: Timestamp
    ) {
        let rules = rules
        change(number) { incident in
            incident.phase = .acknowledged(Acknowledgement(holder: actor, at: now, snoozedUntil: snoozedUntil))
            incident.phaseSince = now
            incident.wasAcknowledged = true
            incident.lastHolder = actor
            if assigning { incident.assignee = actor }
            incident.count(down: snoozedUntil.map { $0 - now } ?? rules.acknowledgeTimeout(incident.severity), at: now)
        }
        dropPages(of: number, at: now)
    }

    private mutating func unacknowledge(_ incident: Incident, by actor: Actor, at now: Timestamp) throws(Refusal)
        -> SafeText
    {
        try openOnly(incident, at: now)
        guard incident.holder != nil else {
            throw Refusal(.notHeld, SafeText("\(incident.number) is not acknowledged, it is \(incident.phase.name)"))
        }
        say(.unacknowledged, "acknowledge taken back", of: incident.number, by: actor, at: now)
        trigger(incident.number, because: "the acknowledge was taken back", at: now)
        return SafeText("unacked \(incident.number)")
    }

    private mutating func take(_ incident: Incident, by actor: Actor, at now: Timestamp) throws(Refusal) -> SafeText {
        try openOnly(incident, at: now)
        let number = incident.number
        let from = incident.holder.flatMap { $0 == actor ? nil : $0 }
        if case .mitigated = incident.phase {
            let timeout = rules.mitigateTimeout
            change(number) { incident in
                incident.assignee = actor
                incident.count(down: timeout, at: now)
            }
        } else {
            hold(number, by: actor, assigning: true, at: now)
        }
        say(.taken, from.map { SafeText("took it over from ") + $0.name } ?? "took it", of: number, by: actor, at: now)
        return SafeText("took \(number)") + (from.map { SafeText(" from ") + $0.name } ?? .empty)
    }

    /// A span as the configuration writes it: `30d`, `36h`, `90m`.
    private static func span(_ span: Duration) -> String {
        let minutes = span.wholeMilliseconds / 60_000
        if minutes % (24 * 60) == 0 { return "\(minutes / (24 * 60))d" }
        return minutes % 60 == 0 ? "\(minutes / 60)h" : "\(minutes)m"
    }

    private mutating func snooze(
        _ incident: Incident, until: Timestamp, by actor: Actor, at now: Timestamp
    ) throws(Refusal) -> SafeText {
        try openOnly(incident, at: now)
        let number = incident.number
        guard until > now else { throw Refusal(.inThePast, "that moment is past; name one to come, such as 30m") }
        guard until - now <= rules.snoozeMax else {
            throw Refusal(
                .tooFarAhead, SafeText("a snooze lasts \(Watch.span(rules.snoozeMax)) at most; name an earlier end"))
        }
        if let holder = incident.holder, holder != actor {
            throw Refusal(.heldBySomebodyElse, holder.name + SafeText(" has it; take it over first"))
        }
        if case .mitigated = incident.phase {
            throw Refusal(.wrongPhase, SafeText("\(number) is mitigated, which is quiet already"))
        }
        hold(number, by: actor, assigning: false, snoozedUntil: until, at: now)
        say(.snoozed, SafeText("snoozed until \(until.clock(asOf: now))Z"), of: number, by: actor, at: now)
        return SafeText("snoozed \(number) until \(until.clock(asOf: now))Z")
    }

    // MARK: Ending

    private mutating func mitigate(_ incident: Incident, by actor: Actor, at now: Timestamp) throws(Refusal) -> SafeText
    {
        try openOnly(incident, at: now)
        let number = incident.number
        guard incident.holder != nil else {
            throw Refusal(.wrongPhase, SafeText("\(number) is \(incident.phase.name); acknowledge it first"))
        }
        let timeout = rules.mitigateTimeout
        change(number) { incident in
            incident.phase = .mitigated(Mitigation(by: actor, at: now))
            incident.phaseSince = now
            incident.count(down: timeout, at: now)
        }
        say(.mitigated, "mitigated: users are fine", of: number, by: actor, at: now)
        return SafeText("mitigated \(number)")
    }

    private mutating func resolveByHand(_ incident: Incident, by actor: Actor, at now: Timestamp) throws(Refusal)
        -> SafeText
    {
        try openOnly(incident, at: now)
        resolve(incident.number, by: .person(actor.name), actor: actor, at: now)
        let firing = incident.counts.firing
        return SafeText("resolved \(incident.number)\(firing == 0 ? "" : ", \(firing) still firing")")
    }

    private mutating func reopenByHand(_ incident: Incident, by actor: Actor, at now: Timestamp) throws(Refusal)
        -> SafeText
    {
        guard let resolution = incident.phase.resolution else {
            throw Refusal(.notResolved, SafeText("\(incident.number) is open: \(incident.phase.name)"))
        }
        if incident.merger != nil { throw resolvedAlready(incident.number, resolution, at: now) }
        try groupsAreFree(of: incident, but: nil)
        reopen(incident.number, "reopened", by: actor, at: now)
        return SafeText("reopened \(incident.number)")
    }

    /// Triggers a resolved incident again, and pages.
    mutating func reopen(_ number: IncidentNumber, _ text: SafeText, by actor: Actor, at now: Timestamp) {
        leaveGroupsToOthers(number)
        // Alerts that were over long enough may have been forgotten, and then are so for good: there is no word to wait
        // for any more.
        let forgotten = now - rules.resolvedKept
        let expired = alerts.fingerprints {
            $0.incident == number && $0.alert.end == .expired && $0.alert.endsAt > forgotten
        }.count
        change(number) { incident in
            incident.forgottenUpTo = [incident.forgottenUpTo, forgotten].compactMap { $0 }.max()
            incident.counts.resolved += incident.counts.expired - expired
            incident.counts.expired = expired
            incident.phase = .triggered
            incident.phaseSince = now
            incident.isClearedUnseen = false
            incident.wasAcknowledged = false
            incident.countdown = .due(now)
        }
        forgetOver(of: number, at: now)
        say(.reopened, text, of: number, by: actor, at: now)
        reconsiderMute(of: number, at: now)
        ring(number, because: text, at: now)
    }

    // MARK: Notes and severity

    private mutating func note(_ text: SafeText, on incident: Incident, by actor: Actor, at now: Timestamp) -> SafeText
    {
        say(.note, text, of: incident.number, by: actor, at: now)
        renew(incident, by: actor, at: now)
        return SafeText("noted on \(incident.number)")
    }

    /// Any act of the holder starts the time-out anew.
    private mutating func renew(_ incident: Incident, by actor: Actor, at now: Timestamp) {
        guard case .acknowledged(var held) = incident.phase, held.holder == actor, held.snoozedUntil == nil else {
            return
        }
        held.isWarned = false
        let rules = rules
        change(incident.number) { incident in
            incident.phase = .acknowledged(held)
            incident.count(down: rules.acknowledgeTimeout(incident.severity), at: now)
        }
    }

    private mutating func setSeverity(
        _ severity: Severity, of incident: Incident, by actor: Actor, at now: Timestamp
    ) throws(Refusal) -> SafeText {
        try openOnly(incident, at: now)
        let number = incident.number
        let base = incident.pin?.from ?? incident.severity
        let rules = rules
        change(number) { incident in
            incident.severity = severity
            incident.pin = severity == base ? nil : SeverityPin(from: base)
            if incident.phase.acknowledgement?.snoozedUntil == nil, incident.holder != nil {
                incident.count(down: rules.acknowledgeTimeout(severity), at: now)
            }
        }
        tightenRing(number, at: now)
        say(.severity, SafeText("\(incident.severity.name) to \(severity.name)"), of: number, by: actor, at: now)
        if let now = incidents[number] { renew(now, by: actor, at: now.phaseSince) }
        return SafeText("\(number) is \(severity.name)")
    }
}

extension Incident {
    /// Starts a countdown, or none; while the incident is muted it stands still with all its time left.
    mutating func count(down span: Duration?, at now: Timestamp) {
        countdown = span.map { mute == nil ? .due(now + $0) : .paused(left: $0) } ?? .none
    }
}
