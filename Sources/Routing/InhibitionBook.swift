package import Incidents

/// Inhibit rules, made ready: an alert looks up each of its labels once, however many rules ask for it.
package struct InhibitionBook: Sendable {
    /// What a rule has to do with an alert.
    package struct Touch: Sendable {
        /// The place of the rule among the others.
        package var rule: Int
        /// Whether the alert meets the source matchers.
        package var isSource: Bool
        /// Whether it meets the target matchers.
        package var isTarget: Bool
        /// The values of the `equal` labels, packed: equal where those of two alerts are equal.
        package var key: [UInt8]
    }

    private struct Rule: Sendable {
        var sources: [RouteCondition]
        var targets: [RouteCondition]
        /// The numbers of the `equal` labels.
        var equal: [Int]
    }

    private typealias Values = UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>

    private let rules: [Rule]
    private let names: LabelIndex

    package init(_ rules: [InhibitRule]) {
        let names = LabelIndex(
            rules.flatMap { rule in
                (rule.sourceMatchers + rule.targetMatchers).map(\.nameBytes) + rule.equal.map { Array($0.utf8) }
            })
        self.rules = rules.map { rule in
            Rule(
                sources: rule.sourceMatchers.map { RouteCondition($0, slot: names.slot(of: $0.nameBytes)) },
                targets: rule.targetMatchers.map { RouteCondition($0, slot: names.slot(of: $0.nameBytes)) },
                equal: rule.equal.map { names.slot(of: Array($0.utf8)) })
        }
        self.names = names
    }

    package var count: Int { rules.count }

    /// The rules that have anything to do with an alert, in their order.
    package func touches(_ labels: LabelSet) -> [Touch] {
        guard !rules.isEmpty else { return [] }
        return names.withValues(of: labels) { values in
            var touches: [Touch] = []
            for index in rules.indices {
                let isSource = InhibitionBook.meets(rules[index].sources, values)
                let isTarget = InhibitionBook.meets(rules[index].targets, values)
                guard isSource || isTarget else { continue }
                let key = InhibitionBook.key(rules[index].equal, values)
                touches.append(Touch(rule: index, isSource: isSource, isTarget: isTarget, key: key))
            }
            return touches
        }
    }

    /// Where an alert stands among those that arrive with it: before those that it may inhibit, as far as rules do not
    /// go in a circle.
    package func rank(_ labels: LabelSet) -> Int {
        let touches = touches(labels)
        guard touches.contains(where: \.isSource) else { return 2 }
        return touches.contains(where: \.isTarget) ? 1 : 0
    }

    @inline(__always)
    private static func meets(_ conditions: [RouteCondition], _ values: Values) -> Bool {
        for condition in conditions where !condition.isMet(by: values) { return false }
        return true
    }

    private static func key(_ slots: [Int], _ values: Values) -> [UInt8] {
        guard !slots.isEmpty else { return [] }
        var key: [UInt8] = []
        key.reserveCapacity(slots.reduce(0) { $0 + values[$1].count + 3 })
        for slot in slots {
            let value = values[slot]
            key.append(UInt8(truncatingIfNeeded: value.count))
            key.append(UInt8(truncatingIfNeeded: value.count >> 8))
            key.append(UInt8(truncatingIfNeeded: value.count >> 16))
            key.append(contentsOf: value)
        }
        return key
    }
}
