import Testing

extension EndToEnd {
    /// Connections that ask for nothing.
    @Suite("Idle connections")
    struct IdleConnectionTests {
        @Test("Senders that hold every connection open do not shut people out", .timeLimit(.minutes(1)))
        func idle() async throws {
            try await onStage { stage in
                var setup = RouterSetup()
                setup.prefix = ["prlimit", "--nofile=128:128"]
                let router = try await stage.router(setup)
                try await router.post([["alertname": "Down", "severity": "critical"]])
                let idle = try (0..<200).map { _ in try Connection(to: .port(router.port)) }
                let shown = try await stage.midwatch(router, "list")
                #expect(shown.ending == .exit(0))
                #expect(shown.output.contains("Down"))
                #expect(try await stage.midwatch(router, "ack", "1").ending == .exit(0))
                #expect(idle.count == 200)
            }
        }
    }
}
