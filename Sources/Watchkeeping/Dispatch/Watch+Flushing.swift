import Incidents
import Routing

/// A group's turn: what each integration of its receiver is told now.
extension Watch {
    /// A group as it is at its turn.
    private struct Turn {
        var moment: Timestamp
        var snapshot = GroupSnapshot()
        /// Where the alerts lie that a message may hold.
        var places: [Int] = []
        /// The members that have ended.
        var ended: [(fingerprint: Fingerprint, updatedAt: Timestamp)] = []
    }

    /// - Parameter catchUp: nil, unless the moment of the grid may have passed while the router was down. Then what has
    ///   happened since waits for the next one.
    mutating func takeTurn(of id: DispatchID, at now: Timestamp, catchUp: CatchUp? = nil) {
        guard let group = dispatch.groups[id] else { return }
        // The clock was set meanwhile: its grid begins later now.
        guard group.first <= now else { return setTurn(of: id, at: group.first) }
        if let flight = dispatch.inFlight[id], now < flight.deadline {
            // One flush at a time, as in Alertmanager: it may outlast the interval where that is short.
            dispatch.inFlight[id]?.holdsUpTurn = true
            return setTurn(of: id, at: flight.deadline)
        }
        dispatch.inFlight[id] = nil
        guard let index = group.route, !group.members.isEmpty else {
            if let end = group.endsAt, end > now { return keepEmpty(id, until: end) }
            return group.isUnsaid ? foldGroupEnded(id) : emit(.groupEnded(id))
        }
        let interval = max(routing.routes[index].groupInterval, .milliseconds(1))
        let moment = group.moment(at: now, every: interval)
        if !group.hasFlushed {
            dispatch.groups[id]?.hasFlushed = true
            dispatch.unflushed -= 1
        }
        setTurn(of: id, at: moment + interval)
        flush(id, turn(of: group, on: index, at: moment, catchUp), at: now)
    }

    private mutating func setTurn(of id: DispatchID, at moment: Timestamp) {
        dispatch.groups[id]?.nextAt = moment
        agenda.add(.turn(id), at: moment)
    }

    private func turn(
        of group: DispatchGroup, on route: RoutingTree.Index, at moment: Timestamp, _ catchUp: CatchUp?
    ) -> Turn {
        var turn = Turn(moment: moment)
        let isQuiet = routing.quiet(route, at: moment) != nil
        for fingerprint in group.members.sorted() {
            guard let place = alerts.place(of: fingerprint), let alert = alerts[place: place]?.alert else { continue }
            if catchUp != nil, alert.updatedAt > moment {
                // It came later; only what the receiver knows of already is there.
                guard isOwed(fingerprint, of: group.group, route: route) else { continue }
                if !alert.isFiring {
                    turn.snapshot.hushedFiring.append(fingerprint)
                    turn.snapshot.hasEndedSince = true
                    continue
                }
            }
            let isHushed =
                isQuiet || suppression(of: alert) != nil || catchUp?.wasSilenced(alert, at: moment) == true
            if !alert.isFiring { turn.ended.append((fingerprint, alert.updatedAt)) }
            switch (alert.isFiring, isHushed) {
            case (true, false): turn.snapshot.firing.append(fingerprint)
            case (true, true): turn.snapshot.hushedFiring.append(fingerprint)
            case (false, false): turn.snapshot.resolved.append(fingerprint)
            case (false, true): turn.snapshot.hushedResolved.append(fingerprint)
            }
            if !alert.isFiring || !isHushed { turn.places.append(place) }
        }
        return turn
    }

    private mutating func flush(_ id: DispatchID, _ turn: Turn, at now: Timestamp) {
        guard let group = dispatch.groups[id], let index = group.route, let way = dispatch.plan.way(index) else {
            return
        }
        let route = routing.routes[index]
        var flight = InFlight(
            decidedAt: turn.moment,
            deadline: deadline(of: turn, every: route.groupInterval, at: now), waiting: [], leaving: turn.ended)
        var (all, labels): ([Alert]?, LabelSet) = (nil, .empty)
        for (place, integration) in way.integrations.enumerated() {
            let key = integration.key(of: group.group)
            let telling = turn.snapshot.telling(
                after: entry(key), sendsResolved: integration.sendsResolved,
                repeatInterval: route.repeatInterval, at: turn.moment)
            guard let telling else { continue }
            guard telling.leaves else {
                var told = telling.told(at: turn.moment)
                // Nothing would leave whatever `paging` is.
                told.paging = .on
                emit(.notified(notification(of: told, .withheld, to: integration, of: group, at: now)))
                continue
            }
            let alerts = all ?? inOrder(turn.places)
            if all == nil { (all, labels) = (alerts, groupLabels(of: group)) }
            var told = telling.told(at: turn.moment)
            if integration.sendsResolved { told.heardFiring = dispatch.told[key]?.heard ?? [] }
            flight.waiting.append(InFlight.Telling(key: key, told: told))
            dispatch.flushes.append(
                Flush(
                    dispatch: id, key: key, receiver: route.receiver, integration: place,
                    integrationName: integration.name, groupKey: route.groupKey(of: labels), groupLabels: labels,
                    decidedAt: turn.moment, deadline: flight.deadline,
                    alerts: message(of: alerts, telling, integration, turn.snapshot)))
        }
        if flight.waiting.isEmpty { letGo(turn.ended, of: id, at: now) } else { dispatch.inFlight[id] = flight }
    }

    /// What a receiver was last told, for deciding what it is told now. What was withheld from it while paging was in
    /// shadow or off it never heard: as soon as paging is on it is told of what fires, and of the ends of what it had
    /// heard of before.
    private func entry(_ key: NotificationKey) -> Told? {
        rules.paging == .on ? dispatch.told[key]?.asHeard : dispatch.told[key]?.asDecided
    }

    /// The group's next turn, or ten seconds, which a turn that comes late has too.
    private func deadline(of turn: Turn, every interval: Duration, at now: Timestamp) -> Timestamp {
        let usual = turn.moment + max(DispatchTable.deadlineMin, interval)
        return now - turn.moment > .seconds(1) ? max(usual, now + DispatchTable.deadlineMin) : usual
    }

    /// The alerts at some places as receivers are told of them.
    private func inOrder(_ places: [Int]) -> [Alert] {
        var found: [Alert] = []
        found.reserveCapacity(places.count)
        for place in places {
            guard var alert = alerts[place: place]?.alert else { continue }
            if let text = waitingTexts[alert.fingerprint] { alert.text = text }
            if alert.isFiring { alert.endsAt = .distantFuture }
            found.append(alert)
        }
        found.sort(by: Alert.isToldBefore)
        return found
    }

    private func message(
        of alerts: [Alert], _ telling: Telling, _ integration: DispatchPlan.Integration, _ snapshot: GroupSnapshot
    ) -> [Alert] {
        if !integration.sendsResolved { return alerts.filter(\.isFiring) }
        if snapshot.hushedResolved.isEmpty { return alerts }
        return alerts.filter { $0.isFiring || telling.resolved.holdsAscending($0.fingerprint) }
    }

    /// Those labels that all members of a group share by being in it.
    private func groupLabels(of group: DispatchGroup) -> LabelSet {
        guard let index = group.route, let alert = group.members.lazy.compactMap({ alerts[$0]?.alert }).first else {
            return .empty
        }
        return routing.routes[index].groupLabels(of: alert.labels)
    }

    // MARK: What came of it

    /// The members that ended leave a group that has told of them, or had nobody to tell; but not those that something
    /// happened to since, nor those whose end was withheld from who had heard that they fire.
    mutating func letGo(
        _ ended: [(fingerprint: Fingerprint, updatedAt: Timestamp)], of id: DispatchID, at now: Timestamp
    ) {
        let heard =
            dispatch.groups[id].map(keys)?.compactMap { dispatch.told[$0]?.heardFiring }.filter { !$0.isEmpty } ?? []
        for (fingerprint, updatedAt) in ended where !heard.contains(where: { $0.holdsAscending(fingerprint) }) {
            if let alert = alerts[fingerprint]?.alert, alert.isFiring || alert.updatedAt != updatedAt { continue }
            leave(fingerprint, id, at: now)
            forgetIfOver(fingerprint, at: now)
        }
    }

    /// An entry of the notification log, as it stands.
    func notification(
        of told: Told, _ outcome: NotificationOutcome, to integration: DispatchPlan.Integration,
        of group: DispatchGroup, at now: Timestamp? = nil
    ) -> Notification {
        let route = group.route.map { routing.routes[$0] }
        return Notification(
            key: integration.key(of: group.group),
            groupKey: SafeText(route?.groupKey(of: groupLabels(of: group)) ?? ""),
            receiver: SafeText(route?.receiver ?? ""), integration: SafeText(integration.name),
            decidedAt: told.decidedAt, at: now ?? told.at, firing: told.firing, resolved: told.resolved,
            heldBack: told.heldBack, heardFiring: told.isSent ? [] : told.heardFiring, outcome: outcome,
            paging: told.paging)
    }
}
