import Incidents
import Wire

extension Explanation {
    /// Names when the groups of alerts that fired at the moment had their next turns, by the last decisions that are kept
    /// of them: for a moment that the router has no groups of any more.
    mutating func expectFlushes() {
        let turns = GroupTurns(alerts)
        for alert in alerts.indices where alerts[alert].alert.end == nil {
            for route in alerts[alert].routes.indices where alerts[alert].routes[route].verdict == .taken {
                alerts[alert].routes[route].nextFlush = turns.next(of: alerts[alert].routes[route], after: at)
            }
        }
    }
}

/// When groups of alerts have their turns: whole intervals apart, and what was told was decided at one of them.
private struct GroupTurns {
    /// When a group was last seen to have had one, by its key and its receiver.
    private var latest: [[SafeText]: Timestamp] = [:]

    init(_ alerts: [ExplainedAlert]) {
        for explained in alerts {
            let taken = explained.routes.filter { $0.verdict == .taken }
            for told in explained.notifications {
                // Which group it was is certain only where one route of the alert leads to the receiver.
                let routes = taken.filter { $0.receiver == told.receiver }
                guard routes.count == 1, let key = routes[0].groupKey else { continue }
                let group = [key, told.receiver]
                latest[group] = max(latest[group] ?? told.decidedAt, told.decidedAt)
            }
        }
    }

    /// The first turn after a moment; nil where the group was never seen to have one.
    func next(of route: ExplainedRoute, after moment: Timestamp) -> Timestamp? {
        guard let key = route.groupKey, let last = latest[[key, route.receiver]], last <= moment,
            route.groupInterval > 0
        else { return nil }
        let turns = (moment - last).wholeMilliseconds / route.groupInterval + 1
        return last + .milliseconds(turns * route.groupInterval)
    }
}
