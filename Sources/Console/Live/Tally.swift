import Incidents

/// How many incidents of the list are shown as what, kept up to date one by one.
struct Tally: Hashable, Sendable {
    private(set) var needAcknowledge = 0
    private(set) var acknowledged = 0
    private(set) var snoozed = 0
    private(set) var mitigated = 0
    private(set) var cleared = 0
    private(set) var open = 0
    /// Alerts that fire in all of them.
    private(set) var firing = 0

    /// Counts an incident in, or with -1 out again.
    mutating func count(_ incident: IncidentSummary, by sign: Int = 1) {
        guard incident.isOpen || incident.isCleared else { return }
        if incident.isOpen { open += sign }
        firing += sign * incident.counts.firing
        switch incident.shown {
        case .triggered, .muted, .noNews: needAcknowledge += sign
        case .acknowledged: acknowledged += sign
        case .snoozed: snoozed += sign
        case .mitigated: mitigated += sign
        case .cleared: cleared += sign
        case .resolved: break
        }
    }
}
