package import Incidents

/// All routes, and which of them an alert takes, as in Alertmanager.
///
/// The routes lie flat, each before those below it, and every condition knows where in the alert its label was found:
/// an alert looks up each label once, however many routes ask for it.
package struct RoutingTree: Hashable, Sendable {
    /// The place of a route in ``routes``.
    package typealias Index = Int

    /// Every route; the root is the first, and each stands before those below it.
    package let routes: [Route]
    /// The named time intervals that routes speak of.
    package let intervals: ByName<NamedInterval>

    let nodes: [RouteNode]
    private let conditions: [RouteCondition]
    /// The names of the labels that any condition asks for, sorted.
    private let names: LabelIndex

    /// What every alert takes where there is the root alone. Kept, so that asking allocates nothing.
    private let rootOnly: [Index] = [0]

    /// A tree of one route, which takes every alert.
    package init(root: Route) {
        (routes, intervals, conditions, names) = ([root], [:], [], LabelIndex([]))
        nodes = [RouteNode(parent: nil, depth: 0, end: 1, conditions: 0..<0, continues: false)]
    }

    /// A tree as it is written.
    ///
    /// - Parameters:
    ///   - intervals: the named time intervals, by name.
    ///   - opensIncidents: whether alerts that are led to a receiver open incidents.
    package init(
        _ root: RouteBranch, intervals: [NamedInterval] = [],
        opensIncidents: (_ receiver: String) -> Bool = { _ in true }
    ) {
        var planting = RoutePlanting()
        planting.plant(root, under: nil, depth: 0, opensIncidents)
        (routes, nodes) = (planting.routes, planting.nodes)
        self.intervals = ByName(intervals.map { ($0.name, $0) })
        let names = LabelIndex(planting.routes.flatMap { $0.matchers.map(\.nameBytes) })
        conditions = planting.routes.flatMap { route in
            route.matchers.map { RouteCondition($0, slot: names.slot(of: $0.nameBytes)) }
        }
        self.names = names
    }

    /// What holds without a configuration: one receiver, which opens incidents and is told at once.
    package static let standard = RoutingTree(
        root: Route(
            receiver: "default", groupBy: .labels(["alertname", "cluster", "service", "job"]), groupWait: .zero,
            groupInterval: .minutes(1), repeatInterval: .hours(4)))

    package var root: Route { routes[0] }

    /// The routes that an alert takes, in Alertmanager's order; at least one.
    package func routes(for labels: LabelSet) -> [Index] {
        guard nodes.count > 1 else { return rootOnly }
        var found: [Index] = []
        forEachRoute(of: labels) { found.append($0) }
        return found
    }

    /// The route whose group's incident an alert belongs to: the first that opens incidents, or nil.
    package func incidentRoute(for labels: LabelSet) -> Index? {
        guard nodes.count > 1 else { return root.opensIncidents ? 0 : nil }
        var first: Index?
        forEachRoute(of: labels) { if first == nil, routes[$0].opensIncidents { first = $0 } }
        return first
    }

    /// The group of an alert on a route. See ``Route/groupID(of:)``.
    package func groupID(of labels: LabelSet, route: Index) -> GroupID { routes[route].groupID(of: labels) }

    /// Those labels of an alert that make its group on a route.
    package func groupLabels(of labels: LabelSet, by route: Route) -> LabelSet { route.groupLabels(of: labels) }

    /// Visits the routes that an alert takes, in their order. Allocates nothing.
    private func forEachRoute(of labels: LabelSet, _ body: (Index) -> Void) {
        names.withValues(of: labels) { values in
            nodes.withUnsafeBufferPointer { nodes in
                conditions.withUnsafeBufferPointer { conditions in
                    _ = RouteWalk(nodes: nodes, conditions: conditions, values: values).take(0, body)
                }
            }
        }
    }

    /// Whether every alert takes the routes at the same places as in another tree, and is in the same groups and
    /// incidents there. To whom they lead, and when, may differ.
    package func leads(like other: RoutingTree) -> Bool {
        nodes == other.nodes
            && zip(routes, other.routes).allSatisfy { one, other in
                one.matchers == other.matchers && one.groupBy == other.groupBy
                    && one.opensIncidents == other.opensIncidents
            }
    }

    package static func == (a: RoutingTree, b: RoutingTree) -> Bool {
        a.routes == b.routes && a.nodes == b.nodes && a.intervals == b.intervals
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(routes) }
}

/// Where a route stands among the others.
struct RouteNode: Hashable, Sendable {
    let parent: Int?
    let depth: Int
    /// The first route that is not below it.
    var end: Int
    let conditions: Range<Int>
    let continues: Bool
}

/// A matcher whose label is known by its place.
struct RouteCondition: Sendable {
    private let slot: Int
    private let isNegative: Bool
    private let test: ValueTest

    init(_ matcher: Matcher, slot: Int) {
        (self.slot, isNegative, test) = (slot, matcher.operation.isNegative, matcher.test)
    }

    @inline(__always)
    func isMet(by values: UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>) -> Bool {
        test.isMet(by: values[slot]) != isNegative
    }
}

/// One alert's way through the routes.
private struct RouteWalk {
    let nodes: UnsafeBufferPointer<RouteNode>
    let conditions: UnsafeBufferPointer<RouteCondition>
    let values: UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>

    /// Whether the alert takes a route, or one below it. Where none below takes it, the route itself is taken.
    func take(_ index: Int, _ body: (Int) -> Void) -> Bool {
        for condition in nodes[index].conditions where !conditions[condition].isMet(by: values) { return false }
        var isTaken = false
        var child = index + 1
        while child < nodes[index].end {
            if take(child, body) {
                isTaken = true
                if !nodes[child].continues { break }
            }
            child = nodes[child].end
        }
        if !isTaken { body(index) }
        return true
    }
}

/// Lays a tree out flat, and hands down what is inherited.
private struct RoutePlanting {
    var routes: [Route] = []
    var nodes: [RouteNode] = []
    private var conditionCount = 0

    mutating func plant(_ branch: RouteBranch, under parent: Int?, depth: Int, _ opensIncidents: (String) -> Bool) {
        let above = parent.map { routes[$0] }
        let receiver = branch.receiver ?? above?.receiver ?? ""
        let matchers = branch.matchers.sorted(by: Matcher.precedes)
        let part = "{\(matchers.map(\.description).joined(separator: ","))}"
        let index = routes.count
        routes.append(
            Route(
                receiver: receiver, groupBy: branch.groupBy ?? above?.groupBy ?? GroupBy.none,
                groupWait: branch.groupWait ?? above?.groupWait ?? .seconds(30),
                groupInterval: branch.groupInterval ?? above?.groupInterval ?? .minutes(5),
                repeatInterval: branch.repeatInterval ?? above?.repeatInterval ?? .hours(4),
                opensIncidents: opensIncidents(receiver), path: above.map { "\($0.path)/\(part)" } ?? part,
                matchers: matchers, continues: branch.continues, muteTimes: branch.muteTimes,
                activeTimes: branch.activeTimes))
        nodes.append(
            RouteNode(
                parent: parent, depth: depth, end: index + 1,
                conditions: conditionCount..<conditionCount + matchers.count, continues: branch.continues))
        conditionCount += matchers.count
        for child in branch.branches { plant(child, under: index, depth: depth + 1, opensIncidents) }
        nodes[index].end = routes.count
    }
}
