extension IncidentSummary {
    /// What an incident has once somebody acted on it, or once it is over: most of the open ones have nothing of it.
    package struct Details: Hashable, Sendable {
        package var acknowledgedBy: SafeText?
        package var acknowledgedAt: Timestamp?
        package var assignee: SafeText?
        package var snoozedUntil: Timestamp?
        package var isCleared = false
        package var mute: Mute?
        package var noNewsSince: Timestamp?
        package var resolvedBy: SafeText?
        package var resolvedAt: Timestamp?
        package var mergedInto: IncidentNumber?
        package var previous: IncidentNumber?
        package var flaps = 0

        package init() {}

        static let none = Details()
    }

    /// Details out of line. It never changes: a change makes another one.
    final class More: Hashable, Sendable {
        let details: Details

        init(_ details: Details) { self.details = details }

        static func == (a: More, b: More) -> Bool { a === b || a.details == b.details }
        func hash(into hasher: inout Hasher) { hasher.combine(details) }
    }

    package var acknowledgedBy: SafeText? {
        get { details.acknowledgedBy }
        set { details.acknowledgedBy = newValue }
    }
    package var acknowledgedAt: Timestamp? {
        get { details.acknowledgedAt }
        set { details.acknowledgedAt = newValue }
    }
    package var assignee: SafeText? {
        get { details.assignee }
        set { details.assignee = newValue }
    }
    package var snoozedUntil: Timestamp? {
        get { details.snoozedUntil }
        set { details.snoozedUntil = newValue }
    }
    /// Over by itself, and nobody has seen it yet.
    package var isCleared: Bool {
        get { details.isCleared }
        set { details.isCleared = newValue }
    }
    package var mute: Mute? {
        get { details.mute }
        set { details.mute = newValue }
    }
    package var noNewsSince: Timestamp? {
        get { details.noNewsSince }
        set { details.noNewsSince = newValue }
    }
    package var resolvedBy: SafeText? {
        get { details.resolvedBy }
        set { details.resolvedBy = newValue }
    }
    package var resolvedAt: Timestamp? {
        get { details.resolvedAt }
        set { details.resolvedAt = newValue }
    }
    package var mergedInto: IncidentNumber? {
        get { details.mergedInto }
        set { details.mergedInto = newValue }
    }
    package var previous: IncidentNumber? {
        get { details.previous }
        set { details.previous = newValue }
    }
    package var flaps: Int {
        get { details.flaps }
        set { details.flaps = newValue }
    }
    /// The title, and before it how often it fired again, where it did: `~6 API is down`.
    package var restlessTitle: SafeText { flaps > 0 ? SafeText("~\(min(flaps, 999)) ") + title : title }
}
