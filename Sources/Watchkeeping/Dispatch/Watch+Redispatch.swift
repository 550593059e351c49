import Incidents
import Routing

/// Groups after a restart, and under routes that were loaded again: no clock is set back, and nothing is told twice.
extension Watch {
    /// The groups are looked through before the next event is handled: that is due at once.
    mutating func redispatch(by change: RouteChange) {
        if change.plan.isEmpty, dispatch.groups.isEmpty {
            (dispatch.plan, dispatch.change) = (change.plan, nil)
        } else {
            dispatch.change = change
        }
    }

    /// Takes up the groups under the routes that there are now, where those are others than before.
    mutating func renewGroups(at now: Timestamp) {
        guard dispatch.isStale else { return }
        if dispatch.isRestored {
            restoreMembers(at: now)
        } else if let change = dispatch.change {
            move(by: change, at: now)
        }
        (dispatch.isRestored, dispatch.change) = (false, nil)
    }

    // MARK: Other routes

    /// Takes alerts that are led elsewhere out of their groups, and puts them into those of their routes now.
    ///
    /// A group that stays keeps its grid and its members. One that has no route any more ends, a new one begins.
    private mutating func move(by change: RouteChange, at now: Timestamp) {
        let former = dispatch.groups
        dispatch.plan = change.plan
        for (id, group) in former {
            let place = group.route.flatMap { change.places[$0] }
            dispatch.groups[id]?.route = place
            if place == nil { dispatch.groups[id]?.members = [] }
        }
        var (touched, ended): (Set<DispatchID>, [Fingerprint]) = ([], [])
        var arrivals: [DispatchID: Arrival] = [:]
        for (fingerprint, move) in change.moved {
            for id in move.leavesBehind where dispatch.groups[id]?.members.remove(fingerprint) != nil {
                touched.insert(id)
            }
            guard let alert = alerts.state(of: fingerprint) else { continue }
            guard alert.isFiring else {
                ended.append(fingerprint)
                continue
            }
            for place in move.joins { arrivals[place.id, default: Arrival(place)].add(fingerprint, alert.startsAt) }
        }
        for id in arrivals.keys.sorted() {
            guard let arrival = arrivals[id] else { continue }
            touched.insert(id)
            arrive(arrival, isKnown: former[id] != nil, at: now)
        }
        var firingIn: [DispatchID: Bool] = [:]
        for fingerprint in ended.sorted() {
            guard let known = alerts[fingerprint] else { continue }
            for place in change.moved[fingerprint]?.joins ?? [] {
                let belongs: Bool
                if let was = former[place.id], was.route != nil {
                    belongs = was.members.contains(fingerprint)
                } else {
                    let anyFires = firingIn[place.id] ?? anyFires(in: place.id)
                    firingIn[place.id] = anyFires
                    belongs = isWanting(known, of: place.group, route: place.route, anyFires: anyFires, at: now)
                }
                if !belongs, dispatch.groups[place.id] != nil, owedBefore(fingerprint, place, change, former) {
                    // It goes along with what fires there, and hastens nothing.
                    touched.insert(place.id)
                    put(fingerprint, into: place.id, route: place.route, group: place.group, at: now)
                }
                guard belongs else { continue }
                touched.insert(place.id)
                joinAgain(known.alert, place, isKnown: former[place.id] != nil, at: now)
            }
        }
        for id in former.keys.sorted() {
            guard let group = dispatch.groups[id] else { continue }
            if group.members.isEmpty {
                // After a restart there are those that wait for somebody before their first turn.
                let isAwaited = former[id]?.route == nil && group.first > now
                if group.endsAt == nil, !isAwaited { keepEmpty(id, until: now) }
                continue
            }
            realign(id, at: now)
            if touched.contains(id) { awaitTurn(of: id, at: now) }
        }
    }

    /// Alerts that fire, and that other routes lead to a group together.
    private struct Arrival {
        let place: DispatchPlan.Place
        var members: [Fingerprint] = []
        /// The one that began first: it decides when a group that is new has its first turn.
        var first: (fingerprint: Fingerprint, startsAt: Timestamp)?

        init(_ place: DispatchPlan.Place) { self.place = place }

        mutating func add(_ fingerprint: Fingerprint, _ startsAt: Timestamp) {
            members.append(fingerprint)
            if first.map({ startsAt < $0.startsAt }) ?? true { first = (fingerprint, startsAt) }
        }
    }

    private mutating func arrive(_ arrival: Arrival, isKnown: Bool, at now: Timestamp) {
        guard let first = arrival.first, let alert = alerts[first.fingerprint]?.alert else { return }
        joinAgain(alert, arrival.place, isKnown: isKnown, at: now)
        dispatch.groups[arrival.place.id]?.members.formUnion(arrival.members)
    }

    private mutating func joinAgain(_ alert: Alert, _ place: DispatchPlan.Place, isKnown: Bool, at now: Timestamp) {
        if !isKnown { return join(alert, place.id, route: place.route, group: place.group, at: now) }
        put(alert.fingerprint, into: place.id, route: place.route, group: place.group, at: now)
    }

    /// Whether a group that an alert was taken out of still had to tell the same receiver of its end.
    private func owedBefore(
        _ fingerprint: Fingerprint, _ place: DispatchPlan.Place, _ change: RouteChange,
        _ former: [DispatchID: DispatchGroup]
    ) -> Bool {
        let receiver = routing.routes[place.route].receiver
        return change.moved[fingerprint]?.leaves.contains { id in
            guard let was = former[id], was.members.contains(fingerprint), let route = was.route,
                change.former.routing.routes[route].receiver.isSame(as: receiver)
            else { return false }
            return change.former.plan.way(route)?.integrations.contains { integration in
                dispatch.told[integration.key(of: was.group)]?.owes(fingerprint) == true
            } ?? false
        } ?? false
    }

    private func anyFires(in id: DispatchID) -> Bool {
        dispatch.groups[id]?.members.contains { alerts.isFiring($0) == true } ?? false
    }

    // MARK: A restart

    /// Puts every alert into its groups: those that fire, and those whose end somebody still has to hear of. A moment of
    /// the grid that passed meanwhile is caught up with, as far as the log does not know what happened up to it.
    private mutating func restoreMembers(at now: Timestamp) {
        dispatch.plan = DispatchPlan(rules, routing)
        let former = dispatch.groups
        var firing: Set<DispatchID> = []
        for fingerprint in alerts.fingerprints(where: \.alert.isFiring) {
            guard let alert = alerts[fingerprint]?.alert else { continue }
            for (route, group, id) in groups(of: alert.labels) {
                firing.insert(id)
                restore(alert, id, route: route, group: group, isKnown: former[id] != nil, at: now)
            }
        }
        for fingerprint in alerts.fingerprints(where: { !$0.alert.isFiring }) {
            guard let known = alerts[fingerprint] else { continue }
            for (route, group, id) in groups(of: known.alert.labels)
            where isWanting(known, of: group, route: route, anyFires: firing.contains(id), at: now) {
                restore(known.alert, id, route: route, group: group, isKnown: former[id] != nil, at: now)
            }
        }
        let longest = routing.routes.reduce(Duration.zero) { max($0, $1.groupInterval) }
        let catchUp = CatchUp(self, since: now - longest, at: now)
        for id in former.keys.sorted() { takeUp(id, catchUp, at: now) }
        sweepLog(at: now)
    }

    private mutating func restore(
        _ alert: Alert, _ id: DispatchID, route: RoutingTree.Index, group: GroupID, isKnown: Bool, at now: Timestamp
    ) {
        if !isKnown { return join(alert, id, route: route, group: group, at: now) }
        dispatch.groups[id]?.join(alert.fingerprint, route: route, group: group)
    }

    /// Whether somebody still has to hear that an alert ended, and may: see ``neededUntil(_:over:)``. Where an
    /// integration is told of no ends, the last end still clears its log.
    private func isWanting(
        _ known: WatchedAlert, of group: GroupID, route: RoutingTree.Index, anyFires: Bool, at now: Timestamp
    ) -> Bool {
        let kept = rules.resolvedKept + DispatchTable.expiry(routing.routes[route].repeatInterval)
        if let over = over(known), now >= over + kept { return false }
        guard let way = dispatch.plan.way(route) else { return false }
        return way.integrations.contains { integration in
            (integration.sendsResolved || !anyFires)
                && dispatch.told[integration.key(of: group)]?.owes(known.alert.fingerprint) == true
        }
    }

    /// The clock of a group that there was before the restart.
    private mutating func takeUp(_ id: DispatchID, _ catchUp: CatchUp, at now: Timestamp) {
        guard let group = dispatch.groups[id] else { return }
        guard group.route != nil else {
            // Nobody is in it, but somebody may still join: before its first turn, or soon after all had left.
            if group.first > now { return awaitTurn(of: id, at: now) }
            return keepEmpty(id, until: dispatch.sweep(after: now))
        }
        if group.first <= now { return takeTurn(of: id, at: now, catchUp: catchUp) }
        realign(id, at: now)
        awaitTurn(of: id, at: now)
    }

    // MARK: The clock and the log

    /// The next turn of a group that had its first is on the grid of its route as it is now.
    private mutating func realign(_ id: DispatchID, at now: Timestamp) {
        guard let group = dispatch.groups[id], let index = group.route, !group.members.isEmpty, group.hasFlushed,
            group.nextAt > now, dispatch.inFlight[id]?.holdsUpTurn != true
        else { return }
        let interval = max(routing.routes[index].groupInterval, .milliseconds(1))
        let next = group.moment(at: now, every: interval) + interval
        guard next != group.nextAt else { return }
        dispatch.groups[id]?.nextAt = next
        awaitTurn(of: id, at: now)
    }

    /// Entries of groups that there are no longer are forgotten when they have lost their meaning.
    mutating func sweepLog(at now: Timestamp) {
        let kept = Set(dispatch.groups.values.flatMap(keys))
        dispatch.told = dispatch.told.filter { key, entry in
            kept.contains(key) || now < entry.at + DispatchTable.logKept
        }
    }

    /// The keys of a group in the notification log.
    func keys(of group: DispatchGroup) -> [NotificationKey] { keys(of: group) { _ in true } }

    private func keys(
        of group: DispatchGroup, where condition: (DispatchPlan.Integration) -> Bool
    ) -> [NotificationKey] {
        guard let route = group.route, let way = dispatch.plan.way(route) else { return [] }
        return way.integrations.filter(condition).map { $0.key(of: group.group) }
    }
}

extension Watch {
    /// The groups that something fires in or is still to be told of, and when their grids began.
    var lastingGroups: [DispatchID: Timestamp] {
        dispatch.groups.filter { lasts($0.value) }.mapValues(\.first)
    }

    /// What the receivers of those groups were told. Whom nobody tells of ends, and who was told of nothing that fires,
    /// does not count: when the log forgets that is soft.
    var lastingLog: [NotificationKey: Told] {
        let lasting = dispatch.groups.values.filter(lasts)
        let kept = Set(lasting.flatMap(keys))
        let toldOfEnds = Set(lasting.flatMap { keys(of: $0, where: \.sendsResolved) })
        return dispatch.told.filter { key, entry in
            guard kept.contains(key) else { return false }
            return toldOfEnds.contains(key)
                || (entry.firing + entry.heldBack).contains { alerts[$0]?.alert.isFiring == true }
        }
    }

    /// Whom nobody tells of ends does not count: when the log forgets those is soft.
    private func lasts(_ group: DispatchGroup) -> Bool {
        guard let route = group.route, let way = dispatch.plan.way(route) else { return false }
        let owing = way.integrations.filter(\.sendsResolved).compactMap { dispatch.told[$0.key(of: group.group)] }
        return group.members.contains { fingerprint in
            alerts[fingerprint]?.alert.isFiring == true || owing.contains { $0.owes(fingerprint) }
        }
    }
}
