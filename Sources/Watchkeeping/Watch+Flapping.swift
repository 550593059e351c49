import Incidents
import Routing

/// Incidents whose alerts come and go: one incident with a count, which resolves only once it has been quiet. The first
/// page and the clock of the next one are not touched.
extension Watch {
    /// Notes that an incident's alerts all ended; answers whether it is held open because it flaps.
    mutating func isHeldOpen(_ number: IncidentNumber, at now: Timestamp) -> Bool {
        guard rules.flapChanges > 0 else { return false }
        let countMax = rules.flapChanges
        change(number) { $0.flapping.note(now, countMax: countMax) }
        guard let incident = incidents[number],
            incident.flapping.isRestless(at: now, changes: rules.flapChanges, within: rules.flapWithin)
        else { return false }
        let quietAt = now + rules.flapWithin
        change(number) { $0.flapping.quietAt = quietAt }
        say(
            .flapping,
            SafeText(
                "flaps: \(rules.flapChanges) changes or more within \(rules.flapWithin.inWords); it resolves at "
                    + "\(quietAt.clock(asOf: now))Z if nothing fires until then"), of: number, at: now)
        return true
    }

    /// Notes that an incident fires again. One that was held open goes on as it is: whoever has it keeps it, and the
    /// next page comes when it would have come.
    mutating func noteFiresAgain(_ number: IncidentNumber, at now: Timestamp) {
        guard rules.flapChanges > 0 else { return }
        let (wasHeld, countMax) = (incidents[number]?.flapping.quietAt != nil, rules.flapChanges)
        change(number) { incident in
            incident.flapping.note(now, countMax: countMax)
            incident.flapping.quietAt = nil
            if wasHeld { incident.flaps += 1 }
        }
    }

    /// Resolves an incident that was held open, once it has been quiet.
    mutating func quietDue(_ number: IncidentNumber, at now: Timestamp) {
        guard let incident = incidents[number], incident.isOpen, let quietAt = incident.flapping.quietAt,
            quietAt <= now, incident.counts.firing == 0, incident.counts.expired == 0
        else { return }
        resolve(number, by: .alerts, actor: .router, at: now)
    }
}

extension Duration {
    /// As people say it, in whole minutes or seconds.
    fileprivate var inWords: String {
        let seconds = wholeMilliseconds / 1000
        return seconds.isMultiple(of: 60) ? "\(seconds / 60)m" : "\(seconds)s"
    }
}
