import Incidents

/// Where an incident stands among the others: what ``IncidentSummary/isMoreUrgent(_:than:)`` orders by, in 32 bytes.
///
/// A hundred thousand rows are searched and moved by it, which whole summaries are too large for. A test holds the two
/// orders to be the same.
struct Place: Hashable, Comparable, Sendable {
    let number: IncidentNumber
    private let age: Int64
    private let rank: UInt8
    private let severity: UInt8

    /// Nil for an incident that is over and was seen: it has no row.
    init?(_ incident: IncidentSummary) {
        guard incident.isOpen || incident.isCleared else { return nil }
        number = incident.number
        severity = UInt8(incident.severity.rawValue)
        if incident.isOpen {
            (rank, age) = (incident.needsAcknowledge ? 0 : 1, incident.openedAt.milliseconds)
        } else {
            let end = (incident.resolvedAt ?? incident.openedAt).milliseconds
            (rank, age) = (2, end == .min ? .max : -end)
        }
    }

    static func < (a: Place, b: Place) -> Bool {
        (a.rank, a.severity, a.age, a.number.value) < (b.rank, b.severity, b.age, b.number.value)
    }
}
