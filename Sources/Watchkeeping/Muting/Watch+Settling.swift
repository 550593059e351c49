import Incidents
import Routing

/// What has changed about muting is settled once for a batch: alerts first, then their incidents.
extension Watch {
    /// Emits every mute that came, went or changed, and what follows from it.
    mutating func settleMutes(at now: Timestamp) {
        releaseSilences(at: now)
        let changed = muter.begun.union(muter.ended)
        markAlertsOfChangedSilences()
        if !muter.pending.isEmpty {
            muter.latest = nil
            let pending = muter.pending.sorted()
            muter.pending.removeAll()
            for fingerprint in pending { remute(fingerprint, at: now) }
        }
        settleIncidents(naming: changed, at: now)
        // What was in it may be true no longer when the next batch comes.
        muter.latest = nil
    }

    private mutating func markAlertsOfChangedSilences() {
        defer {
            muter.begun.removeAll()
            muter.ended.removeAll()
        }
        if !muter.ended.isEmpty {
            let ended = muter.ended
            alerts.forEachMuted { fingerprint, muting in
                if muting.silencedBy.contains(where: { ended.contains($0) }) { muter.pending.insert(fingerprint) }
            }
        }
        if !muter.begun.isEmpty {
            var begun = SilenceIndex()
            for id in muter.begun.sorted() {
                if let matchers = muter.active.matchers(of: id) { begun.add(id, matchers) }
            }
            alerts.forEachFiring { labels in
                begun.forEachMatch(of: labels) { _ in muter.pending.insert(labels.fingerprint) }
            }
        }
    }

    /// Looks at one alert again.
    private mutating func remute(_ fingerprint: Fingerprint, at now: Timestamp) {
        guard let known = alerts[fingerprint] else { return }
        let muting = known.alert.isFiring ? muting(of: known.alert.labels) : nil
        let (old, new) = (known.muting?.mute, muting?.mute)
        if let old, let new, old.saysTheSame(as: new) {
            let kept = muting.map { Muting(old, silencedBy: $0.silencedBy, inhibitedBy: $0.inhibitedBy) }
            return alerts.update(fingerprint) { $0.muting = old == new ? muting : kept }
        }
        guard old != nil || new != nil else {
            // A route that opens incidents now may not have been there when it began.
            return known.alert.isFiring ? admitUnmuted(known, at: now) : ()
        }
        setMuting(muting, of: fingerprint, at: now)
        if let number = incident(ofFiring: known) {
            if (old == nil) != (new == nil) { change(number) { $0.counts.muted += new == nil ? -1 : 1 } }
            if let old, let new, incidents[number]?.mute == old { renameMute(of: number, new) }
            muter.reconsider(number, knowing: new)
        } else if known.alert.isFiring, new == nil {
            admitUnmuted(known, at: now)
        }
    }

    /// Says that an alert is muted, or is no longer.
    mutating func setMuting(_ muting: Muting?, of fingerprint: Fingerprint, at now: Timestamp) {
        // As the fold does it, but for what only the living watch knows: who else mutes it.
        alerts.update(fingerprint) { $0.muting = muting }
        changes.append(.alertMuted(fingerprint, muting?.mute, at: now))
    }

    // MARK: Incidents

    private mutating func settleIncidents(naming silences: Set<SilenceID>, at now: Timestamp) {
        let misnamed = incidents(namedBy: silences)
        guard !muter.incidents.isEmpty || !misnamed.isEmpty else { return }
        let marked = muter.incidents
        muter.incidents.removeAll()
        for number in marked.keys.sorted() { liftMute(of: number, at: now) }
        let nameless = marked.keys.filter { marked[$0] == .some(nil) && needsMute($0) }
        let first = firstMutes(of: misnamed.union(nameless))
        for number in marked.keys.sorted() {
            if let mute = first[number] ?? marked[number] ?? nil { muteIncident(number, mute, at: now) }
        }
        for number in misnamed.sorted() {
            if let mute = first[number] { renameMute(of: number, mute) }
        }
    }

    /// The open incidents that name one of some silences.
    private func incidents(namedBy silences: Set<SilenceID>) -> Set<IncidentNumber> {
        var found: Set<IncidentNumber> = []
        guard !silences.isEmpty else { return found }
        incidents.forEach { incident in
            guard incident.isOpen, case .silence(let id)? = incident.mute?.cause, silences.contains(id) else { return }
            found.insert(incident.number)
        }
        return found
    }

    /// For each of some incidents the mute of its first firing alert: one walk over the alerts for all of them.
    private func firstMutes(of numbers: Set<IncidentNumber>) -> [IncidentNumber: Mute] {
        guard !numbers.isEmpty else { return [:] }
        var first: [IncidentNumber: (fingerprint: Fingerprint, mute: Mute)] = [:]
        alerts.forEach { watched in
            guard watched.alert.isFiring, let number = watched.incident, numbers.contains(number),
                let mute = watched.muting?.mute
            else { return }
            let fingerprint = watched.alert.fingerprint
            if first[number].map({ fingerprint < $0.fingerprint }) ?? true { first[number] = (fingerprint, mute) }
        }
        return first.mapValues(\.mute)
    }
}
