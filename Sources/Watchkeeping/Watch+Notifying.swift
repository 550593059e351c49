import Incidents

/// What receivers were told.
extension Watch {
    mutating func notified(_ dispatch: DispatchID, _ notification: Notification, at now: Timestamp) -> Outcome {
        .done(Receipt())
    }
}
