package import Incidents
import Routing

/// How a change becomes state: the same for what was just decided and for what a restart reads back.
extension Watch {
    /// Applies a change about alerts to the state and hands it out.
    mutating func emit(_ change: Change) {
        fold(change)
        changes.append(change)
    }

    /// Applies a change to the state.
    package mutating func fold(_ change: Change) {
        switch change {
        case .alertStarted(let alert, let group, let incident):
            alerts.set(
                WatchedAlert(
                    alert: alert, group: group, incident: incident, annotatedAt: alert.updatedAt,
                    armedAt: .distantFuture))
            waitingTexts[alert.fingerprint] = nil
            dispatch.coming?.look(at: alert.labels)
            arm(alert.fingerprint)
        case .alertJoined(let fingerprint, let incident):
            alerts.update(fingerprint) { $0.incident = incident }
        case .alertAnnotated(let fingerprint, let text, let at):
            alerts.update(fingerprint) { watched in
                watched.alert.text = text
                watched.annotatedAt = at
            }
        case .alertEnded(let fingerprint, let end, let endsAt, let at):
            alerts.update(fingerprint) { watched in
                watched.alert.end = end
                watched.alert.endsAt = endsAt
                watched.alert.updatedAt = at
                watched.armedAt = .distantFuture
            }
            arm(fingerprint)
        case .alertMuted(let fingerprint, let mute, _):
            alerts.update(fingerprint) { $0.muting = mute.map { Muting($0) } }
        case .alertsMoved(let from, let to, let groups):
            for fingerprint in alerts.fingerprints(where: { $0.incident == from && groups.contains($0.group) }) {
                alerts.update(fingerprint) { $0.incident = to }
            }
        case .incident(let incident):
            put(incident)
            arm(incident)
            if let resolution = incident.phase.resolution {
                agenda.add(.forget(incident.number), at: resolution.at + rules.resolvedKept)
            }
        case .timeline: break
        case .page(let page): queuedPages[page.id] = page.state == .queued ? page : nil
        case .served(let id, let outcome, let at):
            requests[id] = ServedAct(outcome: outcome, at: at)
            agenda.add(.request(id), at: at + rules.requestsKept)
        case .silence(let silence): silences[silence.id] = silence
        case .groupStarted(let id, let first): foldGroupStarted(id, first: first)
        case .groupEnded(let id): foldGroupEnded(id)
        case .notified(let notification): foldNotified(notification)
        case .configured(let loaded): configuration = loaded
        }
    }

    private mutating func arm(_ fingerprint: Fingerprint) {
        if let place = alerts.place(of: fingerprint) { armAlert(at: place) }
    }
}
