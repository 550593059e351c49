package import Incidents
package import Routing

/// Coming back after a restart, or after a commit that failed.
extension Watch {
    /// The watch that some changes make, in the order in which they were committed.
    ///
    /// A restored firing alert gets a fresh grace: its sender could not reach us, so it ends no sooner than
    /// `resolve_timeout` from now. Where its end is ours and further off, because its sender repeats rarely, that whole
    /// time begins anew: the words that came since were not stored.
    ///
    /// - Parameter lastNumber: the highest incident number ever given out, also to incidents that are forgotten.
    package init(
        restoring changes: some Sequence<Change>, lastNumber: Int, rules: WatchRules, routing: RoutingTree,
        at now: Timestamp
    ) {
        self.init(rules: rules, routing: routing)
        self.lastNumber = lastNumber
        for change in changes { fold(change) }
        dispatch.sweptFrom = now
        dispatch.isRestored = !dispatch.plan.isEmpty || !dispatch.groups.isEmpty
        alerts.updateAll { watched in
            guard watched.alert.isFiring else { return }
            let held = watched.alert.endIsOurs ? watched.alert.endsAt - watched.alert.updatedAt : .zero
            watched.alert.endsAt = max(watched.alert.endsAt, now + max(held, rules.resolveTimeout))
        }
        forgetSilences(keeping: Watch.silencesMax, at: now)
        rebuildMuting(at: now)
    }

    /// What must be equal before and after a restart: everything but the soft ends of firing alerts, and what only
    /// they carry (when they were last refreshed, annotations that wait for their minute).
    package var essence: Essence {
        var known: [WatchedAlert] = []
        alerts.forEach { watched in
            var watched = watched
            watched.armedAt = .distantFuture
            watched.annotatedAt = .distantFuture
            watched.alert.updatedAt = .distantFuture
            watched.alert.endIsOurs = false
            if watched.alert.isFiring { watched.alert.endsAt = .distantFuture }
            known.append(watched)
        }
        known.sort { $0.alert.fingerprint < $1.alert.fingerprint }
        return Essence(
            alerts: known, incidents: Array(incidents.values), lastNumber: lastNumber,
            silences: silences, queuedPages: queuedPages, requests: requests.keys.sorted(),
            groups: groupIncidents.mapValues { $0.sorted() }, quiet: quietSenders.mapValues { $0.sorted() },
            dispatch: lastingGroups, told: lastingLog)
    }

    /// The hard part of a watch's state.
    package struct Essence: Hashable, Sendable {
        package var alerts: [WatchedAlert]
        package var incidents: [Incident]
        package var lastNumber: Int
        package var silences: [SilenceID: Silence]
        package var queuedPages: [PageID: Page]
        package var requests: [RequestID]
        package var groups: [GroupID: [IncidentNumber]]
        package var quiet: [Sender: [IncidentNumber]]
        /// The grids of receivers' groups, and the notification log, as far as they matter.
        package var dispatch: [DispatchID: Timestamp]
        package var told: [NotificationKey: Told]
    }
}
