/// Where an incident stands among others: what needs an acknowledge, then what is open, then what cleared unseen, then
/// the rest; within each by severity, then age, then number. 32 bytes: lists of a hundred thousand are sorted by it.
package struct IncidentUrgency: Hashable, Comparable, Sendable {
    package let number: IncidentNumber
    private let age: Int64
    package let rank: UInt8
    private let severity: UInt8

    /// Of an incident that stands so.
    package init(
        number: IncidentNumber, severity: Severity, needsAcknowledge: Bool, isOpen: Bool, isCleared: Bool,
        openedAt: Timestamp, resolvedAt: Timestamp?
    ) {
        self.number = number
        self.severity = UInt8(severity.rawValue)
        if isOpen {
            (rank, age) = (needsAcknowledge ? 0 : 1, openedAt.milliseconds)
        } else {
            // Of those that are over, the newest is the one that somebody looks for.
            let end = (resolvedAt ?? openedAt).milliseconds
            (rank, age) = (isCleared ? 2 : 3, end == .min ? .max : -end)
        }
    }

    package init(_ incident: borrowing Incident) {
        let phase = incident.phase
        self.init(
            number: incident.number, severity: incident.severity, needsAcknowledge: phase.isTriggered,
            isOpen: !phase.isResolved, isCleared: incident.isClearedUnseen, openedAt: incident.openedAt,
            resolvedAt: phase.resolution?.at)
    }

    package static func < (a: IncidentUrgency, b: IncidentUrgency) -> Bool {
        (a.rank, a.severity, a.age, a.number.value) < (b.rank, b.severity, b.age, b.number.value)
    }
}
