package import Incidents
import Routing

/// Who is muted now, and by what: asked afresh, from the indexes.
extension Watch {
    /// The silence or the inhibition that keeps an alert quiet now, whether it fires or has ended; nil when none does.
    /// The time intervals of routes are not among them: each route has its own.
    func suppression(of alert: Alert) -> Mute? {
        let causes = MuteCauses(silences: silences(of: alert.labels), inhibitor: inhibitor(of: alert.labels))
        return causes.isEmpty ? nil : mute(by: causes)
    }

    /// All that keeps a firing alert quiet now.
    mutating func muting(of labels: LabelSet) -> Muting? {
        guard !muter.isIdle else { return nil }
        return muting(
            by: MuteCauses(
                silences: silences(of: labels), inhibitor: inhibitor(of: labels), quiet: quiet(of: labels)))
    }

    /// The same in words, shared with the alert before it where they are the same.
    mutating func muting(by causes: MuteCauses) -> Muting? {
        guard !causes.isEmpty else { return nil }
        if let latest = muter.latest, latest.causes == causes { return latest.muting }
        guard let mute = mute(by: causes) else { return nil }
        let muting = Muting(
            mute, silencedBy: causes.silences, inhibitedBy: causes.inhibitor.map { [$0] } ?? [])
        muter.latest = (causes, muting)
        return muting
    }

    func inhibitor(of labels: LabelSet) -> Fingerprint? {
        muter.inhibition.isEmpty ? nil : muter.inhibition.inhibitor(by: muter.inhibition.touches(labels))
    }

    func quiet(of labels: LabelSet) -> QuietRoutes.Quiet? {
        guard !muter.quiet.quiet.isEmpty else { return nil }
        return routing.incidentRoute(for: labels).flatMap { muter.quiet.quiet[$0] }
    }

    func silences(of labels: LabelSet) -> [SilenceID] {
        guard !muter.active.isEmpty else { return [] }
        var found: [SilenceID] = []
        muter.active.forEachMatch(of: labels) { found.append($0) }
        return found.count > 1 ? found.sorted() : found
    }

    /// The silence that mutes whatever fires, if there is one now: what begins under it opens nothing.
    package var allMuted: Mute? {
        muter.sweeping.isEmpty ? nil : mute(by: MuteCauses(silences: muter.sweeping.sorted()))
    }

    /// What is named of several causes. Of silences it is the one that ends last: until then it stays quiet.
    private func mute(by causes: MuteCauses) -> Mute? {
        var last: Silence?
        for silence in causes.silences.lazy.compactMap({ silences[$0] })
        where last.map({ silence.endsAt > $0.endsAt }) ?? true {
            last = silence
        }
        if let last {
            let owner = last.createdBy.isEmpty ? "a silence" : last.createdBy
            return Mute(by: owner, until: last.endsWithAlerts ? nil : last.endsAt, cause: .silence(last.id))
        }
        if let inhibitor = causes.inhibitor {
            let name = alerts[inhibitor]?.alert.labels["alertname"] ?? SafeText(inhibitor.description)
            return Mute(by: SafeText(Mute.inhibiting) + name, cause: .inhibition(by: inhibitor))
        }
        return causes.quiet.map { quiet in
            switch quiet.why {
            case .muted(let name):
                Mute(by: SafeText("\(Mute.interval)\(name)"), until: quiet.until, cause: .interval(SafeText(name)))
            case .inactive(let names):
                Mute(
                    by: SafeText("\(Mute.outside)\(names.joined(separator: ", "))"), until: quiet.until,
                    cause: .interval(SafeText(names.joined(separator: ", "))))
            }
        }
    }

    /// What an incident says that it is muted by, as it is now; nil when that mutes nothing any more.
    func standing(_ mute: Mute, at now: Timestamp) -> Mute? {
        switch mute.cause {
        case .silence(let id): muter.active.contains(id) ? self.mute(by: MuteCauses(silences: [id])) : nil
        case .inhibition(let fingerprint): alerts.isFiring(fingerprint) == true ? mute : nil
        case .interval: mute.until.map { $0 > now } ?? true ? mute : nil
        default: mute
        }
    }

    /// Whether one thing alone keeps an alert quiet, so that it may ring when that ends.
    package func isMutedOnce(_ known: WatchedAlert) -> Bool {
        guard let muting = known.muting, muting.silencedBy.count + muting.inhibitedBy.count <= 1 else { return false }
        return muting.silencedBy.isEmpty && muting.inhibitedBy.isEmpty || quiet(of: known.alert.labels) == nil
    }

    // MARK: Alerts that come and go

    /// An alert fires that did not: it may inhibit others from now on, and hold silences that end with their alerts.
    ///
    /// - Parameter route: that of its incident.
    /// - Returns: what keeps it quiet itself.
    mutating func firingBegan(_ labels: LabelSet, on route: RoutingTree.Index?) -> Muting? {
        guard !muter.isIdle else { return nil }
        let touches = muter.inhibition.touches(labels)
        muter.inhibition.begin(labels, touches, touched: &muter.pending)
        let silences = silences(of: labels)
        count(silences, by: 1)
        return muting(
            by: MuteCauses(
                silences: silences, inhibitor: muter.inhibition.inhibitor(by: touches),
                quiet: route.flatMap { muter.quiet.quiet[$0] }))
    }

    /// An alert that fired does so no longer.
    mutating func firingEnded(_ labels: LabelSet) {
        if !muter.inhibition.isEmpty {
            muter.inhibition.end(labels, muter.inhibition.touches(labels), touched: &muter.pending)
        }
        if !muter.held.isEmpty { count(silences(of: labels), by: -1) }
    }

    private mutating func count(_ silences: [SilenceID], by step: Int) {
        guard !muter.held.isEmpty else { return }
        for id in silences {
            guard let count = muter.held[id] else { continue }
            muter.held[id] = count + step
            if count + step == 0 { muter.released.insert(id) }
        }
    }

    /// The order in which events that arrived together are handled. Alerts of one post are of one moment, whatever
    /// their order in it: those that inhibit come first, so that nothing opens that is inhibited.
    func order(of events: [Event]) -> [Int] {
        guard events.count > 1, !muter.inhibition.isEmpty else { return Array(events.indices) }
        var order: [Int] = []
        order.reserveCapacity(events.count)
        var ranks: [[Int]] = [[], [], []]
        for (index, event) in events.enumerated() {
            if case .alertPosted(let posted) = event {
                ranks[muter.inhibition.rank(posted.labels)].append(index)
            } else {
                for rank in ranks.indices {
                    order += ranks[rank]
                    ranks[rank].removeAll(keepingCapacity: true)
                }
                order.append(index)
            }
        }
        return order + ranks.joined()
    }
}
