/// How bad it is: SEV1 is worst. Ordered by urgency, so `.sev1 < .sev5`; "raised" means towards SEV1.
package enum Severity: Int, Hashable, Comparable, Sendable, CaseIterable {
    case sev1 = 1
    case sev2, sev3, sev4, sev5

    /// `SEV2`, as screens and answers write it.
    package var name: String { "SEV\(rawValue)" }

    /// Reads `SEV2`, `sev2` or `2`.
    package init?(name: String) {
        let digits = name.lowercased().hasPrefix("sev") ? String(name.dropFirst(3)) : name
        guard let number = Int(digits), let severity = Severity(rawValue: number) else { return nil }
        self = severity
    }

    package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

    /// Whether this is worse than another.
    package func isWorse(than other: Severity) -> Bool { self < other }
}
