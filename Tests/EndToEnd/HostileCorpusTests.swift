import Support
import Testing

extension EndToEnd {
    /// The whole corpus, sent as senders, people and users of the command line send it, and looked at on real terminals.
    @Suite("The hostile corpus")
    struct HostileCorpusTests {
        static let corpus = HostileCorpus.all.map(\.text)

        private func expectStrict(_ terminal: StrictTerminal, _ what: String) {
            #expect(terminal.faults.isEmpty, "\(what): \(terminal.faults.joined(separator: "\n"))")
        }

        // MARK: - Sending

        /// Every text as the value of labels, as an annotation and as a link: four texts an alert.
        private static let alerts: [String] = stride(from: 0, to: corpus.count, by: 4).map { start in
            let texts = (0..<4).map { corpus[(start + $0) % corpus.count] }
            let labels = [
                "alertname": texts[0].isEmpty ? "empty" : texts[0], "service": texts[1], "cluster": texts[2],
                "job": texts[3], "severity": start % 3 == 0 ? "critical" : "warning", "nr": "\(start)",
            ]
            let pairs = labels.map { "\(quoted($0)):\(quoted($1))" }.joined(separator: ",")
            let annotations =
                "\"summary\":\(quoted(texts[1] + texts[2])),\"description\":\(quoted(texts[3])),"
                + "\"runbook_url\":\(quoted("https://run.example/" + texts[0]))"
            return "{\"labels\":{\(pairs)},\"annotations\":{\(annotations)},"
                + "\"generatorURL\":\(quoted("http://prom.example/" + texts[2]))}"
        }

        private func send(_ router: RouterProcess) async throws {
            for start in stride(from: 0, to: Self.alerts.count, by: 20) {
                let body = Self.alerts[start..<min(start + 20, Self.alerts.count)].joined(separator: ",")
                let answer = try await router.http.post("/api/v2/alerts", json: "[\(body)]")
                #expect(answer.status == 200, "\(answer.text)")
            }
            // As names of labels, and in bytes that are no text: refused or mended, as may be.
            for text in Self.corpus.enumerated().filter({ $0.offset % 6 == 0 }).map(\.element) {
                let body = "[{\"labels\":{\"alertname\":\"names\",\(quoted(text)):\"x\"}}]"
                let answer = try await router.http.post("/api/v2/alerts", json: body)
                #expect([200, 400].contains(answer.status), "\(text.debugDescription): \(answer.status)")
                let bad = answer.text.unicodeScalars.filter { HostileCorpus.isForbidden($0) && $0 != "\n" }
                #expect(bad.isEmpty, "the answer to \(text.debugDescription)")
            }
            for broken in HostileCorpus.brokenBytes {
                let body = Array("[{\"labels\":{\"alertname\":\"b".utf8) + broken + Array("\",\"job\":\"j\"}}]".utf8)
                let answer = try await router.http.post("/api/v2/alerts", body: body)
                #expect([200, 400].contains(answer.status), "\(broken): \(answer.status)")
            }
        }

        /// Notes with every text, spread over the incidents.
        private func note(_ router: RouterProcess, _ numbers: [Int]) async throws {
            for (index, text) in Self.corpus.enumerated() where index % 4 == 0 {
                let number = numbers[index % min(numbers.count, 8)]
                let answer = try await router.act(
                    number, "note", request: "n\(index)", ",\"text\":\(quoted(text))")
                #expect([200, 400, 409, 413, 422].contains(answer.status), "\(text.debugDescription): \(answer.text)")
            }
        }

        // MARK: - Looking

        /// Runs a command in a terminal of its own.
        private func run(_ stage: Stage, _ arguments: [String], width: UInt16 = 120) async throws -> StrictTerminal {
            let terminal = try PseudoTerminal(width: width, height: 50)
            let child = try stage.start([Host.midwatch] + arguments, terminal: terminal.path)
            try await eventually("\(arguments) ends", within: 20) {
                _ = terminal.look()
                return child.ending != nil
            }
            terminal.lookToTheEnd()
            return terminal.strictly(.lines)
        }

        @Test("Commands show it on a terminal, and nothing steers it", .timeLimit(.minutes(1)))
        func commands() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let watched = try PseudoTerminal(width: 100, height: 40)
                let watch = try stage.start(
                    [Host.midwatch, "list", "--watch", "--server", router.server], terminal: watched.path)
                try await eventually("the watch began") { watched.look().contains("No open incidents") }
                try await send(router)
                let numbers = try await router.incidents().compactMap(\.["number"].int)
                #expect(numbers.count > 100)
                try await note(router, numbers)
                try await eventually("the watch shows them") { watched.look().contains("PWNED") }
                watch.send(2)
                _ = try await watch.ends()
                expectStrict(watched.strictly(.lines), "list --watch")

                var calls = [["list"], ["list", "state:all"], ["list", "-o", "json"]]
                calls += numbers.prefix(8).map { ["show", "\($0)"] }
                calls += stride(from: 8, to: numbers.count, by: 16).map { ["show", "\(numbers[$0])"] }
                calls += [["show", "\(numbers[0])", "-o", "json"]]
                for call in calls {
                    for width in call.count == 1 ? [40, 120, 300] : [100] {
                        let seen = try await run(stage, call + ["--server", router.server], width: UInt16(width))
                        expectStrict(seen, "\(call)")
                        #expect(seen.text.count > 20, "\(call)")
                    }
                }
                let log = StrictTerminal(Array(router.log.utf8), .lines)
                expectStrict(log, "the log")
            }
        }

        @Test("What is typed on the command line is quoted without harm", .timeLimit(.minutes(1)))
        func arguments() async throws {
            try await onStage { stage in
                let nobody = ["--server", "unix:" + stage.path("nobody.sock")]
                let texts = [
                    "\u{1B}]0;PWNED\u{7}", "a\u{202E}b\u{9B}2J\r\nforged: line\u{200B}", "\u{301}x\u{E0041}\u{1B}[2J",
                ]
                for text in texts {
                    let calls =
                        [["show", text], ["ack", "1", text], ["list", "--" + text], ["list", "-o", text], [text]]
                        + [["list", "--" + text + "=" + text], ["list", text], ["snooze", "1", "--for", text]]
                        + [["severity", "1", text], ["note", "1", text] + nobody, ["list", "--server", text]]
                        + [
                            ["check-config", text], ["doctor", "--config", text] + nobody,
                            ["demo", "--scenario", text], ["routes", "test", text], ["routes", "test", "a=" + text],
                            ["routes", "show", "--config", text],
                        ]
                        + [["serve", "--listen", text], ["serve", "--store", text], ["backup", text] + nobody]
                    for call in calls {
                        let seen = try await run(stage, call)
                        expectStrict(seen, "\(call)")
                        #expect(!seen.text.isEmpty, "\(call)")
                        #expect(!seen.text.contains("\nforged"), "\(call)")
                    }
                    let socket = try await run(
                        stage,
                        ["serve", "--socket", stage.path("s"), "--socket-group", text, "--listen", "127.0.0.1:0"]
                            + ["--store", "sqlite:" + stage.path("s.db")])
                    expectStrict(socket, "serve --socket-group")
                    #expect(!socket.text.contains("\nforged"))
                }
            }
        }

        @Test("A configuration that quotes it is refused without harm", .timeLimit(.minutes(1)))
        func configurations() async throws {
            try await onStage { stage in
                let texts = Self.corpus.enumerated().filter { $0.offset % 24 == 0 && $0.element.utf8.count < 500 }
                for (index, text) in texts.map(\.element).enumerated() {
                    let file = try stage.write(
                        "route:\n  receiver: \(quoted(text))\n\(quoted(text)): \(quoted(text))\n", to: "\(index).yaml")
                    let raw = try stage.write("route:\n  \(text): x\n  - \(text)\n", to: "raw\(index).yaml")
                    let tree = try stage.write(
                        "route:\n  receiver: \(quoted(text))\n  routes: [{match: {a: \(quoted(text))}}]\n"
                            + "receivers: [{name: \(quoted(text))}]\n", to: "tree\(index).yaml")
                    for call in [
                        ["check-config", file], ["check-config", raw], ["routes", "show", "--config", tree],
                        ["routes", "test", "--config", tree, "a=b"],
                    ] {
                        expectStrict(try await run(stage, call), "\(call) of \(text.debugDescription)")
                    }
                }
            }
        }

        @Test("The console shows it in every size, and nothing steers the terminal", .timeLimit(.minutes(1)))
        func console() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await send(router)
                try await note(router, try await router.incidents().compactMap(\.["number"].int))
                try await withThrowingTaskGroup(of: Void.self) { consoles in
                    for (width, height) in [(40, 12), (80, 24), (120, 36), (200, 60)] as [(UInt16, UInt16)] {
                        consoles.addTask { try await look(stage, router, width, height) }
                    }
                    try await consoles.waitForAll()
                }
            }
        }

        private func look(_ stage: Stage, _ router: RouterProcess, _ width: UInt16, _ height: UInt16) async throws {
            let terminal = try PseudoTerminal(width: width, height: height)
            let child = try stage.start([Host.midwatch, "--server", router.server], terminal: terminal.path)
            try await eventually("the console shows the incidents") { terminal.look().contains("LIVE") }
            await terminal.settles()
            try await walk(terminal, pages: height > 30 ? 4 : 8)
            child.send(15)
            _ = try await child.ends()
            let seen = terminal.strictly(.screen)
            expectStrict(seen, "the console in \(width)x\(height)")
            for text in ["\u{FFFD}", "Timeline", "Alerts"] {
                #expect(seen.text.contains(text), "\(text) was on the screen of \(width)x\(height)")
            }
            #expect(seen.bells <= 2, "\(seen.bells) bells")
        }

        /// Pages through the list, and opens incidents here and there with all that they have.
        private func walk(_ terminal: PseudoTerminal, pages: Int) async throws {
            for page in 0..<pages {
                terminal.type(page % 2 == 0 ? "\u{4}" : "j")
                await terminal.settles()
                terminal.type("\r")
                await terminal.settles()
                for key in ["l", "l", "j", "\t", "G"] {
                    terminal.type(key)
                    await terminal.settles()
                }
                terminal.type("q")
                await terminal.settles()
            }
            terminal.type("?")
            await terminal.settles()
        }
    }
}
