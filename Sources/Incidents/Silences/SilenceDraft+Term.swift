extension [SilenceMatcher] {
    /// Whether they name no value, so that what has none of their labels meets them: a silence of them is refused. Which
    /// regular expressions meet no label as well is for the router to say.
    package var nameNoValue: Bool { !isEmpty && allSatisfy { $0.isEqual && $0.value.isEmpty } }
}

extension SilenceDraft {
    /// How long a silence lasts at most that a person sets: a slip of the finger is not to mute for centuries. What comes
    /// by Alertmanager's door may last as long as there, and be set again as it was planned.
    package static let longest = Duration.hours(365 * 24)

    /// Whether it would last longer than ``longest``.
    package func isTooLong(asOf now: Timestamp) -> Bool { endsAt > max(now, startsAt) + SilenceDraft.longest }

    /// When it mutes, in words: `until 05:12Z`, `from 08:00Z until 09:00Z`, `until it resolves`. The latest end of one that
    /// ends with its alerts is a bound, no plan: it is said apart, where there is room.
    package func term(asOf now: Timestamp) -> String {
        let from = startsAt > now ? "from \(startsAt.clock(asOf: now))Z " : ""
        return from + (endsWithAlerts ? "until it resolves" : "until \(endsAt.clock(asOf: now))Z")
    }

    /// The same with the latest end of one that ends with its alerts.
    package func wholeTerm(asOf now: Timestamp) -> String {
        term(asOf: now) + (endsWithAlerts ? ", at the latest \(endsAt.clock(asOf: now))Z" : "")
    }
}
