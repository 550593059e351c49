/// What both are configured with: routes and receivers as a company of eight teams has them.
enum PeerConfiguration {
    static let teams = ["team0", "team1", "team2", "team3", "team4", "team5", "team6", "team7"]

    /// 28 routes to 27 receivers of web hooks, which are told after five seconds.
    ///
    /// - Parameters:
    ///   - port: where the web hooks go.
    ///   - inhibits: whether a critical alert keeps the warnings of the same kind quiet, and one of a cluster all of it.
    ///   - repeats: how often receivers are told again, in hours: what a reload changes.
    static func company(_ port: Int, inhibits: Bool, repeats: Int = 4) -> String {
        var routes = [
            #"{matchers: ['alertname=~"Watchdog|Heartbeat"'], receiver: heartbeat, group_wait: 0s}"#,
            #"{matchers: ['severity="critical"', 'env="prod"'], receiver: everybody, continue: true}"#,
        ]
        for (index, team) in teams.enumerated() {
            routes.append(
                """
                {matchers: ['team="\(team)"'], receiver: \(team), routes: [\
                {matchers: ['severity="critical"', 'env!~"dev|staging"'], receiver: \(team)-page, \
                continue: \(index % 2 == 1)}, \
                {matchers: ['severity=~"warning|info"', 'service!="svc\(index * 5)"'], receiver: \(team)-ticket, \
                group_by: [alertname, cluster]}]}
                """)
        }
        routes.append(#"{matchers: ['env=~"dev.*"'], receiver: catchall, group_by: ['...']}"#)
        routes.append(#"{matchers: ['team!~".+"'], receiver: catchall}"#)
        let names = ["catchall", "heartbeat", "everybody"] + teams.flatMap { [$0, "\($0)-page", "\($0)-ticket"] }
        let rules = """
            - {source_matchers: ['severity="critical"'], target_matchers: ['severity=~"warning|info"'],
               equal: [alertname, cluster, service]}
            - {source_matchers: ['alertname="ClusterDown"'], target_matchers: ['alertname!="ClusterDown"'],
               equal: [cluster]}
            """
        return """
            route:
              receiver: catchall
              group_by: [alertname, cluster, service]
              group_wait: 5s
              group_interval: 1m
              repeat_interval: \(repeats)h
              routes:
            \(routes.map { "  - \($0)\n" }.joined())
            receivers:
            \(names.map { "- {name: \($0), webhook_configs: [{url: 'http://127.0.0.1:\(port)/\($0)'}]}\n" }.joined())
            \(inhibits ? "inhibit_rules:\n\(rules)" : "")
            """
    }

    /// One route, whose receiver is told at once.
    static func direct(_ port: Int) -> String {
        """
        route: {receiver: ops, group_by: ['...'], group_wait: 0s}
        receivers: [{name: ops, webhook_configs: [{url: 'http://127.0.0.1:\(port)/'}]}]
        """
    }

    /// A thousand routes below the root.
    static var large: String {
        let routes = (0..<1000).map { #"  - {matchers: ['team="t\#($0)"', 'env=~"prod|dev\#($0)"'], receiver: r}"# }
        return "route:\n  receiver: r\n  routes:\n\(routes.joined(separator: "\n"))\nreceivers: [{name: r}]\n"
    }

    /// A hundred inhibit rules, all of which look at the alerts of ``Load``.
    static var inhibiting: String {
        let rules = (0..<100).map {
            #"- {source_matchers: ['severity="critical"', 'alertname="Alert\#($0)"'],"#
                + #" target_matchers: ['severity="warning"'], equal: [alertname, instance]}"#
        }
        return "route: {receiver: r}\nreceivers: [{name: r}]\ninhibit_rules:\n\(rules.joined(separator: "\n"))\n"
    }
}
