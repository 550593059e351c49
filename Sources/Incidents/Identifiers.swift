/// The number that people say: `#4127`. Given out by the watch, one up from the last, never used twice.
package struct IncidentNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var value: Int

    package init(_ value: Int) { self.value = value }

    package var description: String { "#\(value)" }

    package static func < (a: IncidentNumber, b: IncidentNumber) -> Bool { a.value < b.value }
}

/// What identifies a label set, equal to Alertmanager's: FNV-1a, 64 bits, over the sorted labels.
package struct Fingerprint: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var value: UInt64

    package init(_ value: UInt64) { self.value = value }

    /// Sixteen hexadecimal digits, as clients print and key it.
    package var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    package init?(hexadecimal text: String) {
        guard text.utf8.count == 16, let value = UInt64(text, radix: 16) else { return nil }
        self.value = value
    }

    package static func < (a: Fingerprint, b: Fingerprint) -> Bool { a.value < b.value }
}

/// What identifies a group of alerts: its route and the values of its group labels, hashed the same way on every run.
package struct GroupID: Hashable, Comparable, Sendable {
    package var value: UInt64

    package init(_ value: UInt64) { self.value = value }

    package static func < (a: GroupID, b: GroupID) -> Bool { a.value < b.value }
}

/// What a client calls one act of its own, so that sending it twice has one effect. At most 128 bytes.
package struct RequestID: Hashable, Comparable, Sendable {
    package static let lengthMax = 128

    package var text: String

    /// Nil for an empty or over-long id.
    package init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= RequestID.lengthMax else { return nil }
        self.text = text
    }

    package static func < (a: RequestID, b: RequestID) -> Bool { a.text < b.text }
}

/// What identifies a page: the incident and how many pages it had before. It is also the idempotency key towards a channel.
package struct PageID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var incident: IncidentNumber
    package var ordinal: Int

    package init(incident: IncidentNumber, ordinal: Int) {
        self.incident = incident
        self.ordinal = ordinal
    }

    package var description: String { "\(incident.value)/\(ordinal)" }

    package static func < (a: PageID, b: PageID) -> Bool { (a.incident, a.ordinal) < (b.incident, b.ordinal) }
}
