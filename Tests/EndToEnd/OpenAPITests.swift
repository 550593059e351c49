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
