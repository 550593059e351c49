import Incidents
import Routing
import Serving
import Storing
import Watchkeeping

/// What must hold after every step, whatever failed.
enum Invariants {
    /// Every triggered incident has a next deadline or is paused for a named reason; nothing else exists.
    static func everyTriggeredIncidentMoves(_ watch: Watch) throws {
        for incident in watch.incidents.values where incident.phase.isTriggered {
            switch incident.countdown {
            case .due(let moment):
                guard let next = watch.nextDeadline, next <= moment else {
                    throw Broken("\(incident.number) is due at \(moment.rfc3339), and the agenda does not know")
                }
            case .paused:
                guard incident.mute != nil else { throw Broken("\(incident.number) is paused for no named reason") }
            case .none: throw Broken("\(incident.number) is triggered, and nothing will ever happen")
            }
        }
    }

    /// The counts of an open incident are those of its alerts.
    static func countsAreTrue(_ watch: Watch) throws {
        var counts: [IncidentNumber: AlertCounts] = [:]
        watch.alertView.forEach { watched in
            guard let number = watched.incident, !watch.isLeftBehind(watched) else { return }
            switch watched.alert.end {
            case nil:
                counts[number, default: AlertCounts()].firing += 1
                if watch.alertView.mute(of: watched.alert.fingerprint) != nil { counts[number]?.muted += 1 }
            case .resolved: counts[number, default: AlertCounts()].resolved += 1
            case .expired: counts[number, default: AlertCounts()].expired += 1
            }
        }
        for incident in watch.incidents.values where incident.isOpen {
            let true_ = counts[incident.number] ?? AlertCounts()
            guard incident.counts.firing == true_.firing, incident.counts.expired == true_.expired else {
                throw Broken("\(incident.number) counts \(incident.counts), and its alerts are \(true_)")
            }
            guard incident.counts.muted == true_.muted else {
                throw Broken("\(incident.number) counts \(incident.counts.muted) muted, and \(true_.muted) are")
            }
        }
    }

    /// A group has at most one open incident.
    static func groupsHaveOneOpenIncident(_ watch: Watch) throws {
        var open: [GroupID: IncidentNumber] = [:]
        for incident in watch.incidents.values where incident.isOpen {
            for group in incident.groups {
                if let other = open.updateValue(incident.number, forKey: group) {
                    throw Broken("\(other) and \(incident.number) are both open for one group")
                }
            }
        }
    }

    /// What a restart would come to is what lives now, but for soft ends.
    static func restoredEqualsLive(_ loop: WatchLoop, store: any IncidentStore, at now: Timestamp) throws {
        let restored = try WatchLoop(restoring: store, rules: loop.watch.rules, routing: loop.watch.routing, at: now)
        guard restored.seq == loop.seq else { throw Broken("restored to \(restored.seq), not \(loop.seq)") }
        // What is due now happens in both first: forgetting what is old enough is not written down.
        let (live, back) = (essence(loop.watch, at: now), essence(restored.watch, at: now))
        guard live != back else { return }
        if live.incidents != back.incidents {
            for (one, two) in zip(live.incidents, back.incidents) where one != two {
                throw Broken("restored differs in \(one.number):\nlive     \(one)\nrestored \(two)")
            }
            throw Broken("live has \(live.incidents.map(\.number)), restored \(back.incidents.map(\.number))")
        }
        for (name, more, fewer) in [("live", live, back), ("restored", back, live)] {
            let known = Set(fewer.alerts.map(\.alert.fingerprint))
            for alone in more.alerts where !known.contains(alone.alert.fingerprint) {
                let incident = more.incidents.first { $0.number == alone.incident }
                throw Broken("only \(name) has \(alone.alert) of \(String(describing: incident))")
            }
        }
        for (one, two) in zip(live.alerts, back.alerts) where one != two {
            throw Broken("a restored alert differs:\nlive     \(one)\nrestored \(two)")
        }
        for id in Set(live.dispatch.keys).union(back.dispatch.keys) where live.dispatch[id] != back.dispatch[id] {
            throw Broken(
                """
                the grid of \(id) begins at \(live.dispatch[id]?.rfc3339 ?? "-") live, restored at \
                \(back.dispatch[id]?.rfc3339 ?? "-"): \(loop.watch.receiverGroups.first { $0.id == id }.debugDescription)
                """)
        }
        for key in Set(live.told.keys).union(back.told.keys) where live.told[key] != back.told[key] {
            throw Broken(
                """
                the log says of \(key) live \(live.told[key].debugDescription), restored \
                \(back.told[key].debugDescription): \
                \(loop.watch.receiverGroups.first { $0.keys.contains(key) }.debugDescription)
                """)
        }
        throw Broken("restored differs in silences, pages, requests or senders")
    }
}

extension Invariants {
    private static func essence(_ watch: Watch, at now: Timestamp) -> Watch.Essence {
        var (watch, changes) = (watch, [Change]())
        _ = watch.handle([.timePassed], at: now, into: &changes)
        return watch.essence
    }
}

/// What the router has promised by its answers: an accepted firing alert is kept until it ends.
struct Promises {
    private var firing: [Fingerprint: Timestamp] = [:]

    mutating func accept(_ events: [Event], _ outcomes: [Outcome], at now: Timestamp) {
        for (event, outcome) in zip(events, outcomes) {
            guard case .alertPosted(let posted) = event, case .done = outcome else { continue }
            let endsAt = posted.endsAt ?? now + WatchRules.standard.resolveTimeout
            firing[posted.labels.fingerprint] = endsAt > now ? endsAt : nil
        }
    }

    /// A batch that was not answered may be durable or not: nothing is promised about its alerts.
    mutating func doubt(_ events: [Event]) {
        for case .alertPosted(let posted) in events { firing[posted.labels.fingerprint] = nil }
    }

    /// A refresh is soft: after a restart an alert is only sure of its grace.
    mutating func restored(at now: Timestamp) {
        firing = firing.mapValues { min($0, now + WatchRules.standard.resolveTimeout) }
    }

    func check(_ watch: Watch, at now: Timestamp) throws {
        for (fingerprint, endsAt) in firing where endsAt > now {
            guard watch.alerts[fingerprint]?.alert.isFiring == true else {
                throw Broken("alert \(fingerprint) was accepted, fires until \(endsAt.rfc3339), and is gone")
            }
        }
    }
}
