import Synchronization
import Testing

extension EndToEnd {
    /// Receivers are told: as Alertmanager tells them, at least once, and never while paging is off.
    @Suite("Notifications")
    struct NotificationTests {
        private func setup(_ sink: HookSink, _ path: String, paging: String = "on", more: String = "") -> RouterSetup {
            var setup = RouterSetup()
            // The accounts of this machine have nothing to do with the tests: no page is due for an hour.
            setup.configuration = """
                route:
                  receiver: ops (a|b)
                  group_by: [alertname]
                  group_wait: 0s
                  group_interval: 1s
                  repeat_interval: 1h
                receivers:
                - name: ops (a|b)
                  incidents: none
                  webhook_configs:
                  - url: \(sink.url(path))
                \(more)

                """
            setup.paging = paging
            return setup
        }

        private static let alert = ["alertname": "Down", "instance": "a<b", "severity": "critical"]

        @Test("A posted alert reaches its web hook as Alertmanager would write it", .timeLimit(.minutes(1)))
        func body() async throws {
            try await onStage { stage in
                let sink = try stage.sink()
                let router = try await stage.router(setup(sink, "/in"))
                let posted = """
                    [{"labels":{"alertname":"Down","instance":"a<b"},"annotations":{"summary":"x & y"},
                    "generatorURL":"http://p.example/?a&b","startsAt":"2026-11-23T03:04:08.560Z"}]
                    """
                #expect(try await router.http.post("/api/v2/alerts", json: posted).status == 200)

                let call = try await eventually("the web hook is called") { sink.calls(at: "/in").first }
                let mark = try await fingerprint(router)
                let host = try await stage.run(["hostname"]).output.split(separator: "\n").first ?? ""
                #expect(
                    call.text == #"{"receiver":"ops \\(a\\|b\\)","status":"firing","alerts":[{"status":"firing","#
                        + #""labels":{"alertname":"Down","instance":"a\u003cb"},"annotations":{"#
                        + #""summary":"x \u0026 y"},"startsAt":"2026-11-23T03:04:08.56Z","#
                        + #""endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://p.example/?a\u0026b","#
                        + #""fingerprint":"\#(mark)"}],"groupLabels":{"alertname":"Down"},"#
                        + #""commonLabels":{"alertname":"Down","instance":"a\u003cb"},"#
                        + #""commonAnnotations":{"summary":"x \u0026 y"},"externalURL":"http://\#(host):\#(router.port)","#
                        + #""version":"4","groupKey":"{}:{alertname=\"Down\"}","truncatedAlerts":0}"# + "\n")
                try await eventually("it is counted") {
                    try await router.http.get("/metrics").text.contains(
                        #"alertmanager_notifications_total{integration="webhook"} 1"#)
                }
            }
        }

        private func fingerprint(_ router: RouterProcess) async throws -> String {
            let alerts = try await router.http.get("/api/v2/alerts").json().items
            return alerts.first?["fingerprint"].string ?? ""
        }

        @Test("500 twice, then 200: three calls, and no more", .timeLimit(.minutes(1)))
        func retries() async throws {
            try await onStage { stage in
                let sink = try stage.sink { _, before in before < 2 ? 500 : 200 }
                let router = try await stage.router(setup(sink, "/in"))
                try await router.post([Self.alert])

                try await eventually("it is told at last", within: 20) {
                    try await router.http.get("/metrics").text.contains(#"outcome="sent"} 1"#)
                }
                let calls = sink.calls(at: "/in")
                #expect(calls.count == 3)
                #expect(Set(calls.map(\.text)).count == 1)
            }
        }

        @Test("404 is for good within a turn, and loud in the log", .timeLimit(.minutes(1)))
        func refused() async throws {
            try await onStage { stage in
                let sink = try stage.sink { _, _ in 404 }
                let router = try await stage.router(setup(sink, "/in"))
                try await router.post([Self.alert])

                try await eventually("the failure is logged", within: 20) {
                    router.log.contains("a notification FAILED: this receiver was not told")
                }
                #expect(router.log.contains("127.0.0.1 answered 404"))
                #expect(!router.log.contains("it is tried again"))
            }
        }

        @Test(
            "A receiver that is down is left in peace, each group is said to be untold in time, and all are told at last",
            .timeLimit(.minutes(2)))
        func answersNobody() async throws {
            try await onStage { stage in
                let isUp = Mutex(false)
                let sink = try stage.sink { _, _ in isUp.withLock { $0 } ? 200 : 503 }
                var setup = RouterSetup()
                setup.configuration = """
                    route: {receiver: ops, group_by: [alertname], group_wait: 0s, group_interval: 5s}
                    receivers:
                    - name: ops
                      webhook_configs: [{url: '\(sink.url("/in"))'}]

                    """
                setup.paging = "on"
                let router = try await stage.router(setup)
                try await router.post((1...60).map { ["alertname": "A\($0)"] })

                let failed = #"midwatch_notifications_total{receiver="ops",integration="webhook[0]",outcome="failed"}"#
                try await eventually("all have failed", within: 20) { try await router.metric(failed) ?? 0 >= 60 }
                let tries = #"alertmanager_notification_requests_total{integration="webhook"}"#
                let count = try #require(try await router.metric(tries))
                // Each by itself would have called five times by now.
                #expect(count < 150, "\(count) calls")
                #expect(router.log.contains("a receiver answers nobody"))
                let timeline = try await router.local.get("/api/v1/incidents/60/timeline").text
                #expect(timeline.contains("NOT TOLD: ops, webhook[0]: 127.0.0.1 answered 503"), "\(timeline)")

                isUp.withLock { $0 = true }
                try await eventually("all are told", within: 30) {
                    Set(try sink.calls(at: "/in").map { try $0.json()["groupKey"].string }).count == 60
                }
                try await eventually("it is said") { router.log.contains("a receiver answers again") }
            }
        }

        @Test("A kill between the decision and the answer: it is told again after the start", .timeLimit(.minutes(1)))
        func killed() async throws {
            try await onStage { stage in
                let sink = try stage.sink { _, before in before < 1 ? 500 : 200 }
                let setup = setup(sink, "/in")
                let router = try await stage.router(setup)
                try await router.post([Self.alert])
                try await eventually("it is tried once") { sink.calls(at: "/in").count >= 1 }
                try await router.kill9()
                let before = sink.calls(at: "/in").count

                let second = try await stage.router(setup)
                try await eventually("it is told again", within: 20) { sink.calls(at: "/in").count > before }
                try await eventually("it is known to be told") {
                    try await second.http.get("/metrics").text.contains(#"outcome="sent"} 1"#)
                }
                #expect(try sink.calls.allSatisfy { try $0.json()["alerts"].items.count == 1 })
            }
        }

        @Test("In shadow and off nothing leaves, and every screen says so", arguments: ["shadow", "off"])
        func withheld(paging: String) async throws {
            try await onStage { stage in
                let sink = try stage.sink()
                let router = try await stage.router(setup(sink, "/in", paging: paging))
                try await router.post([Self.alert])
                try await eventually("it is decided", within: 20) {
                    try await router.http.get("/metrics").text.contains(#"outcome="withheld"} 1"#)
                }
                #expect(sink.calls.isEmpty)
                #expect(router.log.contains("paging is \(paging)"), "\(router.log)")
                try await expectBanner(paging == "shadow" ? "SHADOW" : "PAGING OFF", stage, router)
            }
        }

        private func expectBanner(_ banner: String, _ stage: Stage, _ router: RouterProcess) async throws {
            let status = try await router.local.get("/api/v1/status").json()
            #expect(["shadow", "off"].contains(status["paging"].string))
            #expect(try await stage.midwatch(router, "list").errors.contains(banner))
            #expect(try await stage.midwatch(router, "doctor").output.contains(banner))
            let mark = try await fingerprint(router)
            for words in [
                ["silence", "list"], ["silence", "add", "alertname=Calm"], ["ack", "1"], ["why", mark],
            ] {
                let done = try await stage.run([Host.midwatch] + words + ["--server", router.server])
                #expect(done.errors.contains(banner), "\(words): \(done.errors)")
            }
            let why = try await stage.midwatch(router, "why", mark).output
            #expect(
                why.contains("ops (a|b), webhook[0]: would have been told firing (\(banner): nothing left)"), "\(why)")
        }

        @Test("A reload that changes paging is heard by everybody who listens, at once", .timeLimit(.minutes(1)))
        func reload() async throws {
            try await onStage { stage in
                let sink = try stage.sink()
                var setup = setup(sink, "/in")
                let plain = setup.configuration
                (setup.paging, setup.configuration) = (nil, plain + "paging: shadow\n")
                let router = try await stage.router(setup)
                let reader = try await EventStream(router.local, after: 0)

                try stage.write(plain + "paging: off\n", to: "router.yaml")
                #expect(try await router.local.post("/-/reload").status == 200)

                let notice = try await eventually("the reader hears of it") {
                    try reader.look()
                    return reader.events.last { $0.name == "notice" && $0.json["paging"].string == "off" }
                }
                #expect(notice.json["degraded"].isNull)
                #expect(try await router.local.get("/api/v1/snapshot").json()["paging"].string == "off")
            }
        }

        @Test("The command line wins over the configuration", .timeLimit(.minutes(1)))
        func commandLine() async throws {
            try await onStage { stage in
                let sink = try stage.sink()
                var setup = setup(sink, "/in", paging: "shadow")
                setup.configuration += "paging: off\n"
                let router = try await stage.router(setup)
                #expect(try await router.local.get("/api/v1/status").json()["paging"].string == "shadow")
            }
        }

        @Test("--strict does not start with a kind that is not spoken here", .timeLimit(.minutes(1)))
        func strict() async throws {
            try await onStage { stage in
                let sink = try stage.sink()
                var setup = setup(sink, "/in", more: "  opsgenie_configs: [{api_key: x}]")
                setup.options = ["--strict"]
                let child = try stage.launch(setup)
                #expect(try await child.ends() == .exit(1))
                let said = "opsgenie_configs is not spoken here: receiver \"ops (a|b)\""
                #expect(child.errors.ranges(of: said).count == 1, "\(child.errors)")
                #expect(child.errors.contains("--strict"))
            }
        }
    }
}
