package import Incidents
import Routing

/// The groups of receivers: which alerts are in which, and when it is whose turn (Alertmanager's `dispatch`).
extension Watch {
    /// What receivers are to be told, decided since this was asked last. To be carried out once the batch is durable.
    package mutating func takeFlushes() -> [Flush] {
        guard !dispatch.flushes.isEmpty else { return [] }
        defer { dispatch.flushes = [] }
        return dispatch.flushes
    }

    /// Something new was said of an alert: it is in a group of every route that it takes and whose receiver can be told.
    mutating func joinGroups(_ alert: Alert, at now: Timestamp) {
        guard !dispatch.plan.isEmpty else { return }
        for (index, group, id) in groups(of: alert.labels) {
            join(alert, id, route: index, group: group, at: now)
        }
    }

    /// Puts an alert into a group, which begins if it is not there.
    mutating func join(
        _ alert: Alert, _ id: DispatchID, route: RoutingTree.Index, group: GroupID, at now: Timestamp
    ) {
        if dispatch.groups[id] == nil {
            let isSaid = alert.isFiring || isOwed(alert.fingerprint, of: group, route: route)
            startGroup(id, route: route, startsAt: alert.startsAt, isSaid: isSaid, at: now)
        }
        put(alert.fingerprint, into: id, route: route, group: group, at: now)
        hasten(id, route: route, startsAt: alert.startsAt, at: now)
    }

    /// An alert was posted again. It is put into those of its groups that there are, if it had left them; a group that
    /// still waits for its fellows has its turn at once when the alert is older than that wait.
    mutating func touchGroups(_ alert: Alert, rejoins: Bool = false, at now: Timestamp) {
        guard rejoins ? !dispatch.groups.isEmpty : dispatch.unflushed > 0 else { return }
        for (index, group, id) in groups(of: alert.labels) where dispatch.groups[id] != nil {
            if rejoins { put(alert.fingerprint, into: id, route: index, group: group, at: now) }
            hasten(id, route: index, startsAt: alert.startsAt, at: now)
        }
    }

    /// Whether it fires, or somebody still has to hear that it does not.
    private func matters(_ fingerprint: Fingerprint, in group: GroupID, on route: RoutingTree.Index) -> Bool {
        alerts[fingerprint]?.alert.isFiring == true || isOwed(fingerprint, of: group, route: route)
    }

    /// Puts an alert into a group that there is. Where that was empty, its turns go on, on their grid.
    mutating func put(
        _ fingerprint: Fingerprint, into id: DispatchID, route: RoutingTree.Index, group: GroupID, at now: Timestamp
    ) {
        let wasEmpty = dispatch.groups[id]?.endsAt != nil
        dispatch.groups[id]?.join(fingerprint, route: route, group: group)
        if let known = dispatch.groups[id], known.isUnsaid, matters(fingerprint, in: group, on: route) {
            emit(.groupStarted(id, first: known.first))
        }
        guard wasEmpty, let joined = dispatch.groups[id] else { return }
        let interval = max(routing.routes[route].groupInterval, .milliseconds(1))
        dispatch.groups[id]?.nextAt =
            joined.first > now ? joined.first : joined.moment(at: now, every: interval) + interval
        awaitTurn(of: id, at: now)
    }

    /// The groups of an alert, whether they exist or not, in the order of its routes.
    func groups(of labels: LabelSet) -> [DispatchPlan.Place] {
        dispatch.plan.groups(of: labels, on: routing)
    }

    // MARK: Turns

    /// A new group waits for its fellows, unless its first alert is older than that wait.
    ///
    /// - Parameter isSaid: whether it is written down. Senders repeat for long what is over, and nobody has to hear of it.
    private mutating func startGroup(
        _ id: DispatchID, route: RoutingTree.Index, startsAt: Timestamp, isSaid: Bool, at now: Timestamp
    ) {
        let wait = routing.routes[route].groupWait
        let first = startsAt + wait < now ? now : now + wait
        if isSaid {
            emit(.groupStarted(id, first: first))
        } else {
            foldGroupStarted(id, first: first)
            dispatch.groups[id]?.isUnsaid = true
        }
        awaitTurn(of: id, at: now)
    }

    private mutating func hasten(_ id: DispatchID, route: RoutingTree.Index, startsAt: Timestamp, at now: Timestamp) {
        guard let group = dispatch.groups[id], !group.hasFlushed, group.first > now,
            startsAt + routing.routes[route].groupWait < now
        else { return }
        moveGrid(of: id, to: now)
        awaitTurn(of: id, at: now)
    }

    /// The grid of a group begins at another moment.
    private mutating func moveGrid(of id: DispatchID, to first: Timestamp) {
        if dispatch.groups[id]?.isUnsaid == true {
            dispatch.groups[id]?.begin(at: first)
        } else {
            emit(.groupStarted(id, first: first))
        }
    }

    /// Puts the next turn of a group on the agenda, or takes it in this batch.
    mutating func awaitTurn(of id: DispatchID, at now: Timestamp) {
        guard let group = dispatch.groups[id] else { return }
        if group.nextAt <= now { dispatch.due.insert(id) } else { agenda.add(.turn(id), at: group.nextAt) }
    }

    /// The agenda names a group.
    mutating func turnDue(_ id: DispatchID, entry: Timestamp) {
        if dispatch.groups[id]?.nextAt == entry { dispatch.due.insert(id) }
    }

    /// Takes the turns that are due, at the end of a batch: an alert and its flush fall into one where nothing waits.
    /// Where thousands of alerts are to be told of at once, such as under other routes, the batches to come take the
    /// rest: whoever waits has their turn in between.
    mutating func takeTurns(at now: Timestamp) {
        guard !dispatch.due.isEmpty else { return }
        let ids = dispatch.due.sorted()
        var looked = 0
        for (index, id) in ids.enumerated() {
            looked += dispatch.groups[id]?.members.count ?? 0
            takeTurn(of: id, at: now)
            guard looked >= DispatchTable.membersMax, index + 1 < ids.count else { continue }
            dispatch.due.subtract(ids[...index])
            return
        }
        dispatch.due.removeAll(keepingCapacity: true)
    }

    // MARK: Leaving

    /// Takes an alert out of a group; an empty group ends with the next sweep.
    mutating func leave(_ fingerprint: Fingerprint, _ id: DispatchID, at now: Timestamp) {
        guard dispatch.groups[id]?.members.remove(fingerprint) != nil else { return }
        if dispatch.groups[id]?.members.isEmpty == true { keepEmpty(id, until: dispatch.sweep(after: now)) }
    }

    /// An alert that comes back soon finds the grid of its group as it was, as in Alertmanager.
    mutating func keepEmpty(_ id: DispatchID, until end: Timestamp) {
        dispatch.groups[id]?.endsAt = end
        dispatch.groups[id]?.nextAt = end
        agenda.add(.turn(id), at: end)
    }

    /// An alert is forgotten: no group holds it any longer.
    mutating func leaveGroups(_ labels: LabelSet, at now: Timestamp) {
        guard !dispatch.groups.isEmpty else { return }
        for (_, _, id) in groups(of: labels) { leave(labels.fingerprint, id, at: now) }
    }

    /// Until when an ended alert is kept because somebody who was told that it fires still has to hear of its end; nil
    /// when nobody has to. Who does not take it within the time that the log lasts, never will.
    func neededUntil(_ known: WatchedAlert, over: Timestamp) -> Timestamp? {
        guard !dispatch.groups.isEmpty else { return nil }
        let fingerprint = known.alert.fingerprint
        var end: Timestamp?
        for (index, group, id) in groups(of: known.alert.labels) {
            guard dispatch.groups[id]?.members.contains(fingerprint) == true,
                isOwed(fingerprint, of: group, route: index)
            else { continue }
            let kept = rules.resolvedKept + DispatchTable.expiry(routing.routes[index].repeatInterval)
            end = max(end ?? over, over + kept)
        }
        return end
    }

    /// Whether an integration of a route was told that an alert fires, and not yet that it ended.
    func isOwed(_ fingerprint: Fingerprint, of group: GroupID, route: RoutingTree.Index) -> Bool {
        dispatch.plan.way(route)?.integrations.contains { integration in
            dispatch.told[integration.key(of: group)]?.owes(fingerprint) == true
        } ?? false
    }

    // MARK: The clock

    /// The wall clock was set: the grids of all groups and the log go with it, as countdowns do.
    mutating func shiftGroups(by jump: Duration, at now: Timestamp) {
        var shifted: Set<NotificationKey> = []
        dispatch.sweptFrom = dispatch.sweptFrom + jump
        for id in dispatch.groups.keys.sorted() {
            guard let group = dispatch.groups[id] else { continue }
            shiftLog(of: group, by: jump, &shifted)
            moveGrid(of: id, to: group.first + jump)
            dispatch.groups[id]?.nextAt = group.nextAt + jump
            dispatch.groups[id]?.endsAt = group.endsAt.map { $0 + jump }
            if let deadline = dispatch.inFlight[id]?.deadline { dispatch.inFlight[id]?.deadline = deadline + jump }
            if !dispatch.due.contains(id) { awaitTurn(of: id, at: now) }
        }
    }

    /// The moment of the decision stays: by it a notification is known as the one that it was.
    private mutating func shiftLog(of group: DispatchGroup, by jump: Duration, _ shifted: inout Set<NotificationKey>) {
        guard let route = group.route, let way = dispatch.plan.way(route) else { return }
        for integration in way.integrations {
            let key = integration.key(of: group.group)
            guard shifted.insert(key).inserted, var entry = dispatch.told[key] else { continue }
            entry.at = entry.at + jump
            emit(.notified(notification(of: entry, entry.isSent ? .sent : .withheld, to: integration, of: group)))
        }
    }
}

extension DispatchGroup {
    mutating func join(_ fingerprint: Fingerprint, route: RoutingTree.Index, group: GroupID) {
        (self.route, self.group) = (route, group)
        members.insert(fingerprint)
        endsAt = nil
    }
}
