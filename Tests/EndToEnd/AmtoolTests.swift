import Foundation
import Testing

extension EndToEnd {
    /// The real amtool, unmodified.
    @Suite("amtool", .enabled(if: Host.has(peers: "amtool"), "the peers are not there: .ci/setup --peers unpacks them"))
    struct AmtoolTests {
        private func amtool(_ stage: Stage, _ router: RouterProcess, _ words: String...) async throws -> Finished {
            let done = try await stage.run(
                [Host.peer("amtool"), "--alertmanager.url", "http://127.0.0.1:\(router.port)"] + words)
            #expect(done.ending == .exit(0), "\(words): \(done.errors)")
            #expect(done.errors.isEmpty, "\(words): \(done.errors)")
            return done
        }

        @Test("alert add and alert query work, as text and as JSON", .timeLimit(.minutes(1)))
        func alerts() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                _ = try await amtool(
                    stage, router, "alert", "add", "CheckoutDown", "service=checkout", "severity=critical",
                    "--annotation=summary=Checkout is down", "--generator-url=http://prometheus.example/graph")
                _ = try await amtool(stage, router, "alert", "add", "Quiet", "service=search", "severity=info")

                let text = try await amtool(stage, router, "alert", "query")
                #expect(text.output.contains("CheckoutDown") && text.output.contains("Checkout is down"))
                #expect(text.output.contains("Quiet") && text.output.contains("active"))

                let json = try await amtool(stage, router, "alert", "query", "-o", "json", "severity=critical")
                let alerts = try JSON(json.output).items
                #expect(alerts.map(\.["labels"]["alertname"].string) == ["CheckoutDown"])
                #expect(alerts.first?["generatorURL"].string == "http://prometheus.example/graph")
                #expect(alerts.first?["status"]["state"].string == "active")

                let filtered = try await amtool(
                    stage, router, "alert", "query", "service=~\"check.*\"", "severity!=info", "-r", "def.*", "-o",
                    "simple")
                #expect(filtered.output.contains("CheckoutDown") && !filtered.output.contains("Quiet"))
                #expect(try await router.incidents().count == 2)
            }
        }

        @Test("An alert that amtool ends in the past resolves its incident", .timeLimit(.minutes(1)))
        func ending() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                _ = try await amtool(stage, router, "alert", "add", "Down", "service=shop")
                #expect(try await router.incidents().first?["phase"].string == "triggered")
                _ = try await amtool(
                    stage, router, "alert", "add", "Down", "service=shop", "--start=2020-01-01T00:00:00Z",
                    "--end=2020-01-02T00:00:00Z")
                #expect(try await router.incidents("all").first?["shown"].string == "CLRD")
                let query = try await amtool(stage, router, "alert", "query", "-o", "json")
                #expect(try JSON(query.output) == .array([]))
            }
        }

        @Test("The configuration, its routes and the cluster are shown", .timeLimit(.minutes(1)))
        func configuration() async throws {
            try await onStage { stage in
                let routes = """
                    route:
                      receiver: night
                      group_by: [alertname, team]
                    receivers:
                    - name: night
                      incidents: open
                    people:
                    - {login: root, name: Mara}

                    """
                let router = try await stage.router(RouterSetup(configuration: routes))
                let shown = try await amtool(stage, router, "config", "show")
                #expect(shown.output.contains("receiver: \"night\""))
                #expect(!shown.output.contains("people"), "what Alertmanager does not know must not be there")
                let tree = try await amtool(stage, router, "config", "routes", "show")
                #expect(tree.output.contains("receiver: night"))
                let test = try await amtool(stage, router, "config", "routes", "test", "team=db")
                #expect(test.output == "night\n")
                let cluster = try await amtool(stage, router, "cluster", "show")
                #expect(cluster.output.contains("Cluster Status:  disabled"))

                // What is shown is a configuration that amtool itself takes.
                let file = try stage.write(shown.output, to: "shown.yml")
                #expect(try await amtool(stage, router, "check-config", file).output.contains("SUCCESS"))
            }
        }

        @Test("silence add, query, update and expire work, and what is silenced is shown so", .timeLimit(.minutes(1)))
        func silences() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                _ = try await amtool(
                    stage, router, "alert", "add", "CheckoutDown", "service=checkout", "severity=critical")
                _ = try await amtool(stage, router, "alert", "add", "Quiet", "service=search", "severity=info")
                let added = try await amtool(
                    stage, router, "silence", "add", "--author=alice", "--comment=deploying", "service=checkout",
                    "severity=~crit.*", "team!=x")
                let id = added.output.trimmingCharacters(in: .whitespacesAndNewlines)
                #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)

                // Who asks for active alerts only does not see it; who asks for silenced ones does.
                let active = try await amtool(stage, router, "alert", "query", "-o", "json")
                #expect(try JSON(active.output).items.map(\.["labels"]["alertname"].string) == ["Quiet"])
                let silenced = try JSON(
                    try await amtool(stage, router, "alert", "query", "-s", "-o", "json").output
                ).items
                #expect(silenced.map(\.["labels"]["alertname"].string) == ["CheckoutDown"])
                #expect(silenced.first?["status"]["state"].string == "suppressed")
                #expect(silenced.first?["status"]["silencedBy"][0].string == id)

                let queried = try JSON(
                    try await amtool(stage, router, "silence", "query", "-o", "json", "service=checkout").output)
                #expect(queried.items.map(\.["id"].string) == [id])
                #expect(queried[0]["matchers"].items.count == 3 && queried[0]["createdBy"].string == "alice")
                let extended = try await amtool(stage, router, "silence", "query", "-o", "extended")
                #expect(extended.output.contains("deploying"))

                // The same matchers and the same start: changed in place, under the same id.
                let updated = try await amtool(
                    stage, router, "silence", "update", "-d", "3h", "-c", "longer", "-o", "json", id)
                #expect(try JSON(updated.output)[0]["id"].string == id)
                _ = try await amtool(stage, router, "silence", "expire", id)
                let none = try await amtool(stage, router, "silence", "query", "-o", "json")
                #expect(try JSON(none.output).items.isEmpty)
                let over = try JSON(
                    try await amtool(
                        stage, router, "silence", "query", "--expired", "--within", "1h", "-o", "json"
                    ).output)
                #expect(over.items.map(\.["status"]["state"].string) == ["expired"])
                let back = try await amtool(stage, router, "alert", "query", "-o", "json", "service=checkout")
                #expect(try JSON(back.output)[0]["status"]["state"].string == "active")
            }
        }

        @Test(
            "silence import sets what another one exported, though its ids are not known here", .timeLimit(.minutes(1)))
        func importing() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let file = try stage.write(
                    """
                    [{"id":"11111111-1111-4111-8111-111111111111","createdBy":"kim","comment":"moved",
                    "startsAt":"2026-01-01T00:00:00Z","endsAt":"2999-01-01T00:00:00Z",
                    "matchers":[{"name":"service","value":"shop","isRegex":false,"isEqual":true}]}]
                    """, to: "silences.json")
                _ = try await amtool(stage, router, "silence", "import", file)
                let silences = try JSON(try await amtool(stage, router, "silence", "query", "-o", "json").output)
                #expect(silences.items.map(\.["comment"].string) == ["moved"])
            }
        }

        @Test("A silence that is not there is an error that amtool can print", .timeLimit(.minutes(1)))
        func unknownSilence() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                for id in ["11111111-1111-4111-8111-111111111111", "notauuid"] {
                    let done = try await stage.run([
                        Host.peer("amtool"), "--alertmanager.url", "http://127.0.0.1:\(router.port)", "silence",
                        "expire", id,
                    ])
                    #expect(done.ending != .exit(0))
                    #expect(done.errors.contains(id == "notauuid" ? "(status 422)" : "silence not found"))
                }
            }
        }
    }
}
