import Incidents
import Routing

/// Taking an act back: only the last one, only one's own, only for a moment, and never one that rang people.
extension Watch {
    /// Keeps what an act changed, as it was before.
    mutating func rememberUndo(_ act: Act, by actor: Actor, before: Standing, at now: Timestamp) {
        _ = incidents.update(act.incident) { incident in
            incident.undo = Undo(
                by: actor, at: now, verb: act.verb, before: before, revision: incident.revision + 1)
        }
    }

    mutating func undo(_ incident: Incident, by actor: Actor, at now: Timestamp) throws(Refusal) -> SafeText {
        let number = incident.number
        guard let undo = incident.undo, undo.by == actor else {
            let since =
                incident.undo.map { SafeText("\($0.by.name.original): \($0.verb.name) since") }
                ?? "something else happened since, or it rang people"
            throw Refusal(.nothingToUndo, SafeText("nothing of yours to undo on \(number), ") + since)
        }
        guard now - undo.at <= rules.undoWithin else {
            let window = rules.undoWithin.wholeMilliseconds / 1000
            throw Refusal(
                .tooLateToUndo, SafeText("\(undo.verb.name) is more than \(window)s ago; \(undo.verb.opposite)"))
        }
        if case .merge = undo.verb { return try unmerge(incident, by: actor, at: now) }
        putBack(undo.before, on: number, at: now)
        say(.undone, SafeText("undid \(undo.verb.name)"), of: number, by: actor, at: now)
        return SafeText("undid \(undo.verb.name) of \(number)")
    }

    /// Puts a former standing back. A mute may have come or gone since: the countdown stands still only for one.
    mutating func putBack(_ standing: Standing, on number: IncidentNumber, at now: Timestamp) {
        change(number) { incident in
            incident.restore(standing)
            incident.countdown =
                incident.mute == nil ? incident.countdown.resumed(at: now) : incident.countdown.paused(at: now)
        }
        reconsiderMute(of: number, at: now)
    }
}

extension Act.Verb {
    /// Acts that woke a person cannot be taken back, nor can an undo.
    var canBeUndone: Bool {
        switch self {
        case .acknowledge, .take, .snooze, .mitigate, .resolve, .severity, .merge: true
        case .unacknowledge, .reopen, .note, .unmerge, .undo: false
        }
    }

    /// What to type when the undo is refused.
    var opposite: String {
        switch self {
        case .acknowledge, .take, .snooze, .mitigate: "unack takes it back, and rings"
        case .resolve: "reopen opens it again, and rings"
        case .severity: "severity sets another"
        case .merge: "unmerge takes it apart"
        case .unacknowledge, .reopen, .note, .unmerge, .undo: "it cannot be taken back"
        }
    }
}
