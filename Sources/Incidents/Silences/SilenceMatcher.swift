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

    /// By their bytes, as they match: to `String` a letter with its accent is one with a letter and an accent.
    package static func == (a: SilenceMatcher, b: SilenceMatcher) -> Bool {
        a.isRegex == b.isRegex && a.isEqual == b.isEqual && a.name.utf8.elementsEqual(b.name.utf8)
            && a.value.utf8.elementsEqual(b.value.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(isRegex)
        hasher.combine(isEqual)
        for text in [name, value] {
            for byte in text.utf8 { hasher.combine(byte) }
        }
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
