package import Incidents
package import Routing

/// A group of alerts that a receiver is told of together, as readers see it.
package struct ReceiverGroup: Hashable, Sendable {
    package var id: DispatchID
    package var route: RoutingTree.Index
    /// The first moment of its grid.
    package var first: Timestamp
    /// When its next turn is.
    package var nextTurn: Timestamp
    /// Ascending.
    package var members: [Fingerprint]
    /// Under which key the log has what each integration of the receiver was told, in their order.
    package var keys: [NotificationKey]
    /// Whether a flush is out whose outcome is still to come.
    package var isOut: Bool
}

/// What comes next of an alert's group.
package struct NextTurn: Hashable, Sendable {
    package var at: Timestamp
    /// When it was decided to tell of the alert what is out now and has no outcome yet; nil while nothing is.
    package var outSince: Timestamp?
    /// The first moment of the group's grid; nil where nobody asks for it.
    package var first: Timestamp?

    package init(at: Timestamp, outSince: Timestamp? = nil, first: Timestamp? = nil) {
        (self.at, self.outSince, self.first) = (at, outSince, first)
    }
}

extension Watch {
    /// All groups of receivers, by their id.
    package var receiverGroups: [ReceiverGroup] {
        dispatch.groups.keys.sorted().compactMap { id in
            guard let group = dispatch.groups[id], let route = group.route else { return nil }
            return ReceiverGroup(
                id: id, route: route, first: group.first, nextTurn: group.nextAt, members: group.members.sorted(),
                keys: keys(of: group), isOut: dispatch.inFlight[id] != nil)
        }
    }

    /// The alerts that an integration counts as firing, by what it was last told; ascending.
    package func toldFiring(_ key: NotificationKey) -> [Fingerprint] { dispatch.told[key]?.firing ?? [] }

    /// Whether an integration was told that an alert fires, and not yet that it ended.
    package func owesEnd(of fingerprint: Fingerprint, to key: NotificationKey) -> Bool {
        dispatch.told[key]?.owes(fingerprint) == true
    }

    /// When the groups that an alert is in have their next turns, by the route; none where nobody can be told.
    package func nextTurns(of labels: LabelSet) -> [RoutingTree.Index: NextTurn] {
        // Of routes that were just loaded, nothing is known before the next batch.
        guard !dispatch.isStale else { return [:] }
        var turns: [RoutingTree.Index: NextTurn] = [:]
        for (route, _, id) in groups(of: labels) {
            guard let group = dispatch.groups[id], group.members.contains(labels.fingerprint) else { continue }
            let flight = dispatch.inFlight[id]
            let isTold = flight?.waiting.contains { $0.told.tells(of: labels.fingerprint) } ?? false
            turns[route] = NextTurn(
                at: group.nextAt, outSince: isTold ? flight?.decidedAt : nil, first: group.first)
        }
        return turns
    }

    /// The groups that an alert belongs into.
    package func receiverGroups(of labels: LabelSet) -> [DispatchID] { groups(of: labels).map(\.id) }
}
