import Testing

extension EndToEnd {
    /// More opens than anyone can read.
    @Suite("A storm on a real console")
    struct StormTests {
        @Test("Thirty incidents stand in one row until Enter shows them; all of them are open", .timeLimit(.minutes(1)))
        func folds() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post(
                    (1...30).map { ["alertname": "Down", "service": "web\($0)", "severity": "warning"] })
                try await eventually("all are open") { try await router.incidents().count == 30 }
                let terminal = try PseudoTerminal()
                let console = try stage.start([Host.midwatch, "--server", router.server], terminal: terminal.path)
                try await eventually("they are folded") { terminal.look().contains("storm: 30 folded into 1") }

                try await eventually("their rows are shown") {
                    terminal.type("\r")
                    return terminal.look().contains("30 incidents unfolded; F folds again")
                }

                #expect(try await router.incidents().count == 30)
                terminal.type("\u{1B}\u{1B}:q\r")
                #expect(try await console.ends() == .exit(0))
            }
        }
    }
}
