import Support

/// Makes up lanes, the same for the same seed.
struct LaneGenerator {
    private var chance: Chance
    private let name: String
    private let url: (String) -> String
    /// How many seconds something may begin in.
    private let seconds: Int
    /// Seconds in which nothing is done, as the router is killed there.
    ///
    /// Then no alert ends by itself, as a restarted router waits for what senders say before it takes an end for over;
    /// and none changes its annotations, as they are written once a minute at most, and a sender says them again.
    private let quiet: Set<Int>

    /// - Parameter url: of the sink, for a path.
    init(seed: Int, number: Int, seconds: Int, quiet: Set<Int>, url: @escaping (String) -> String) {
        chance = Chance(seed: seed &* 7919 &+ number)
        (name, self.seconds, self.quiet, self.url) = ("\(number)", seconds, quiet, url)
    }

    private var here: GeneratedMatcher { GeneratedMatcher("lane", .equal, name) }

    mutating func lane() -> Lane {
        let isEager = chance.happens(20)
        let interval = chance.pick([2, 2, 4, 4, 6])
        var lane = Lane(
            name: name, isEager: isEager, interval: interval, routes: [], receivers: [], rules: rules(),
            deeds: [])
        makeRoutes(&lane)
        if !isEager, interval > 2, chance.happens(12) { makeTwin(&lane) }
        var play = LanePlay(
            chance, lane.isEager, alerts(), isSilenced: lane.routes.count == 1, isKilled: !quiet.isEmpty)
        for second in 0..<seconds where second == 0 || !quiet.contains(second) { play.act(second, here) }
        lane.deeds = play.deeds
        return lane
    }

    /// Two to six alerts that differ in some of their labels.
    private mutating func alerts() -> [[String: String]] {
        var found: Set<[String: String]> = []
        var list: [[String: String]] = []
        for _ in 0..<chance.within(2...6) {
            var labels = [
                "lane": name, "alertname": chance.pick(["Down", "Slow"]),
                "severity": chance.pick(["critical", "warning"]),
            ]
            if chance.happens(75) { labels["instance"] = chance.pick(["a", "b", "c"]) }
            if chance.happens(30) { labels["job"] = chance.pick(["node", "api"]) }
            if found.insert(labels).inserted { list.append(labels) }
        }
        return list
    }

    private mutating func rules() -> [GeneratedInhibitRule] {
        guard chance.happens(45) else { return [] }
        return (0..<chance.within(1...2)).map { _ in
            let critical = GeneratedMatcher("severity", .equal, "critical")
            let (source, target) = chance.pick([
                (critical, GeneratedMatcher("severity", .equal, "warning")),
                (GeneratedMatcher("alertname", .equal, "Down"), GeneratedMatcher("alertname", .unlike, "Down|")),
                (GeneratedMatcher("instance", .equal, "a"), GeneratedMatcher("severity", .like, ".+")),
                (critical, GeneratedMatcher("alertname", .like, "S.*|Down")),
            ])
            let spelling = chance.pick(GeneratedRoute.Spelling.allCases)
            let isOld = spelling == .old && target.isEqual
            return GeneratedInhibitRule(
                source: [here, source], target: [here, target],
                equal: chance.pick([[], ["instance"], ["alertname"], ["instance", "missing"]]),
                spelling: isOld ? .old : .list)
        }
    }

    private mutating func makeRoutes(_ lane: inout Lane) {
        var top = GeneratedRoute(receiver: "L\(name)a")
        top.matchers = [here]
        let isSimple = lane.isEager
        top.groupBy =
            isSimple
            ? []
            : chance.pick([[], ["alertname"], ["..."], ["alertname", "severity"], ["missing"], ["instance", "job"]])
        let wait = chance.pick(["500ms", "500ms", "1500ms", "1s500ms"])
        top.timers = [
            "group_wait: \(wait)", "group_interval: \(lane.interval / 2)s",
            // Never a multiple of the interval: whether a time is over exactly at its end is for chance to say.
            "repeat_interval: \(chance.pick(["4h", "4h", "2500ms", "4500ms"]))",
        ]
        if chance.happens(8) { top.mutes = [chance.pick(["always", "never"])] }
        if chance.happens(8) { top.actives = [chance.pick(["always", "never"])] }
        lane.receivers = [receiver("a", refuses: isSimple && chance.happens(40))]
        if !isSimple, chance.happens(40) {
            for letter in ["b", "c"].prefix(chance.within(1...2)) {
                var child = GeneratedRoute(receiver: "L\(name)\(letter)")
                child.matchers = [
                    chance.pick([
                        GeneratedMatcher("severity", .equal, "critical"), GeneratedMatcher("alertname", .like, "D.*"),
                        GeneratedMatcher("instance", .unequal, ""),
                    ])
                ]
                child.continues = chance.happens(60)
                if chance.happens(40) { child.groupBy = chance.pick([[], ["..."], ["severity"]]) }
                if chance.happens(20) { child.mutes = [chance.pick(["always", "never"])] }
                top.children.append(child)
                lane.receivers.append(receiver(letter, refuses: false))
            }
        }
        lane.routes = [top]
    }

    /// Alertmanager knows groups by path, so two routes of one path and receiver share what they remember of telling.
    ///
    /// The twin is flushed a second later, as at the same time it is for chance to say which one tells. Nothing
    /// is muted there, as the flushes of the two could not be told apart in what follows from it.
    private func makeTwin(_ lane: inout Lane) {
        guard var twin = lane.routes.first else { return }
        lane.routes[0].timers[0] = "group_wait: 500ms"
        lane.routes[0].continues = true
        twin.timers[0] = "group_wait: 1500ms"
        lane.routes.append(twin)
        lane.rules = []
    }

    private mutating func receiver(_ letter: String, refuses: Bool) -> GeneratedReceiver {
        let hooks = (0..<chance.pick([1, 1, 2])).map { index in
            GeneratedReceiver.Hook(
                url: url("/\(name)/\(letter)/\(index)" + (refuses ? "?refuse=\(chance.within(1...3))" : "")),
                sendsResolved: chance.pick([nil, nil, true, false]), alertsMax: chance.pick([nil, nil, nil, nil, 1, 2]))
        }
        return GeneratedReceiver("L\(name)\(letter)", hooks: hooks)
    }
}

/// What happens in one lane, second by second.
private struct LanePlay {
    private var chance: Chance
    private let isEager: Bool
    private let isSilenced: Bool
    private let isKilled: Bool
    private let alerts: [[String: String]]
    /// When each alert began and when it ends, of those that began.
    private var running: [Int: (since: Int, until: Int?)] = [:]
    /// The tags of silences that were not taken back.
    private var silences: [String] = []
    private(set) var deeds: [Lane.Deed] = []

    init(_ chance: Chance, _ isEager: Bool, _ alerts: [[String: String]], isSilenced: Bool, isKilled: Bool) {
        (self.chance, self.isEager, self.alerts, self.isSilenced) = (chance, isEager, alerts, isSilenced)
        self.isKilled = isKilled
    }

    mutating func act(_ second: Int, _ here: GeneratedMatcher) {
        if second == 0 {
            // The first alert of an eager lane is a minute old, and alone: its group does not wait for others.
            let count = isEager ? 1 : chance.within(1...3)
            for index in chance.pick(count, of: Array(alerts.indices)) { fire(index, at: 0, age: isEager ? 120 : 0) }
            return
        }
        let now = 2 * second + (isEager ? 1 : 0)
        for index in chance.pick(chance.below(3), of: Array(alerts.indices)) { change(index, now) }
        if isSilenced, chance.happens(13) { silence(now, here) }
        if chance.happens(12), !silences.isEmpty {
            let tag = silences.remove(at: chance.below(silences.count))
            deeds.append(Lane.Deed(at: now, act: .unsilences(tag: tag)))
        }
    }

    private mutating func change(_ index: Int, _ now: Int) {
        guard let run = running[index], run.until ?? .max >= now else { return fire(index, at: now) }
        // It ends at this very moment: whether it is over is for chance to say.
        if run.until == now { return }
        if chance.happens(70) {
            running[index] = nil
            deeds.append(Lane.Deed(at: now, act: .resolves(alerts[index], since: run.since)))
        } else if !isKilled {
            deeds.append(
                Lane.Deed(
                    at: now,
                    act: .fires(alerts[index], summary: "told at \(now)", since: run.since, until: run.until)))
        }
    }

    private mutating func fire(_ index: Int, at now: Int, age: Int = 0) {
        let until = !isKilled && age == 0 && chance.happens(20) ? now + 2 * chance.within(2...5) : nil
        running[index] = (now - age, until)
        deeds.append(
            Lane.Deed(
                at: now, act: .fires(alerts[index], summary: "began at \(now)", since: now - age, until: until)))
    }

    private mutating func silence(_ now: Int, _ here: GeneratedMatcher) {
        let (tag, from) = ("\(here.value)-\(now)", now + (chance.happens(30) ? 2 * chance.within(1...3) : 0))
        let other = chance.pick([
            GeneratedMatcher("severity", .equal, "critical"), GeneratedMatcher("severity", .unequal, "critical"),
            GeneratedMatcher("instance", .like, "a|b"), GeneratedMatcher("instance", .unlike, "a|"),
            GeneratedMatcher("alertname", .like, ".*o.*"),
        ])
        deeds.append(
            Lane.Deed(
                at: now,
                act: .silences(tag: tag, [here, other], from: from, until: from + 2 * chance.within(2...6))))
        silences.append(tag)
    }
}
