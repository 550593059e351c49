/// What a receiver is to be told of now: decided by the watch, carried out by the courier, and never stored. Its
/// outcome comes back as ``Event/notified(_:_:)``, and only then the receiver counts as told; whatever a crash takes away
/// is decided again.
package struct Flush: Hashable, Sendable {
    package var dispatch: DispatchID
    package var key: NotificationKey
    package var receiver: String
    /// The place of the integration among those of its receiver.
    package var integration: Int
    /// The same as people read it, and as Alertmanager counts, within its kind: `webhook[0]`.
    package var integrationName: String
    /// The group as Alertmanager writes it.
    package var groupKey: String
    package var groupLabels: LabelSet
    package var decidedAt: Timestamp
    /// Until when it is worth trying: the group's next turn, at least ten seconds later (`dispatch.go`). The outcome is
    /// reported before it; what was not counts as failed, and is decided again.
    package var deadline: Timestamp
    /// All alerts that the receiver is told of, in Alertmanager's order. One that fires has no end: never.
    package var alerts: [Alert]

    package init(
        dispatch: DispatchID, key: NotificationKey, receiver: String, integration: Int, integrationName: String,
        groupKey: String, groupLabels: LabelSet, decidedAt: Timestamp, deadline: Timestamp, alerts: [Alert]
    ) {
        (self.dispatch, self.key, self.receiver, self.integration) = (dispatch, key, receiver, integration)
        (self.groupKey, self.groupLabels, self.decidedAt) = (groupKey, groupLabels, decidedAt)
        (self.integrationName, self.deadline, self.alerts) = (integrationName, deadline, alerts)
    }

    /// The word about it that goes back to the watch: what came of it, and when that was known.
    ///
    /// - Parameter paging: because of what nothing left; nil of what was not withheld.
    package func notification(
        _ outcome: NotificationOutcome, paging: Paging? = nil, at now: Timestamp
    ) -> Notification {
        Notification(
            key: key, groupKey: SafeText(groupKey), receiver: SafeText(receiver),
            integration: SafeText(integrationName), decidedAt: decidedAt, at: now,
            firing: alerts.lazy.filter(\.isFiring).map(\.fingerprint).sorted(),
            resolved: alerts.lazy.filter { !$0.isFiring }.map(\.fingerprint).sorted(), outcome: outcome,
            paging: paging)
    }
}
