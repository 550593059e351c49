import Incidents
import Routing
import Testing

@Suite struct RoutingBranchTests {
    private static func branch(
        _ receiver: String?, _ matchers: String = "", continues: Bool = false, _ branches: [RouteBranch] = []
    ) throws -> RouteBranch {
        RouteBranch(
            receiver: receiver, matchers: try MatcherParser.matchers(matchers), continues: continues,
            branches: branches)
    }

    /// The receivers of a label set, in order.
    private func receivers(_ tree: RoutingTree, _ labels: KeyValuePairs<String, String>) -> [String] {
        tree.routes(for: LabelSet(labels)).map { tree.routes[$0].receiver }
    }

    private func sample() throws -> RoutingTree {
        typealias Tests = RoutingBranchTests
        return RoutingTree(
            try Tests.branch(
                "root", "",
                [
                    Tests.branch("audit", "env=prod", continues: true),
                    Tests.branch(
                        "db", "team=~\"db|sql\"",
                        [
                            Tests.branch("db-page", "severity=critical", continues: true),
                            Tests.branch(nil, "severity=~\".+\""),
                        ]),
                    Tests.branch("web", "team=web"),
                    Tests.branch("web-late", "team=web"),
                ]), opensIncidents: { $0 != "audit" })
    }

    @Test("an alert goes down where it matches, and stays where nothing below matches")
    func descends() throws {
        let tree = try sample()

        #expect(receivers(tree, ["a": "b"]) == ["root"])
        #expect(receivers(tree, ["team": "web"]) == ["web"])
        #expect(receivers(tree, ["team": "sql"]) == ["db"])
        #expect(receivers(tree, ["team": "db", "severity": "critical"]) == ["db-page", "db"])
        #expect(receivers(tree, ["team": "db", "severity": "info", "env": "prod"]) == ["audit", "db"])
        #expect(receivers(tree, ["env": "prod"]) == ["audit"])
    }

    @Test("the incident is that of the first route that opens incidents")
    func opensIncidents() throws {
        let tree = try sample()

        #expect(tree.incidentRoute(for: LabelSet(["env": "prod"])) == nil)
        #expect(tree.incidentRoute(for: LabelSet(["env": "prod", "team": "web"])) == 5)
        #expect(tree.incidentRoute(for: .empty) == 0)
    }

    @Test("what a route leaves out it has from above; matchers, continue and times it has for itself")
    func inherits() throws {
        let leaf = RouteBranch(groupInterval: .seconds(7), matchers: try MatcherParser.matchers("{b=\"c\",a!=d}"))
        let middle = RouteBranch(
            receiver: "m", groupBy: .all, groupWait: .zero, continues: true, muteTimes: ["night"],
            activeTimes: ["office"], branches: [leaf])
        let tree = RoutingTree(RouteBranch(receiver: "root", repeatInterval: .hours(1), branches: [middle]))

        let route = tree.routes[2]
        #expect(route.receiver == "m")
        #expect(route.groupBy == .all)
        #expect(route.groupWait == .zero)
        #expect(route.groupInterval == .seconds(7))
        #expect(route.repeatInterval == .hours(1))
        #expect(!route.continues)
        #expect(route.muteTimes.isEmpty && route.activeTimes.isEmpty)
        #expect(route.path == "{}/{}/{a!=\"d\",b=\"c\"}")
        #expect(tree.routes[1].path == "{}/{}")
        #expect(tree.root.groupWait == .seconds(30))
        #expect(tree.root.groupInterval == .minutes(5))
        #expect(tree.root.groupBy == GroupBy.none)
    }

    @Test("the matchers of a route stand in its key as Alertmanager sorts and prints them")
    func keys() throws {
        var matchers = try MatcherParser.matchers("{a=~\"q\\d\",c!=d,a=b}")
        matchers.append(try Matcher.matchRE("team", "db|web"))
        matchers.append(try Matcher.matchRE("b", "x\"y"))
        let tree = RoutingTree(RouteBranch(receiver: "r", branches: [RouteBranch(matchers: matchers)]))

        // This is what amtool config routes show prints.
        let path = #"{}/{a="b",a=~"q\\d",b=~"^(?:x\"y)$",c!="d",team=~"^(?:db|web)$"}"#
        #expect(tree.routes[1].path == path)
    }

    @Test("an explanation follows the alert, and names what kept it from each route")
    func explains() throws {
        let tree = try sample()

        let steps = tree.explanation(for: LabelSet(["team": "db", "severity": "info", "env": "prod"]))

        let unmet = try MatcherParser.matcher("severity=critical")
        #expect(
            steps.map(\.verdict) == [
                .passedOn, .taken, .passedOn, .unmet([unmet]), .taken, .stopped(by: 2), .stopped(by: 2),
            ])
        #expect(steps.map(\.route) == [0, 1, 2, 3, 4, 5, 6])
        #expect(tree.children(of: 0) == [1, 2, 5, 6])
        #expect(tree.depth(of: 4) == 2 && tree.parent(of: 4) == 2 && tree.parent(of: 0) == nil)
    }

    @Test("the explanation and the answer never differ", arguments: 0..<200)
    func explainsWhatIsDone(_ seed: UInt64) throws {
        var chance = Chance(seed)
        let tree = RoutingTree(try chance.branch(depth: 0))
        for _ in 0..<20 {
            let labels = chance.labels()
            let taken = tree.explanation(for: labels).filter { $0.verdict == .taken }.map(\.route)
            #expect(tree.routes(for: labels) == taken)
        }
    }
}

/// A row of numbers that looks like chance and is the same for the same seed.
private struct Chance {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }

    private mutating func pick(_ words: [String]) -> String { words[below(words.count)] }

    mutating func branch(depth: Int) throws -> RouteBranch {
        var matchers: [Matcher] = []
        for _ in 0..<(depth == 0 ? 0 : below(3)) {
            let operation = Matcher.Operation.allCases[below(4)]
            let value = pick(operation.isRegex ? ["x|y", "x.*", ".+", ".*", "[xy]", ""] : ["x", "y", ""])
            matchers.append(try Matcher(pick(["a", "b", "c"]), operation, value))
        }
        var branches: [RouteBranch] = []
        if depth < 4 { for _ in 0..<below(4) { branches.append(try branch(depth: depth + 1)) } }
        return RouteBranch(receiver: "r", matchers: matchers, continues: below(3) == 0, branches: branches)
    }

    mutating func labels() -> LabelSet {
        LabelSet(PackedPairs(["a", "b", "c", "d"].filter { _ in below(3) > 0 }.map { ($0, pick(["x", "y", "xy"])) }))
    }
}
