package import Incidents

/// Which values labels had lately: what a matcher is held against that may be a slip of the pen.
///
/// It says that no alert meets a matcher only where enough alerts were seen, and where not too many values of the label
/// were.
package struct SeenLabels: Sendable {
    /// Fewer alerts than this say nothing about those to come.
    package static let alertsMin = 100
    /// A label with more values than this may have any.
    package static let valuesMax = 1000

    /// How many label sets were seen.
    package private(set) var alerts = 0
    private var values: [String: Set<String>] = [:]

    package init() {}

    package init(_ sets: some Sequence<LabelSet>) {
        for labels in sets { add(labels) }
    }

    package mutating func add(_ labels: LabelSet) {
        alerts += 1
        for (name, value) in labels.pairs.pairs where values[name].map({ $0.count <= SeenLabels.valuesMax }) ?? true {
            values[name, default: []].insert(value)
        }
    }

    /// What a label has been, sorted; nil when it was so much that it may be anything.
    package func values(of name: String) -> [String]? {
        let seen = values[name] ?? []
        return seen.count <= SeenLabels.valuesMax ? seen.sorted() : nil
    }

    /// What a label that a matcher asks for has been, sorted, when none of its values meets it; nil when one does, or
    /// when nothing can be said.
    package func unmet(by matcher: Matcher) -> [String]? {
        guard alerts >= SeenLabels.alertsMin, !matcher.matchesEmpty else { return nil }
        let seen = values[matcher.name] ?? []
        guard seen.count <= SeenLabels.valuesMax, !seen.contains(where: { matcher.matches(value: $0) }) else {
            return nil
        }
        return seen.sorted()
    }
}
