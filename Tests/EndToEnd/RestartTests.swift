import Testing

extension EndToEnd {
    /// A restart announces nothing again, and forgets nothing that is still to be told.
    @Suite("Web hooks and restarts")
    struct RestartTests {
        private static func configuration(_ sink: WebhookSink) -> String {
            """
            route:
              receiver: night
              group_by: [alertname]
              group_wait: 500ms
              group_interval: 1s
              repeat_interval: 4h
            receivers:
            - name: night
              webhook_configs:
              - url: \(sink.url("/one"))
              - url: \(sink.url("/two"))
                send_resolved: false

            """
        }

        /// The instances that each body of a hook names, with their status.
        private func told(_ sink: WebhookSink, _ path: String, _ name: String = "Down") -> [String] {
            sink.deliveries.filter { $0.path == path && $0.body["groupLabels"]["alertname"].string == name }.map {
                $0.body["alerts"].items.map {
                    "\($0["labels"]["instance"].string ?? "") \($0["status"].string ?? "")"
                }.joined(separator: ", ")
            }
        }

        /// Nothing more is written: what was told is known to the store.
        private func isQuiet(_ router: RouterProcess) async throws {
            try await eventually("the router is quiet") {
                let seq = try await router.http.get("/api/v1/snapshot").json()["seq"]
                await Waiting.aMoment(milliseconds: 150)
                return try await router.http.get("/api/v1/snapshot").json()["seq"] == seq
            }
        }

        @Test("kill -9 between flushes, the same posts again: nobody is told twice", .timeLimit(.minutes(2)))
        func nothingTwice() async throws {
            try await onStage { stage in
                let sink = try WebhookSink(stage)
                let setup = RouterSetup(configuration: Self.configuration(sink), options: ["--paging", "on"])
                var expected: [String] = []
                for count in 1...4 {
                    let router = try await stage.router(setup)
                    let alerts = (1...count).map { ["alertname": "Down", "instance": "i\($0)"] }
                    // As a sender does: first all that it knows already, then what is new.
                    let known = RouterProcess.body(Array(alerts.dropLast()), endsAt: "2999-01-01T00:00:00Z")
                    if count > 1 { #expect(try await router.http.post("/api/v2/alerts", json: known).status == 200) }
                    let all = RouterProcess.body(alerts, endsAt: "2999-01-01T00:00:00Z")
                    #expect(try await router.http.post("/api/v2/alerts", json: all).status == 200)
                    expected.append((1...count).map { "i\($0) firing" }.joined(separator: ", "))
                    for path in ["/one", "/two"] {
                        try await eventually("\(path) is told of i\(count)") { told(sink, path).last == expected.last }
                    }
                    try await isQuiet(router)
                    try await router.kill9()
                }
                let router = try await stage.router(setup)
                let over = RouterProcess.body(
                    (1...4).map { ["alertname": "Down", "instance": "i\($0)"] }, endsAt: "2001-01-01T00:00:00Z")
                #expect(try await router.http.post("/api/v2/alerts", json: over).status == 200)
                try await eventually("one is told of the end") { told(sink, "/one").last?.contains("resolved") == true }
                // Another group that begins now has its turn after everything of the first one had its own.
                try await router.post([["alertname": "Last"]])
                try await eventually("the last one is told") { told(sink, "/one", "Last").count == 1 }
                #expect(told(sink, "/two") == expected)
                #expect(told(sink, "/one") == expected + [(1...4).map { "i\($0) resolved" }.joined(separator: ", ")])
            }
        }
    }
}
