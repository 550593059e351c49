import Incidents
import Routing

/// What has changed about muting is settled once for a batch: alerts first, then their incidents.
extension Watch {
    /// Emits every mute that came, went or changed, and what follows from it.
    mutating func settleMutes(at now: Timestamp) {
        releaseSilences(at: now)
        let changed = muter.begun.union(muter.ended)
        let begun = muter.begun.sorted().compactMap { id in muter.active.conditions(of: id).map { (id, $0) } }
        markAlerts(begun, ended: muter.ended)
        muter.begun.removeAll()
        muter.ended.removeAll()
        if !muter.pending.isEmpty || !muter.unknown.isEmpty {
            let pending = (muter.pending + muter.unknown).sorted()
            muter.pending.removeAll()
            muter.latest = nil
            var last: Fingerprint?
            for fingerprint in pending where fingerprint != last {
                last = fingerprint
                remute(fingerprint, begun, at: now)
            }
            muter.unknown.removeAll()
        }
        settleIncidents(naming: changed, at: now)
        settleIdle(at: now)
        settleReminders(at: now)
        // What was in it may be true no longer when the next batch comes.
        muter.latest = nil
    }

    private typealias BegunSilence = (id: SilenceID, conditions: LabelConditions)

    /// Notes the alerts that other silences mute than before.
    private mutating func markAlerts(_ begun: [BegunSilence], ended: Set<SilenceID>) {
        if !ended.isEmpty {
            alerts.forEachMuted { fingerprint, muting in
                if muting.silencedBy.contains(where: { ended.contains($0) }) { muter.pending.append(fingerprint) }
            }
        }
        if !begun.isEmpty {
            alerts.forEachFiring { labels in
                for silence in begun where silence.conditions.areMet(by: labels) {
                    return muter.pending.append(labels.fingerprint)
                }
            }
        }
    }

    /// Looks at one alert again. It is held against the silences that have begun alone: of the others it is known.
    private mutating func remute(_ fingerprint: Fingerprint, _ begun: [BegunSilence], at now: Timestamp) {
        guard let place = alerts.place(of: fingerprint), let known = alerts[place: place] else { return }
        let muting = known.alert.isFiring ? newMuting(of: known, begun) : nil
        let (old, new) = (known.muting?.mute, muting?.mute)
        if let old, let new, old.saysTheSame(as: new) {
            let kept = muting.map { Muting(old, silencedBy: $0.silencedBy, inhibitedBy: $0.inhibitedBy) }
            return alerts.update(at: place) { $0.muting = old == new ? muting : kept }
        }
        guard old != nil || new != nil else {
            // A route that opens incidents now may not have been there when it began.
            return known.alert.isFiring ? admitUnmuted(known, at: now) : ()
        }
        setMuting(muting, at: place, now: now)
        if let number = incident(ofFiring: known) {
            var mark = muter.incidents[number] ?? Muter.Mark()
            switch (old, new) {
            case (nil, _): mark.moreMuted += 1
            case (_, nil): mark.moreMuted -= 1
            case (let old?, let new?):
                guard incidents.mute(of: number) == old else { break }
                if old.isSilence || new.isSilence { mark.isMisnamed = true } else { mark.renamed = new }
            }
            if let new { mark.known = new } else { mark.note(rules.severities.severity(of: known.alert.labels)) }
            muter.incidents[number] = mark
        } else if known.alert.isFiring, new == nil {
            admitUnmuted(known, at: now)
        }
    }

    private mutating func newMuting(of known: WatchedAlert, _ begun: [BegunSilence]) -> Muting? {
        let labels = known.alert.labels
        if muter.unknown.contains(labels.fingerprint) { return muting(of: labels) }
        var silences = known.muting?.silencedBy ?? []
        if silences.contains(where: { !muter.active.contains($0) }) {
            silences.removeAll { !muter.active.contains($0) }
        }
        for silence in begun where silence.conditions.areMet(by: labels) && !silences.contains(silence.id) {
            silences.append(silence.id)
            silences.sort()
        }
        return muting(
            by: MuteCauses(silences: silences, inhibitor: inhibitor(of: labels), quiet: quiet(of: labels)))
    }

    /// Says that an alert is muted, or is no longer.
    mutating func setMuting(_ muting: Muting?, at place: Int, now: Timestamp) {
        guard let fingerprint = alerts[place: place]?.alert.fingerprint else { return }
        // As the fold does it, but for what only the living watch knows: who else mutes it.
        alerts.update(at: place) { $0.muting = muting }
        changes.append(.alertMuted(fingerprint, muting?.mute, at: now))
    }

    // MARK: Incidents

    private mutating func settleIncidents(naming silences: Set<SilenceID>, at now: Timestamp) {
        var misnamed = incidents(namedBy: silences)
        guard !muter.incidents.isEmpty || !misnamed.isEmpty else { return }
        let marks = muter.incidents
        for (number, mark) in marks where mark.isMisnamed { misnamed.insert(number) }
        muter.incidents.removeAll()
        let marked = marks.keys.sorted()
        for number in marked {
            guard let mark = marks[number] else { continue }
            if mark.moreMuted != 0 { change(number) { $0.counts.muted += mark.moreMuted } }
            if let new = mark.renamed, !misnamed.contains(number) { renameMute(of: number, new, at: now) }
            liftMute(of: number, at: now)
            if let severity = mark.worst { worsen(number, to: severity, at: now) }
        }
        let nameless = marked.filter { marks[$0]?.known == nil && needsMute($0) }
        let first = firstMutes(of: misnamed.union(nameless))
        for number in marked {
            if let mute = first[number] ?? marks[number]?.known { muteIncident(number, mute, at: now) }
        }
        for number in misnamed.sorted() {
            if let mute = first[number] { renameMute(of: number, mute, at: now) }
        }
    }

    /// What keeps incidents quiet of which nothing fires is asked for itself.
    private mutating func settleIdle(at now: Timestamp) {
        for number in touched where incidents[number]?.isMutedIdly == true { muter.idle.insert(number) }
        for number in muter.idle.sorted() {
            guard let incident = incidents[number], incident.isMutedIdly, let mute = incident.mute else {
                muter.idle.remove(number)
                continue
            }
            if let standing = standing(mute, at: now) {
                renameMute(of: number, standing, at: now)
            } else {
                muter.idle.remove(number)
                liftMute(of: number, at: now)
            }
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

extension Incident {
    /// Whether it is muted with no alert that fires: none of its alerts tells when that ends.
    var isMutedIdly: Bool { mute != nil && counts.firing == 0 && isOpen }
}
