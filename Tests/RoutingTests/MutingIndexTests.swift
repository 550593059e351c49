import Foundation
import Incidents
import Routing
import Testing

@Suite("Finding silences")
struct SilenceIndexTests {
    private static let matchers: [(String, Matcher.Operation, String)] = [
        ("a", .equal, "1"), ("a", .regex, "1|2"), ("a", .regex, "[12]"), ("b", .notEqual, "1"), ("b", .equal, "2"),
        ("b", .equal, ""), ("c", .regex, "1.*"), ("c", .notRegex, "1|2"),
    ]

    @Test("It finds what asking every silence finds, also after some are gone", arguments: [0, 3])
    func equalsAsking(_ step: Int) throws {
        var index = SilenceIndex()
        var all: [SilenceID: [Matcher]] = [:]
        for (low, pair) in Self.matchers.indices.flatMap({ a in Self.matchers.indices.map { (a, $0) } }).enumerated() {
            let id = SilenceID(high: 0, low: UInt64(low))
            all[id] = try [pair.0, pair.1].map { place in
                let (name, operation, value) = Self.matchers[place]
                return try Matcher(name, operation, value)
            }
            index.add(id, all[id] ?? [])
        }
        if step > 0 {
            for low in stride(from: 0, to: all.count, by: step) {
                all[SilenceID(high: 0, low: UInt64(low))] = nil
                index.remove(SilenceID(high: 0, low: UInt64(low)))
            }
        }
        for a in ["", "1", "2", "3"] {
            for b in ["", "1", "2"] {
                for c in ["", "1", "12"] {
                    let labels = LabelSet(["a": a, "b": b, "c": c])
                    var found: [SilenceID] = []
                    index.forEachMatch(of: labels) { found.append($0) }
                    #expect(found.sorted() == all.filter { $0.value.matches(labels) }.keys.sorted())
                }
            }
        }
    }
}

@Suite("Inhibit rules")
struct InhibitRuleTests {
    @Test("A rule by itself says what the book says of all", arguments: 0..<64)
    func equalsBook(seed: Int) throws {
        let rule = InhibitRule(
            sourceMatchers: seed & 1 == 0 ? [] : [try Matcher("severity", .equal, "critical")],
            targetMatchers: seed & 2 == 0
                ? [] : [try Matcher("severity", seed & 4 == 0 ? .equal : .regex, "warning|info")],
            equal: ["cluster", "zone"].filter { seed & ($0 == "zone" ? 8 : 16) != 0 })
        let book = InhibitionBook([rule])
        let all = ["critical", "warning", ""].flatMap { severity in
            ["a", "b", ""].flatMap { cluster in
                ["1", ""].map { LabelSet(["alertname": "X", "severity": severity, "cluster": cluster, "zone": $0]) }
            }
        }
        for source in all {
            for target in all {
                let (by, to) = (book.touches(source).first, book.touches(target).first)
                let isInhibited =
                    by?.isSource == true && to?.isTarget == true && by?.key == to?.key
                    && !(to?.isSource == true && by?.isTarget == true)
                #expect(rule.inhibits(target, by: source) == isInhibited, "\(source.pairs.pairs) \(target.pairs.pairs)")
            }
        }
    }
}

@Suite("Turns of time intervals")
struct QuietRoutesTests {
    private static func march(_ day: Int, _ hour: Int, _ minute: Int = 0) throws -> Timestamp {
        try #require(CivilTime(year: 2026, month: 3, day: day, hour: hour, minute: minute).moment())
    }

    private static func tree(_ interval: Routing.TimeInterval, active: Bool = false) -> RoutingTree {
        RoutingTree(
            RouteBranch(
                receiver: "default",
                branches: [RouteBranch(muteTimes: active ? [] : ["it"], activeTimes: active ? ["it"] : [])]),
            intervals: [NamedInterval(name: "it", intervals: [interval])])
    }

    private static func berlin() throws -> ZoneRules {
        let file = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Berlin"))
        return try #require(ZoneRules(name: "Europe/Berlin", database: Array(file)))
    }

    @Test(
        "What is looked for is the first minute that is otherwise",
        arguments: [
            Routing.TimeInterval(times: [540..<1020]), Routing.TimeInterval(weekdays: [1...5]),
            Routing.TimeInterval(times: [0..<60, 1380..<1440], weekdays: [0...0]),
            Routing.TimeInterval(daysOfMonth: [.init(-1, -1)]),
            Routing.TimeInterval(months: [3...3]), Routing.TimeInterval(times: [120..<180], daysOfMonth: [.init(1, 2)]),
        ], [true, false])
    func firstChange(_ interval: Routing.TimeInterval, inBerlin: Bool) throws {
        var interval = interval
        if inBerlin { interval.zone = try Self.berlin() }
        let tree = Self.tree(interval)
        var now = try Self.march(27, 13, 17) + .milliseconds(417)
        for _ in 0..<8 {
            let quiet = QuietRoutes(of: tree, at: now)
            let isQuiet = tree.quiet(1, at: now) != nil
            #expect((quiet.quiet[1] != nil) == isQuiet)
            let next = try #require(quiet.next)
            var minute = Timestamp(milliseconds: (now.milliseconds / 60_000 + 1) * 60_000)
            let end = now + QuietRoutes.lookAhead
            while minute < end, (tree.quiet(1, at: minute) != nil) == isQuiet { minute = minute + .minutes(1) }
            #expect(next == min(minute, end))
            now = next
        }
    }

    @Test("Without time intervals there is nothing to look at again")
    func none() throws {
        #expect(QuietRoutes(of: .standard, at: try Self.march(27, 13)) == QuietRoutes())
    }
}
