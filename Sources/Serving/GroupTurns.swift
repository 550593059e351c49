import Incidents
import Routing
import Watchkeeping
import Wire

extension Explanation {
    /// Names when the groups of alerts that fired at the moment had their next turns, for a moment that the router has no
    /// groups of any more: by the last decisions that are kept of them, or by what began them.
    ///
    /// - Parameters:
    ///   - later: what was decided about the alerts soon after the moment.
    ///   - heard: when the router knew of each alert.
    ///   - spoken: which receivers can be told; nil where that is not known.
    mutating func expectFlushes(
        later: [Fingerprint: [Notification]] = [:], heard: [Fingerprint: Timestamp] = [:], spoken: ByName<Bool>? = nil
    ) {
        var turns = GroupTurns(alerts)
        turns.begin(alerts, heard, spoken)
        turns.expect(alerts, later, after: at)
        for alert in alerts.indices where alerts[alert].alert.end == nil {
            for route in alerts[alert].routes.indices where alerts[alert].routes[route].verdict == .taken {
                let explained = alerts[alert].routes[route]
                guard explained.nextFlush == nil else { continue }
                let next = turns.next(of: explained, after: at)
                alerts[alert].routes[route].nextFlush = next?.at
                alerts[alert].routes[route].isFirstFlush = next?.isFirst ?? false
            }
        }
    }
}

/// When groups of alerts have their turns: whole intervals apart, and what was told was decided at one of them.
private struct GroupTurns {
    /// What tells a group from others: its receiver, with how long its name is, and its key.
    private typealias Group = String

    /// When a group was last seen to have had one.
    private var latest: ByName<Timestamp> = [:]
    /// The first one that a group was seen to have after the moment.
    private var coming: ByName<Timestamp> = [:]
    /// When a group had its first one, by the alerts that are known of it.
    private var first: ByName<Timestamp> = [:]

    init(_ alerts: [ExplainedAlert]) {
        for explained in alerts {
            for told in explained.notifications {
                guard let group = GroupTurns.group(of: explained, told: told.receiver) else { continue }
                latest[group] = max(latest[group] ?? told.decidedAt, told.decidedAt)
            }
        }
    }

    /// Takes in what was decided after the moment.
    mutating func expect(_ alerts: [ExplainedAlert], _ later: [Fingerprint: [Notification]], after moment: Timestamp) {
        for explained in alerts {
            for told in later[explained.alert.fingerprint] ?? [] where told.decidedAt > moment {
                guard let group = GroupTurns.group(of: explained, told: told.receiver) else { continue }
                coming[group] = min(coming[group] ?? told.decidedAt, told.decidedAt)
            }
        }
    }

    /// A new group waits for its fellows, unless its first alert is older than that wait.
    mutating func begin(_ alerts: [ExplainedAlert], _ heard: [Fingerprint: Timestamp], _ spoken: ByName<Bool>?) {
        for explained in alerts {
            guard let heard = heard[explained.alert.fingerprint] else { continue }
            for route in explained.routes
            where route.verdict == .taken && spoken.map({ $0[route.receiver.original] == true }) ?? true {
                guard let group = GroupTurns.group(of: route) else { continue }
                let wait = Duration.milliseconds(route.groupWait)
                let turn = explained.alert.startsAt + wait < heard ? heard : heard + wait
                first[group] = min(first[group] ?? turn, turn)
            }
        }
    }

    private static func group(of route: ExplainedRoute) -> Group? {
        let receiver = route.receiver.original
        return route.groupKey.map { "\(receiver.utf8.count) \(receiver)\($0.original)" }
    }

    /// Which group it was is certain only where one route of the alert leads to the receiver.
    private static func group(of explained: ExplainedAlert, told receiver: SafeText) -> Group? {
        let routes = explained.routes.filter {
            $0.verdict == .taken && $0.receiver.original.isSame(as: receiver.original)
        }
        return routes.count == 1 ? group(of: routes[0]) : nil
    }

    /// The first turn after a moment, and whether it is the first of the group; nil where that is not known.
    func next(of route: ExplainedRoute, after moment: Timestamp) -> (at: Timestamp, isFirst: Bool)? {
        guard let group = GroupTurns.group(of: route) else { return nil }
        if let last = latest[group], last <= moment {
            guard route.groupInterval > 0 else { return nil }
            let turns = (moment - last).wholeMilliseconds / route.groupInterval + 1
            return (last + .milliseconds(turns * route.groupInterval), false)
        }
        let waitsUntil = first[group].flatMap { $0 > moment ? $0 : nil }
        guard let turn = coming[group] ?? waitsUntil else { return nil }
        return (turn, waitsUntil != nil)
    }
}

extension NextTurn {
    /// The turn of a group after a moment that is past, where the group was there by then.
    func turn(after moment: Timestamp, of route: Route) -> (at: Timestamp, isFirst: Bool)? {
        guard let first, first - route.groupWait <= moment else { return nil }
        if first > moment { return (first, true) }
        let interval = route.groupInterval.wholeMilliseconds
        guard interval > 0 else { return nil }
        return (first + .milliseconds(((moment - first).wholeMilliseconds / interval + 1) * interval), false)
    }
}
