import Glibc
import Testing

extension EndToEnd {
    @Suite("Signals, reloads and readiness")
    struct SignalTests {
        @Test(
            "SIGTERM and SIGINT end the router within five seconds, with streams open, and with 0",
            .timeLimit(.minutes(1)), arguments: [SIGTERM, SIGINT])
        func ending(signal: Int32) async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post([["alertname": "Down", "service": "shop"]])
                let overSocket = try await EventStream(router.local, after: 0)
                let overTCP = try await EventStream(router.http, after: 0)
                let idle = try await router.http.open("/api/v1/snapshot", headers: ["Connection": "keep-alive"])
                let console = try await stage.console(Tmux(stage), router, "console")
                try await console.shows("shop", "LIVE")

                let took = try await seconds {
                    router.child.send(signal)
                    let ending = try await router.child.ends(within: 10)
                    #expect(ending == .exit(0))
                }
                #expect(took < 5, "the router took \(took) s to end")
                try overSocket.look()
                try overTCP.look()
                #expect(overSocket.isOver && overTCP.isOver)
                _ = idle
                try await console.shows("LINK LOST")
                #expect(!router.log.contains("[HummingbirdCore]"), "an ordinary end is no error: \(router.log)")

                // And the console finds the next router by itself.
                _ = try await stage.router()
                try await console.shows("LIVE", within: 15)
            }
        }

        @Test("A reader that does not read does not keep the router from ending", .timeLimit(.minutes(1)))
        func endingWithStuckReader() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let stuck = try await router.http.open("/api/v1/feed?after=0", receiveBuffer: 2048)
                for round in 0..<200 {
                    try await router.post(
                        (0..<16).map { ["alertname": "Storm", "service": "s\(round)-\($0)", "severity": "info"] })
                }
                router.child.send(SIGTERM)
                #expect(try await router.child.ends(within: 5) == .exit(0))
                _ = stuck
            }
        }

        static func configuration(receiver: String) -> String {
            RouterSetup.plain.replacing("default", with: receiver)
        }

        @Test("SIGHUP takes a changed configuration", .timeLimit(.minutes(1)))
        func hangup() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post([["alertname": "Down", "service": "shop"]])
                try stage.write(Self.configuration(receiver: "night"), to: "router.yaml")
                router.child.send(SIGHUP)
                try await eventually("the new receiver is there") { try await receivers(router) == ["night"] }
                #expect(try await router.incidents().count == 1)
                try await router.post([["alertname": "Another", "service": "search"]])
                #expect(try await router.incidents().count == 2)
            }
        }

        @Test("A bad configuration changes nothing, and is said with file, line and column", .timeLimit(.minutes(1)))
        func badReload() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let bad = Self.configuration(receiver: "night") + "rout:\n  receiver: x\nlimits: {body: many}\n"
                let file = try stage.write(bad, to: "router.yaml")
                let line =
                    bad.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0 == "rout:" } ?? 0
                router.child.send(SIGHUP)
                try await eventually("the log names the place") { router.log.contains("\(file):\(line + 1):1") }
                // All faults at once, each with what would be right.
                #expect(router.log.contains("\(file):\(line + 3):"), "\(router.log)")
                #expect(router.log.contains("route"))
                #expect(try await receivers(router) == ["default"])

                let answer = try await router.local.post("/-/reload")
                #expect(answer.status == 500)
                #expect(answer.text.contains("\(file):\(line + 1):1"))
                #expect(try await receivers(router) == ["default"])
                let gauge = "alertmanager_config_last_reload_successful"
                #expect(try await router.local.get("/metrics").text.contains("\n\(gauge) 0\n"))
                let doctor = try await stage.midwatch(router, "doctor")
                #expect(doctor.output.contains("was not taken: \(file):\(line + 1):1"), "\(doctor.output)")
                try await router.post([["alertname": "Down", "service": "shop"]])

                try stage.write(Self.configuration(receiver: "day"), to: "router.yaml")
                #expect(try await router.local.post("/-/reload").status == 200)
                #expect(try await receivers(router) == ["day"])
                #expect(try await router.local.get("/metrics").text.contains("\n\(gauge) 1\n"))
            }
        }

        @Test("A file that a write left empty takes no routing away, and starts no router", .timeLimit(.minutes(1)))
        func emptied() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                for text in ["", "{}\n", "null\n", "# nothing\n"] {
                    let file = try stage.write(text, to: "router.yaml")
                    let answer = try await router.local.post("/-/reload")
                    #expect(answer.status == 500)
                    #expect(answer.text.contains("\(file):1:1: the file says nothing; write"), "\(answer.text)")
                    #expect(try await receivers(router) == ["default"])
                    let check = try await stage.midwatch(["check-config", file])
                    #expect(check.ending == .exit(1))
                    #expect(check.errors.contains("\(file):1:1: "), "\(check.errors)")
                }
                let child = try stage.launch(RouterSetup(name: "empty", configuration: ""))
                #expect(try await child.ends() == .exit(1))
                #expect(child.errors.contains("empty.yaml:1:1: the file says nothing; write"), "\(child.errors)")
            }
        }

        @Test("A bad configuration at the start ends with 1, or 2, and all its faults", .timeLimit(.minutes(1)))
        func badStart() async throws {
            try await onStage { stage in
                let child = try stage.launch(
                    RouterSetup(configuration: RouterSetup.plain + "rout: {}\nlimits: {body: many}\n"))
                let ending = try await child.ends()
                #expect(ending == .exit(1) || ending == .exit(2))
                #expect(child.errors.contains("router.yaml:9:1"), "\(child.errors)")
                #expect(child.errors.contains("router.yaml:10:"), "\(child.errors)")
            }
        }

        private func receivers(_ router: RouterProcess) async throws -> [String] {
            try await router.http.get("/api/v2/receivers").json().items.compactMap(\.["name"].string)
        }

        @Test("Nothing is answered before everything is restored", .timeLimit(.minutes(1)))
        func readiness() async throws {
            try await onStage { stage in
                let port = try FreePort.find()
                let setup = RouterSetup(listen: "127.0.0.1:\(port)")
                let first = try await stage.router(setup)
                for batch in 0..<10 {
                    try await first.post(
                        (0..<1000).map { ["alertname": "Many", "service": "s\(batch)", "instance": "\($0)"] })
                }
                try await first.kill9()
                let child = try stage.launch(setup)
                let http = HTTP(door: .port(port))
                let ready: Answer = try await eventually("the router answers", within: 20) {
                    if let ending = child.ending { throw ChildProcess.Fault(description: "\(ending): \(child.errors)") }
                    return try? await http.get("/-/ready")
                }
                #expect(ready.status == 200 || ready.status == 503)
                try await eventually("it is ready") { try await http.get("/-/ready").status == 200 }
                let alerts = try await http.get("/api/v2/alerts").text.components(
                    after: "\"fingerprint\":\"", upTo: "\"")
                #expect(alerts.count == 10_000)
            }
        }
    }
}
