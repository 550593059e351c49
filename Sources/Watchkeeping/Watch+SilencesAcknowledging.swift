import Incidents
import Routing

/// Silences that end with their alerts: to set one is to acknowledge what it mutes, and to take it back at once takes that
/// back as well.
extension Watch {
    /// Whether a silence that is changed to another waited for the end of the same alerts already: what it acknowledged,
    /// and what somebody has given back since, is no matter of a later end or of another comment.
    static func waits(_ before: Silence?, on silence: Silence, at now: Timestamp) -> Bool {
        guard let before else { return false }
        return before.endsWithAlerts && before.matchers == silence.matchers && before.state(at: now) == .active
    }

    /// To silence until it resolves is to acknowledge: incidents of which nothing fires that it does not mute, and that
    /// nobody has, are theirs who set it.
    mutating func acknowledgeSilenced(_ silence: Silence, by actor: Actor, at now: Timestamp) {
        guard case .person = actor, silence.state(at: now) == .active else { return }
        for incident in incidents(heldBy: silence) where incident.phase.isTriggered {
            _ = acted(Act(.acknowledge, incident.number), by: actor, request: nil, at: now)
        }
    }

    /// Who ends it, or has it wait for those alerts no longer, before anything else happened takes that back as well: also
    /// where something else still mutes, and nothing would trigger them again.
    mutating func takeBackAcknowledges(of silence: Silence, by actor: Actor, at now: Timestamp) {
        guard now - silence.updatedAt <= rules.undoWithin else { return }
        for incident in incidents(heldBy: silence) {
            guard let last = incident.undo, last.by == actor, last.verb == .acknowledge, last.at == silence.updatedAt
            else { continue }
            // It was looked at whether it may be.
            _ = try? undo(incident, by: actor, at: now)
        }
    }

    /// The open incidents of which nothing fires but what a silence mutes that ends with its alerts.
    private func incidents(heldBy silence: Silence) -> [Incident] {
        guard silence.endsWithAlerts, let conditions = muter.active.conditions(of: silence.id) else { return [] }
        var met: [IncidentNumber: Int] = [:]
        alerts.forEachFiringInPlace { known in
            guard let number = known.pointee.incident, conditions.areMet(by: known.pointee.alert.labels) else { return }
            met[number, default: 0] += 1
        }
        return met.keys.sorted().compactMap { incidents[$0] }
            .filter { $0.isOpen && $0.counts.firing == met[$0.number] }
    }
}
