import Incidents
import Routing

/// A configuration of the simulated router. They differ in who inhibits whom, in quiet times, and in one receiver that
/// opens incidents or none; routes and groups are the same, so that a reload moves no alert to another group.
struct Setup: Sendable {
    var rules: WatchRules
    var routing: RoutingTree

    static let all = [
        Setup(inhibiting: [], searchMutedIn: [], ledgerActiveIn: [], silentNone: true),
        Setup(inhibiting: ["critical"], searchMutedIn: ["often"], ledgerActiveIn: [], silentNone: true),
        Setup(inhibiting: ["critical", "error"], searchMutedIn: [], ledgerActiveIn: ["often"], silentNone: false),
        Setup(
            inhibiting: ["critical", "error"], searchMutedIn: ["seldom", "often"], ledgerActiveIn: ["seldom"],
            silentNone: true),
    ]

    /// The same, with receivers that can be told.
    static let telling = all.map { setup in
        var setup = setup
        setup.rules.integrations = SimulatedRoutes.integrations
        return setup
    }

    /// - Parameter inhibiting: which severities inhibit warnings and errors of the same service and instance.
    private init(inhibiting: [String], searchMutedIn: [String], ledgerActiveIn: [String], silentNone: Bool) {
        rules = .standard
        rules.inhibitRules = inhibiting.enumerated().map { index, severity in
            InhibitRule(
                sourceMatchers: [Setup.matcher("severity", severity)],
                targetMatchers: [Setup.regex("severity", "warning|error|info")],
                equal: index == 0 ? ["service", "instance", "rack"] : [])
        }
        routing = RoutingTree(
            RouteBranch(
                receiver: "default", groupBy: .labels(["alertname", "service"]), groupWait: .seconds(10),
                groupInterval: .minutes(1),
                branches: [
                    RouteBranch(receiver: "nobody", matchers: [Setup.matcher("severity", "none")]),
                    RouteBranch(matchers: [Setup.matcher("service", "search")], muteTimes: searchMutedIn),
                    RouteBranch(matchers: [Setup.matcher("service", "ledger")], activeTimes: ledgerActiveIn),
                ]),
            intervals: [
                NamedInterval(name: "often", intervals: [Setup.minutes(every: 20, first: 7)]),
                NamedInterval(name: "seldom", intervals: [Setup.minutes(every: 90, first: 30)]),
            ], opensIncidents: { $0 != "nobody" || !silentNone })
    }

    /// The first so many of every so many minutes of a day.
    private static func minutes(every step: Int, first count: Int) -> TimeInterval {
        TimeInterval(times: stride(from: 0, to: 1440, by: step).map { $0..<$0 + count })
    }

    private static func matcher(_ name: String, _ value: String) -> Matcher {
        guard let matcher = try? Matcher(name, .equal, value) else { preconditionFailure("equality always compiles") }
        return matcher
    }

    private static func regex(_ name: String, _ value: String) -> Matcher {
        guard let matcher = try? Matcher(name, .regex, value) else { preconditionFailure("\(value) compiles") }
        return matcher
    }
}
