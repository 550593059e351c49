import Foundation
import Testing

extension EndToEnd {
    /// TCP: tokens, hosts, origins.
    @Suite("The door for other machines")
    struct DoorTests {
        /// The digest of `sesame-act`, and a file that holds another token.
        private func setup(_ stage: Stage, listen: String = "127.0.0.1:0", _ options: [String] = []) throws
            -> RouterSetup
        {
            let file = try stage.write("sesame-ingest\n", to: "ingest.token")
            let tokens = """
                tokens:
                - {name: robot, scope: act, sha256: 4fe49a65a3c526a07e078b08518572d537492cce399cc36dfa4658bfc4f5437c}
                - {name: reader, scope: read, sha256: 564dd8746fee4319be0bffd7ea35675b75de21396ba141734b5d857f7f49bf64}
                - {name: sender, scope: ingest, file: \(file)}

                """
            return RouterSetup(configuration: RouterSetup.plain + tokens, listen: listen, options: options)
        }

        private func ack(_ router: RouterProcess, _ token: String?, _ request: String) async throws -> Answer {
            try await HTTP(door: .port(router.port), token: token).post(
                "/api/v1/incidents/1/acts", json: "{\"verb\":\"ack\",\"request\":\"\(request)\"}")
        }

        @Test("On loopback reading needs no token, and acting needs one with the scope act", .timeLimit(.minutes(1)))
        func acting() async throws {
            try await onStage { stage in
                let router = try await stage.router(try setup(stage))
                try await router.post([["alertname": "Down", "service": "shop", "severity": "critical"]])
                #expect(try await router.http.get("/api/v1/incidents").status == 200)
                #expect(try await router.http.get("/metrics").status == 200)

                let without = try await ack(router, nil, "r1")
                #expect(without.status == 401)
                #expect(try without.json()["error"].string?.contains("token") == true)
                #expect(try await ack(router, "wrong", "r2").status == 401)
                #expect(try await ack(router, "sesame-read", "r3").status == 403)
                #expect(try await ack(router, "sesame-ingest", "r4").status == 403)
                #expect(try await router.incidents().first?["phase"].string == "triggered")

                #expect(try await ack(router, "sesame-act", "r5").status == 200)
                #expect(try await router.incidents().first?["acknowledgedBy"].string == "robot")
            }
        }

        @Test("A command sends the token of a file to a router that was named", .timeLimit(.minutes(1)))
        func tokenFile() async throws {
            try await onStage { stage in
                let router = try await stage.router(try setup(stage))
                try await router.post([["alertname": "Down", "service": "shop", "severity": "critical"]])
                let address = "http://127.0.0.1:\(router.port)"
                let refused = try await stage.midwatch(["ack", "1", "--server", address])
                #expect(refused.ending == .exit(1))
                #expect(refused.errors.contains("token"))
                let file = try stage.write("sesame-act\n", to: "act.token")
                let done = try await stage.midwatch(["ack", "1", "--server", address, "--token-file", file])
                #expect(done.ending == .exit(0), "\(done.errors)")
            }
        }

        @Test("A foreign Host is refused, so that no name that leads here by DNS is served", .timeLimit(.minutes(1)))
        func host() async throws {
            try await onStage { stage in
                let router = try await stage.router(try setup(stage))
                for host in ["evil.example", "evil.example:\(router.port)", "127.0.0.1.evil.example", "[::2]"] {
                    let answer = try await router.http.get("/api/v1/snapshot", ["Host": host])
                    #expect((400..<500).contains(answer.status), "\(host) was answered \(answer.status)")
                    #expect(!answer.text.contains("incidents"))
                }
                for host in ["localhost", "localhost:\(router.port)", "127.0.0.1", "[::1]:\(router.port)", "LOCALHOST"]
                {
                    #expect(try await router.http.get("/api/v1/snapshot", ["Host": host]).status == 200, "\(host)")
                }
                let none = try await router.http.get("/api/v1/snapshot", ["Host": ""])
                #expect(none.status == 400)
            }
        }

        @Test(
            "A name that the configuration lists is answered, and the refusal names that list", .timeLimit(.minutes(1)))
        func hosts() async throws {
            try await onStage { stage in
                let setup = RouterSetup(
                    configuration: RouterSetup.plain + "alertmanager_api: {hosts: [alerts.example]}\n")
                let router = try await stage.router(setup)
                let machine = try await stage.run(["/bin/hostname"]).output.trimmingCharacters(
                    in: .whitespacesAndNewlines)
                for host in ["alerts.example", "Alerts.Example.:9093", "localhost", "127.0.0.1:9", "[::1]", machine] {
                    let answer = try await router.http.get("/api/v2/status", ["Host": host])
                    #expect(answer.status == 200, "\(host): \(answer.text)")
                }
                let origin = ["Host": "alerts.example", "Origin": "https://alerts.example"]
                #expect(try await router.http.get("/api/v2/status", origin).status == 200)
                let other = try await router.http.get("/api/v2/status", ["Host": "other.example:9093"])
                #expect(other.status == 421)
                #expect(other.text.contains("alertmanager_api: {hosts: [other.example]}"), "\(other.text)")
            }
        }

        @Test("Where everything needs a token any name is answered", .timeLimit(.minutes(1)))
        func remoteNames() async throws {
            try await onStage { stage in
                let router = try await stage.router(try setup(stage, listen: "0.0.0.0:0", ["--allow-remote"]))
                let sender = HTTP(door: .port(router.port), token: "sesame-ingest")
                let answer = try await sender.post(
                    "/api/v2/alerts", json: RouterProcess.body([["alertname": "Down"]]),
                    ["Host": "alertmanager.example:9093"])
                #expect(answer.status == 200, "\(answer.text)")
                let reader = HTTP(door: .port(router.port), token: "sesame-read")
                let read = try await reader.get("/api/v2/alerts", ["Host": "alerts.example"])
                #expect(try read.json().items.count == 1)
            }
        }

        @Test("A foreign Origin is refused, also for what needs no token", .timeLimit(.minutes(1)))
        func origin() async throws {
            try await onStage { stage in
                let router = try await stage.router(try setup(stage))
                for origin in ["http://evil.example", "https://evil.example:\(router.port)", "null", "file://"] {
                    let read = try await router.http.get("/api/v1/snapshot", ["Origin": origin])
                    #expect(read.status == 403, "\(origin) was answered \(read.status)")
                    let post = try await router.http.post(
                        "/api/v2/alerts", json: RouterProcess.body([["alertname": "Forged"]]), ["Origin": origin])
                    #expect(post.status == 403, "\(origin) was answered \(post.status)")
                }
                let own = try await router.http.get("/api/v1/snapshot", ["Origin": "http://127.0.0.1:\(router.port)"])
                #expect(own.status == 200)
                #expect(try await router.incidents().isEmpty)
            }
        }

        @Test(
            "An address beyond this machine needs --allow-remote", .timeLimit(.minutes(1)),
            arguments: ["0.0.0.0:0", "[::]:0", ":0"])
        func remote(address: String) async throws {
            try await onStage { stage in
                let child = try stage.launch(RouterSetup(listen: address))
                #expect(try await child.ends() == .exit(2))
                #expect(child.errors.contains("--allow-remote"))
            }
        }

        @Test("Beyond this machine everything needs a token", .timeLimit(.minutes(1)))
        func everythingNeedsTokens() async throws {
            try await onStage { stage in
                let router = try await stage.router(try setup(stage, listen: "0.0.0.0:0", ["--allow-remote"]))
                let body = RouterProcess.body([["alertname": "Down", "service": "shop"]])
                for path in [
                    "/api/v1/incidents", "/api/v1/snapshot", "/api/v2/alerts", "/metrics", "/api/v2/status",
                    "/-/healthy",
                ] {
                    #expect(try await router.http.get(path).status == 401, "\(path)")
                }
                #expect(try await router.http.post("/api/v2/alerts", json: body).status == 401)

                let sender = HTTP(door: .port(router.port), token: "sesame-ingest")
                #expect(try await sender.post("/api/v2/alerts", json: body).status == 200)
                #expect(try await sender.get("/api/v1/incidents").status == 403)
                let reader = HTTP(door: .port(router.port), token: "sesame-read")
                #expect(try await reader.get("/api/v1/incidents").json().items.count == 1)
                #expect(try await reader.get("/-/healthy").status == 200)
                #expect(try await reader.post("/api/v2/alerts", json: body).status == 403)
                #expect(try await ack(router, "sesame-act", "r1").status == 200)
            }
        }

        @Test("Tokens stand in no answer, no log and no status", .timeLimit(.minutes(1)))
        func secrets() async throws {
            try await onStage { stage in
                let router = try await stage.router(try setup(stage))
                _ = try await ack(router, "sesame-act", "r1")
                _ = try await ack(router, "wrong-secret", "r2")
                for path in ["/api/v2/status", "/api/v1/status", "/metrics", "/api/v1/snapshot"] {
                    let text = try await router.http.get(path).text
                    #expect(!text.contains("sesame") && !text.contains("4fe49a65"), "\(path)")
                }
                #expect(!router.log.contains("sesame") && !router.log.contains("wrong-secret"))
            }
        }
    }
}
