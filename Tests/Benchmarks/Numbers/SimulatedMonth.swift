import Incidents
import Routing
import Watchkeeping

extension Numbers {
    /// A month of the watch alone: 10,000 alerts that fire, are refreshed each minute for an hour, and clear.
    static func simulatedMonth() throws {
        var watch = Watch(rules: .standard, routing: .standard)
        var changes: [Change] = []
        let begin = Timestamp(milliseconds: 1_763_867_220_000)
        let start = ContinuousClock.now
        var emitted = 0
        for index in 0..<10_000 {
            let firesAt = begin + .seconds(Int64(index) * 259)
            let labels = LabelSet([
                "alertname": "A\(index % 25)", "service": "s\(index % 40)",
                "severity": index % 5 == 0 ? "critical" : "warning",
                "instance": "i\(index)",
            ])
            for minute in 0...60 {
                let now = firesAt + .minutes(Int64(minute))
                let endsAt = minute == 60 ? now : now + .minutes(4)
                while let next = watch.nextDeadline, next <= now {
                    _ = watch.handle([.timePassed], at: max(next, firesAt), into: &changes)
                }
                _ = watch.handle(
                    [.alertPosted(PostedAlert(labels: labels, startsAt: firesAt, endsAt: endsAt))], at: now,
                    into: &changes)
            }
            emitted += changes.count
            changes.removeAll(keepingCapacity: true)
        }
        row("a simulated month, 10,000 alerts", milliseconds(ContinuousClock.now - start), "<= 5000 ms")
        precondition(watch.lastNumber > 0 && emitted > 0, "nothing happened in that month")
    }
}
