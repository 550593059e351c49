package import Incidents

/// The times of an incident's life. Each has its key in the configuration, which is named here.
package struct WatchRules: Hashable, Sendable {
    /// `global.resolve_timeout`: how long an alert without an end fires after its sender's last word.
    package var resolveTimeout: Duration = .minutes(5)
    /// `incidents.reopen_within`: a group that fires again this soon after its resolve is the same incident.
    package var reopenWithin: Duration = .minutes(30)
    /// `incidents.resolve_expired_after`: after how long without news an incident may resolve, if its sender speaks.
    package var resolveExpiredAfter: Duration = .hours(1)
    /// `incidents.resolve_recheck`: what still fires this long after a resolve by hand triggers again.
    package var resolveRecheck: Duration = .minutes(15)
    /// `incidents.ack_timeout`: how long an acknowledge holds, by severity; none where a severity is missing.
    package var acknowledgeTimeouts: [Severity: Duration] = WatchRules.standardAcknowledgeTimeouts
    /// `incidents.ack_warning`: how long before that time-out its holder is warned.
    package var acknowledgeWarning: Duration = .minutes(5)
    /// `incidents.mitigate_timeout`: how long a mitigation holds.
    package var mitigateTimeout: Duration = .hours(4)
    /// `incidents.ring_every`: how often a triggered incident rings.
    package var ringEvery: Duration = .minutes(5)
    /// `incidents.ring_urgent_every`: the same for SEV1 and SEV2.
    package var ringUrgentEvery: Duration = .minutes(1)
    /// `incidents.undo_within`: how long an act can be undone.
    package var undoWithin: Duration = .seconds(10)
    /// `incidents.snooze_max`: how far ahead a snooze may end.
    package var snoozeMax: Duration = .hours(30 * 24)
    /// `incidents.resolved_kept`: how long a resolved incident stays in memory, at least `reopenWithin`.
    package var resolvedKept: Duration = .minutes(30)
    /// `incidents.requests_kept`: how long the answer to a request is remembered.
    package var requestsKept: Duration = .hours(24)
    /// `incidents.join_every`: how often the timeline speaks of alerts that joined.
    package var joinEvery: Duration = .minutes(1)
    /// `incidents.annotate_every`: how often changed annotations of one alert are stored.
    package var annotateEvery: Duration = .minutes(1)
    /// `incidents.flap_changes`: an incident whose alerts came and went so often within `flapWithin` flaps; 0 for never.
    package var flapChanges = 6
    /// `incidents.flap_within`: also how long a flapping incident must be quiet before it resolves.
    package var flapWithin: Duration = .minutes(30)
    /// `incidents.severity`: what the severity is read from.
    package var severities = SeverityRules.standard
    /// `inhibit_rules`: which alerts keep which others quiet.
    package var inhibitRules: [InhibitRule] = []
    /// The integrations of each receiver that are spoken here, by its name and in their order.
    package var integrations: ByName<[IntegrationRule]> = [:]
    /// The kinds of integration of each receiver that are not spoken here, by its name: `opsgenie`.
    package var unspoken: ByName<[String]> = [:]
    /// `paging`: whether anybody is told.
    package var paging = Paging.on
    /// The `limits:` block.
    package var limits = Limits.standard

    package init() {}

    /// What holds without a configuration.
    package static let standard = WatchRules()

    package static let standardAcknowledgeTimeouts: [Severity: Duration] = [
        .sev1: .minutes(30), .sev2: .minutes(30), .sev3: .hours(2),
    ]

    /// How long an acknowledge of this severity holds; nil when it holds for good.
    package func acknowledgeTimeout(_ severity: Severity) -> Duration? { acknowledgeTimeouts[severity] }

    /// How often a triggered incident of this severity rings.
    package func ringEvery(_ severity: Severity) -> Duration { severity <= .sev2 ? ringUrgentEvery : ringEvery }
}
