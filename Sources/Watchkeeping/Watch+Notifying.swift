import Incidents

/// What receivers were told.
extension Watch {
    /// The courier's word about a flush. What a receiver took becomes the notification log; what it did not is history,
    /// and is decided again at the group's next turn. A word about a flush that is not out, or not any more, is no news.
    mutating func notified(_ id: DispatchID, _ word: Notification, at now: Timestamp) -> Outcome {
        guard let flight = dispatch.inFlight[id], flight.decidedAt == word.decidedAt,
            let place = flight.waiting.firstIndex(where: { $0.key == word.key })
        else { return .done(Receipt()) }
        let told = flight.waiting[place].told
        var notification = word
        notification.at = now
        (notification.firing, notification.resolved) = (told.firing, told.resolved)
        notification.heldBack = told.heldBack
        dispatch.inFlight[id]?.waiting.remove(at: place)
        if !word.outcome.isTold { dispatch.inFlight[id]?.hasFailed = true }
        emit(.notified(notification))
        if dispatch.inFlight[id]?.waiting.isEmpty == true { flightEnded(id, at: now) }
        return .done(Receipt())
    }

    /// All integrations have answered.
    private mutating func flightEnded(_ id: DispatchID, at now: Timestamp) {
        guard let flight = dispatch.inFlight.removeValue(forKey: id) else { return }
        if !flight.hasFailed { letGo(flight.leaving, of: id, at: now) }
        if flight.holdsUpTurn { dispatch.due.insert(id) }
    }

    // MARK: Folding

    mutating func foldGroupStarted(_ id: DispatchID, first: Timestamp) {
        guard dispatch.groups[id] != nil else {
            dispatch.groups[id] = DispatchGroup(first: first)
            return dispatch.unflushed += 1
        }
        dispatch.groups[id]?.isUnsaid = false
        dispatch.groups[id]?.begin(at: first)
    }

    mutating func foldGroupEnded(_ id: DispatchID) {
        guard let group = dispatch.groups.removeValue(forKey: id) else { return }
        if !group.hasFlushed { dispatch.unflushed -= 1 }
        dispatch.inFlight[id] = nil
    }

    mutating func foldNotified(_ notification: Notification) {
        guard notification.outcome.isTold else { return }
        let told = Told(
            firing: notification.firing, resolved: notification.resolved, heldBack: notification.heldBack,
            decidedAt: notification.decidedAt, at: notification.at, isSent: notification.outcome == .sent)
        dispatch.told[notification.key] = told.isSpent ? nil : told
    }
}
