import Incidents
import Routing
import Watchkeeping
import Wire

/// A group of alerts as `/api/v2/alerts/groups` shows it.
struct AlertmanagerGroup {
    var labels: LabelSet
    var receiver: String
    var alerts: [GettableAlert]

    /// Two routes with the same matchers have groups of the same number, and are told apart all the same.
    private struct Key: Hashable {
        var route: RoutingTree.Index
        var group: GroupID
    }

    /// The groups of the alerts that are asked for, on all routes whose receiver is asked for, in Alertmanager's order.
    ///
    /// An alert names the receivers of its groups that are shown, sorted, as Alertmanager has it here.
    static func all(
        of filter: AlertFilter, in view: AlertView, routing: RoutingTree, at now: Timestamp
    ) -> [AlertmanagerGroup] {
        var groups: [Key: AlertmanagerGroup] = [:]
        var faces = RouteFaces(routing: routing, receiver: filter.receiver, now: now)
        filter.forEach(in: view, at: now) { alert, quiet in
            let routes = routing.routes(for: alert.labels).filter { faces.isAsked(routing.routes[$0].receiver) }
            let receivers = routes.map { routing.routes[$0].receiver }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            for index in routes {
                let route = routing.routes[index]
                let shown = GettableAlert(
                    alert: alert, receivers: receivers, state: quiet.state,
                    silencedBy: quiet.silencedBy.map(\.description), inhibitedBy: quiet.inhibitedBy,
                    mutedBy: faces.intervals(muting: index))
                let key = Key(route: index, group: route.groupID(of: alert.labels))
                if groups[key]?.alerts.append(shown) == nil {
                    groups[key] = AlertmanagerGroup(
                        labels: route.groupLabels(of: alert.labels), receiver: route.receiver, alerts: [shown])
                }
            }
        }
        return sorted(groups)
    }

    private static func sorted(_ groups: [Key: AlertmanagerGroup]) -> [AlertmanagerGroup] {
        let ordered = groups.sorted { a, b in
            if a.value.labels != b.value.labels { return AlertmanagerOrder.precedes(a.value.labels, b.value.labels) }
            if !a.value.receiver.isSame(as: b.value.receiver) {
                return a.value.receiver.utf8.lexicographicallyPrecedes(b.value.receiver.utf8)
            }
            return a.key.route < b.key.route
        }
        return ordered.map { entry in
            var group = entry.value
            group.alerts.sort { AlertmanagerOrder.precedesInGroup($0.alert.labels, $1.alert.labels) }
            return group
        }
    }
}
