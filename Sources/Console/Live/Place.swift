import Incidents

/// Where an incident stands among the others in a chosen order, in 48 bytes.
///
/// A hundred thousand rows are searched and moved by it, which whole summaries are too large for; so nearly all of the
/// order is in two numbers. What needs an acknowledge stands above the rest in every order. Rows that are equal in the
/// chosen column stand in the order of urgency, ``IncidentSummary/isMoreUrgent(_:than:)``; a test holds the two to be
/// the same.
struct Place: Equatable, Comparable, Sendable {
    /// One bit for what needs no acknowledge, then what the chosen column orders by.
    private let column: UInt64
    /// Four bits for over and severity, then the age.
    private let urgency: UInt64
    let number: IncidentNumber
    /// The whole text, where its first bytes do not say everything.
    private let text: String
    private let isReversed: Bool

    /// Nil for an incident that is over and was seen: it has no row.
    init?(_ incident: IncidentSummary, in order: ListOrder = ListOrder()) {
        guard incident.isOpen || incident.isCleared else { return nil }
        number = incident.number
        isReversed = order.isInverted
        let urgency = Place.urgency(of: incident)
        let key: UInt64
        if order.column == .urgency {
            self.urgency = order.isInverted ? ~urgency : urgency
            (key, text) = (0, "")
        } else {
            self.urgency = urgency
            let value = order.column.value(of: incident)
            key = (order.isInverted ? ~value.key : value.key) & (1 << 63 - 1)
            text = value.text
        }
        column = key | (incident.needsAcknowledge ? 0 : 1 << 63)
    }

    /// Open before cleared, then by severity; then by age, of those that are over the newest first.
    private static func urgency(of incident: IncidentSummary) -> UInt64 {
        let severity = UInt64(incident.severity.rawValue)
        if incident.isOpen { return severity << 60 | incident.openedAt.milliseconds.ordered(in: 60) }
        let end = (incident.resolvedAt ?? incident.openedAt).milliseconds
        return (severity + 8) << 60 | (~end).ordered(in: 60)
    }

    static func < (a: Place, b: Place) -> Bool {
        if a.column != b.column { return a.column < b.column }
        if !(a.text.isEmpty && b.text.isEmpty), a.text != b.text { return (a.text < b.text) != a.isReversed }
        return a.urgency != b.urgency ? a.urgency < b.urgency : a.number < b.number
    }
}

extension Int64 {
    /// The number in so many bits, so that the order stays; what is too large or too small for them is cut.
    func ordered(in bits: Int) -> UInt64 {
        let half: Int64 = 1 << (bits - 1)
        return UInt64(Swift.min(Swift.max(self, -half), half - 1) + half)
    }
}
