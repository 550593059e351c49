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

    /// An occurrence of an alert began: it is in a group of every route that it takes and whose receiver can be told.
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
        if dispatch.groups[id] == nil { startGroup(id, route: route, for: alert, at: now) }
        dispatch.groups[id]?.join(alert.fingerprint, route: route, group: group)
        hasten(id, route: route, startsAt: alert.startsAt, at: now)
    }

    /// An alert was posted again. It is put into those of its groups that there are, if it had left them; a group that
    /// still waits for its fellows has its turn at once when the alert is older than that wait.
    mutating func touchGroups(_ alert: Alert, rejoins: Bool = false, at now: Timestamp) {
        guard rejoins ? !dispatch.groups.isEmpty : dispatch.unflushed > 0 else { return }
        for (index, group, id) in groups(of: alert.labels) where dispatch.groups[id] != nil {
            if rejoins { dispatch.groups[id]?.join(alert.fingerprint, route: index, group: group) }
            hasten(id, route: index, startsAt: alert.startsAt, at: now)
        }
    }

    /// The groups of an alert, whether they exist or not, in the order of its routes.
    func groups(of labels: LabelSet) -> [(route: RoutingTree.Index, group: GroupID, id: DispatchID)] {
        var found: [(route: RoutingTree.Index, group: GroupID, id: DispatchID)] = []
        for index in routing.routes(for: labels) {
            guard let way = dispatch.plan.way(index) else { continue }
            let group = routing.groupID(of: labels, route: index)
            found.append((index, group, way.id(of: group)))
        }
        return found
    }

    // MARK: Turns

    /// A new group waits for its fellows, unless its first alert is older than that wait.
    private mutating func startGroup(_ id: DispatchID, route: RoutingTree.Index, for alert: Alert, at now: Timestamp) {
        let wait = routing.routes[route].groupWait
        let first = alert.startsAt + wait < now ? now : now + wait
        emit(.groupStarted(id, first: first))
        awaitTurn(of: id, at: now)
    }

    private mutating func hasten(_ id: DispatchID, route: RoutingTree.Index, startsAt: Timestamp, at now: Timestamp) {
        guard let group = dispatch.groups[id], !group.hasFlushed, group.first > now,
            startsAt + routing.routes[route].groupWait < now
        else { return }
        emit(.groupStarted(id, first: now))
        awaitTurn(of: id, at: now)
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
    mutating func takeTurns(at now: Timestamp) {
        guard !dispatch.due.isEmpty else { return }
        for id in dispatch.due.sorted() { takeTurn(of: id, at: now) }
        dispatch.due.removeAll(keepingCapacity: true)
    }

    // MARK: Leaving

    /// Takes an alert out of a group; an empty group ends.
    mutating func leave(_ fingerprint: Fingerprint, _ id: DispatchID) {
        guard dispatch.groups[id]?.members.remove(fingerprint) != nil else { return }
        if dispatch.groups[id]?.members.isEmpty == true { emit(.groupEnded(id)) }
    }

    /// An alert is forgotten: no group holds it any longer.
    mutating func leaveGroups(_ labels: LabelSet) {
        guard !dispatch.groups.isEmpty else { return }
        for (_, _, id) in groups(of: labels) { leave(labels.fingerprint, id) }
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
        for id in dispatch.groups.keys.sorted() {
            guard let group = dispatch.groups[id] else { continue }
            shiftLog(of: group, by: jump, &shifted)
            emit(.groupStarted(id, first: group.first + jump))
            dispatch.groups[id]?.nextAt = group.nextAt + jump
            if let flight = dispatch.inFlight[id] { dispatch.inFlight[id]?.deadline = flight.deadline + jump }
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
    }
}
