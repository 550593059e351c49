package import Incidents

/// Why alerts were told, or kept quiet, as of a moment: `GET /api/v1/why`.
package struct Explanation: Hashable, Sendable {
    /// The moment that it is about: what came later is left out.
    package var at: Timestamp
    /// The incident that was asked about, or that of the alert.
    package var incident: IncidentNumber?
    /// When that incident was opened.
    package var openedAt: Timestamp?
    /// Which incident it was merged into, and when; nil while it was not.
    package var mergedInto: IncidentNumber?
    package var mergedAt: Timestamp?
    /// By what was decided then; nil where an older router does not say.
    package var configuration: ExplainedConfiguration?
    /// The alerts, by start; of an incident with many the first ``alertsMax``.
    package var alerts: [ExplainedAlert]
    /// How many alerts there are in all.
    package var alertCount: Int
    /// The pages of the incident up to the moment, oldest first.
    package var pages: [Page]
    /// What people did with the incident up to the moment, and what it did by itself, oldest first: the latest
    /// ``historyMax`` of the kinds ``told``.
    package var acts: [TimelineEntry] = []
    /// What comes next of the incident; nil of a past moment.
    package var outlook: ExplainedOutlook?

    /// Which entries of a timeline say why people are paged, or no longer.
    package static let told: Set<TimelineEntry.Kind> = [
        .severity, .acknowledged, .unacknowledged, .taken, .snoozed, .mitigated, .resolved, .reopened, .triggered,
        .merged, .unmerged, .undone, .warned, .noNews, .cleared, .flapping,
    ]

    /// How many alerts one answer explains.
    package static let alertsMax = 20
    /// How many mutes and how many notifications of one alert it names: the latest.
    package static let historyMax = 50

    package init(
        at: Timestamp, incident: IncidentNumber?, configuration: ExplainedConfiguration?, alerts: [ExplainedAlert],
        alertCount: Int, pages: [Page]
    ) {
        (self.at, self.incident, self.configuration) = (at, incident, configuration)
        (self.alerts, self.alertCount, self.pages) = (alerts, alertCount, pages)
    }
}

/// The configuration that was in force.
package struct ExplainedConfiguration: Hashable, Sendable {
    /// Since when; nil where none of that time is kept: then that loaded now stands for it.
    package var since: Timestamp?
    /// Whether it is the one that is loaded now.
    package var isLoaded: Bool
    /// Whether anybody was told; nil where that is not kept.
    package var paging: Paging?

    package init(since: Timestamp?, isLoaded: Bool, paging: Paging?) {
        (self.since, self.isLoaded, self.paging) = (since, isLoaded, paging)
    }
}

/// One alert, and what was decided about it.
package struct ExplainedAlert: Hashable, Sendable {
    package var alert: AlertSummary
    package var incident: IncidentNumber?
    /// Every route that it was held against, in the order of the configuration of that time.
    package var routes: [ExplainedRoute]
    /// When it was muted and unmuted, oldest first.
    package var mutes: [ExplainedMute]
    /// Who was told of it, or could not be, oldest first.
    package var notifications: [ExplainedNotification]

    package init(
        alert: AlertSummary, incident: IncidentNumber?, routes: [ExplainedRoute], mutes: [ExplainedMute],
        notifications: [ExplainedNotification]
    ) {
        (self.alert, self.incident, self.routes) = (alert, incident, routes)
        (self.mutes, self.notifications) = (mutes, notifications)
    }
}

/// What became of an alert at one route.
package struct ExplainedRoute: Hashable, Sendable {
    /// How deep the route stands; the root is at 0.
    package var depth: Int
    /// What it asks for; empty where it takes everything.
    package var matchers: [SafeText]
    package var receiver: SafeText
    package var verdict: Verdict
    /// The matchers that were not met.
    package var unmet: [SafeText]
    /// Why it told nobody at that moment although it was taken.
    package var quiet: SafeText?
    /// The group of the alert there, as Alertmanager writes it, where it was taken.
    package var groupKey: SafeText?
    /// The route's times, in milliseconds.
    package var groupWait: Int64
    package var groupInterval: Int64
    package var repeatInterval: Int64
    /// When the group of the alert has its next turn, where that is known. Of a past moment: by the last decision that is
    /// kept of the group, or by what began it.
    package var nextFlush: Timestamp?
    /// Whether that is the first turn of the group: until then it waits for its fellows.
    package var isFirstFlush = false
    /// Of the present: when it was decided to tell the receiver of the alert what is out now and has no outcome yet.
    package var outSince: Timestamp?
    /// The kinds of integration of the receiver that are not spoken here, where the route was taken: `opsgenie`.
    package var unspoken: [SafeText] = []
    /// Whether the receiver has no integration at all, where the route was taken: nobody can be told.
    package var hasNobody = false

    package enum Verdict: String, Hashable, Sendable, CaseIterable {
        case taken, passedOn, unmet, stopped
    }

    package init(
        depth: Int, matchers: [SafeText], receiver: SafeText, verdict: Verdict, unmet: [SafeText] = [],
        quiet: SafeText? = nil, groupKey: SafeText? = nil, groupWait: Int64, groupInterval: Int64,
        repeatInterval: Int64
    ) {
        (self.depth, self.matchers, self.receiver, self.verdict) = (depth, matchers, receiver, verdict)
        (self.unmet, self.quiet, self.groupKey) = (unmet, quiet, groupKey)
        (self.groupWait, self.groupInterval, self.repeatInterval) = (groupWait, groupInterval, repeatInterval)
    }
}

/// A named rule muted an alert, or no longer did.
package struct ExplainedMute: Hashable, Sendable {
    package var at: Timestamp
    /// Who or what muted it; nil when that ended.
    package var by: SafeText?
    /// `silence`, `inhibition` or `interval`; empty when it is not known.
    package var cause: SafeText
    /// The id of the silence, or the fingerprint of the inhibiting alert.
    package var reference: SafeText
    package var until: Timestamp?
    /// Of an inhibition: the rules by which it came.
    package var rules: [ExplainedInhibitRule] = []

    package init(at: Timestamp, by: SafeText?, cause: SafeText, reference: SafeText, until: Timestamp?) {
        (self.at, self.by, self.cause, self.reference, self.until) = (at, by, cause, reference, until)
    }

    package init(at: Timestamp, _ mute: Mute?) {
        let (cause, reference) = mute?.cause.words ?? (.empty, .empty)
        self.init(at: at, by: mute?.by, cause: cause, reference: reference, until: mute?.until)
    }
}

/// A rule by which one alert keeps another one quiet.
package struct ExplainedInhibitRule: Hashable, Sendable {
    package var sourceMatchers: [SafeText]
    package var targetMatchers: [SafeText]
    /// The labels whose values both alerts share.
    package var equal: [SafeText]
    /// Where it stands in the file of the configuration that is loaded now; nil where that one does not have it.
    package var line: Int?
    /// Whether it stood in the configuration of that time; else none of that time is kept, and it is one of now.
    package var isOfThatTime: Bool
    /// Its name there, where it has one.
    package var name: SafeText?

    package init(
        sourceMatchers: [SafeText], targetMatchers: [SafeText], equal: [SafeText], line: Int?, isOfThatTime: Bool
    ) {
        (self.sourceMatchers, self.targetMatchers, self.equal) = (sourceMatchers, targetMatchers, equal)
        (self.line, self.isOfThatTime) = (line, isOfThatTime)
    }
}

/// A receiver was told of an alert, or could not be.
package struct ExplainedNotification: Hashable, Sendable {
    package var receiver: SafeText
    package var integration: SafeText
    package var decidedAt: Timestamp
    package var at: Timestamp
    /// Whether it was told of as firing; else as resolved.
    package var isFiring: Bool
    /// `sent`, `withheld` or `failed`.
    package var outcome: SafeText
    /// Why it failed.
    package var reason: SafeText
    /// Of what was withheld: whether anybody was to be told then. `on` says that it was withheld because the integration is
    /// told of no ends; nil where that is not kept.
    package var paging: Paging?

    package init(_ notification: Notification, about fingerprint: Fingerprint) {
        (receiver, integration) = (notification.receiver, notification.integration)
        (decidedAt, at) = (notification.decidedAt, notification.at)
        isFiring = notification.firing.contains(fingerprint)
        paging = notification.paging
        switch notification.outcome {
        case .sent: (outcome, reason) = ("sent", "")
        case .withheld: (outcome, reason) = ("withheld", "")
        case .failed(let why): (outcome, reason) = ("failed", why)
        }
    }
}
