import Incidents
import Routing

/// What other routes and receivers change about alerts: which of them are led elsewhere than before.
///
/// Where an alert is led depends on its labels alone, which never change: so alerts are held against both trees some at a
/// time, while the watch goes on, and only those that are led elsewhere are looked at when the routes are taken.
struct RouteChange: Sendable {
    /// The routes that the groups are of now, and who is spoken to on them.
    let former: (routing: RoutingTree, plan: DispatchPlan)
    /// Those that are to come.
    let routing: RoutingTree
    var plan: DispatchPlan
    /// For each former route the one that leads its alerts to the same groups and incidents; nil where there is none.
    let places: [RoutingTree.Index?]
    /// Whether no alert can be led elsewhere.
    let leadsAlike: Bool
    /// Alerts that are led elsewhere, as far as they were looked at. Some may be forgotten by now.
    private(set) var moved: [Fingerprint: Move] = [:]
    /// Whether every alert was looked at.
    var isComplete: Bool

    init(from former: (routing: RoutingTree, plan: DispatchPlan), to routing: RoutingTree, _ plan: DispatchPlan) {
        (self.former, self.routing, self.plan) = (former, routing, plan)
        let coming = Dictionary(grouping: routing.routes.indices) { Identity(routing, plan, $0) }
        var ordinals: [Identity: Int] = [:]
        places = former.routing.routes.indices.map { index in
            let identity = Identity(former.routing, former.plan, index)
            let ordinal = ordinals[identity, default: 0]
            ordinals[identity] = ordinal + 1
            return coming[identity].flatMap { $0.indices.contains(ordinal) ? $0[ordinal] : nil }
        }
        leadsAlike =
            routing.leads(like: former.routing) && places.enumerated().allSatisfy { $0.offset == $0.element }
        isComplete = leadsAlike
    }

    /// What must be equal of two routes for their alerts to be in the same groups and incidents.
    private struct Identity: Hashable {
        let path: String
        let groupBy: GroupBy
        let opensIncidents: Bool
        /// Nil where nobody is told on it.
        let way: UInt64?

        init(_ routing: RoutingTree, _ plan: DispatchPlan, _ index: RoutingTree.Index) {
            let route = routing.routes[index]
            (path, groupBy, opensIncidents) = (route.path, route.groupBy, route.opensIncidents)
            way = plan.way(index)?.identity
        }
    }

    /// Whether it leads every alert from and to the same places as another.
    func leads(like other: RouteChange) -> Bool {
        routing == other.routing && former.routing == other.former.routing && places == other.places
    }

    /// Holds an alert against both trees.
    mutating func look(at labels: LabelSet) {
        guard !leadsAlike else { return }
        let (before, after) = (former.routing.routes(for: labels), routing.routes(for: labels))
        let isAlike = before.count == after.count && zip(before, after).allSatisfy { places[$0] == $1 }
        if isAlike { return }
        let leaves = former.plan.groups(of: labels, on: former.routing, taking: before)
        let joins = plan.groups(of: labels, on: routing, taking: after)
        func stays(_ one: DispatchPlan.Place, _ other: DispatchPlan.Place) -> Bool {
            places[one.route] == other.route && one.id == other.id
        }
        let left = leaves.filter { one in !joins.contains { stays(one, $0) } }
        moved[labels.fingerprint] = Move(
            leaves: left.map(\.id), leavesBehind: left.filter { places[$0.route] != nil }.map(\.id),
            joins: joins.filter { one in !leaves.contains { stays($0, one) } })
    }

    /// The groups that an alert is in no longer, and those that it is in instead.
    struct Move: Sendable {
        let leaves: [DispatchID]
        /// Those of the former that stay. The others end, with all their members.
        let leavesBehind: [DispatchID]
        let joins: [DispatchPlan.Place]
    }
}
