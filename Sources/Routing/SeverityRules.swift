package import Incidents

/// Which severity an alert has, by a label of its own.
package struct SeverityRules: Hashable, Sendable {
    /// One value of the label and what it stands for.
    package struct Level: Hashable, Sendable {
        /// Compared without regard to the case of ASCII letters: `Critical` at night is no reason to sleep on.
        package let value: String
        package let severity: Severity

        fileprivate let folded: [UInt8]

        package init(_ value: String, _ severity: Severity) {
            (self.value, self.severity) = (value, severity)
            folded = value.utf8.map(SeverityRules.folded)
        }
    }

    /// The name of the label.
    package let label: String
    package let levels: [Level]
    /// What an alert has whose label is missing, or says something else.
    package let otherwise: Severity

    private let labelBytes: [UInt8]

    package init(
        label: String = "severity", levels: [Level] = SeverityRules.standardLevels, otherwise: Severity = .sev4
    ) {
        (self.label, self.levels, self.otherwise) = (label, levels, otherwise)
        labelBytes = Array(label.utf8)
    }

    /// What holds without a configuration.
    package static let standard = SeverityRules()

    package static let standardLevels = [
        Level("critical", .sev1), Level("page", .sev1), Level("error", .sev2), Level("high", .sev2),
        Level("warning", .sev3), Level("none", .sev4), Level("unknown", .sev4), Level("info", .sev5),
    ]

    /// The severity of an alert. Works on the packed bytes and allocates nothing.
    package func severity(of labels: LabelSet) -> Severity {
        labels.pairs.withValue(of: labelBytes) { value in
            for level in levels where SeverityRules.areEqual(value, level.folded) { return level.severity }
            return otherwise
        }
    }

    private static func areEqual(_ value: UnsafeBufferPointer<UInt8>, _ folded: [UInt8]) -> Bool {
        guard value.count == folded.count else { return false }
        for index in folded.indices where SeverityRules.folded(value[index]) != folded[index] { return false }
        return true
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
