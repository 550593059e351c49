import Testing

extension EndToEnd {
    @Suite("midwatch routes")
    struct RoutesTests {
        static let configuration = """
            route:
              receiver: ops
              group_by: [alertname]
              routes:
              - receiver: audit
                match: {env: prod}
                continue: true
              - receiver: db
                matchers: [team=~"db|sql"]
                group_wait: 10s
                routes:
                - receiver: db-page
                  matchers: [severity=critical]
                  mute_time_intervals: [nights]
              - receiver: web
                matchers: [team=web]
            time_intervals:
            - {name: nights, time_intervals: [{times: [{start_time: '22:00', end_time: '24:00'}]}]}
            receivers:
            - {name: ops, incidents: open}
            - {name: audit}
            - {name: db, incidents: open}
            - {name: db-page, incidents: open}
            - {name: web, incidents: open}

            """

        @Test("show draws the tree, and what each route has of its own", .timeLimit(.minutes(1)))
        func show() async throws {
            try await onStage { stage in
                let file = try stage.write(Self.configuration, to: "c.yml")
                let done = try await stage.midwatch(["routes", "show", "--config", file])
                #expect(done.ending == .exit(0), "\(done.errors)")
                #expect(
                    done.output == """
                        every alert → ops  (by alertname; wait 30s; interval 5m; repeat 4h)
                        ├─ env="prod" → audit  (continue; opens no incident)
                        ├─ team=~"db|sql" → db  (wait 10s)
                        │  └─ severity="critical" → db-page  (muted in nights)
                        └─ team="web" → web

                        """)
                let json = try JSON(
                    try await stage.midwatch(["routes", "show", "--config", file, "-o", "json"]).output)
                #expect(json.items.map(\.["receiver"].string) == ["ops", "audit", "db", "db-page", "web"])
                #expect(json[3]["line"].int == 12)
            }
        }

        @Test("Both say which receiver hears nothing, as its kind is not spoken here", .timeLimit(.minutes(1)))
        func unspoken() async throws {
            try await onStage { stage in
                let file = try stage.write(
                    """
                    route:
                      receiver: ops
                      routes:
                      - {receiver: both, matchers: [team=db]}
                    receivers:
                    - {name: ops, opsgenie_configs: [{api_key: k}]}
                    - name: both
                      sns_configs: [{topic_arn: t}]
                      webhook_configs: [{url: 'http://hook.example/'}]

                    """, to: "c.yml")
                let shown = try await stage.midwatch(["routes", "show", "--config", file])
                #expect(shown.output.contains("→ ops  (one group; wait 30s; interval 5m; repeat 4h; opsgenie is not"))
                #expect(shown.output.contains("→ both  (sns is not spoken here: nobody told by it)"))
                let tested = try await stage.midwatch(["routes", "test", "--config", file, "team=x"])
                #expect(tested.output.contains("→ ops: taken, but opsgenie is not spoken here: nobody told\n"))
            }
        }

        @Test("test names the receivers, and why each route was taken or not", .timeLimit(.minutes(1)))
        func test() async throws {
            try await onStage { stage in
                let file = try stage.write(Self.configuration, to: "c.yml")
                let words = ["routes", "test", "--config", file, "--at", "2026-11-24T23:00:00Z"]
                let done = try await stage.midwatch(words + ["team=db", "severity=critical", "env=prod"])
                #expect(done.ending == .exit(0), "\(done.errors)")
                #expect(
                    done.output == """
                        audit, db-page
                        as of 2026-11-24T23:00:00.000Z

                        > every alert → ops: taken by what is below it
                        ├─ + env="prod" → audit: taken
                        ├─ > team=~"db|sql" → db: taken by what is below it
                        │  └─ + severity="critical" → db-page: taken, but muted during nights
                        └─ . team="web" → web: not asked, as the route in line 8 has taken it and does not continue

                        """)
                let other = try await stage.midwatch(words + ["team=web"])
                #expect(other.output.hasPrefix("web\nas of "))
                #expect(other.output.contains("- team=~\"db|sql\" → db: team is \"web\"\n"))
                #expect(other.output.contains("- env=\"prod\" → audit: env is missing\n"))
                let json = try JSON(try await stage.midwatch(words + ["-o", "json", "team=db"]).output)
                #expect(json["at"].string == "2026-11-24T23:00:00.000Z")
                #expect(json["receivers"].items.map(\.string) == ["db"])
                #expect(json["routes"][3]["verdict"].string == "unmet")
            }
        }

        @Test("what is wrong ends with 1, a wrong command line with 2", .timeLimit(.minutes(1)))
        func endings() async throws {
            try await onStage { stage in
                let file = try stage.write(Self.configuration, to: "c.yml")
                let bad = try stage.write("route: {receiver: a}\nreceivers: []\n", to: "bad.yml")
                let refused = try await stage.midwatch(["routes", "test", "--config", bad, "a=b"])
                #expect(refused.ending == .exit(1) && refused.output.isEmpty)
                #expect(refused.errors.contains("bad.yml:1:19: the receiver \"a\" is not defined"))
                for words in [
                    ["test", "--config", file, "a"], ["test", "a!=b"], ["test", "--stdin", "a=b"], ["fly"],
                    ["test", "--config", file, "team=db", "team=web"],
                ] {
                    let done = try await stage.midwatch(["routes"] + words)
                    #expect(done.ending == .exit(2), "\(words): \(done.output) \(done.errors)")
                }
                let twice = try await stage.midwatch(["routes", "test", "--config", file, "team=db", "team=web"])
                #expect(twice.errors.contains("team=db and team=web name the same label"), "\(twice.errors)")
                for label in ["x.y=b", "\"x.y\"=b", "foo-bar=1"] {
                    let done = try await stage.midwatch(["routes", "test", "--config", file, label])
                    #expect(done.ending == .exit(0), "\(label): \(done.errors)")
                }
                // With no configuration there is one receiver.
                #expect(try await stage.midwatch(["routes", "test"]).output.hasPrefix("default\n\n"))
                #expect(try await stage.midwatch(["routes", "show"]).errors.contains("built-in"))
            }
        }

        @Test("check-config says what the lint finds, and --strict makes it a failure", .timeLimit(.minutes(1)))
        func lint() async throws {
            try await onStage { stage in
                let clean = "route: {receiver: a}\nreceivers: [{name: a, incidents: open}]\n"
                let good = try stage.write(clean, to: "good.yml")
                let doubtful = try stage.write(clean + "time_intervals: [{name: n}]\n", to: "doubtful.yml")
                #expect(try await stage.midwatch(["check-config", "--strict", good]).ending == .exit(0))
                let lenient = try await stage.midwatch(["check-config", doubtful])
                #expect(lenient.ending == .exit(0))
                #expect(lenient.output.contains("doubtful.yml:3:25: the time interval \"n\" never occurs again"))
                #expect(try await stage.midwatch(["check-config", "--strict", doubtful]).ending == .exit(1))
            }
        }
    }
}
