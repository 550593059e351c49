import Incidents
import Routing

/// The words of a firing alert change while it fires.
extension Watch {
    /// Changed annotations are shown at once and stored once a minute.
    mutating func annotate(_ posted: PostedAlert, _ known: WatchedAlert, at place: Int, now: Timestamp) {
        let fingerprint = known.alert.fingerprint
        guard posted.text != known.alert.text else {
            waitingTexts[fingerprint] = nil
            return
        }
        if now - known.annotatedAt >= rules.annotateEvery {
            waitingTexts[fingerprint] = nil
            annotate(fingerprint, posted.text, at: now)
        } else {
            waitingTexts[fingerprint] = posted.text
            armAlert(at: place)
        }
    }

    /// A firing alert has other annotations. An incident whose title is its words has the new ones: `disk 91%` helps nobody
    /// while it is 99%.
    mutating func annotate(_ fingerprint: Fingerprint, _ text: AlertText, at now: Timestamp) {
        guard var alert = alerts[fingerprint]?.alert else { return }
        let number = alerts[fingerprint]?.incident
        let before = Watch.title(of: alert)
        emit(.alertAnnotated(fingerprint, text, at: now))
        alert.text = text
        let title = Watch.title(of: alert)
        guard title != before, let number, let incident = incidents[number], incident.isOpen, incident.title == before
        else { return }
        // Nobody did anything: what can be taken back still can.
        let undo = incident.undo
        change(number) { ($0.title, $0.undo) = (title, undo) }
    }
}
