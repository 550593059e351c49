extension SilenceDraft {
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
