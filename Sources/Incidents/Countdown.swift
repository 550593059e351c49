/// A deadline that can be stopped and go on with the time that was left.
package enum Countdown: Hashable, Sendable {
    /// Nothing is to happen by itself.
    case none
    /// Something is due at a moment.
    case due(Timestamp)
    /// Stopped for a reason that the incident names, with this much time left.
    case paused(left: Duration)

    package var dueAt: Timestamp? {
        if case .due(let moment) = self { moment } else { nil }
    }

    /// The time left at a moment; zero when overdue, nil when there is no deadline.
    package func left(at now: Timestamp) -> Duration? {
        switch self {
        case .none: nil
        case .due(let moment): max(.zero, moment - now)
        case .paused(let left): left
        }
    }

    package func paused(at now: Timestamp) -> Countdown {
        if case .due(let moment) = self { .paused(left: max(.zero, moment - now)) } else { self }
    }

    package func resumed(at now: Timestamp) -> Countdown {
        if case .paused(let left) = self { .due(now + left) } else { self }
    }

    /// The countdown after the wall clock was set forward by a span (backward when negative): the time left stays.
    package func shifted(by jump: Duration) -> Countdown {
        if case .due(let moment) = self { .due(moment + jump) } else { self }
    }
}
