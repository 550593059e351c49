import Incidents
import Routing
import Watchkeeping

extension Numbers {
    /// What it costs to know of 100,000 alerts whom they are told to, and to tell.
    static func dispatch() {
        for groups in [1, 6_000] {
            var watch = Watch(rules: rules(telling: true), routing: tree())
            var idle = Watch(rules: rules(telling: false), routing: tree())
            let kept = post(100_000, in: groups, to: &watch) - post(100_000, in: groups, to: &idle)
            let name = groups == 1 ? "one group" : "\(groups) groups"
            row("an alert more in \(name) of a receiver", microseconds(kept / 100_000), "<= 5 us")
            var changes: [Change] = []
            let start = ContinuousClock.now
            _ = watch.handle([.timePassed], at: Numbers.began + .seconds(30), into: &changes)
            let flushes = watch.takeFlushes()
            let span = ContinuousClock.now - start
            precondition(flushes.reduce(0) { $0 + $1.alerts.count } == 100_000, "all alerts are told")
            row("the first turn of 100,000 alerts in \(name)", "\(span.wholeMilliseconds) ms", "<= 1000 ms")
            for flush in flushes {
                _ = watch.handle(
                    [.notified(flush.dispatch, flush.notification(.sent, at: flush.decidedAt))], at: flush.decidedAt,
                    into: &changes)
            }
            let quiet = ContinuousClock.now
            _ = watch.handle([.timePassed], at: Numbers.began + .seconds(330), into: &changes)
            precondition(watch.takeFlushes().isEmpty, "nothing is new")
            let still = (ContinuousClock.now - quiet).wholeMilliseconds
            row("a turn without news of 100,000 alerts in \(name)", "\(still) ms", "<= 200 ms")
        }
    }

    private static let began = Timestamp(milliseconds: 1_763_867_220_000)

    private static func rules(telling: Bool) -> WatchRules {
        var rules = WatchRules.standard
        if telling { rules.integrations = ["team": [IntegrationRule(kind: "webhook", sendsResolved: true)]] }
        return rules
    }

    private static func tree() -> RoutingTree {
        RoutingTree(RouteBranch(receiver: "team", groupBy: .labels(["alertname"]))) { _ in false }
    }

    private static func post(_ count: Int, in groups: Int, to watch: inout Watch) -> Duration {
        var changes: [Change] = []
        let posted = (0..<count).map { number in
            Event.alertPosted(
                PostedAlert(
                    labels: LabelSet([
                        "alertname": "Down\(number % groups)", "instance": "db-\(number).example:9100", "job": "node",
                        "severity": "warning", "team": "storage",
                    ]), startsAt: began, endsAt: began + .hours(24)))
        }
        let start = ContinuousClock.now
        _ = watch.handle(posted, at: began, into: &changes)
        return ContinuousClock.now - start
    }
}
