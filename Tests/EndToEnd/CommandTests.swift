import Foundation
import Testing

extension EndToEnd {
    @Suite("Commands and what they end with")
    struct CommandTests {
        @Test("Every verb is done and ends with 0", .timeLimit(.minutes(1)))
        func verbs() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post([
                    ["alertname": "Down", "service": "checkout", "severity": "critical"],
                    ["alertname": "Slow", "service": "search", "severity": "warning"],
                ])
                let steps: [(words: [String], phase: String)] = [
                    (["ack", "1"], "acknowledged"), (["unack", "1"], "triggered"),
                    (["take", "1", "--yes"], "acknowledged"),
                    (["snooze", "1", "--for", "30m"], "acknowledged"),
                    (["note", "1", "rolling", "back"], "acknowledged"),
                    (["severity", "1", "SEV2"], "acknowledged"), (["mitigate", "1"], "mitigated"),
                    (["resolve", "1", "--yes"], "resolved"), (["reopen", "1"], "triggered"),
                    (["merge", "1", "2"], "resolved"), (["unmerge", "1"], "triggered"), (["ack", "1"], "acknowledged"),
                    (["undo", "1"], "triggered"), (["list"], "triggered"), (["show", "1"], "triggered"),
                    (["doctor"], "triggered"),
                ]
                for step in steps {
                    let done = try await stage.run([Host.midwatch] + step.words + ["--server", router.server])
                    #expect(done.ending == .exit(0), "\(step.words): \(done.output) \(done.errors)")
                    let incident = try await router.local.get("/api/v1/incidents/1").json()
                    #expect(incident["phase"].string == step.phase, "after \(step.words)")
                }
                let shown = try JSON(try await stage.midwatch(router, "show", "1", "-o", "json").output)
                #expect(shown["severity"].string == "SEV2")
                #expect(shown["timeline"].items.contains { $0["text"].string == "rolling back" })
            }
        }

        @Test("What the router refuses ends with 1 and a sentence", .timeLimit(.minutes(1)))
        func refused() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post([["alertname": "Down", "service": "checkout", "severity": "critical"]])
                for words in [
                    ["ack", "99"], ["show", "99"], ["reopen", "1"], ["merge", "1", "1"], ["unmerge", "1"],
                ] {
                    let done = try await stage.run([Host.midwatch] + words + ["--server", router.server])
                    #expect(done.ending == .exit(1), "\(words): \(done.output) \(done.errors)")
                    #expect(done.errors.hasPrefix("midwatch: "), "\(words)")
                }
                // Several at once: what can be done is done, and the worst decides.
                let both = try await stage.midwatch(router, "ack", "1", "99")
                #expect(both.ending == .exit(1))
                #expect(both.errors.contains("#99"))
                #expect(try await router.incidents().first?["phase"].string == "acknowledged")
                let json = try await stage.midwatch(router, "ack", "99", "-o", "json")
                #expect(json.ending == .exit(1))
                #expect(try JSON(json.output)[0]["code"].string == "unknownIncident")
            }
        }

        @Test(
            "A wrong command line ends with 2, on stderr", .timeLimit(.minutes(1)),
            arguments: [
                ["ack"], ["ack", "one"], ["ack", "-1"], ["fly"], ["list", "--colour"], ["severity", "1", "SEV9"],
                ["snooze", "1", "--for", "soon"], ["list", "state:odd"], ["serve", "--listen", "here"],
                ["serve", "--store", "oracle:x"], ["list", "-o", "xml"], ["list", "--server", "gopher://x"],
                ["demo", "--speed", "0"], ["note", "1"], ["merge", "1"],
            ])
        func usage(words: [String]) async throws {
            try await onStage { stage in
                let done = try await stage.midwatch(words)
                #expect(done.ending == .exit(2), "\(done.output) \(done.errors)")
                #expect(!done.errors.isEmpty)
                #expect(done.output.isEmpty)
            }
        }

        @Test(
            "A router that cannot be reached ends with 3, says why and what to do", .timeLimit(.minutes(1)),
            arguments: [
                ["list"], ["show", "1"], ["ack", "1"], ["backup", "STAGE/copy.db"], ["list", "--watch"],
                ["note", "1", "x"],
            ])
        func unreachable(words: [String]) async throws {
            try await onStage { stage in
                for server in ["unix:" + stage.path("none.sock"), "http://127.0.0.1:\(try FreePort.find())"] {
                    let words = words.map { $0.replacing("STAGE", with: stage.folder) }
                    let done = try await stage.midwatch(words + ["--server", server])
                    #expect(done.ending == .exit(3), "\(server): \(done.output) \(done.errors)")
                    #expect(done.errors.contains("cannot be reached"))
                    #expect(done.errors.contains("midwatch serve"))
                    #expect(done.output.isEmpty)
                }
            }
        }

        @Test("What goes into a file is whole, and as wide as COLUMNS says", .timeLimit(.minutes(1)))
        func widths() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let name = "Checkout" + String(repeating: "Fails", count: 30)
                try await router.post([["alertname": name, "service": "checkout", "severity": "critical"]])
                for words in [["list"], ["show", "1"], ["why", "1"]] {
                    let command = [Host.midwatch] + words + ["--server", router.server]
                    let whole = try await stage.run(command)
                    #expect(whole.output.contains(name) && !whole.output.contains("…"), "\(whole.output)")
                    let narrow = try await stage.run(command, environment: ["COLUMNS": "60"])
                    let widest = narrow.output.split(separator: "\n").map(\.count).max() ?? 0
                    #expect((50...60).contains(widest), "\(narrow.output)")
                }
            }
        }

        @Test("Help and version are asked for, so they end with 0", .timeLimit(.minutes(1)))
        func help() async throws {
            try await onStage { stage in
                for words in [["--help"], ["--version"], ["help", "ack"], ["serve", "--help"]] {
                    let done = try await stage.midwatch(words)
                    #expect(done.ending == .exit(0), "\(words)")
                    #expect(done.errors.isEmpty && !done.output.isEmpty, "\(words)")
                }
            }
        }

        @Test(
            "check-config says all faults with their places and ends with 1, and a good file with 0",
            .timeLimit(.minutes(1)))
        func checkConfig() async throws {
            try await onStage { stage in
                let good = try stage.write(RouterSetup.plain, to: "good.yaml")
                #expect(try await stage.midwatch(["check-config", good]).ending == .exit(0))
                let bad = try stage.write(RouterSetup.plain + "rout: {}\nlimits: {body: many}\n", to: "bad.yaml")
                let done = try await stage.midwatch(["check-config", bad])
                #expect(done.ending == .exit(1))
                #expect((done.output + done.errors).contains("bad.yaml:9:1"))
                #expect((done.output + done.errors).contains("bad.yaml:10:"))
                let none = try await stage.midwatch(["check-config", stage.path("none.yaml")])
                #expect(none.ending == .exit(1) || none.ending == .exit(2))
            }
        }

        @Test("check-config holds matchers against what a running router has seen", .timeLimit(.minutes(1)))
        func seenLabels() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post([["alertname": "Down", "team": "db", "instance": "host-0"]])
                let text = """
                    route:
                      receiver: default
                      routes:
                      - matchers: [team=data]
                    receivers:
                    - name: default
                      incidents: open

                    """
                let file = try stage.write(text, to: "slip.yaml")
                let words = ["check-config", file, "--store", "sqlite:\(router.store)"]
                let few = try await stage.midwatch(words)
                #expect(few.errors.contains("has seen 1 alert lately"), "\(few.errors)")
                try await router.post((0..<120).map { ["alertname": "Down", "team": "db", "instance": "host-\($0)"] })
                let done = try await stage.midwatch(words)
                #expect(done.ending == .exit(0), "\(done.errors)")
                #expect(done.output.contains("slip.yaml:4:"), "\(done.output)")
                let said = "none of the 120 alerts seen lately meets team=\"data\": team was \"db\""
                #expect(done.output.contains(said), "\(done.output)")
                #expect(try await stage.midwatch(words + ["--strict"]).ending == .exit(1))

                let missing = "sqlite:" + stage.path("none.db")
                let none = try await stage.midwatch(["check-config", file, "--store", missing])
                #expect(none.ending == .exit(1))
                #expect(none.errors.contains("there is no store at \(stage.path("none.db"))"), "\(none.errors)")
                let help = try await stage.midwatch(["check-config", "--help"]).output
                #expect(help.contains("100"), "\(help)")
                #expect(try await stage.midwatch(["check-config", file, "--store", "here"]).ending == .exit(2))
            }
        }

        @Test("init writes a configuration that serve takes, and writes over none", .timeLimit(.minutes(1)))
        func initialise() async throws {
            try await onStage { stage in
                let file = stage.path("new.yaml")
                let made = try await stage.midwatch(["init", "--yes", "--config", file])
                #expect(made.ending == .exit(0), "\(made.errors)")
                #expect(try await stage.midwatch(["check-config", file]).ending == .exit(0))
                #expect(try await stage.midwatch(["init", "--yes", "--config", file]).ending == .exit(1))
                let text = try String(contentsOfFile: file, encoding: .utf8)
                let router = try await stage.router(RouterSetup(configuration: text))
                try await router.post([["alertname": "Down"]])
                #expect(try await router.incidents().count == 1)
            }
        }

        @Test("list --watch says a line once, and ends when the reader of its pipe has gone", .timeLimit(.minutes(1)))
        func watchInPipe() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let before = try #require(try await router.metric("midwatch_feed_readers"))
                let reader = #"{ read -r one; echo "$one"; read -r two; echo "$two"; }"#
                let command = "'\(Host.midwatch)' list --watch --server '\(router.server)' | \(reader)"
                let watch = try stage.start(["sh", "-c", command])
                try await eventually("the watch follows") {
                    try await router.metric("midwatch_feed_readers") ?? 0 > before
                }
                try await router.post([["alertname": "Down", "service": "checkout"]])
                try await eventually("the first line is there") { watch.output.contains("TRIG") }
                try await router.act(1, "note", request: "r1", ",\"text\":\"looking\"")
                try await router.act(1, "ack", request: "r2")
                try await eventually("the second line is there") { watch.output.contains("ACK") }
                #expect(watch.output.split(separator: "\n").count == 2)
                // The shell waits for all of the pipe.
                try await router.act(1, "unack", request: "r3")
                #expect(try await watch.ends() == .exit(0))
            }
        }

        @Test("list --watch tells each change as it comes, and ends quietly with the reader", .timeLimit(.minutes(1)))
        func watch() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let before = try #require(try await router.metric("midwatch_feed_readers"))
                let watch = try stage.start([Host.midwatch, "list", "--watch", "-o", "json", "--server", router.server])
                try await eventually("the watch follows") {
                    try await router.metric("midwatch_feed_readers") ?? 0 > before
                }
                try await router.post([["alertname": "Down", "service": "checkout"]])
                try await router.act(1, "ack", request: "r1")
                try await eventually("both changes are told") {
                    let phases = try watch.output.split(separator: "\n").map { try JSON(String($0))["phase"].string }
                    return phases.first == "triggered" && phases.last == "acknowledged"
                }
                watch.send(2)
                _ = try await watch.ends()
            }
        }
    }
}
