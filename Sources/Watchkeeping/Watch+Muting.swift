import Incidents
import Routing

/// Alerts that a named rule keeps quiet, and what that means for their incident.
extension Watch {
    mutating func muted(_ fingerprints: [Fingerprint], by mute: Mute, at now: Timestamp) -> Outcome {
        for fingerprint in fingerprints where mutes[fingerprint] != mute {
            let wasMuted = mutes[fingerprint] != nil
            emit(.alertMuted(fingerprint, mute, at: now))
            guard !wasMuted, let number = incident(ofFiring: fingerprint) else { continue }
            change(number) { $0.counts.muted += 1 }
            reconsiderMute(of: number, at: now)
        }
        return .done(Receipt())
    }

    mutating func unmuted(_ fingerprints: [Fingerprint], at now: Timestamp) -> Outcome {
        for fingerprint in fingerprints where mutes[fingerprint] != nil {
            emit(.alertMuted(fingerprint, nil, at: now))
            if let number = incident(ofFiring: fingerprint) {
                change(number) { $0.counts.muted -= 1 }
                liftMute(of: number, at: now)
            } else if let known = alerts[fingerprint], known.alert.isFiring {
                admitUnmuted(known, at: now)
            }
        }
        return .done(Receipt())
    }

    /// An alert that was muted on arrival opens or joins its incident when it is unmuted while firing.
    private mutating func admitUnmuted(_ known: WatchedAlert, at now: Timestamp) {
        guard let index = routing.incidentRoute(for: known.alert.labels), known.incident == nil else { return }
        let route = routing.routes[index]
        let number = admit(known.alert, group: known.group, route: route, isMuted: false, before: nil, at: now)
        if let number { emit(.alertJoined(known.alert.fingerprint, number)) }
    }

    private func incident(ofFiring fingerprint: Fingerprint) -> IncidentNumber? {
        guard let known = alerts[fingerprint], known.alert.isFiring, let number = known.incident,
            incidents[number] != nil
        else { return nil }
        return number
    }

    /// Pauses the countdown of an incident whose firing alerts are all muted.
    mutating func reconsiderMute(of number: IncidentNumber, at now: Timestamp) {
        guard let incident = incidents[number], incident.isOpen, incident.mute == nil, incident.counts.firing > 0,
            incident.counts.muted == incident.counts.firing, let mute = muteOfAlerts(of: number)
        else { return }
        change(number) { incident in
            incident.mute = mute
            incident.countdown = incident.countdown.paused(at: now)
        }
        let until = mute.until.map { SafeText(" until \($0.clock)Z") } ?? .empty
        say(.muted, SafeText("all its alerts are muted by ") + mute.by + until, of: number, at: now)
    }

    private func muteOfAlerts(of number: IncidentNumber) -> Mute? {
        alerts.fingerprints { $0.incident == number && $0.alert.isFiring }.lazy.compactMap { mutes[$0] }.first
    }

    /// Ends the pause when a firing alert is no longer muted: what was acknowledged or mitigated triggers again.
    mutating func liftMute(of number: IncidentNumber, at now: Timestamp) {
        guard let incident = incidents[number], incident.mute != nil, incident.counts.muted < incident.counts.firing
        else {
            return
        }
        change(number) { incident in
            incident.mute = nil
            incident.countdown = incident.countdown.resumed(at: now)
        }
        say(.unmuted, "an alert fires unmuted", of: number, at: now)
        if incident.isOpen, !incident.phase.isTriggered {
            trigger(number, because: "muting ended while it fires", at: now)
        }
    }
}

extension Watch {
    /// The silence or the inhibition that keeps an alert quiet now, whether it fires or has ended; nil when none does.
    /// The time intervals of routes are not among them: each route has its own.
    func suppression(of alert: Alert) -> Mute? { mutes[alert.fingerprint] }
}
