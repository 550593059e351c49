package import Incidents

/// What became of an alert at one route.
package struct RouteStep: Hashable, Sendable {
    package enum Verdict: Hashable, Sendable {
        /// The alert is led to its receiver.
        case taken
        /// It matches, and routes below it have taken the alert.
        case passedOn
        /// Matchers are not met.
        case unmet([Matcher])
        /// A sibling before it has taken the alert and does not continue.
        case stopped(by: RoutingTree.Index)
    }

    package let route: RoutingTree.Index
    package let verdict: Verdict
}

extension RoutingTree {
    /// How deep a route stands; the root is at 0.
    package func depth(of route: Index) -> Int { nodes[route].depth }

    /// The route above one, nil for the root.
    package func parent(of route: Index) -> Index? { nodes[route].parent }

    /// The routes just below one, in their order.
    package func children(of route: Index) -> [Index] {
        var children: [Index] = []
        var child = route + 1
        while child < nodes[route].end {
            children.append(child)
            child = nodes[child].end
        }
        return children
    }

    /// The alert's way: what became of it at each route that it was held against, and at those it was kept from.
    package func explanation(for labels: LabelSet) -> [RouteStep] {
        var steps: [RouteStep] = []
        _ = explain(0, labels, &steps)
        return steps
    }

    private func explain(_ index: Index, _ labels: LabelSet, _ steps: inout [RouteStep]) -> Bool {
        let unmet = routes[index].matchers.filter { !$0.matches(labels) }
        guard unmet.isEmpty else {
            steps.append(RouteStep(route: index, verdict: .unmet(unmet)))
            return false
        }
        let place = steps.count
        steps.append(RouteStep(route: index, verdict: .taken))
        var stopper: Index?
        for child in children(of: index) {
            if let stopper {
                steps.append(RouteStep(route: child, verdict: .stopped(by: stopper)))
            } else if explain(child, labels, &steps) {
                steps[place] = RouteStep(route: index, verdict: .passedOn)
                if !routes[child].continues { stopper = child }
            }
        }
        return true
    }
}
