import Testing

extension EndToEnd {
    @Suite("Commands and what they end with")
    struct CommandTests {
        @Test("What is done ends with 0, and what is refused with 1 and a sentence", .timeLimit(.minutes(1)))
        func doneAndRefused() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post([["alertname": "Down", "service": "checkout", "severity": "critical"]])

                let list = try await stage.midwatch(router, "list")
                #expect(list.ending == .exit(0))
                #expect(list.output.contains("checkout"))

                let acked = try await stage.midwatch(router, "ack", "1")
                #expect(acked.ending == .exit(0))

                let unknown = try await stage.midwatch(router, "ack", "99")
                #expect(unknown.ending == .exit(1))
                #expect(unknown.errors.contains("there is no incident #99"))
            }
        }
    }
}
