import Incidents

/// How one service stands, for a screen that has room to count by service.
struct ServiceLine: Hashable, Sendable {
    let service: SafeText
    var needAcknowledge = 0
    var open = 0
    var firing = 0
    var worst = Severity.sev5

    /// The most services that are counted on a screen.
    static let countMax = 5

    init(service: SafeText) { self.service = service }

    /// The services with most to do: by what needs an acknowledge, then by severity, then by what is open.
    static func top(of roll: Roll) -> [ServiceLine] {
        var lines: [SafeText: ServiceLine] = [:]
        for slot in roll.slots where slot.incident.isOpen {
            let incident = slot.incident
            lines[incident.service, default: ServiceLine(service: incident.service)].add(incident)
        }
        return Array(lines.values.sorted(by: isBefore).prefix(countMax))
    }

    private mutating func add(_ incident: IncidentSummary) {
        open += 1
        firing += incident.counts.firing
        if incident.needsAcknowledge { needAcknowledge += 1 }
        worst = min(worst, incident.severity)
    }

    private static func isBefore(_ a: ServiceLine, _ b: ServiceLine) -> Bool {
        (-a.needAcknowledge, a.worst.rawValue, -a.open, a.service.shown)
            < (-b.needAcknowledge, b.worst.rawValue, -b.open, b.service.shown)
    }
}

extension ConsoleState {
    /// Counts anew when there is room for it and something changed: all are looked at, so never while somebody types.
    mutating func countServices(isForced: Bool = false) {
        guard layout.hasServices, list.countedSeq != seq else { return }
        guard isForced || (now - keyAt >= Limits.idle && now - list.countedAt >= Limits.idle) else { return }
        (list.countedAt, list.countedSeq) = (now, seq)
        list.services = ServiceLine.top(of: roll)
    }
}
