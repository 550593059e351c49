import Incidents
import Routing
import Testing
import Watchkeeping

/// A watch with receivers, a clock that only the test moves, and a courier that answers as the story says.
struct DispatchStory {
    static let start = Timestamp(milliseconds: 1_763_867_220_000)

    var watch: Watch
    var now = DispatchStory.start
    var changes: [Change] = []
    /// All flushes so far.
    var flushes: [Flush] = []
    /// What the courier answers to each; nil leaves it out.
    var answer: NotificationOutcome? = .sent
    /// Flushes that were not answered.
    var out: [Flush] = []
    private var told = 0
    private var silences: [String: SilenceID] = [:]
    private var silenceCount: UInt64 = 0

    init(_ routing: RoutingTree, _ integrations: ByName<[IntegrationRule]> = ["team": [.webhook]]) {
        var rules = WatchRules.standard
        rules.integrations = integrations
        watch = Watch(rules: rules, routing: routing)
    }

    /// One route to `team`, grouped by `alertname`.
    init(
        wait: Duration = .seconds(30), interval: Duration = .minutes(5), repeats: Duration = .hours(4),
        integrations: [IntegrationRule] = [.webhook]
    ) {
        self.init(
            RoutingTree(
                RouteBranch(
                    receiver: "team", groupBy: .labels(["alertname"]), groupWait: wait, groupInterval: interval,
                    repeatInterval: repeats)), ["team": integrations])
    }

    mutating func handle(_ events: [Event]) {
        var batch: [Change] = []
        _ = watch.handle(events, at: now, into: &batch)
        changes += batch
        let decided = watch.takeFlushes()
        flushes += decided
        for flush in decided {
            if let answer { report(flush, answer) } else { out.append(flush) }
        }
    }

    mutating func report(_ flush: Flush, _ outcome: NotificationOutcome) {
        handle([.notified(flush.dispatch, flush.notification(outcome, at: now))])
    }

    /// Lets time go by, doing what is due when it is due.
    mutating func pass(_ span: Duration) {
        let end = now + span
        while let next = watch.nextDeadline, next <= end {
            now = max(now, next)
            handle([.timePassed])
        }
        now = end
        handle([.timePassed])
    }

    static func labels(_ instance: String, _ name: String = "Down") -> LabelSet {
        LabelSet(["alertname": name, "instance": instance])
    }

    /// Fires alerts of one group, in one batch.
    mutating func fire(_ instances: String..., name: String = "Down", startedAgo: Duration = .zero) {
        handle(
            instances.map { instance in
                .alertPosted(
                    PostedAlert(
                        labels: Self.labels(instance, name), startsAt: now - startedAgo, endsAt: now + .hours(1000)))
            })
    }

    mutating func clear(_ instances: String..., name: String = "Down") {
        handle(
            instances.map { instance in
                .alertPosted(
                    PostedAlert(labels: Self.labels(instance, name), startsAt: now - .seconds(1), endsAt: now))
            })
    }

    mutating func silence(_ instance: String) {
        silenceCount += 1
        let id = SilenceID(high: 1, low: silenceCount)
        silences[instance] = id
        let draft = SilenceDraft(
            matchers: [SilenceMatcher(name: "instance", value: instance)], startsAt: now, endsAt: now + .hours(1000),
            createdBy: "kim", comment: "")
        handle([.silenceSet(draft, newID: id, by: .person("kim"), request: nil)])
    }

    mutating func endSilence(of instance: String) {
        guard let id = silences[instance] else { return }
        handle([.silenceExpired(id, by: .person("kim"), request: nil)])
    }

    /// The process dies, and comes back after a while with what was committed; the courier has forgotten everything.
    mutating func restart(after down: Duration = .zero, routing: RoutingTree? = nil) {
        now = now + down
        out = []
        watch = Watch(
            restoring: changes, lastNumber: watch.lastNumber, rules: watch.rules, routing: routing ?? watch.routing,
            at: now)
        handle([.timePassed])
    }

    mutating func reload(_ routing: RoutingTree, _ integrations: ByName<[IntegrationRule]>? = nil) {
        var rules = watch.rules
        rules.integrations = integrations ?? rules.integrations
        watch.configure(rules: rules, routing: routing, at: now)
        handle([.timePassed])
    }

    /// The flushes since this was asked last: `330 team[0] +a +b -c` is a message at 330 s, of a and b firing and c
    /// resolved.
    mutating func news() -> [String] {
        defer { told = flushes.count }
        return flushes[told...].map(Self.text)
    }

    static func text(_ flush: Flush) -> String {
        let seconds = (flush.decidedAt - start).wholeMilliseconds / 1000
        let alerts = flush.alerts.map { ($0.isFiring ? "+" : "-") + ($0.labels[raw: "instance"] ?? "?") }
        return (["\(seconds)", "\(flush.receiver)[\(flush.integration)]"] + alerts).joined(separator: " ")
    }

    /// What the notification log was told so far, by outcome.
    var outcomes: [NotificationOutcome] {
        changes.compactMap { if case .notified(let notification) = $0 { notification.outcome } else { nil } }
    }

    var groupsStarted: Int { changes.count { if case .groupStarted = $0 { true } else { false } } }
    var groupsEnded: Int { changes.count { if case .groupEnded = $0 { true } else { false } } }
}

extension IntegrationRule {
    static let webhook = IntegrationRule(kind: "webhook", sendsResolved: true)
    static let firingOnly = IntegrationRule(kind: "webhook", sendsResolved: false)
}
