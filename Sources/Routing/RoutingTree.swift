package import Incidents

/// All routes, and which of them an alert takes.
///
/// For now there is the root alone, which takes every alert. The tree below it grows in here: whoever asks
/// ``routes(for:)`` already gets a list.
package struct RoutingTree: Hashable, Sendable {
    /// The place of a route in ``routes``.
    package typealias Index = Int

    /// Every route; the root is the first.
    package let routes: [Route]

    /// What every alert takes. Kept, so that asking allocates nothing.
    private let rootOnly: [Index] = [0]

    package init(root: Route) { routes = [root] }

    /// What holds without a configuration: one receiver, which opens incidents and is told at once.
    package static let standard = RoutingTree(
        root: Route(
            receiver: "default", groupBy: .labels(["alertname", "cluster", "service", "job"]), groupWait: .zero,
            groupInterval: .minutes(1), repeatInterval: .hours(4)))

    package var root: Route { routes[0] }

    /// The routes that an alert takes, in their order; at least one.
    package func routes(for labels: LabelSet) -> [Index] { rootOnly }

    /// The route whose group's incident an alert belongs to: the first that opens incidents, or nil.
    package func incidentRoute(for labels: LabelSet) -> Index? {
        routes(for: labels).first { routes[$0].opensIncidents }
    }

    /// The group of an alert on a route. See ``Route/groupID(of:)``.
    package func groupID(of labels: LabelSet, route: Index) -> GroupID { routes[route].groupID(of: labels) }

    /// Those labels of an alert that make its group on a route.
    package func groupLabels(of labels: LabelSet, by route: Route) -> LabelSet { route.groupLabels(of: labels) }
}
