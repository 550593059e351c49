import Incidents
import Routing

extension Numbers {
    /// How long a tree of 1,000 routes takes to answer one label set: the worst, where none of its siblings match.
    static func routes() throws {
        let labels = LabelSet([
            "alertname": "DiskWillFillIn4Hours", "cluster": "eu-west-1", "env": "prod", "instance": "db-17:9100",
            "job": "node", "namespace": "payments", "pod": "node-exporter-x7k2p", "service": "postgres",
            "severity": "warning", "team": "storage",
        ])
        row("an answer of 1,000 routes side by side", microseconds(try span(flat(), labels)), "<= 50 us")
        row("an answer of 1,000 routes, 10 below 10", microseconds(try span(deep(), labels)), "<= 50 us")
    }

    private static func span(_ tree: RoutingTree, _ labels: LabelSet) throws -> Duration {
        precondition(tree.routes.count > 1000 && !tree.routes(for: labels).isEmpty, "no such tree")
        var best = Duration.seconds(1)
        for _ in 0..<20 {
            let start = ContinuousClock.now
            var taken = 0
            for _ in 0..<200 { taken += tree.routes(for: labels).count }
            best = min(best, (ContinuousClock.now - start) / 200)
            precondition(taken >= 200, "an alert takes one route at least")
        }
        return best
    }

    /// The matchers of one route: of the shapes of real files, with one in fifty for the regular expressions' engine.
    private static func matchers(_ index: Int) throws -> [Matcher] {
        switch index % 50 {
        case 0: [try Matcher("service", .regex, "post[gh]res-\(index)")]
        case 1...10: [try Matcher("team", .regex, "storage-\(index)|database-\(index)|sre-\(index)")]
        case 11...20:
            [try Matcher("env", .equal, "prod"), try Matcher("namespace", .regex, "payments-\(index).*")]
        case 21...30: [try Matcher("severity", .regex, ".+"), try Matcher("owner", .equal, "team-\(index)")]
        default: [try Matcher("service", .equal, "postgrez"), try Matcher("team", .equal, "team-\(index)")]
        }
    }

    private static func flat() throws -> RoutingTree {
        RoutingTree(
            RouteBranch(
                receiver: "root",
                branches: try (0..<1000).map { RouteBranch(receiver: "r\($0)", matchers: try matchers($0)) }))
    }

    /// All branches are entered, and none of the leaves match.
    private static func deep() throws -> RoutingTree {
        let middle = try (0..<91).map { index in
            RouteBranch(
                receiver: "m\(index)", matchers: [try Matcher("env", .regex, "prod|staging")], continues: true,
                branches: try (0..<10).map { RouteBranch(receiver: "l", matchers: try matchers(index * 10 + $0)) })
        }
        return RoutingTree(RouteBranch(receiver: "root", branches: middle))
    }

    static func microseconds(_ span: Duration) -> String {
        let nanoseconds = span.components.attoseconds / 1_000_000_000
        return "\(nanoseconds / 1000).\(nanoseconds % 1000 / 100) us"
    }
}
