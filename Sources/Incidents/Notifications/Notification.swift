/// One telling of a group to one integration of a receiver, and what came of it: an entry of the notification log.
package struct Notification: Hashable, Sendable {
    package var key: NotificationKey
    /// The group as Alertmanager writes it: `{}/{severity="page"}:{alertname="X"}`.
    package var groupKey: SafeText
    package var receiver: SafeText
    /// The kind of integration and its place in the receiver: `webhook[0]`.
    package var integration: SafeText
    /// When it was decided: the moment of the group's grid.
    package var decidedAt: Timestamp
    /// When its outcome was known.
    package var at: Timestamp
    /// The alerts that it told of as firing, ascending.
    package var firing: [Fingerprint]
    /// The alerts that it told of as resolved, ascending.
    package var resolved: [Fingerprint]
    /// The alerts that it was told of before, that fire on and are kept quiet now, ascending: their end is still to be
    /// told, although it is not told of them now.
    package var heldBack: [Fingerprint]
    /// Of what was withheld: the alerts that the integration last heard of as firing, ascending. It is told of their ends
    /// once anybody is told again.
    package var heardFiring: [Fingerprint]
    package var outcome: NotificationOutcome
    /// Of what was withheld: whether anybody was to be told then. `on` says that it was withheld because the integration is
    /// told of no ends. Nil of anything else, and where an earlier version did not keep it.
    package var paging: Paging?

    package init(
        key: NotificationKey, groupKey: SafeText, receiver: SafeText, integration: SafeText, decidedAt: Timestamp,
        at: Timestamp, firing: [Fingerprint], resolved: [Fingerprint], heldBack: [Fingerprint] = [],
        heardFiring: [Fingerprint] = [], outcome: NotificationOutcome, paging: Paging? = nil
    ) {
        (self.key, self.groupKey, self.receiver, self.integration) = (key, groupKey, receiver, integration)
        (self.decidedAt, self.at, self.firing, self.resolved) = (decidedAt, at, firing, resolved)
        (self.heldBack, self.heardFiring, self.outcome, self.paging) = (heldBack, heardFiring, outcome, paging)
    }

    /// Whether it told of an alert, as firing or as resolved.
    package func tells(of fingerprint: Fingerprint) -> Bool {
        firing.contains(fingerprint) || resolved.contains(fingerprint)
    }
}

/// What came of a notification.
package enum NotificationOutcome: Hashable, Sendable {
    /// The receiver took it.
    case sent
    /// It was decided, and nothing left: `paging` is `shadow` or `off`, or all that there was to tell are alerts that
    /// ended, and the integration is not told of those (`send_resolved`).
    case withheld
    /// The receiver did not take it, although it was tried until the group's next turn, or said that it never will.
    case failed(SafeText)

    /// Whether the receiver counts as told: what it was told of is not told again.
    package var isTold: Bool {
        switch self {
        case .sent, .withheld: true
        case .failed: false
        }
    }
}
