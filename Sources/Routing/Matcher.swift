package import Incidents

/// One condition on a label: `severity=~"critical|page"`. A missing label counts as one with an empty value.
package struct Matcher: Hashable, Sendable, CustomStringConvertible {
    /// How the value of the label is compared with that of the matcher: the sign between them.
    package enum Operation: String, Hashable, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case regex = "=~"
        case notRegex = "!~"

        package var isRegex: Bool { self == .regex || self == .notRegex }
        package var isNegative: Bool { self == .notEqual || self == .notRegex }
    }

    package let name: String
    package let operation: Operation
    package let value: String

    let nameBytes: [UInt8]
    let test: ValueTest

    /// Throws when the operation is a regular one and the value does not compile.
    package init(_ name: String, _ operation: Operation, _ value: String) throws(RegexFault) {
        (self.name, self.operation, self.value) = (name, operation, value)
        nameBytes = Array(name.utf8)
        test = operation.isRegex ? try ValueTest(regex: value) : .equal(Array(value.utf8))
    }

    /// Whether the labels meet the condition. Works on the packed bytes and allocates nothing.
    package func matches(_ labels: LabelSet) -> Bool {
        labels.pairs.withValue(of: nameBytes) { matches(value: $0) }
    }

    /// Whether a label with this value meets the condition.
    package func matches(value: String) -> Bool {
        var value = value
        return value.withUTF8 { matches(value: $0) }
    }

    /// Whether the condition is met where the label is missing.
    package var matchesEmpty: Bool { matches(value: "") }

    private func matches(value: UnsafeBufferPointer<UInt8>) -> Bool {
        test.isMet(by: value) != operation.isNegative
    }

    package static func == (a: Matcher, b: Matcher) -> Bool {
        // By their bytes, as they match: a letter with its accent and a letter and an accent are one to `String` alone.
        a.operation == b.operation && a.name.utf8.elementsEqual(b.name.utf8) && a.value.utf8.elementsEqual(b.value.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(operation)
        for text in [name, value] {
            for byte in text.utf8 { hasher.combine(byte) }
        }
    }

    /// As Alertmanager prints it: `name="value"`, with `\\`, `\n` and `\"` escaped; a name of more than letters, digits,
    /// `_` and `:` is quoted.
    package var description: String {
        var escaped = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"": escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return "\(MatcherParser.isPlainName(name) ? name : GoQuoting.quoted(name))\(operation.rawValue)\"\(escaped)\""
    }
}

extension [Matcher] {
    /// Whether the labels meet every condition; no condition at all is met by everything.
    package func matches(_ labels: LabelSet) -> Bool { allSatisfy { $0.matches(labels) } }

    /// The labels that they ask for by name and value.
    package var sketch: LabelSketch {
        var sketch = LabelSketch()
        for matcher in self where matcher.operation == .equal && !matcher.value.isEmpty {
            sketch.add(name: matcher.name, value: matcher.value)
        }
        return sketch
    }
}

extension Matcher {
    /// The matcher of an entry in `match_re`, as Alertmanager holds and prints it: with its anchors.
    package static func matchRE(_ name: String, _ value: String) throws(RegexFault) -> Matcher {
        // Compiled first as it was written, so that a fault speaks of that.
        _ = try ValueTest(regex: value)
        return try Matcher(name, .regex, "^(?:\(value))$")
    }

    /// Alertmanager's order of the matchers of one route: by name, value and sign.
    package static func precedes(_ a: Matcher, _ b: Matcher) -> Bool {
        if a.name != b.name { return a.name.utf8.lexicographicallyPrecedes(b.name.utf8) }
        if a.value != b.value { return a.value.utf8.lexicographicallyPrecedes(b.value.utf8) }
        return a.operation.rank < b.operation.rank
    }
}

extension Matcher.Operation {
    fileprivate var rank: Int {
        switch self {
        case .equal: 0
        case .notEqual: 1
        case .regex: 2
        case .notRegex: 3
        }
    }
}
