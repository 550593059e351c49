/// One condition of a silence, as it was written: `/api/v2` gives it back so.
package struct SilenceMatcher: Hashable, Sendable {
    package var name: String
    package var value: String
    package var isRegex: Bool
    /// Whether the label must meet the value; false for `!=` and `!~`.
    package var isEqual: Bool

    package init(name: String, value: String, isRegex: Bool = false, isEqual: Bool = true) {
        (self.name, self.value, self.isRegex, self.isEqual) = (name, value, isRegex, isEqual)
    }
}

extension SilenceMatcher {
    /// The labels that make an incident's group, as conditions: what silences it, and what joins it later.
    package static func ofGroup(_ incident: IncidentSummary) -> [SilenceMatcher] {
        incident.labels.map { SilenceMatcher(name: $0.name.original, value: $0.value.original) }
    }

    /// The condition as it is typed: `service=search`, `path=~"/pay.*"`.
    package var written: String {
        let sign = isRegex ? (isEqual ? "=~" : "!~") : (isEqual ? "=" : "!=")
        return "\(name)\(sign)\(SilenceMatcher.quoted(value))"
    }

    private static func quoted(_ value: String) -> String {
        let isPlain = !value.isEmpty && value.allSatisfy { $0.isLetter || $0.isNumber || "-_./:".contains($0) }
        guard !isPlain else { return value }
        var text = "\""
        for scalar in value.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { text += "\\" }
            text.unicodeScalars.append(scalar == "\n" ? "\\" : scalar)
            if scalar == "\n" { text += "n" }
        }
        return text + "\""
    }
}

extension [SilenceMatcher] {
    /// All of the conditions as they are typed, with a blank between two.
    package var written: String { map(\.written).joined(separator: " ") }
}
