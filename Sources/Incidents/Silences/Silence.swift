/// Keeps alerts that meet all its conditions quiet, from one moment to another.
package struct Silence: Hashable, Sendable {
    package var id: SilenceID
    /// All of them must be met; at least one.
    package var matchers: [SilenceMatcher]
    package var startsAt: Timestamp
    /// Up to this moment it mutes.
    package var endsAt: Timestamp
    package var updatedAt: Timestamp
    /// Its owner: who is asked about it. What a client of `/api/v2` wrote, which may be nothing.
    package var createdBy: SafeText
    package var comment: SafeText
    /// When its owner is reminded to look at it again; nil when nobody asked for that.
    package var reviewAt: Timestamp?
    /// Whether it ends by itself once nothing that it mutes fires any more: an acknowledge until it resolves.
    package var endsWithAlerts: Bool
    /// The silence that it took the place of, which has expired since.
    package var replaces: SilenceID?
    /// Who ended it before its time; nil when nobody did.
    package var ending: Ending?

    /// How a silence came to its end before its time.
    package struct Ending: Hashable, Sendable {
        /// Who ended it. The router, when nothing that it muted fired any more.
        package var by: SafeText
        /// Until when it would have been.
        package var planned: Timestamp

        package init(by: SafeText, planned: Timestamp) { (self.by, self.planned) = (by, planned) }
    }

    package init(
        id: SilenceID, matchers: [SilenceMatcher], startsAt: Timestamp, endsAt: Timestamp, updatedAt: Timestamp,
        createdBy: SafeText, comment: SafeText, reviewAt: Timestamp? = nil, endsWithAlerts: Bool = false,
        replaces: SilenceID? = nil, ending: Ending? = nil
    ) {
        self.ending = ending
        (self.id, self.matchers, self.startsAt, self.endsAt) = (id, matchers, startsAt, endsAt)
        (self.updatedAt, self.createdBy, self.comment) = (updatedAt, createdBy, comment)
        (self.reviewAt, self.endsWithAlerts, self.replaces) = (reviewAt, endsWithAlerts, replaces)
    }

    /// Where it stands in its life; Alertmanager's words (`silence.go`, `CalcSilenceState`). There the end itself is not
    /// over yet; but that clock counts nanoseconds, and whoever ended a silence never sees it active after that.
    package enum State: String, Hashable, Sendable, CaseIterable {
        case pending, active, expired
    }

    package func state(at now: Timestamp) -> State {
        if now < startsAt { return .pending }
        return now >= endsAt ? .expired : .active
    }
}

/// A silence as somebody asks for it.
package struct SilenceDraft: Hashable, Sendable {
    /// The silence that it changes; nil for a new one.
    package var id: SilenceID?
    package var matchers: [SilenceMatcher]
    package var startsAt: Timestamp
    package var endsAt: Timestamp
    package var createdBy: SafeText
    package var comment: SafeText
    package var reviewAt: Timestamp?
    package var endsWithAlerts: Bool

    package init(
        id: SilenceID? = nil, matchers: [SilenceMatcher], startsAt: Timestamp, endsAt: Timestamp, createdBy: SafeText,
        comment: SafeText, reviewAt: Timestamp? = nil, endsWithAlerts: Bool = false
    ) {
        (self.id, self.matchers, self.startsAt, self.endsAt) = (id, matchers, startsAt, endsAt)
        (self.createdBy, self.comment) = (createdBy, comment)
        (self.reviewAt, self.endsWithAlerts) = (reviewAt, endsWithAlerts)
    }
}
