import Incidents
import Routing
import Watchkeeping

/// A courier that is slow, fails, says things twice and forgets, and what must hold of what it is handed.
struct CourierModel {
    /// Handed over and not answered yet. Gone when the process dies.
    private(set) var out: [Flush] = []
    private(set) var carried = 0
    /// Every flush that was ever decided, by its key and its moment.
    private var decided: [NotificationKey: Set<Timestamp>] = [:]
    /// The latest flush of each key that this process was handed.
    private var latest: [NotificationKey: Timestamp] = [:]
    /// Since when each alert fires, and since when each is not kept quiet any more.
    private var startedAt: [Fingerprint: Timestamp] = [:]
    private var freeSince: [Fingerprint: Timestamp] = [:]
    /// Since when the rules and routes are in force by which turns are judged.
    private var inForceSince = Timestamp(milliseconds: 0)
    private var isReloaded = false
    /// Until when turns are put off by a jump. A restart does not know of that and takes them: until then it differs.
    private(set) var jumpEndsAt = Timestamp(milliseconds: 0)
    private var restoredAt = Timestamp(milliseconds: 0)

    /// What a batch decided. `before` is the watch before it.
    mutating func take(_ flushes: [Flush], before: Watch, after: Watch, at now: Timestamp) throws {
        if isReloaded { inForceSince = max(inForceSince, now) }
        isReloaded = false
        let (then, later) = (before.alertView, after.alertView)
        for flush in flushes {
            guard !flush.alerts.isEmpty else { throw Broken("a message to \(flush.receiver) tells of nothing") }
            guard flush.deadline > now, flush.decidedAt <= now else { throw Broken("a flush is late: \(flush)") }
            for alert in flush.alerts {
                let mutes = [then.mute(of: alert.fingerprint), later.mute(of: alert.fingerprint)]
                // The time intervals of an incident's route are not those of a receiver's.
                // What muted it before may have ended, it was told, and then something else muted it.
                guard mutes.allSatisfy({ $0?.isOfAlert == true }), mutes[0]?.cause == mutes[1]?.cause else { continue }
                guard !alert.isFiring else {
                    throw Broken("\(alert.fingerprint) is muted, and \(flush.receiver) is told")
                }
                guard before.owesEnd(of: alert.fingerprint, to: flush.key) else {
                    throw Broken("\(alert.fingerprint) ended muted, and \(flush.receiver) never heard of it")
                }
            }
            decided[flush.key, default: []].insert(flush.decidedAt)
            latest[flush.key] = flush.decidedAt
            carried += 1
        }
        out += flushes
    }

    /// What was committed: nobody counts as told of what was not decided before.
    mutating func follow(_ batch: ChangeBatch) throws {
        for change in batch.changes {
            switch change {
            case .notified(let told) where told.outcome != .withheld:
                guard decided[told.key]?.contains(told.decidedAt) == true else {
                    throw Broken("the log says \(told.receiver) was told of what was never decided")
                }
            case .alertStarted(let alert, _, _): startedAt[alert.fingerprint] = batch.at
            case .alertMuted(let fingerprint, _, _): freeSince[fingerprint] = batch.at
            default: break
            }
        }
    }

    /// Other rules and routes are in force: what was due before, or until the next batch, was due by the former ones.
    mutating func reloaded() { isReloaded = true }

    /// Every grid goes with the clock. Here the clock itself does not move, so that a jump ahead puts off what is next.
    mutating func clockJumped(by span: Duration, at now: Timestamp) {
        inForceSince = max(inForceSince, now) + max(.zero, span)
        jumpEndsAt = inForceSince
    }

    /// The process died, and what it carried with it; or the watch alone was restored.
    mutating func restored(isDead: Bool, at now: Timestamp) {
        restoredAt = now
        if isDead { out = [] }
        latest = [:]
    }

    /// Takes a flush out of what is to be carried: the courier is done with it.
    mutating func finish(_ index: Int) -> Flush { out.remove(at: index) }

    /// Whether a silence kept an alert quiet at a moment, perhaps one that came and went while the router was down.
    private static func wasSilenced(_ labels: LabelSet, at moment: Timestamp, in watch: Watch) throws -> Bool {
        try watch.silences.values.contains { silence in
            try silence.state(at: moment) == .active && silence.matchers.compiled().matches(labels)
        }
    }

    /// Every alert that fires and is not kept quiet is told, or being told, from its group's last turn on.
    func check(_ watch: Watch, at now: Timestamp) throws {
        guard watch.nextDeadline.map({ $0 > now }) ?? true else { return }
        let groups = Dictionary(uniqueKeysWithValues: watch.receiverGroups.map { ($0.id, $0) })
        for watched in watch.alertView.filter(\.alert.isFiring) {
            let fingerprint = watched.alert.fingerprint
            let isMuted = watch.alertView.mute(of: fingerprint) != nil
            for id in watch.receiverGroups(of: watched.alert.labels) {
                guard let group = groups[id], group.members.contains(fingerprint) else {
                    throw Broken("\(fingerprint) fires, and is not in its group")
                }
                guard group.nextTurn > now else { throw Broken("a turn was missed") }
                let route = watch.routing.routes[group.route]
                let step = route.groupInterval.wholeMilliseconds
                let past = (now - group.first).wholeMilliseconds
                // While a flush of the group is out its next turn waits, as one flush goes out at a time.
                guard past >= 0, !isMuted, !group.isOut else { continue }
                let turn = group.first + .milliseconds(past / step * step)
                guard turn > inForceSince, startedAt[fingerprint].map({ $0 < turn }) ?? false,
                    freeSince[fingerprint].map({ $0 < turn }) ?? true,
                    watch.routing.quiet(group.route, at: turn) == nil,
                    try !Self.wasSilenced(watched.alert.labels, at: turn, in: watch)
                else { continue }
                for key in group.keys where !watch.toldFiring(key).contains(fingerprint) && latest[key] != turn {
                    throw Broken(
                        """
                        \(fingerprint) was due at \(turn.rfc3339) for \(route.receiver), and is not told: now \(now.rfc3339), \
                        started \(startedAt[fingerprint]?.rfc3339 ?? "-"), free since \
                        \(freeSince[fingerprint]?.rfc3339 ?? "-"), first \(group.first.rfc3339), next \
                        \(group.nextTurn.rfc3339), last flush \(latest[key]?.rfc3339 ?? "-"), in force since \
                        \(inForceSince.rfc3339), restored \(restoredAt.rfc3339), updated \(watched.alert.updatedAt.rfc3339), \
                        every \(step) ms, owed \(watch.owesEnd(of: fingerprint, to: key))
                        """)
                }
            }
        }
    }
}

extension Mute {
    /// Whether it is about the alert itself, whatever its routes.
    fileprivate var isOfAlert: Bool { if case .interval = cause { false } else { true } }
}

/// What a seed may draw as configuration.
enum SimulatedRoutes {
    private static let night = NamedInterval(name: "night", intervals: [TimeInterval(times: [210..<225])])

    static let integrations: ByName<[IntegrationRule]> = [
        "default": [IntegrationRule(kind: "webhook", sendsResolved: true)],
        "team": [IntegrationRule(kind: "webhook", sendsResolved: true)],
        "pager": [
            IntegrationRule(kind: "webhook", sendsResolved: true),
            IntegrationRule(kind: "email", sendsResolved: false),
        ],
    ]

    /// Trees of the same incident groups, with other receivers.
    static func trees() throws -> [RoutingTree] {
        let urgent = [try Matcher("severity", .equal, "critical")]
        let shop = [try Matcher("service", .equal, "shop")]
        let root = RouteBranch(
            receiver: "default", groupBy: .labels(["alertname", "service"]), groupWait: .seconds(10),
            groupInterval: .minutes(1), repeatInterval: .minutes(4))
        var (one, two) = (root, root)
        one.branches = [
            RouteBranch(receiver: "pager", groupWait: .zero, matchers: urgent, continues: true),
            RouteBranch(receiver: "team", groupBy: GroupBy.none, matchers: shop, continues: true, muteTimes: ["night"]),
            RouteBranch(matchers: []),
        ]
        two.branches = [
            RouteBranch(
                receiver: "team", groupBy: .labels(["alertname"]), groupInterval: .seconds(7),
                repeatInterval: .minutes(1),
                matchers: shop, continues: true),
            RouteBranch(receiver: "pager", groupBy: .all, matchers: [], continues: true),
            RouteBranch(receiver: "pager", matchers: [], continues: true),
            RouteBranch(matchers: []),
        ]
        // The same alerts at the same places: clocks go otherwise, and one way leads elsewhere.
        var (three, four) = (two, two)
        three.branches[0].groupInterval = .seconds(11)
        three.branches[1].repeatInterval = .minutes(2)
        (three.branches[1].muteTimes, three.branches[2].groupInterval) = (["night"], .minutes(3))
        four.branches[2].receiver = "team"
        return [root, one, one, two, three, four].map { RoutingTree($0, intervals: [night]) { $0 == "default" } }
    }
}
