import Incidents
import Routing

/// Two incidents that are one, and how they come apart again.
extension Watch {
    mutating func merge(
        _ incident: Incident, into target: IncidentNumber, by actor: Actor, at now: Timestamp
    ) throws(Refusal) -> SafeText {
        let number = incident.number
        guard target != number else {
            throw Refusal(.mergeIntoItself, SafeText("\(number) cannot be merged into itself"))
        }
        guard incident.isOpen else {
            throw Refusal(.resolvedAlready, SafeText("\(number) is resolved; only an open incident is merged"))
        }
        guard let other = incidents[target] else {
            throw Refusal(.unknownIncident, SafeText("there is no incident \(target); list shows those that are open"))
        }
        guard other.isOpen else {
            throw Refusal(
                .mergeIntoResolved, SafeText("\(target) is resolved; reopen it first, or merge the other way round"))
        }
        let isSeen = incident.phase.isTriggered && other.holder != nil
        resolve(number, by: .merged(into: target), actor: actor, at: now)
        change(number) { merged in
            merged.merger = Merger(into: target, before: incident.standing)
            merged.countdown = .none
            merged.counts = AlertCounts()
        }
        emit(.alertsMoved(from: number, to: target, groups: incident.groups))
        absorb(incident, into: target, at: now)
        let tail: SafeText = isSeen ? "; it counts as acknowledged" : .empty
        say(.merged, SafeText("took in \(number) ") + incident.title + tail, of: target, by: actor, at: now)
        reconsiderAfterMove(target, at: now)
        return SafeText("merged \(number) into \(target)") + tail
    }

    private mutating func absorb(_ incident: Incident, into target: IncidentNumber, at now: Timestamp) {
        let worse = incidents[target].map { incident.severity.isWorse(than: $0.severity) } ?? false
        change(target) { other in
            other.groups += incident.groups.filter { !other.groups.contains($0) }
            other.openedAt = min(other.openedAt, incident.openedAt)
            // What either has forgotten does not come back by their being one.
            other.forgottenUpTo = [other.forgottenUpTo, incident.forgottenUpTo].compactMap { $0 }.max()
            if worse {
                other.severity = incident.severity
                other.pin = nil
            }
            for service in incident.services
            where !other.services.contains(service) && other.services.count < Incident.servicesMax {
                other.services.append(service)
            }
        }
        recount(target, at: now)
        if worse { tightenRing(target, at: now) }
    }

    mutating func unmerge(_ incident: Incident, by actor: Actor, at now: Timestamp) throws(Refusal) -> SafeText {
        let number = incident.number
        guard let merger = incident.merger else {
            throw Refusal(.notMerged, SafeText("\(number) was not merged into another incident"))
        }
        let target = merger.into
        try groupsAreFree(of: incident, but: target)
        change(target) { other in other.groups.removeAll { incident.groups.contains($0) } }
        // While the target was over, alerts may have been forgotten: those do not come back.
        let mayBeForgotten = now - rules.resolvedKept
        let forgot = incidents[target].map { $0.isOpen ? $0.forgottenUpTo : mayBeForgotten } ?? mayBeForgotten
        change(number) { incident in
            incident.merger = nil
            incident.forgottenUpTo = [incident.forgottenUpTo, forgot].compactMap { $0 }.max()
        }
        putBack(merger.before, on: number, at: now)
        emit(.alertsMoved(from: target, to: number, groups: incident.groups))
        recount(target, at: now)
        recount(number, at: now)
        say(.unmerged, SafeText("is its own incident again, apart from \(target)"), of: number, by: actor, at: now)
        say(.unmerged, SafeText("\(number) is its own incident again"), of: target, by: actor, at: now)
        reconsiderAfterMove(target, at: now)
        reconsiderAfterMove(number, at: now)
        return SafeText("unmerged \(number) from \(target)")
    }

    /// A group has at most one open incident: what would open a second one is refused.
    func groupsAreFree(of incident: Incident, but other: IncidentNumber?) throws(Refusal) {
        for group in incident.groups {
            guard let owner = self.incident(of: group), owner.isOpen, owner.number != incident.number,
                owner.number != other
            else { continue }
            throw Refusal(
                .groupIsElsewhere,
                SafeText("the alerts of \(incident.number) are in \(owner.number) now; act on that one"))
        }
    }

    /// A group that leads to another open incident meanwhile stays with that one, when this one opens again.
    mutating func leaveGroupsToOthers(_ number: IncidentNumber) {
        guard let groups = incidents[number]?.groups else { return }
        let taken = groups.filter { group in
            incident(of: group).map { $0.isOpen && $0.number != number } ?? false
        }
        if !taken.isEmpty { change(number) { $0.groups.removeAll { taken.contains($0) } } }
    }

    /// Counts the alerts of an incident anew, and looks for what they have in common, after alerts were moved between incidents.
    private mutating func recount(_ number: IncidentNumber, at now: Timestamp) {
        forgetOver(of: number, at: now)
        var counts = AlertCounts()
        var shared: PackedPairs?
        for fingerprint in alerts.fingerprints(where: { $0.incident == number && !isLeftBehind($0) }) {
            guard let alert = alerts[fingerprint]?.alert else { continue }
            shared = shared?.shared(with: alert.labels.pairs) ?? alert.labels.pairs
            switch alert.end {
            case nil:
                counts.firing += 1
                if alerts[fingerprint]?.muting != nil { counts.muted += 1 }
            case .resolved: counts.resolved += 1
            case .expired: counts.expired += 1
            }
        }
        change(number) { incident in
            incident.counts = counts
            if let shared { incident.sharedLabels = shared.without(namesOf: incident.groupLabels.pairs) }
            incident.joinsSaid = counts.total
        }
    }

    /// After alerts were moved: an incident with none firing ends as if its last alert had ended now.
    private mutating func reconsiderAfterMove(_ number: IncidentNumber, at now: Timestamp) {
        guard let incident = incidents[number], incident.isOpen else { return }
        if incident.counts.firing > 0 {
            if incident.noNews != nil { change(number) { $0.noNews = nil } }
            liftMute(of: number, at: now)
        }
        if incident.counts.total > 0 { alertsEnded(of: number, at: now) }
    }
}
