/// A matcher that a test made up, in every way in which it may be written.
package struct GeneratedMatcher: Hashable, Sendable {
    package enum Sign: String, CaseIterable, Sendable { case equal = "=", unequal = "!=", like = "=~", unlike = "!~" }

    package var name: String
    package var sign: Sign
    package var value: String

    package init(_ name: String, _ sign: Sign, _ value: String) {
        (self.name, self.sign, self.value) = (name, sign, value)
    }

    package var isRegex: Bool { sign == .like || sign == .unlike }
    package var isEqual: Bool { sign == .equal || sign == .like }

    /// As `matchers` and filters take it: the value in quotes.
    package var text: String { "\(name)\(sign.rawValue)\(Self.inQuotes(value))" }

    /// The value alone as `amtool` and matchers take it in quotes: three characters are escaped.
    package static func inQuotes(_ value: String) -> String {
        let escaped = value.map { character in
            switch character {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": "\\n"
            default: String(character)
            }
        }
        return "\"\(escaped.joined())\""
    }

    /// Whether it holds, read once more and apart from the code that is tested: a missing label is an empty one.
    ///
    /// Only for expressions that are plain enough to mean the same to every engine.
    package func holds(for labels: [String: String]) -> Bool {
        let found = labels[name] ?? ""
        guard isRegex else { return (found == value) == isEqual }
        guard let expression = try? Regex(value) else { return false }
        return (found.wholeMatch(of: expression) != nil) == isEqual
    }
}

extension Sequence where Element == GeneratedMatcher {
    /// Whether each of them holds.
    package func hold(for labels: [String: String]) -> Bool { allSatisfy { $0.holds(for: labels) } }
}

extension String {
    /// As a YAML scalar in double quotes, which is a JSON string too.
    package var inYAML: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    /// As a YAML scalar in single quotes, which knows no escapes.
    package var inPlainYAML: String { "'\(replacing("'", with: "''"))'" }
}
