import Incidents
import Routing

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
        notification.heardFiring = word.outcome == .withheld ? told.heardFiring : []
        // The courier says by what it withheld it: the configuration may be another one by now.
        notification.paging = word.outcome == .withheld ? word.paging ?? rules.paging : nil
        dispatch.inFlight[id]?.waiting.remove(at: place)
        if !word.outcome.isTold { dispatch.inFlight[id]?.hasFailed = true }
        emit(.notified(notification))
        sayFailure(notification, at: now)
        if dispatch.inFlight[id]?.waiting.isEmpty == true { flightEnded(id, at: now) }
        return .done(Receipt())
    }

    /// Names the kinds of integration that are not spoken here, of every receiver that its alert is led to.
    mutating func sayUnspoken(of number: IncidentNumber, for labels: LabelSet, at now: Timestamp) {
        guard !rules.unspoken.isEmpty else { return }
        var said: Set<SafeText> = []
        for receiver in routing.routes(for: labels).map({ routing.routes[$0].receiver }) {
            let isTold = rules.integrations[receiver]?.isEmpty == false
            for kind in rules.unspoken[receiver] ?? [] {
                let text = SafeText("\(kind) is not spoken here: nobody told\(isTold ? " by it" : "")")
                if said.insert(text).inserted { say(.warned, text, of: number, at: now) }
            }
        }
    }

    /// How many incidents are told that one receiver was not told of their alerts.
    private static let failureIncidentsMax = 16

    /// A receiver that could not be told, and one that could be at last, is said in the incidents of the alerts, once.
    private mutating func sayFailure(_ notification: Notification, at now: Timestamp) {
        let text: SafeText
        switch notification.outcome {
        case .failed(let why):
            guard dispatch.failing.insert(notification.key).inserted else { return }
            text = SafeText("NOT TOLD: ") + notification.receiver + ", " + notification.integration + ": " + why
        case .sent, .withheld:
            guard dispatch.failing.remove(notification.key) != nil, notification.outcome == .sent else { return }
            text = SafeText("told at last: ") + notification.receiver + ", " + notification.integration
        }
        let numbers = Set((notification.firing + notification.resolved).compactMap { alerts[$0]?.incident })
        for number in numbers.sorted().prefix(Watch.failureIncidentsMax) where incidents.contains(number) {
            say(.warned, text, of: number, at: now)
        }
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
        for key in keys(of: group) { dispatch.failing.remove(key) }
    }

    mutating func foldNotified(_ notification: Notification) {
        guard notification.outcome.isTold else { return }
        let told = Told(
            firing: notification.firing, resolved: notification.resolved, heldBack: notification.heldBack,
            heardFiring: notification.heardFiring, decidedAt: notification.decidedAt, at: notification.at,
            isSent: notification.outcome == .sent,
            paging: notification.paging)
        dispatch.told[notification.key] = told.isSpent ? nil : told
    }
}
