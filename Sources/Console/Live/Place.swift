import Incidents

/// Where an incident stands among the others in a chosen order, in 48 bytes.
///
/// A hundred thousand rows are searched and moved by it, which whole summaries are too large for. What needs an
/// acknowledge stands above the rest in every order. Rows that are equal in the chosen column stand in the order of
/// urgency, ``IncidentSummary/isMoreUrgent(_:than:)``; a test holds the two to be the same.
struct Place: Equatable, Comparable, Sendable {
    let number: IncidentNumber
    /// What the chosen column orders by: a number, or the first eight bytes of a text.
    private let key: Int64
    private let age: Int64
    /// The whole text, where its first bytes do not say everything.
    private let text: String
    private let isPinned: Bool
    private let weight: UInt8
    private let isReversed: Bool

    /// Nil for an incident that is over and was seen: it has no row.
    init?(_ incident: IncidentSummary, in order: ListOrder = ListOrder()) {
        guard incident.isOpen || incident.isCleared else { return nil }
        number = incident.number
        isPinned = incident.needsAcknowledge
        isReversed = order.isInverted
        var (weight, age) = Place.urgency(of: incident)
        if order.column == .urgency {
            if order.isInverted { (weight, age) = (255 - weight, ~age) }
            (key, text) = (0, "")
        } else {
            let value = order.column.value(of: incident)
            key = order.isInverted ? ~value.key : value.key
            text = value.text
        }
        (self.weight, self.age) = (weight, age)
    }

    /// Open before cleared, then by severity; then by age, of those that are over the newest first.
    private static func urgency(of incident: IncidentSummary) -> (weight: UInt8, age: Int64) {
        let severity = UInt8(incident.severity.rawValue)
        if incident.isOpen { return (severity, incident.openedAt.milliseconds) }
        let end = (incident.resolvedAt ?? incident.openedAt).milliseconds
        return (severity + 8, end == .min ? .max : -end)
    }

    static func < (a: Place, b: Place) -> Bool {
        if a.isPinned != b.isPinned { return a.isPinned }
        if a.key != b.key { return a.key < b.key }
        if a.text != b.text { return (a.text < b.text) != a.isReversed }
        if a.weight != b.weight { return a.weight < b.weight }
        if a.age != b.age { return a.age < b.age }
        return a.number < b.number
    }
}
