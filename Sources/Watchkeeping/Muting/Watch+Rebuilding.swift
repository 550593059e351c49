import Incidents
import Routing

/// Where what is derived about muting comes from, and what time does to it.
extension Watch {
    /// Makes the indexes anew: after a restart, and when the clock was set. All sources of inhibitions are there before
    /// anything is decided by them.
    ///
    /// Alerts that are muted otherwise than they should be are noted for the next batch, which is due at once.
    mutating func rebuildMuting(at now: Timestamp) {
        let before = muter
        muter = Muter()
        muter.inhibition = Inhibition(rules.inhibitRules)
        (muter.unknown, muter.incidents) = (before.unknown.union(before.pending), before.incidents)
        (muter.ended, muter.released, muter.reminders) = (before.ended, before.released, before.reminders)
        if !muter.inhibition.isEmpty {
            var touched: [Fingerprint] = []
            alerts.forEachFiring { labels in
                muter.inhibition.begin(labels, muter.inhibition.touches(labels), touched: &touched)
                touched.removeAll(keepingCapacity: true)
            }
        }
        muter.quiet = QuietRoutes(of: routing, at: now)
        if let next = muter.quiet.next { muter.agenda.put(.look, at: next) }
        for id in silences.keys.sorted() {
            if let silence = silences[id] { follow(silence, at: now) }
        }
        compareMutes()
        incidents.forEach { incident in
            if incident.isMutedIdly { muter.idle.insert(incident.number) }
        }
        let isLifted = muter.idle.contains { number in
            incidents.mute(of: number).map { standing($0, at: now) != $0 } ?? false
        }
        if !muter.unknown.isEmpty || !muter.reminders.isEmpty || isLifted { muter.agenda.put(.look, by: now) }
    }

    /// Holds every alert against what mutes it now. Who else mutes it is no news; another mute is, and waits.
    private mutating func compareMutes() {
        for place in alerts.places.values {
            guard let known = alerts[place: Int(place)] else { continue }
            let fresh = known.alert.isFiring ? muting(of: known.alert.labels) : nil
            switch (known.muting?.mute, fresh) {
            case (nil, nil):
                // Unmuted and in no incident: perhaps its route opens incidents by now.
                let isLeftOut = known.alert.isFiring && known.incident == nil
                guard isLeftOut, routing.incidentRoute(for: known.alert.labels) != nil else { continue }
                muter.unknown.insert(known.alert.fingerprint)
            case (let mute?, let fresh?) where mute.saysTheSame(as: fresh.mute):
                let muting =
                    mute == fresh.mute
                    ? fresh : Muting(mute, silencedBy: fresh.silencedBy, inhibitedBy: fresh.inhibitedBy)
                alerts.update(at: Int(place)) { $0.muting = muting }
            default: muter.unknown.insert(known.alert.fingerprint)
            }
        }
        muter.latest = nil
    }

    // MARK: Another configuration

    /// Takes the inhibit rules that there are now.
    mutating func inhibitOtherwise(at now: Timestamp) {
        let alerts = alerts
        muter.inhibition.change(
            to: rules.inhibitRules, among: { alerts.forEachFiring($0) }, touched: &muter.pending)
        muter.latest = nil
        if !muter.pending.isEmpty { muter.agenda.put(.look, by: now) }
    }

    /// Takes the routes that there are now: other times may be quiet, and who was led to nothing that opens incidents
    /// may be by now.
    mutating func quietOtherwise(by change: RouteChange, at now: Timestamp) {
        let before = muter.quiet.quiet
        muter.quiet = QuietRoutes(of: routing, at: now)
        muter.latest = nil
        if let next = muter.quiet.next { muter.agenda.put(.look, at: next) }
        let after = muter.quiet.quiet
        for fingerprint in change.moved.keys {
            guard let known = alerts[fingerprint], known.alert.isFiring else { continue }
            let mute = known.muting?.mute
            let isLeftOut = known.incident == nil && mute == nil
            if isLeftOut || !after.isEmpty, let route = routing.incidentRoute(for: known.alert.labels),
                isLeftOut || after[route] != nil
            {
                muter.pending.append(fingerprint)
            }
            if case .interval? = mute?.cause { muter.pending.append(fingerprint) }
        }
        var others = Set(after.keys)
        for (route, quiet) in before {
            guard let place = change.places[route] else { continue }
            if after[place] == quiet { others.remove(place) } else { others.insert(place) }
        }
        lookAtAlerts(on: others)
        if !muter.pending.isEmpty { muter.agenda.put(.look, by: now) }
    }

    /// Does what is due about silences and time intervals, before anything rings at the same moment.
    mutating func passMutes(at now: Timestamp) {
        var isAnythingDue = false
        while let matter = muter.agenda.popDue(at: now) {
            isAnythingDue = true
            switch matter {
            case .silence(let id): silenceDue(id, at: now)
            case .look: lookAtIntervals(at: now)
            }
        }
        guard isAnythingDue else { return }
        settleMutes(at: now)
        // What is due because a muting ended rings now, not with the next batch.
        for number in touched.sorted() {
            if let incident = incidents[number] { arm(incident) }
        }
    }

    private mutating func lookAtIntervals(at now: Timestamp) {
        let before = muter.quiet.quiet
        muter.quiet = QuietRoutes(of: routing, at: now)
        muter.latest = nil
        if let next = muter.quiet.next { muter.agenda.put(.look, at: next) }
        let after = muter.quiet.quiet
        lookAtAlerts(on: Set(before.keys).union(after.keys).filter { before[$0]?.why != after[$0]?.why })
    }

    private mutating func lookAtAlerts(on routes: Set<RoutingTree.Index>) {
        guard !routes.isEmpty else { return }
        let routing = routing
        alerts.forEachFiring { labels in
            guard let route = routing.incidentRoute(for: labels), routes.contains(route) else { return }
            muter.pending.append(labels.fingerprint)
        }
    }
}
