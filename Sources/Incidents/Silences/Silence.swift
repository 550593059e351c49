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
    /// The incident that opened when its review was due; nil before.
    package var reminder: IncidentNumber?
    /// Whether it ends by itself once nothing that it mutes fires any more: an acknowledge until it resolves.
    package var endsWithAlerts: Bool
    /// The silence that it took the place of, which has expired since.
    package var replaces: SilenceID?
    /// Who ended it before its time; nil when nobody did.
    package var ending: Ending?
    /// What was done to it, oldest first: the first is how it was set. At most ``recordsMax``.
    package var history: [Record] = []

    /// How much is kept of a history: how it began, and what was done last.
    package static let recordsMax = 20

    /// What somebody did to a silence.
    package struct Record: Hashable, Sendable {
        package var at: Timestamp
        package var by: SafeText
        /// In words: `end moved to 2026-11-23 06:00Z`.
        package var what: SafeText

        package init(at: Timestamp, by: SafeText, what: SafeText) { (self.at, self.by, self.what) = (at, by, what) }
    }

    /// Adds to the history. Of one that is too long, what came second is forgotten.
    package mutating func record(_ record: Record) {
        history.append(record)
        if history.count > Silence.recordsMax { history.remove(at: 1) }
    }

    /// How a silence came to its end before its time.
    package struct Ending: Hashable, Sendable {
        /// Who ended it. The router, when nothing that it muted fired any more.
        package var by: SafeText
        /// When it would have begun; nil when it had.
        package var plannedStart: Timestamp?
        /// Until when it would have been.
        package var planned: Timestamp

        package init(by: SafeText, plannedStart: Timestamp? = nil, planned: Timestamp) {
            (self.by, self.plannedStart, self.planned) = (by, plannedStart, planned)
        }
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
    /// Whether its client knows Alertmanager's members only. What it changes keeps those that it cannot speak of: the
    /// review, and that it ends with its alerts.
    package var isAlertmanagers: Bool
    /// When the silence was changed last as its client has read it: one that was changed since is not changed by what
    /// nobody has looked at. Nil where that does not matter.
    package var readAsOf: Timestamp?

    package init(
        id: SilenceID? = nil, matchers: [SilenceMatcher], startsAt: Timestamp, endsAt: Timestamp, createdBy: SafeText,
        comment: SafeText, reviewAt: Timestamp? = nil, endsWithAlerts: Bool = false, isAlertmanagers: Bool = false
    ) {
        (self.id, self.matchers, self.startsAt, self.endsAt) = (id, matchers, startsAt, endsAt)
        (self.createdBy, self.comment) = (createdBy, comment)
        (self.reviewAt, self.endsWithAlerts, self.isAlertmanagers) = (reviewAt, endsWithAlerts, isAlertmanagers)
    }

    /// A silence as it would be asked for: what a change of it begins with.
    package init(changing silence: Silence) {
        self.init(
            id: silence.id, matchers: silence.matchers, startsAt: silence.startsAt, endsAt: silence.endsAt,
            createdBy: silence.createdBy, comment: silence.comment, reviewAt: silence.reviewAt,
            endsWithAlerts: silence.endsWithAlerts)
        readAsOf = silence.updatedAt
    }

    /// The same, from now on: one that is over is set again as it was planned, but for what of that is past.
    package init(changing silence: Silence, at now: Timestamp) {
        self.init(changing: silence)
        guard let ending = silence.ending else {
            if silence.state(at: now) == .expired { startsAt = max(startsAt, now) }
            return
        }
        startsAt = max(ending.plannedStart ?? startsAt, now)
        endsAt = ending.planned
    }
}
