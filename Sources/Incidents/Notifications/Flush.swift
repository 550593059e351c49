/// What a receiver is to be told of now: decided by the watch, carried out by the courier, and never stored. Its
/// outcome comes back as ``Event/notified(_:)``, and only then the receiver counts as told; whatever a crash takes away
/// is decided again.
package struct Flush: Hashable, Sendable {
    package var dispatch: DispatchID
    package var key: NotificationKey
    package var receiver: String
    /// The place of the integration among those of its receiver.
    package var integration: Int
    /// The group as Alertmanager writes it.
    package var groupKey: String
    package var groupLabels: LabelSet
    package var decidedAt: Timestamp
    /// Until when it is worth trying: the group's next turn, at least ten seconds later (`dispatch.go`).
    package var deadline: Timestamp
    /// All alerts that the receiver is told of, in Alertmanager's order.
    package var alerts: [Alert]

    package init(
        dispatch: DispatchID, key: NotificationKey, receiver: String, integration: Int, groupKey: String,
        groupLabels: LabelSet, decidedAt: Timestamp, deadline: Timestamp, alerts: [Alert]
    ) {
        (self.dispatch, self.key, self.receiver, self.integration) = (dispatch, key, receiver, integration)
        (self.groupKey, self.groupLabels, self.decidedAt) = (groupKey, groupLabels, decidedAt)
        (self.deadline, self.alerts) = (deadline, alerts)
    }
}
