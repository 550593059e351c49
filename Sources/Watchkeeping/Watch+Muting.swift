import Incidents
import Routing

/// What it means for an incident that its alerts are muted, or are so no longer.
extension Watch {
    /// An alert that was muted on arrival opens or joins its incident when it is unmuted while firing.
    mutating func admitUnmuted(_ known: WatchedAlert, at now: Timestamp) {
        guard known.incident == nil, let index = routing.incidentRoute(for: known.alert.labels) else { return }
        let route = routing.routes[index]
        let group = route.groupID(of: known.alert.labels)
        let number = admit(known.alert, group: group, route: route, isMuted: false, before: nil, at: now)
        guard let number else { return }
        if group == known.group {
            emit(.alertJoined(known.alert.fingerprint, number))
        } else {
            // Its route is another one since the configuration was loaded again.
            emit(.alertStarted(known.alert, group: group, incident: number))
        }
    }

    /// The incident in memory that a firing alert belongs to.
    func incident(ofFiring known: WatchedAlert) -> IncidentNumber? {
        guard known.alert.isFiring, let number = known.incident, incidents.contains(number) else { return nil }
        return number
    }

    /// Whether all its firing alerts are muted, and it does not say so.
    func needsMute(_ number: IncidentNumber) -> Bool {
        guard let incident = incidents[number], incident.isOpen, incident.mute == nil else { return false }
        return incident.counts.firing > 0 && incident.counts.muted == incident.counts.firing
    }

    /// Pauses the countdown of an incident whose firing alerts are all muted, at once and not at the end of the batch.
    mutating func reconsiderMute(of number: IncidentNumber, at now: Timestamp) {
        guard needsMute(number), let mute = muteOfAlerts(of: number) else { return }
        muteIncident(number, mute, at: now)
    }

    private func muteOfAlerts(of number: IncidentNumber) -> Mute? {
        alerts.fingerprints { $0.incident == number && $0.alert.isFiring }.lazy
            .compactMap { alerts[$0]?.muting?.mute }.first
    }

    /// Pauses the countdown of an incident whose firing alerts are all muted, and says by what.
    mutating func muteIncident(_ number: IncidentNumber, _ mute: Mute, at now: Timestamp) {
        guard needsMute(number) else { return }
        let waits = !queuedPages(of: number).isEmpty
        change(number) { incident in
            incident.mute = mute
            // A page that nobody got yet is not sent any more: it is due when the muting ends.
            incident.countdown = waits ? .paused(left: .zero) : incident.countdown.paused(at: now)
        }
        if waits { dropPages(of: number, at: now) }
        say(.muted, SafeText("all its alerts are muted ") + mute.words(asOf: now), of: number, at: now)
    }

    /// Names another mute of an incident that stays muted. What a person did may still be undone.
    mutating func renameMute(of number: IncidentNumber, _ mute: Mute, at now: Timestamp) {
        guard let incident = incidents[number], incident.isOpen, let old = incident.mute, old != mute else { return }
        change(number) { $0.mute = mute }
        // Which of several alerts inhibits it is no news; until when it is silenced is.
        if [old, mute].contains(where: \.isSilence) {
            say(
                .muted, SafeText("muted ") + mute.words(asOf: now) + " now" + whoChanged(mute, at: now), of: number,
                at: now)
        }
        change(number) { $0.undo = incident.undo }
    }

    /// Who set or changed the silence that mutes, if it is one, and that was just now.
    private func whoChanged(_ mute: Mute, at now: Timestamp) -> SafeText {
        guard case .silence(let id) = mute.cause, let silence = silences[id], let record = silence.history.last,
            record.at == now
        else { return .empty }
        let did = silence.history.count == 1 ? "set" : "changed"
        return SafeText(": \(record.by.original) \(did) the silence")
    }

    /// Ends the pause when a firing alert is no longer muted: what was acknowledged or mitigated triggers again.
    mutating func liftMute(of number: IncidentNumber, at now: Timestamp) {
        guard let incident = incidents[number], let mute = incident.mute else { return }
        let fires = incident.counts.firing > 0
        guard fires ? incident.counts.muted < incident.counts.firing : standing(mute, at: now) == nil else { return }
        change(number) { incident in
            incident.mute = nil
            incident.countdown = incident.countdown.resumed(at: now)
        }
        let text: SafeText = fires ? "an alert fires unmuted" : "nothing mutes it any more"
        say(.unmuted, text + Watch.why(incident.mute, over: silences), of: number, at: now)
        if fires, incident.isOpen, !incident.phase.isTriggered {
            trigger(number, because: "muting ended while it fires", at: now)
        }
    }

    /// Who ended the silence that muted an incident, if it was one, and somebody did.
    private static func why(_ mute: Mute?, over silences: [SilenceID: Silence]) -> SafeText {
        guard case .silence(let id)? = mute?.cause, let ending = silences[id]?.ending else { return .empty }
        return SafeText(": ") + ending.by + " ended the silence"
    }
}
