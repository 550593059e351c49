/// Where an incident stands, with what only that phase knows. `reference/lifecycle`: TRIG, ACK, MITG, RSLV.
package enum Phase: Hashable, Sendable {
    case triggered
    case acknowledged(Acknowledgement)
    case mitigated(Mitigation)
    case resolved(Resolution)

    /// One of the four words that `-o json` writes.
    package var name: String {
        switch self {
        case .triggered: "triggered"
        case .acknowledged: "acknowledged"
        case .mitigated: "mitigated"
        case .resolved: "resolved"
        }
    }

    package var isResolved: Bool { if case .resolved = self { true } else { false } }
    package var isTriggered: Bool { self == .triggered }
    package var acknowledgement: Acknowledgement? { if case .acknowledged(let it) = self { it } else { nil } }
    package var resolution: Resolution? { if case .resolved(let it) = self { it } else { nil } }
}

/// Somebody holds the incident.
package struct Acknowledgement: Hashable, Sendable {
    package var holder: Actor
    package var at: Timestamp
    /// Set when the acknowledge is a snooze: when it ends.
    package var snoozedUntil: Timestamp?
    /// Whether the holder was warned that the time-out is near.
    package var isWarned: Bool

    package init(holder: Actor, at: Timestamp, snoozedUntil: Timestamp? = nil, isWarned: Bool = false) {
        (self.holder, self.at, self.snoozedUntil, self.isWarned) = (holder, at, snoozedUntil, isWarned)
    }
}

/// Users are fine, the cause is not yet gone.
package struct Mitigation: Hashable, Sendable {
    package var by: Actor
    package var at: Timestamp

    package init(by: Actor, at: Timestamp) { (self.by, self.at) = (by, at) }
}

/// The end of an incident, for now.
package struct Resolution: Hashable, Sendable {
    package var by: Cause
    package var at: Timestamp
    /// What was left of the escalation clock, to go on with when the group fires again soon.
    package var clockLeft: Duration?

    package enum Cause: Hashable, Sendable {
        /// Its last alert was resolved by its sender.
        case alerts
        /// No word for long enough from a sender that speaks about other things.
        case noNews
        case person(SafeText)
        case merged(into: IncidentNumber)
        /// It reminded of a silence that is to be reviewed no longer.
        case reviewOver
    }

    package init(by cause: Cause, at: Timestamp, clockLeft: Duration? = nil) {
        (self.by, self.at, self.clockLeft) = (cause, at, clockLeft)
    }
}
