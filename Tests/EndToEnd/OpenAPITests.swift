import Testing

extension EndToEnd {
    /// The document against what the running router answers, never against itself.
    @Suite("The OpenAPI document")
    struct OpenAPITests {
        /// One request, and the status that it must bring.
        struct Call: Sendable {
            var method: String
            /// As the document names it.
            var template: String
            var path: String
            var body = ""
            var type = "application/json"
            var status: Int
            var overTCP = false

            init(
                _ method: String, _ template: String, _ path: String? = nil, _ status: Int = 200, body: String = "",
                type: String = "application/json", overTCP: Bool = false
            ) {
                (self.method, self.template, self.path) = (method, template, path ?? template)
                (self.body, self.type, self.status, self.overTCP) = (body, type, status, overTCP)
            }
        }

        private static let incident = "/api/v1/incidents/{number}"
        private static let why = "/api/v1/why"
        private static let acts = "/api/v1/incidents/{number}/acts"

        private static func act(_ body: String, _ status: Int = 200, number: String = "1", overTCP: Bool = false)
            -> Call
        {
            Call("POST", acts, "/api/v1/incidents/\(number)/acts", status, body: body, overTCP: overTCP)
        }

        private static func look(_ body: String, _ status: Int = 204, overTCP: Bool = false) -> Call {
            Call("PUT", "/api/v1/presence", nil, status, body: body, overTCP: overTCP)
        }

        private static let silence = "/api/v2/silence/{id}"
        private static let unknownSilence = "11111111-1111-4111-8111-111111111111"

        private static func silencing(_ more: String = "", value: String = "a", end: String = "2999") -> String {
            """
            {"matchers":[{"name":"service","value":"\(value)","isRegex":false}],"startsAt":"2026-01-01T00:00:00Z",\
            "endsAt":"\(end)-01-01T00:00:00Z","createdBy":"kim","comment":"c"\(more)}
            """
        }

        /// `{id}` stands for the silence that was set last.
        static let silenceCalls: [Call] = [
            Call("POST", "/api/v2/silences", body: silencing(), overTCP: true),
            Call("POST", "/api/v2/silences", nil, 400, body: silencing(end: "2020")),
            Call("POST", "/api/v2/silences", nil, 400, body: silencing(value: "")),
            Call("POST", "/api/v2/silences", nil, 400, body: "{"),
            Call("POST", "/api/v2/silences", nil, 404, body: silencing(",\"id\":\"\(unknownSilence)\"")),
            Call("POST", "/api/v2/silences", nil, 413, body: String(repeating: " ", count: 100_000)),
            Call("POST", "/api/v2/silences", nil, 415, body: silencing(), type: "text/plain"),
            Call("POST", "/api/v2/silences", nil, 422, body: "{}"),
            Call("GET", "/api/v2/silences"), Call("GET", "/api/v2/silences", "/api/v2/silences?filter=bad", 400),
            Call("GET", silence), Call("GET", silence, "/api/v2/silence/\(unknownSilence)", 404),
            Call("GET", silence, "/api/v2/silence/one", 422),
            Call("GET", "/api/v1/silences"),
            Call("GET", "/api/v1/silences", "/api/v1/silences?expired=false&filter=a=b"),
            Call("GET", "/api/v1/silences", "/api/v1/silences?filter=bad", 400),
            Call("POST", "/api/v1/silences/preview", body: silencing(), overTCP: true),
            Call("POST", "/api/v1/silences/preview", nil, 400, body: "{}"),
            Call(
                "POST", "/api/v1/silences", body: silencing(",\"request\":\"s\",\"reviewAt\":\"2990-01-01T00:00:00Z\"")),
            Call("POST", "/api/v1/silences", nil, 400, body: "{}"),
            Call("POST", "/api/v1/silences", nil, 401, body: silencing(), overTCP: true),
            Call("POST", "/api/v1/silences", nil, 404, body: silencing(",\"id\":\"one\"")),
            Call("POST", "/api/v1/silences", nil, 409, body: silencing(value: "")),
            Call("GET", "/api/v2/alerts"), Call("GET", "/api/v2/alerts/groups"),
            Call("DELETE", "/api/v1/silences/{id}", "/api/v1/silences/{id}?request=e"),
            Call("DELETE", "/api/v1/silences/{id}", "/api/v1/silences/{id}?request=", 400),
            Call("DELETE", "/api/v1/silences/{id}", "/api/v1/silences/\(unknownSilence)", 404),
            Call("DELETE", "/api/v1/silences/{id}", "/api/v1/silences/\(unknownSilence)", 401, overTCP: true),
            Call("DELETE", silence), Call("DELETE", silence, "/api/v2/silence/one", 422),
            Call("DELETE", silence, "/api/v2/silence/\(unknownSilence)", 500),
        ]

        private static func event(_ action: String, _ more: String = "", key: String = HookTests.routingKey) -> String {
            "{\"routing_key\":\"\(key)\",\"event_action\":\"\(action)\"\(more)}"
        }

        private static let payload = ",\"payload\":{\"summary\":\"s\",\"source\":\"x\",\"severity\":\"error\"}"

        static let hookCalls: [Call] =
            ["/hooks/alertmanager", "/hooks/grafana"].flatMap { path in
                [
                    Call(
                        "POST", path,
                        body: "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"Hooked\"}}]}"),
                    Call("POST", path, nil, 400, body: "{\"alerts\":[{\"labels\":{}}]}"),
                    Call("POST", path, nil, 400, body: "{}"),
                ]
            } + [
                Call("PUT", "/hooks/grafana", body: "{\"alerts\":[]}"),
                Call("POST", "/v2/enqueue", nil, 202, body: event("trigger", payload), overTCP: true),
                Call("POST", "/v2/enqueue", nil, 202, body: event("resolve", ",\"dedup_key\":\"nothing\"")),
                Call("POST", "/v2/enqueue", nil, 400, body: event("trigger", payload, key: "short")),
                Call("POST", "/v2/enqueue", nil, 400, body: event("acknowledge", ",\"dedup_key\":\"nothing\"")),
                Call("POST", "/v2/enqueue", nil, 413, body: String(repeating: " ", count: 100_000)),
            ]

        /// In order: what is done first is seen by what comes later.
        static let calls: [Call] = [
            Call("POST", "/api/v2/alerts", body: "[{\"labels\":{\"alertname\":\"Later\",\"service\":\"b\"}}]"),
            Call("POST", "/api/v2/alerts", nil, 400, body: "[{\"labels\":{}}]"),
            Call("POST", "/api/v2/alerts", nil, 400, body: "{"),
            Call("POST", "/api/v2/alerts", nil, 415, body: "[]", type: "text/plain"),
            Call("POST", "/api/v2/alerts", nil, 422, body: "[{}]"),
            Call("GET", "/api/v2/alerts"),
            Call("GET", "/api/v2/alerts", "/api/v2/alerts?filter=bad", 400),
            Call("GET", "/api/v2/alerts/groups"),
            Call("GET", "/api/v2/alerts/groups", "/api/v2/alerts/groups?receiver=(", 400),
            Call("GET", "/api/v2/status"), Call("GET", "/api/v2/receivers"),
            Call("GET", "/-/healthy"), Call("GET", "/-/ready"), Call("POST", "/-/reload"), Call("GET", "/metrics"),
            Call("GET", "/api/v1/incidents"), Call("GET", "/api/v1/incidents", "/api/v1/incidents?state=all&limit=1"),
            Call("GET", "/api/v1/incidents", "/api/v1/incidents?state=odd", 400),
            Call("GET", "/api/v1/incidents", "/api/v1/incidents?limit=0", 400),
            Call("GET", incident, "/api/v1/incidents/1"), Call("GET", incident, "/api/v1/incidents/77", 404),
            Call("GET", incident, "/api/v1/incidents/one", 404),
            Call("GET", incident, "/api/v1/incidents/99999999999999999999", 404),
            Call("GET", incident + "/timeline", "/api/v1/incidents/1/timeline?from=0&limit=5"),
            Call("GET", incident + "/timeline", "/api/v1/incidents/1/timeline?from=-1", 400),
            Call("GET", incident + "/timeline", "/api/v1/incidents/77/timeline", 404),
            Call("GET", incident + "/alerts", "/api/v1/incidents/1/alerts"),
            Call("GET", incident + "/alerts", "/api/v1/incidents/77/alerts", 404),
            Call("GET", why, why + "?incident=1"), Call("GET", why, why + "?incident=1&at=2026-01-01T00:00:00Z"),
            Call("GET", why, why + "?incident=77", 404), Call("GET", why, why + "?fingerprint=0123456789abcdef", 404),
            Call("GET", why, nil, 400), Call("GET", why, why + "?incident=one", 400),
            Call("GET", why, why + "?incident=1&at=soon", 400),
            act("{\"verb\":\"ack\",\"request\":\"a\"}"), act("{\"verb\":\"ack\",\"request\":\"a\"}"),
            act("{\"verb\":\"note\",\"text\":\"looking\"}"), act("{\"verb\":\"dance\"}", 400), act("nonsense", 400),
            act("{\"verb\":\"reopen\"}", 409), act("{\"verb\":\"ack\"}", 404, number: "77"),
            act("{\"verb\":\"ack\"}", 401, overTCP: true),
            act("{\"verb\":\"note\",\"text\":\"\(String(repeating: "x", count: 200_000))\"}", 413),
            act("{\"verb\":\"snooze\",\"until\":\"2999-01-01T00:00:00Z\"}", 409),
            act("{\"verb\":\"severity\",\"severity\":\"SEV2\"}"), act("{\"verb\":\"mitigate\"}"),
            act("{\"verb\":\"merge\",\"into\":1}", number: "2"), act("{\"verb\":\"unmerge\"}", number: "2"),
            act("{\"verb\":\"resolve\"}", number: "2"), act("{\"verb\":\"undo\"}", number: "2"),
            Call("GET", incident, "/api/v1/incidents/2"),
            Call("GET", "/api/v1/incidents", "/api/v1/incidents?state=all"),
            Call("GET", "/api/v1/openapi.json"), Call("GET", "/api/v1/snapshot"), Call("GET", "/api/v1/status"),
            look("{\"console\":\"c\",\"incident\":1,\"writing\":true}"), look("{\"console\":\"c\",\"incident\":null}"),
            look("{\"console\":\"c\",\"incident\":77}", 404), look("{\"incident\":1}", 400),
            look("{\"console\":\"c\",\"incident\":1}", 401, overTCP: true),
            look("{\"console\":\"\(String(repeating: "x", count: 2000))\",\"incident\":1}", 413),
            Call("GET", "/api/v1/snapshot"),
            Call("POST", "/api/v1/backup"),
            Call("POST", "/api/v1/backup", nil, 401, overTCP: true),
            Call("GET", "/api/v1/feed", "/api/v1/feed?after=soon", 400),
            Call("GET", "/api/v1/feed", "/api/v1/feed?after=999999", 410),
        ]

        @Test("Every answer of the running router is what the document says", .timeLimit(.minutes(1)))
        func answers() async throws {
            try await onStage { stage in
                let (router, document) = try await routerAndDocument(stage)
                var called: Set<String> = []
                var silence = ""
                for call in Self.silenceCalls + Self.hookCalls + Self.calls {
                    let door = call.overTCP ? router.http : router.local
                    let path = call.path.replacing("{id}", with: silence)
                    let answer = try await door.send(
                        call.method, path, body: Array(call.body.utf8), headers: ["Content-Type": call.type])
                    called.insert("\(call.method) \(call.template)")
                    if call.template.hasSuffix("/silences"), call.method == "POST", let json = try? answer.json() {
                        silence = json["silenceID"].string ?? json["silence"].string ?? silence
                    }
                    let what = "\(call.method) \(path) \(call.body.prefix(60))"
                    #expect(answer.status == call.status, "\(what): \(answer.text.prefix(300))")
                    for fault in faults(of: answer, to: call, in: document) { Issue.record("\(what): \(fault)") }
                }
                // Streams do not end: their events are looked at one by one.
                try await checkFeed(router, document)
                called.insert("GET /api/v1/feed")
                #expect(
                    operations(of: document).subtracting(called) == [], "the document has what this test does not call")
            }
        }

        private func routerAndDocument(_ stage: Stage) async throws -> (RouterProcess, JSON) {
            let setup = RouterSetup(configuration: RouterSetup.plain + "limits: {body: 64KiB}\n")
            let router = try await stage.router(setup)
            try await router.post([
                ["alertname": "Down", "service": "a", "severity": "critical", "instance": "1"],
                ["alertname": "Down", "service": "a", "severity": "critical", "instance": "2"],
            ])
            let answer = try await router.http.get("/api/v1/openapi.json")
            #expect(answer.status == 200)
            #expect(answer.type?.hasPrefix("application/json") == true)
            return (router, try answer.json())
        }

        private func operations(of document: JSON) -> Set<String> {
            var found: Set<String> = []
            for (path, item) in document["paths"].members {
                for method in item.members.keys
                where ["get", "put", "post", "delete", "head", "patch"].contains(method) {
                    found.insert("\(method.uppercased()) \(path)")
                }
            }
            return found
        }

        private func faults(of answer: Answer, to call: Call, in document: JSON) -> [String] {
            let operation = document["paths"][call.template][call.method.lowercased()]
            guard !operation.isNull else { return ["the document does not know it"] }
            let response = SchemaCheck.resolve(operation["responses"]["\(answer.status)"], in: document)
            guard !response.isNull else { return ["the document does not know the status \(answer.status)"] }
            let contents = response["content"].members
            let type = answer.type.map { String($0.prefix { $0 != ";" }) }
            if contents.isEmpty {
                return answer.body.isEmpty ? [] : ["a body of \(answer.body.count) bytes where none is described"]
            }
            guard let type, let content = contents[type] else { return ["the type \(type ?? "none") is not described"] }
            guard type == "application/json" else { return answer.body.isEmpty ? ["an empty body"] : [] }
            do {
                return SchemaCheck.faults(of: try answer.json(), against: content["schema"], in: document)
            } catch {
                return ["no JSON: \(error)"]
            }
        }

        private func checkFeed(_ router: RouterProcess, _ document: JSON) async throws {
            let last = try await router.http.get("/api/v1/snapshot").json()["seq"].int ?? 0
            let feed = try await EventStream(router.local, after: 0)
            try await eventually("the feed tells everything") {
                try feed.look()
                return feed.seqs.last ?? 0 >= last
            }
            for event in feed.events {
                let name = ["notice": "Notice", "presence": "Presence"][event.name] ?? "FeedBatch"
                let faults = SchemaCheck.faults(
                    of: event.json, against: document["components"]["schemas"][name], in: document)
                #expect(faults.isEmpty, "the feed: \(faults)")
            }
        }

        @Test("What the router answers at all is in the document", .timeLimit(.minutes(1)))
        func nothingHidden() async throws {
            try await onStage { stage in
                let (router, document) = try await routerAndDocument(stage)
                let known = operations(of: document)
                for path in Self.probes {
                    for method in ["GET", "POST", "PUT", "DELETE", "PATCH"]
                    where !"\(method) \(path)".hasSuffix("T /api/v1/feed") {
                        let body: [UInt8] = method == "GET" || method == "DELETE" ? [] : Array("{}".utf8)
                        let answer = try await router.local.send(
                            method, path, body: body, headers: ["Content-Type": "application/json"])
                        let template = path.replacing("/incidents/1", with: "/incidents/{number}")
                            .replacing(Self.unknownSilence, with: "{id}")
                        let isKnown = known.contains("\(method) \(template)")
                        #expect(
                            isKnown || answer.status == 404 || answer.status == 405,
                            "\(method) \(path) is answered \(answer.status) and not in the document")
                        #expect(!isKnown || answer.status != 405, "\(method) \(path) is in the document and not there")
                    }
                }
            }
        }

        @Test(
            "A parameter of a type that the document does not allow is refused", .timeLimit(.minutes(1)),
            arguments: [
                "incidents?limit=many", "incidents?limit=1.5", "incidents/1/timeline?from=x&limit=2",
                "incidents/1/timeline?limit=x",
            ])
        func parameters(path: String) async throws {
            try await onStage { stage in
                let (router, _) = try await routerAndDocument(stage)
                let answer = try await router.http.get("/api/v1/\(path)")
                #expect(answer.status == 400)
            }
        }

        /// Where something might be: what Alertmanager, DESIGN and other routers have.
        static let probes =
            [
                "", "incidents", "incidents/1", "incidents/1/timeline", "incidents/1/alerts", "incidents/1/acts",
                "incidents/1/notes", "incidents/1/pages", "incidents/1/ack", "snapshot", "feed", "status", "backup",
                "alerts",
                "people", "presence", "tokens", "config", "silences", "silences/preview", "silences/\(unknownSilence)",
                "why", "services", "changes", "openapi",
                "openapi.json",
            ].map { "/api/v1/\($0)" }
            + [
                "", "alerts", "alerts/groups", "status", "receivers", "config", "silences", "silence",
                "silence/\(unknownSilence)",
            ].map { "/api/v2/\($0)" }
            + [
                "/", "/metrics", "/-/healthy", "/-/ready", "/-/reload", "/-/quit", "/debug/pprof", "/health",
                "/favicon.ico", "/hooks", "/hooks/alertmanager", "/hooks/grafana", "/hooks/github", "/v2/enqueue",
                "/v2/change/enqueue",
            ]
    }
}
