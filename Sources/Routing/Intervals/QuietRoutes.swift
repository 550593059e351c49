package import Incidents

/// Which of the routes that open incidents tell nobody at a moment, and when that can be otherwise.
package struct QuietRoutes: Hashable, Sendable {
    /// Why a route is quiet, and until when it is for this reason; nil when that is farther off than is looked ahead.
    package struct Quiet: Hashable, Sendable {
        package var why: RouteQuiet
        package var until: Timestamp?
    }

    package private(set) var quiet: [RoutingTree.Index: Quiet] = [:]
    /// When to ask again; nil when no route has time intervals.
    package private(set) var next: Timestamp?

    /// How far ahead the next change is looked for: past the end of any month.
    package static let lookAhead = Duration.hours(40 * 24)

    package init() {}

    package init(of tree: RoutingTree, at now: Timestamp) {
        // Many routes, few different lists of intervals.
        var known: [Times: (why: RouteQuiet?, until: Timestamp?)] = [:]
        for index in tree.routes.indices where tree.routes[index].opensIncidents {
            let times = Times(tree.routes[index])
            guard !times.isEmpty else { continue }
            let (why, until) =
                known[times] ?? (tree.quiet(index, at: now), QuietRoutes.change(of: index, times, in: tree, after: now))
            known[times] = (why, until)
            if let why { quiet[index] = Quiet(why: why, until: until) }
            next = min(next ?? .distantFuture, until ?? now + QuietRoutes.lookAhead)
        }
    }

    private struct Times: Hashable {
        var mute: [String]
        var active: [String]

        init(_ route: Route) { (mute, active) = (route.muteTimes, route.activeTimes) }

        var isEmpty: Bool { mute.isEmpty && active.isEmpty }

        static func == (a: Times, b: Times) -> Bool { a.mute.isSame(as: b.mute) && a.active.isSame(as: b.active) }
    }

    /// The first moment at which a route is quiet for another reason, or for none, or again.
    private static func change(
        of route: RoutingTree.Index, _ times: Times, in tree: RoutingTree, after now: Timestamp
    ) -> Timestamp? {
        let intervals = (times.mute + times.active).compactMap { tree.intervals[$0] }
        let before = tree.quiet(route, at: now)
        var moment = now
        while moment < now + lookAhead {
            guard let turn = intervals.compactMap({ $0.nextTurn(after: moment) }).min(), turn > moment else {
                return nil
            }
            if tree.quiet(route, at: turn) != before { return turn }
            moment = turn
        }
        return nil
    }
}
