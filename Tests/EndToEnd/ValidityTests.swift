import Testing

extension EndToEnd {
    /// Whether a configuration is valid is for both to say alike.
    @Suite(
        "Configurations as amtool judges them",
        .enabled(if: Host.has(peers: "amtool"), "the peers are not there: .ci/setup --peers unpacks them"))
    struct ValidityTests {
        /// What stands in a route below the root.
        static let routes = [
            "{}", "{match: {a: }}", "{match_re: {a: }}", "{match_re: {a: ''}}", "{match_re: {a: '('}}",
            "{match: {a-b: c}}", "{matchers: ['a=b,c=d', '{e=f}', '']}", "{matchers: a=b}", "{matchers: ['a']}",
            "{matchers: [a: b]}", "{matchers: ['a=~\"(\"']}", "{matchers: ['a=\"b', 'c\"']}", "{receiver: nope}",
            "{receiver: ''}", "{group_by: [a, a]}", "{group_by: ['...', a]}", "{group_by: ['...', '...']}",
            "{group_by: []}", "{group_by: ['']}", "{group_by: [~, a]}", "{matchers: ['a=~\"\\C\"']}",
            "{group_wait: 0s}", "{group_wait: 1y2ms}", "{group_wait: 5}",
            "{group_wait: ''}", "{group_interval: 0s}", "{repeat_interval: 0s}", "{continue: 'true'}",
            "{continue: yes}",
            "{mute_time_intervals: [n]}", "{mute_time_intervals: [x]}", "{active_time_intervals: [x]}", "{unknown: 1}",
        ]

        /// What stands in a time interval.
        static let intervals = [
            "{}", "{location: Europe/Berlin}", "{location: Nowhere/X}", "{location: ''}", "{location: Local}",
            "{time_zone: UTC}", "{months: ['13']}", "{months: ['january : march']}", "{months: ['march:january']}",
            "{weekdays: ['Monday:FRIDAY']}", "{weekdays: [mon]}", "{weekdays: monday}", "{weekdays: [1]}",
            "{weekdays: ['saturday:sunday']}", "{times: [{start_time: '00:00', end_time: '24:00'}]}",
            "{times: [{start_time: '9:00', end_time: '24:00'}]}", "{times: [{start_time: '09:00'}]}",
            "{times: [{start_time: '22:00', end_time: '06:00'}]}", "{years: ['2020:2010']}", "{years: [2020]}",
            "{years: ['+5']}", "{years: []}", "{days_of_month: ['1:-30']}", "{days_of_month: ['-1:5']}",
            "{days_of_month: ['5:-1']}", "{days_of_month: ['0']}", "{days_of_month: [' 1']}", "{days_of_month: ['32']}",
        ]

        /// What stands beside the routes.
        static let rest = [
            "receivers: [{name: root}, {name: root}]", "receivers: [{name: root}, {}]", "receivers: []",
            "receivers: [{name: root, webhook_configs: [{}]}]", "receivers: [{name: root, webhook_configs: }]",
            "receivers: [{name: root, webhook_configs: [{url: 'ftp://x'}]}]",
            "receivers: [{name: root, webhook_configs: [{url: 'http://'}]}]",
            "receivers: [{name: root, webhook_configs: [{url: 'HTTP://u:p@h:80/x?y#z', max_alerts: 5}]}]",
            "receivers: [{name: root, webhook_configs: [{url: 'http://a', max_alerts: -1}]}]",
            "receivers: [{name: root}]\nglobal: {slack_api_url: <secret>}",
            "receivers: [{name: root}]\nglobal: {pagerduty_url: <secret>}",
            "receivers: [{name: root}]\nglobal: {resolve_timeout: 292y}",
            "receivers: [{name: root}]\nglobal: {resolve_timeout: 293y}",
            "receivers: [{name: root}]\n---\nfoo: bar", "receivers: [{name: root}]\n...\n[",
            "receivers: [{name: root}]\n---",
            "receivers: [{name: root, webhook_configs: [{url: 'http://a', send_resolved: maybe}]}]",
            "receivers: [{name: root, webhook_configs: [{url: 'http://a', http_config: "
                + "{basic_auth: {username: a}, bearer_token: b}}]}]",
            "receivers: [{name: root, webhook_configs: [{url: 'http://a', http_config: "
                + "{bearer_token: a, bearer_token_file: b}}]}]",
            "receivers: [{name: root, webhook_configs: [{url: 'http://a', http_config: "
                + "{authorization: {type: Basic}}}]}]",
            "receivers: [{name: root}]\ninhibit_rules: [{}]",
            "receivers: [{name: root}]\ninhibit_rules: [{equal: ['']}]",
            "receivers: [{name: root}]\ninhibit_rules: [{source_match_re: {a: }}]",
            "receivers: [{name: root}]\ntime_intervals: [{}]",
            "receivers: [{name: root}]\ntime_intervals: [{name: n}]\nmute_time_intervals: [{name: n}]",
            "receivers: [{name: root}]\nglobal: {slack_api_url: 'http://a', slack_api_url_file: b}",
            "receivers: [{name: root}]\nglobal: {pagerduty_url: x}",
            "receivers: [{name: root}]\nglobal: {smtp_smarthost: a}",
            "receivers: [{name: root}]\nglobal: {smtp_smarthost: 'a:'}",
            "receivers: [{name: root}]\nglobal: {smtp_smarthost: ''}",
            "receivers: [{name: root}]\nglobal:\ntemplates: []",
        ]

        /// Where a web hook calls.
        static let addresses = [
            "http://x:abc/", "http://x:-1/", "http://a b/", "http://x/%zz", "http://[::1", "http://[::1]:80x/",
            "http://x/\\ta", "{{ .X }}", "http://{{ .X }}/", "http://h/{{ .X }}", "http://u p@h/", "http://u%20p@h/",
            "http://u:%zz@h/", "http://%41b/", "http://%C3%A4/", "http://x/#%zz", "http://x/?a=%zz", "http://x:/",
            "http://x:80:90/", "http://[::1%25eth0]/", "http://a^b/", "http://a<b>/", "http:/x", "http:x", "http:///x",
            "http://ä/", "http://x\\\\y/", "http://x#a\\tb", "http://h?x y", "//x", "1:2", "",
        ]

        static let all =
            routes.map {
                "route: {receiver: root, routes: [\($0)]}\nreceivers: [{name: root}]\ntime_intervals: [{name: n}]\n"
            }
            + intervals.map {
                "route: {receiver: root}\nreceivers: [{name: root}]\ntime_intervals: [{name: n, time_intervals: [\($0)]}]\n"
            }
            + rest.map { "route: {receiver: root}\n\($0)\n" }
            + addresses.flatMap { address in
                ["url: \"\(address)\"", "url: 'http://a', http_config: {proxy_url: \"\(address)\"}"].map {
                    "route: {receiver: root}\nreceivers: [{name: root, webhook_configs: [{\($0)}]}]\n"
                }
            } + ["", "{}", "null", "# nothing", "route:", "\u{FEFF}route: {receiver: a}\r\nreceivers: [{name: a}]\r\n"]
            + [
                "continue: true", "matchers: [a=b]", "match: {}", "mute_time_intervals: [n]",
                "active_time_intervals: [n]",
            ]
            .map { "route: {receiver: root, \($0)}\nreceivers: [{name: root}]\ntime_intervals: [{name: n}]\n" }

        @Test("what amtool takes is taken, and what it refuses is refused", .timeLimit(.minutes(2)))
        func agrees() async throws {
            try await onStage { stage in
                for text in Self.all {
                    let file = try stage.write(text, to: "c.yml")
                    let theirs = try await stage.run([Host.peer("amtool"), "check-config", file])
                    let ours = try await stage.midwatch(["check-config", file])
                    #expect(
                        (ours.ending == .exit(0)) == (theirs.ending == .exit(0)),
                        "\(text)\(theirs.output)\(ours.output)\(ours.errors)")
                }
            }
        }
    }
}
