package import Incidents

/// Matchers that must all be met, laid out to be held against very many alerts: nothing is copied on the way.
package struct LabelConditions: Sendable {
    private struct Condition: Sendable {
        var name: [UInt8]
        var test: ValueTest
        var isNegative: Bool
    }

    private let all: [Condition]

    package init(_ matchers: [Matcher]) {
        all = matchers.map {
            Condition(name: $0.nameBytes, test: $0.test, isNegative: $0.operation.isNegative)
        }
    }

    /// Whether the labels meet every condition.
    package func areMet(by labels: LabelSet) -> Bool {
        all.withUnsafeBufferPointer { all in
            for index in all.indices {
                let isMet = labels.pairs.withValue(of: all[index].name) { all[index].test.isMet(by: $0) }
                if isMet == all[index].isNegative { return false }
            }
            return true
        }
    }
}
