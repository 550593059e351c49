/// Siblings that do not continue, found by what an alert must at least meet for one of them to take it: each new sibling
/// is held against the few that it could be shadowed by, not against all.
struct StoppingRoutes {
    /// A label, and a value or an expression of it.
    private struct Key: Hashable {
        var name: String
        var text: String
    }

    /// Those that ask for one of a few values of a label, by each of these.
    private var byValue: [Key: [RoutingTree.Index]] = [:]
    /// Those that ask for an expression, which itself implies, and any list of values may.
    private var byExpression: [Key: [RoutingTree.Index]] = [:]
    private var byExpressionOf: [String: [RoutingTree.Index]] = [:]
    /// Those that ask for neither.
    private var others: [RoutingTree.Index] = []

    /// Adds a route; they are added in their order.
    mutating func add(_ route: RoutingTree.Index, _ matchers: [Matcher]) {
        // Under that condition of it which the fewest share.
        let keys = matchers.compactMap { matcher in
            matcher.acceptedValues.map { $0.map { Key(name: matcher.name, text: $0) } }
        }
        if let fewest = keys.min(by: { shared($0) < shared($1) }) {
            for key in fewest { byValue[key, default: []].append(route) }
        } else if let matcher = matchers.first(where: \.isExpression) {
            byExpression[Key(name: matcher.name, text: matcher.expression), default: []].append(route)
            byExpressionOf[matcher.name, default: []].append(route)
        } else {
            others.append(route)
        }
    }

    private func shared(_ keys: [Key]) -> Int { keys.reduce(0) { max($0, byValue[$1]?.count ?? 0) } }

    /// The first route that a test holds for, among those whose conditions these matchers may imply.
    func first(for matchers: [Matcher], where test: (RoutingTree.Index) -> Bool) -> RoutingTree.Index? {
        var first = others.first(where: test)
        func look(in routes: [RoutingTree.Index]?) {
            let bound = first ?? .max
            if let found = routes?.prefix(while: { $0 < bound }).first(where: test) { first = found }
        }
        for matcher in matchers {
            if let value = matcher.acceptedValues?.first {
                look(in: byValue[Key(name: matcher.name, text: value)])
                look(in: byExpressionOf[matcher.name])
            } else if matcher.isExpression {
                look(in: byExpression[Key(name: matcher.name, text: matcher.expression)])
            }
        }
        return first
    }
}
