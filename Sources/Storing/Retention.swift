package import Incidents

/// Up to when each kind of record may be forgotten.
///
/// What happened before a moment and still counts at it is kept: the configuration in force, a mute that stood.
package struct RetentionHorizon: Hashable, Sendable {
    package var log: Timestamp
    /// Also silences, by their end, and configurations, by when the next one was loaded.
    package var incidents: Timestamp
    /// Also mutes, by when they were lifted, and notifications. The last one of a key that its receiver took stays
    /// while something fires that it told of as firing: else it would be told anew.
    package var alerts: Timestamp
    package var requests: Timestamp

    package init(log: Timestamp, incidents: Timestamp, alerts: Timestamp, requests: Timestamp) {
        (self.log, self.incidents, self.alerts, self.requests) = (log, incidents, alerts, requests)
    }

    /// Whether an incident may be forgotten: it is long over, and nobody still has to look at it.
    package func forgets(_ incident: Incident) -> Bool {
        guard let resolution = incident.phase.resolution, !incident.isClearedUnseen else { return false }
        return resolution.at < incidents
    }

    package func forgets(_ silence: Silence) -> Bool { silence.endsAt < incidents }
}

/// Which of its records a store hands out when a watch is restored: never less than the watch had in memory.
package enum LoadRule {
    /// Open, cleared and not yet seen, or resolved since a moment.
    package static func takes(_ incident: Incident, since moment: Timestamp) -> Bool {
        guard let resolution = incident.phase.resolution else { return true }
        return incident.isClearedUnseen || resolution.at >= moment
    }

    /// Not over, or over since a moment.
    package static func takes(_ silence: Silence, since moment: Timestamp) -> Bool { silence.endsAt >= moment }

    /// Firing, in an open incident, or over since a moment.
    ///
    /// - Parameter incident: the incident that the alert belongs to, where it is known.
    package static func takes(_ alert: Alert, in incident: Incident?, since moment: Timestamp) -> Bool {
        guard alert.end != nil else { return true }
        guard let incident else { return alert.endsAt >= moment }
        guard let resolution = incident.phase.resolution else { return true }
        return max(alert.endsAt, resolution.at) >= moment
    }
}
