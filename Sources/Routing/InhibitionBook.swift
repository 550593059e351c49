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

    /// The rules lie flat: where each has its conditions and the numbers of its `equal` labels among those of all.
    private struct Rule: Sendable {
        var sources: Range<Int>
        var targets: Range<Int>
        var equal: Range<Int>
    }

    private typealias Values = UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>

    private let rules: [Rule]
    private let conditions: [RouteCondition]
    private let equal: [Int]
    private let names: LabelIndex

    package init(_ rules: [InhibitRule]) {
        let names = LabelIndex(
            rules.flatMap { rule in
                (rule.sourceMatchers + rule.targetMatchers).map(\.nameBytes) + rule.equal.map { Array($0.utf8) }
            })
        var conditions: [RouteCondition] = []
        var equal: [Int] = []
        func lay(_ matchers: [Matcher]) -> Range<Int> {
            let start = conditions.count
            conditions += matchers.map { RouteCondition($0, slot: names.slot(of: $0.nameBytes)) }
            return start..<conditions.count
        }
        self.rules = rules.map { rule in
            let start = equal.count
            equal += rule.equal.map { names.slot(of: Array($0.utf8)) }
            return Rule(
                sources: lay(rule.sourceMatchers), targets: lay(rule.targetMatchers), equal: start..<equal.count)
        }
        (self.conditions, self.equal, self.names) = (conditions, equal, names)
    }

    package var count: Int { rules.count }

    /// The rules that have anything to do with an alert, in their order.
    package func touches(_ labels: LabelSet) -> [Touch] {
        guard !rules.isEmpty else { return [] }
        return names.withValues(of: labels) { values in
            conditions.withUnsafeBufferPointer { conditions in
                var touches: [Touch] = []
                for index in rules.indices {
                    let rule = rules[index]
                    let isSource = InhibitionBook.meets(rule.sources, of: conditions, values)
                    let isTarget = InhibitionBook.meets(rule.targets, of: conditions, values)
                    guard isSource || isTarget else { continue }
                    touches.append(
                        Touch(rule: index, isSource: isSource, isTarget: isTarget, key: key(rule.equal, values)))
                }
                return touches
            }
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
    private static func meets(
        _ range: Range<Int>, of conditions: UnsafeBufferPointer<RouteCondition>, _ values: Values
    ) -> Bool {
        for index in range where !conditions[index].isMet(by: values) { return false }
        return true
    }

    private func key(_ range: Range<Int>, _ values: Values) -> [UInt8] {
        guard !range.isEmpty else { return [] }
        var key: [UInt8] = []
        key.reserveCapacity(range.reduce(0) { $0 + values[equal[$1]].count + 3 })
        for index in range {
            let value = values[equal[index]]
            key.append(UInt8(truncatingIfNeeded: value.count))
            key.append(UInt8(truncatingIfNeeded: value.count >> 8))
            key.append(UInt8(truncatingIfNeeded: value.count >> 16))
            key.append(contentsOf: value)
        }
        return key
    }
}
