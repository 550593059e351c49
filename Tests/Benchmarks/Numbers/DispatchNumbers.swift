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
            let first = turn(&watch, at: Numbers.began + .seconds(30))
            precondition(first.flushes.reduce(0) { $0 + $1.alerts.count } == 100_000, "all alerts are told")
            row("the first turn of 100,000 alerts in \(name)", "\(first.span.wholeMilliseconds) ms", "<= 1000 ms")
            row("  the longest that a batch waits for it", "\(first.longest.wholeMilliseconds) ms", "")
            for flush in first.flushes {
                _ = watch.handle(
                    [.notified(flush.dispatch, flush.notification(.sent, at: flush.decidedAt))], at: flush.decidedAt,
                    into: &changes)
            }
            let quiet = turn(&watch, at: Numbers.began + .seconds(330))
            precondition(quiet.flushes.isEmpty, "nothing is new")
            let still = quiet.span.wholeMilliseconds
            row("a turn without news of 100,000 alerts in \(name)", "\(still) ms", "<= 200 ms")
        }
    }

    /// Takes the turns that are due, in as many steps as the watch spreads them over.
    private static func turn(
        _ watch: inout Watch, at now: Timestamp
    ) -> (flushes: [Flush], span: Duration, longest: Duration) {
        var (flushes, changes): ([Flush], [Change]) = ([], [])
        var (span, longest) = (Duration.zero, Duration.zero)
        repeat {
            let start = ContinuousClock.now
            _ = watch.handle([.timePassed], at: now, into: &changes)
            flushes += watch.takeFlushes()
            let step = ContinuousClock.now - start
            (span, longest) = (span + step, max(longest, step))
        } while watch.hasMoreToDo
        return (flushes, span, longest)
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
