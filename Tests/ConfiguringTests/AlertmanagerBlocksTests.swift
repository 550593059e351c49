import Configuring
import Incidents
import Routing
import Testing

/// The blocks of Alertmanager's configuration as values, and what of them is refused.
@Suite struct AlertmanagerBlocksTests {
    private func parse(_ text: String) throws -> Configuration { try Configuration.parse(text, file: "m.yaml") }

    @Test("the whole tree is read, with what routes inherit")
    func tree() throws {
        let tree = try parse(AlertmanagerFileTests.everything).tree

        #expect(tree.routes.map(\.receiver) == ["ops", "db", "ops"])
        #expect(tree.routes[1].continues && !tree.routes[2].continues)
        #expect(tree.routes[1].path == #"{}/{port="5432",service="postgres",severity=~"^(?:^(critical|page)$)$"}"#)
        #expect(tree.routes[1].activeTimes == ["office"] && tree.routes[2].muteTimes == ["nights"])
        #expect(tree.routes[2].repeatInterval == .hours(36))
        #expect(tree.routes[2].matchers.map(\.description) == ["owner!~\"a|b\"", "team=\"db\""])
    }

    @Test("an empty group_by below another is one that is left out, as in Alertmanager")
    func emptyGroupBy() throws {
        let text = "route: {receiver: a, group_by: [x], routes: [{group_by: []}, {group_by: ['...', '...']}]}\n"
        let tree = try parse(text + "receivers: [{name: a, incidents: open}]\n").tree

        #expect(tree.routes.map(\.groupBy) == [.labels(["x"]), .labels(["x"]), .all])
    }

    @Test("labels of groups and rules may have any name, as in Alertmanager since 0.27")
    func names() throws {
        let text = """
            route: {receiver: a, group_by: ["service.name", ü]}
            receivers: [{name: a, incidents: open}]
            inhibit_rules: [{source_matchers: [a=b], target_matchers: [c=d], equal: ['qux🙂', a b]}]
            """

        let configuration = try parse(text)

        #expect(configuration.tree.root.groupBy == .labels(["service.name", "ü"]))
        #expect(configuration.inhibitRules.first?.equal == ["qux🙂", "a b"])
        #expect(try parse(AlertmanagerRendering.text(configuration)).inhibitRules == configuration.inhibitRules)
    }

    @Test("inhibit rules are read in all three ways of writing matchers")
    func inhibitRules() throws {
        let rules = try parse(AlertmanagerFileTests.everything).inhibitRules

        #expect(rules.count == 2)
        #expect(rules.first?.sourceMatchers.map(\.description) == ["severity=\"critical\""])
        #expect(rules.first?.targetMatchers.map(\.description) == ["severity=~\"^(?:warning|info)$\""])
        #expect(rules.first?.equal == ["alertname"])
        #expect(rules.last?.targetMatchers.map(\.description) == ["severity=~\"warning|info\""])
    }

    @Test("names of receivers and time intervals that only look the same are different ones, as in Alertmanager")
    func lookAlikes() throws {
        // One letter, and a letter with an accent behind it.
        let (one, two) = ("caf\u{E9}", "cafe\u{301}")
        let configuration = try parse(
            """
            route: {receiver: "\(one)", routes: [{receiver: "\(two)", matchers: [a=b], mute_time_intervals: ["\(two)"]}]}
            receivers: [{name: "\(one)", incidents: open}, {name: "\(two)", incidents: none}]
            time_intervals:
            - {name: "\(one)", time_intervals: [{months: ["1"]}]}
            - {name: "\(two)", time_intervals: [{months: ["2"]}]}
            """)
        let tree = configuration.tree

        #expect(tree.routes.map { Array($0.receiver.utf8) } == [Array(one.utf8), Array(two.utf8)])
        #expect(tree.routes.map(\.opensIncidents) == [true, false])
        #expect(tree.intervals[one]?.intervals != tree.intervals[two]?.intervals)
        let warnings = configuration.lint(at: Timestamp(milliseconds: 0)).map { "\($0)" }
        #expect(warnings.contains { $0.contains("no route names the time interval") && $0.contains(":4:") })
        #expect(
            faults("route: {receiver: \(one)}\nreceivers: [{name: \(two), incidents: open}]").first?
                .contains("is not defined") == true)
    }

    @Test("the name of an inhibit rule is kept with its line")
    func inhibitNames() throws {
        let configuration = try parse(
            """
            route: {receiver: a}
            receivers: [{name: a, incidents: open}]
            inhibit_rules:
            - {source_matchers: [a=b], target_matchers: [c=d]}
            - {name: node down, source_matchers: [a=b], target_matchers: [c=e]}
            """)

        #expect(configuration.inhibitLines == [4, 5])
        #expect(configuration.inhibitNames == [nil, "node down"])
        #expect(faults("route: {receiver: a}\nreceivers: [{name: a}]\ninhibit_rules: [{name: [x]}]").count == 1)
    }

    @Test("time intervals are read, under their old name too")
    func intervals() throws {
        let intervals = try parse(AlertmanagerFileTests.everything).intervals

        #expect(intervals.map(\.name) == ["office", "nights"])
        let office = try #require(intervals.first?.intervals.first)
        #expect(office.weekdays == [1...5] && office.times == [540..<1020] && office.zone.name == "Europe/Berlin")
        let days = try #require(intervals.first?.intervals.last)
        #expect(
            days.daysOfMonth == [.init(1, 5), .init(-3, -1)] && days.months == [1...3] && days.years == [2030...2030])
    }

    @Test("a web hook has Alertmanager's defaults, and the global http_config where it has none")
    func webhooks() throws {
        let text = """
            global: {http_config: {follow_redirects: false}}
            route: {receiver: a}
            receivers:
            - name: a
              webhook_configs:
              - {url: 'http://a:1/x'}
              - url_file: /run/url
                send_resolved: false
                max_alerts: 7
                timeout: 3s
                http_config:
                  basic_auth: {username: kim, password_file: p}
                  tls_config: {ca_file: ca.pem, insecure_skip_verify: true, min_version: TLS12}
                  proxy_url: http://proxy:3128
                  http_headers: {X-Team: {values: [ops]}}
              - {url: 'https://b/?t=s', http_config: {authorization: {credentials: s3cret}}}
            """
        let webhooks = try #require(try parse(text).receivers.first?.webhooks)

        #expect(webhooks.map(\.url) == [.text("http://a:1/x"), .file("/run/url"), .text("https://b/?t=s")])
        #expect(webhooks.map(\.sendsResolved) == [true, false, true])
        #expect(webhooks.map(\.alertsMax) == [0, 7, 0])
        #expect(webhooks.map(\.timeout) == [.zero, .seconds(3), .zero])
        #expect(webhooks.map(\.http.followsRedirects) == [false, true, true])
        #expect(webhooks[1].http.authorization == .basic(user: .text("kim"), password: .file("p")))
        #expect(webhooks[1].http.tls.skipsVerification && webhooks[1].http.tls.authorities == .file("ca.pem"))
        #expect(webhooks[1].http.headers == [.init(name: "X-Team", values: [.text("ops")])])
        #expect(webhooks[2].http.authorization == .credentials(kind: "Bearer", .text("s3cret")))
        #expect(!"\(webhooks)".contains("s3cret"))
    }

    private static let tail = "route: {receiver: a}\nreceivers:\n- name: a\n  webhook_configs: "

    @Test(
        "what Alertmanager refuses is refused, with its place and a remedy",
        arguments: [
            (tail + "[{}]", "m.yaml:4:21: a web hook has neither url nor url_file; write url: http://… in it"),
            (
                tail + "[{url: 'ftp://x'}]",
                "m.yaml:4:27: url begins with neither http nor https; write it as http://… or https://…"
            ),
            (tail + "[{url: 'http://'}]", "m.yaml:4:27: url has no host; write it as http://HOST/…"),
            (
                tail + "[{url: 'http://a', url_file: b}]",
                "m.yaml:4:39: there are both url and url_file; keep one of them"
            ),
            (
                tail + "[{url: 'http://a', http_config: {bearer_token: a, basic_auth: {username: b}}}]",
                "m.yaml:4:53: there are both basic_auth and bearer_token; keep one of them"
            ),
            (
                "global: {slack_api_url: 'http://a', slack_api_url_file: b}",
                "m.yaml:1:37: there are both slack_api_url and slack_api_url_file; keep one of them"
            ),
            (
                "global: {smtp_smarthost: mail}",
                "m.yaml:1:26: smtp_smarthost \"mail\" has no port; write smtp_smarthost: mail:587"
            ),
            (
                "time_intervals: [{name: n, time_intervals: [{weekdays: [mon]}]}]",
                "m.yaml:1:57: \"mon\" is no weekday or range of them; write names in full, as in monday:friday, "
                    + "from sunday to saturday at most"
            ),
            (
                "time_intervals: [{name: n, time_intervals: [{times: [{start_time: '22:00', end_time: '06:00'}]}]}]",
                "m.yaml:1:54: start_time 22:00 is not before end_time 06:00; "
                    + "write two times for a night: from 22:00 to 24:00, and from 00:00 to 06:00"
            ),
            (
                "time_intervals: [{name: n, time_intervals: [{times: [{start_time: '22:00'}]}]}]",
                "m.yaml:1:54: a time range needs both start_time and end_time; "
                    + "write {start_time: '09:00', end_time: '17:00'}"
            ),
            (
                "time_intervals: [{name: n, time_intervals: [{location: ../../etc/passwd}]}]",
                "m.yaml:1:56: the time zone \"../../etc/passwd\" is not known to this machine; "
                    + "write a name as in Europe/Berlin, and see that the package tzdata is installed"
            ),
            (
                "time_intervals: [{name: n}]\nmute_time_intervals: [{name: n}]",
                "m.yaml:2:30: the time interval \"n\" is already defined; give one of them another name"
            ),
            (
                "global: {pagerduty_url: x}",
                "m.yaml:1:25: pagerduty_url begins with neither http nor https; write it as http://… or https://…"
            ),
            (
                "inhibit_rules: [{source_match: {a: }, source_match_re: {b: }}]",
                "m.yaml:1:57: \"b\" in source_match_re has no expression; write one behind it, or remove it"
            ),
            (
                "route: {receiver: ''}\nreceivers: [{name: a}]",
                "m.yaml:1:8: the root route has no receiver; write receiver: NAME in it"
            ),
        ])
    func refuses(_ text: String, _ fault: String) {
        #expect(faults(text) == [fault])
    }

    @Test("what is rendered says the same: routes, intervals and inhibit rules")
    func rendersEverything() throws {
        let configuration = try parse(AlertmanagerFileTests.everything)

        let again = try parse(AlertmanagerRendering.text(configuration))

        #expect(again.tree.routes.map(\.path) == configuration.tree.routes.map(\.path))
        #expect(again.tree.routes.map(\.repeatInterval) == configuration.tree.routes.map(\.repeatInterval))
        #expect(again.tree.routes.map(\.groupBy) == configuration.tree.routes.map(\.groupBy))
        #expect(again.tree.routes.map(\.continues) == configuration.tree.routes.map(\.continues))
        #expect(again.tree.routes.map(\.muteTimes) == configuration.tree.routes.map(\.muteTimes))
        #expect(again.intervals == configuration.intervals)
        #expect(again.inhibitRules == configuration.inhibitRules)
        #expect(again.templates == configuration.templates)
    }
}
