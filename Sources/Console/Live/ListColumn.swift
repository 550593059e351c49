import Incidents

/// A column of the list. Its raw value is its name in the configuration: `console: columns: [severity, id, what]`.
package enum ListColumn: String, Hashable, Sendable, CaseIterable {
    case severity, state, age, rings
    case number = "id"
    case service, what, who, alerts, changed, labels

    /// What is shown when nobody chose: everything that a person who was just woken needs, and no more.
    package static let usual: [ListColumn] = [.severity, .state, .age, .rings, .number, .service, .what, .who]

    /// What wide columns add at the right.
    static let wide: [ListColumn] = [.alerts, .changed, .labels]

    /// What the list can be ordered by in this column; nil for one that has no order.
    var sorting: SortColumn? {
        switch self {
        case .severity: .severity
        case .state: .state
        case .age: .age
        case .rings: .rings
        case .number: .number
        case .service: .service
        case .what: .what
        case .who: .who
        case .alerts: .alerts
        case .changed, .labels: nil
        }
    }
}

/// What a list can be ordered by. Its raw value is how the screen says it.
enum SortColumn: String, Hashable, Sendable, CaseIterable {
    case urgency, severity, state, age, rings
    case number = "id"
    case service, what, who, alerts
}

/// How the rows of a list are ordered.
struct ListOrder: Hashable, Sendable {
    var column = SortColumn.urgency
    var isInverted = false
}

extension SortColumn {
    /// What an incident is ordered by: a number of 63 bits, and a text where its first seven bytes do not say
    /// everything.
    ///
    /// Worst, oldest, soonest and most come first; texts go by the alphabet.
    func value(of incident: IncidentSummary) -> (key: UInt64, text: String) {
        switch self {
        case .urgency: (0, "")
        case .severity: (UInt64(incident.severity.rawValue), "")
        case .state: (UInt64(incident.shown.rank), "")
        case .age: (incident.openedAt.milliseconds.ordered(in: 63), "")
        case .rings: ((incident.ringsAt?.milliseconds ?? .max).ordered(in: 63), "")
        case .number: (Int64(incident.number.value).ordered(in: 63), "")
        case .alerts: (Int64(-incident.counts.firing).ordered(in: 63), "")
        case .service: SortColumn.value(of: incident.service)
        case .what: SortColumn.value(of: incident.title)
        case .who: SortColumn.value(of: incident.person ?? .empty)
        }
    }

    private static func value(of text: SafeText) -> (key: UInt64, text: String) {
        var (key, count): (UInt64, UInt64) = (0, 0)
        for byte in text.shown.utf8 {
            guard count < 7 else { return (key, text.shown) }
            key |= UInt64(byte) << (48 - 8 * count)
            count += 1
        }
        return (key, "")
    }
}

extension IncidentSummary {
    /// Whose it is, where somebody has it or shall have it.
    var person: SafeText? { acknowledgedBy ?? assignee ?? (isOpen ? nil : resolvedBy) }

    /// When something happens to it by itself next, a snooze that ends included.
    var ringsAt: Timestamp? {
        if let snoozedUntil { return snoozedUntil }
        return mute == nil && isOpen ? nextDeadline : nil
    }
}

extension ShownState {
    /// The order of states in a list: what asks for somebody first.
    var rank: Int {
        switch self {
        case .triggered: 0
        case .noNews: 1
        case .muted: 2
        case .acknowledged: 3
        case .snoozed: 4
        case .mitigated: 5
        case .cleared: 6
        case .resolved: 7
        }
    }
}
