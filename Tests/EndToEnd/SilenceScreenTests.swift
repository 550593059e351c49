import Testing

extension EndToEnd {
    /// Silences in the console of the whole program, as a person at a terminal meets them.
    @Suite("Silences in the console")
    struct SilenceScreenTests {
        private static let alerts = [
            ["alertname": "DiskFull", "service": "search", "severity": "warning", "instance": "a"],
            ["alertname": "DiskFull", "service": "search", "severity": "warning", "instance": "b"],
        ]

        @Test("One is set from an incident, seen with that of a colleague, and ended", .timeLimit(.minutes(1)))
        func life() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post(Self.alerts)
                let window = try await stage.console(Tmux(stage), router, "console")
                try await window.shows("search", "LIVE")

                try await window.press("U", until: "its reach is said") {
                    try await window.screen().contains("until it resolves, 30d at most? it mutes 2 of 2 alerts")
                }
                try await window.press("y", until: "it is set") {
                    try await window.screen().contains("is silenced until it resolves")
                }
                // Who silences until it resolves has it.
                try await window.shows("1 acked", "muted by")
                let set = try await router.local.get("/api/v2/silences").json()[0]
                #expect(set["comment"].string == "set from #1")

                try await window.press("7", until: "the silences are there") {
                    try await window.screen().contains("> Silences")
                }
                try await window.shows("1 active", "resolves", "set from #1", "2 alerts, in #1")
                let added = try await stage.midwatch(
                    router, "silence", "add", "alertname=Other", "--for", "2h", "--comment", "a new disk")
                #expect(added.ending == .exit(0), "\(added.errors)")
                // No key is pressed: the feed tells that there is one more.
                try await window.shows("2 active", "a new disk")

                try await window.press("G", until: "the cursor is on the first that was set") {
                    try await window.screen().split(separator: "\n").contains {
                        $0.hasPrefix(">") && $0.contains("set from #1")
                    }
                }
                try await window.press("E", until: "it is asked about") {
                    try await window.screen().contains("end the silence")
                }
                try await window.press("y", until: "it is over") { try await window.screen().contains("is over") }
                try await window.shows("1 active")
                let id = try #require(set["id"].string)
                let ended = try await router.local.get("/api/v2/silence/\(id)").json()
                #expect(ended["status"]["state"].string == "expired")
                try await window.press("Escape", until: "the list is there") {
                    try await window.screen().contains("> Triage")
                }
                try await window.shows("1 NEED ACK", "TRIG")
                try await window.hides("muted by")
            }
        }
    }
}
