/// What can be said about matchers without an alert: for a word about routes that no alert can take.
extension Matcher {
    /// The only values that meet it, or nil when they cannot be listed.
    package var acceptedValues: [String]? {
        guard !operation.isNegative else { return nil }
        switch test {
        case .equal(let bytes): return [String(decoding: bytes, as: UTF8.self)]
        case .oneOf(let list): return list.map { String(decoding: $0, as: UTF8.self) }
        case .prefix, .anything, .something, .regex: return nil
        }
    }

    /// Whether every value meets it that any alert is likely to have: `.*` leaves out only those of several lines.
    private var acceptsEverything: Bool {
        if case .anything = test { return !operation.isNegative }
        return false
    }

    /// Whether whatever meets all of the others meets this one. Where that is hard to say, it is not.
    package func isImplied(by others: [Matcher]) -> Bool {
        if acceptsEverything { return true }
        return others.contains { $0.name == name && implies($0) }
    }

    private func implies(_ other: Matcher) -> Bool {
        if other == self || (other.operation == operation && other.pattern == pattern) { return true }
        if let values = other.acceptedValues { return values.allSatisfy { matches(value: $0) } }
        switch (test, operation.isNegative, other.test, other.operation.isNegative) {
        case (.prefix(let short), false, .prefix(let long), false): return long.starts(with: short)
        case (.something, false, .prefix, false): return true
        case (.equal(let value), true, .prefix(let start), false): return !value.starts(with: start)
        case (.equal(let value), true, .something, false): return value.isEmpty
        case (.equal(let value), true, .oneOf(let list), true): return list.contains(value)
        default: return false
        }
    }

    /// Whether only the expressions' engine can tell what meets it.
    var isExpression: Bool {
        if case .regex = test { return !operation.isNegative }
        return false
    }

    /// Its expression, which is the same for all that say it in another way.
    var expression: String { String(pattern) }

    /// The value without the anchors that `match_re` brings along.
    private var pattern: Substring {
        let isWrapped = operation.isRegex && value.hasPrefix("^(?:") && value.hasSuffix(")$")
        return isWrapped ? value.dropFirst(4).dropLast(2) : Substring(value)
    }
}

extension RoutingTree {
    /// Why no alert can ever take a route.
    package enum Unreachable: Hashable, Sendable {
        /// A sibling before this route, or before one above it, takes whatever it could, and does not continue.
        case shadowed(by: Index)
        /// Its matchers and those above it contradict each other about this label.
        case contradicted(label: String)
    }

    /// The routes that no alert can take, as far as that can be said; what is below them is not named again.
    package var unreachable: [(route: Index, why: Unreachable)] {
        var found: [(Index, Unreachable)] = []
        findUnreachable(below: 0, [], &found)
        return found
    }

    private func findUnreachable(below parent: Index, _ above: [Matcher], _ found: inout [(Index, Unreachable)]) {
        var stopping = StoppingRoutes()
        for child in children(of: parent) {
            let all = above + routes[child].matchers
            if let label = RoutingTree.contradiction(in: all) {
                found.append((child, .contradicted(label: label)))
            } else if let stopper = stopping.first(
                for: all, where: { routes[$0].matchers.allSatisfy { $0.isImplied(by: all) } })
            {
                found.append((child, .shadowed(by: stopper)))
            } else {
                findUnreachable(below: child, all, &found)
                if !routes[child].continues { stopping.add(child, routes[child].matchers) }
            }
        }
    }

    /// A label of which no value meets all matchers.
    private static func contradiction(in matchers: [Matcher]) -> String? {
        for matcher in matchers {
            guard let values = matcher.acceptedValues else { continue }
            let fellows = matchers.filter { $0.name == matcher.name }
            guard fellows.count > 1 else { continue }
            if !values.contains(where: { value in fellows.allSatisfy { $0.matches(value: value) } }) {
                return matcher.name
            }
        }
        return nil
    }
}
