import Testing

extension EndToEnd {
    /// Whatever a sender writes into a label, it never reaches a terminal as anything but text.
    @Suite("Hostile text")
    struct HostileTests {
        static let labels = [
            "alertname": "Down\u{1B}]0;PWNED\u{7}\u{1B}[2J\u{1B}[31mred",
            "service": "shop\u{202E}pohs\u{2066}\u{200B}\u{FEFF}",
            "cluster": "line\r\nbreak\ttab\u{8}\u{7F}\u{9B}31m\u{85}\u{2028}\u{AD}\u{E0041}",
            "job": String(repeating: "long ", count: 2000),
        ]

        /// Whether a person must not get this one: it steers, hides or turns text around.
        static func mustNotBeShown(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar {
            case "\n": false
            default:
                scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                    || [.format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned]
                        .contains(scalar.properties.generalCategory)
            }
        }

        /// Text without the sequences that set colours and attributes, which are ours.
        static func withoutColours(_ text: String) -> String {
            text.replacing(/\u{1B}\[[0-9;:]*m/, with: "").replacing("\u{0F}", with: "").replacing("\u{0E}", with: "")
        }

        private func post(_ router: RouterProcess) async throws {
            try await router.post([Self.labels.merging(["severity": "critical"]) { $1 }])
            // Broken UTF-8: an overlong slash, a lone continuation, half a character.
            let broken =
                Array("[{\"labels\":{\"alertname\":\"Broken".utf8) + [0xC0, 0xAF, 0x80, 0xE2, 0x82]
                + Array("\",\"service\":\"end\",\"severity\":\"critical\"}}]".utf8)
            let answer = try await router.http.post("/api/v2/alerts", body: broken)
            #expect([200, 400].contains(answer.status))
            let annotated = try await router.http.post(
                "/api/v2/alerts",
                json: "[{\"labels\":{\"alertname\":\"Noted\",\"service\":\"notes\"},\"annotations\":{"
                    + "\"summary\":\(quoted("see \u{1B}[5mthis\u{202E}")),\"runbook_url\":\(quoted("http://x/\u{1B}\\"))}}]"
            )
            #expect(annotated.status == 200)
        }

        private func expectClean(_ text: String, _ what: String) {
            let bad = text.unicodeScalars.filter(Self.mustNotBeShown).map { "U+" + String($0.value, radix: 16) }
            #expect(bad.isEmpty, "\(what) has \(Set(bad).sorted())")
            #expect(!text.contains("\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"), "\(what)")
        }

        @Test("Tables and details are clean, piped and with colours", .timeLimit(.minutes(1)))
        func commands() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await post(router)
                let numbers = try await router.incidents().compactMap(\.["number"].int)
                #expect(numbers.count >= 2)
                let calls =
                    [["list"], ["list", "state:all"]] + numbers.map { ["show", "\($0)"] }
                    + numbers.map { ["ack", "\($0)"] } + [
                        ["note", "1", "me \u{1B}[2J\u{202E}too"], ["list"], ["show", "1"],
                    ]
                for call in calls {
                    let done = try await stage.run([Host.midwatch] + call + ["--server", router.server])
                    #expect(done.ending == .exit(0), "\(call): \(done.errors)")
                    #expect(!done.output.isEmpty)
                    expectClean(done.output + done.errors, "\(call)")

                    let terminal = try PseudoTerminal(width: 120, height: 50)
                    let child = try stage.start(
                        [Host.midwatch] + call + ["--server", router.server], terminal: terminal.path)
                    var drawn = ""
                    try await eventually("\(call) ends") {
                        drawn = terminal.look()
                        return child.ending != nil
                    }
                    drawn = terminal.look()
                    expectClean(Self.withoutColours(drawn).replacing("\r\n", with: "\n"), "\(call) in colours")
                }
            }
        }

        @Test("JSON for programs escapes it, and keeps it to the letter", .timeLimit(.minutes(1)))
        func json() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await post(router)
                for call in [["list", "-o", "json"], ["show", "1", "-o", "json"]] {
                    let done = try await stage.run([Host.midwatch] + call + ["--server", router.server])
                    expectClean(done.output, "\(call)")
                    let json = try JSON(bytes: done.outputBytes)
                    let incident = call[0] == "list" ? json.items.first { $0["number"].int == 1 } ?? .null : json
                    for name in ["alertname", "service", "cluster", "job"] {
                        #expect(incident["labels"][name].string == Self.labels[name], "\(call): \(name)")
                    }
                }
                for path in ["/api/v1/snapshot", "/api/v1/incidents/1", "/api/v2/alerts", "/api/v2/alerts/groups"] {
                    let answer = try await router.http.get(path)
                    expectClean(answer.text, path)
                    _ = try answer.json()
                }
                let alerts = try await router.http.get("/api/v2/alerts").json().items
                #expect(alerts.contains { $0["labels"]["service"].string == Self.labels["service"] })
            }
        }

        @Test("The log and the metrics carry no such byte either", .timeLimit(.minutes(1)))
        func log() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await post(router)
                _ = try await router.http.get("/api/v1/snapshot", ["Host": "evil\u{9B}31m.example"])
                _ = try await router.local.get("/api/v1/incidents/%1B%5B2J")
                expectClean(try await router.http.get("/metrics").text, "/metrics")
                expectClean(router.log, "the log")
            }
        }

        @Test(
            "No byte of it reaches the terminal of a console", .enabled(if: Host.hasTmux, "tmux is not installed"),
            .timeLimit(.minutes(1)))
        func console() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await post(router)
                let tmux = Tmux(stage)
                let window = try await stage.console(tmux, router, "console")
                try await window.shows("shop", "Broken", "LIVE")
                let title = try await window.value("#{pane_title}")
                #expect(!title.contains("PWNED"))
                expectClean(Self.withoutColours(try await window.screen(escapes: true)), "the list")
                try await window.type("g", "g")
                for _ in 0..<3 {
                    try await window.press("Enter", until: "an incident opened") {
                        try await window.screen().contains("Timeline")
                    }
                    expectClean(Self.withoutColours(try await window.screen(escapes: true)), "the incident")
                    try await window.type("Escape")
                    try await window.shows("WHAT")
                    try await window.type("j")
                }

                // And byte for byte, without tmux in between.
                let terminal = try PseudoTerminal(width: 120, height: 40)
                let child = try stage.start([Host.midwatch, "--server", router.server], terminal: terminal.path)
                try await eventually("the console shows the incidents") { terminal.look().contains("Broken") }
                child.send(15)
                _ = try await child.ends()
                let drawn = terminal.look()
                for forbidden in [
                    "PWNED\u{7}", "\u{1B}]0;", "\u{202E}", "\u{2066}", "\u{200B}", "\u{FEFF}", "\u{E0041}",
                ] {
                    #expect(!drawn.contains(forbidden), "\(forbidden.debugDescription)")
                }
                #expect(!drawn.unicodeScalars.contains { (0x80...0x9F).contains($0.value) })
            }
        }
    }
}
