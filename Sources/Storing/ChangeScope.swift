package import Incidents

/// Which records must be at hand before some changes are folded, so that the fold comes out right.
package struct ChangeScope: Sendable {
    /// Alerts of which every record is needed.
    package var fingerprints: Set<Fingerprint> = []
    /// Incidents of which every alert is needed.
    package var incidents: Set<IncidentNumber> = []

    /// What folding these changes touches.
    package init(folding changes: [Change]) {
        for change in changes {
            switch change {
            case .alertStarted(let alert, _, _): fingerprints.insert(alert.fingerprint)
            case .alertJoined(let fingerprint, _), .alertAnnotated(let fingerprint, _, _),
                .alertEnded(let fingerprint, _, _, _):
                fingerprints.insert(fingerprint)
            case .alertsMoved(let from, _, _): incidents.insert(from)
            case .alertMuted, .incident, .timeline, .page, .served, .silence, .groupStarted, .groupEnded, .notified,
                .configured:
                break
            }
        }
    }

    /// What has to do with one alert.
    package init(of fingerprint: Fingerprint) { fingerprints = [fingerprint] }

    /// What has to do with the alerts of one incident: those that are in it before these changes, come to it, or pass
    /// through an incident whose alerts are moved to or from it.
    package init(alertsOf incident: IncidentNumber, through changes: [Change]) {
        incidents = [incident]
        var known = 0
        while known < incidents.count {
            known = incidents.count
            for case .alertsMoved(let from, let to, _) in changes
            where incidents.contains(from) || incidents.contains(to) {
                incidents.formUnion([from, to])
            }
        }
        for change in changes {
            switch change {
            case .alertStarted(let alert, _, let number?) where incidents.contains(number):
                fingerprints.insert(alert.fingerprint)
            case .alertJoined(let fingerprint, let number) where incidents.contains(number):
                fingerprints.insert(fingerprint)
            default: break
            }
        }
    }

    /// Whether a change is about an alert here, or moves alerts.
    package func concerns(_ change: Change) -> Bool {
        switch change {
        case .alertStarted(let alert, _, _): fingerprints.contains(alert.fingerprint)
        case .alertJoined(let fingerprint, _), .alertAnnotated(let fingerprint, _, _),
            .alertEnded(let fingerprint, _, _, _), .alertMuted(let fingerprint, _, _):
            fingerprints.contains(fingerprint)
        case .alertsMoved: true
        case .incident, .timeline, .page, .served, .silence, .groupStarted, .groupEnded, .notified, .configured: false
        }
    }
}
