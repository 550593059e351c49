import Testing

extension EndToEnd {
    /// The query language over HTTP and on the command line: the console's filter has tests of its own.
    @Suite("Queries")
    struct QueryTests {
        @Test("A query lists what it lets through, and says what it hides", .timeLimit(.minutes(1)))
        func lists() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post([
                    ["alertname": "Down", "service": "checkout", "severity": "critical"],
                    ["alertname": "Slow", "service": "search", "severity": "warning"],
                    ["alertname": "Odd", "service": "search", "severity": "info"],
                ])
                #expect(try await stage.midwatch(router, "ack", "3").ending == .exit(0))

                let urgent = try await stage.midwatch(router, "list", "sev<=2")
                #expect(urgent.ending == .exit(0))
                #expect(urgent.output.contains("Down") && !urgent.output.contains("Slow"))
                #expect(urgent.errors.contains("hiding 2, 1 NEEDS ACK"))

                let mine = try JSON(try await stage.midwatch(router, "list", "owner:me", "-o", "json").output)
                #expect(mine.items.map { $0["number"].int } == [3])
                let others = try JSON(
                    try await stage.midwatch(router, "list", "svc:sea*", "!owner:me", "-o", "json").output)
                #expect(others.items.map { $0["title"].string?.contains("Slow") } == [true])

                let none = try await stage.midwatch(router, "list", "\"two words\"")
                #expect(none.output == "No incident matches \"two words\"\n")
                #expect(none.errors.contains("hiding 3, 2 NEED ACK"))

                #expect(try await stage.midwatch(router, "resolve", "3", "--yes").ending == .exit(0))
                let over = try JSON(try await stage.midwatch(router, "list", "state:rslv", "-o", "json").output)
                #expect(over.items.map { $0["number"].int } == [3])
            }
        }

        @Test("A query that cannot be read names the column, and ends with 2 or 400", .timeLimit(.minutes(1)))
        func faults() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let refused = try await stage.midwatch(router, "list", "sev<=2", "age>soon")
                #expect(refused.ending == .exit(2))
                #expect(refused.errors.contains("column 12: soon is no span of time; such as 30s, 10m, 2h, 1d"))

                let answer = try await router.local.get("/api/v1/incidents?q=age%3Esoon")
                #expect(answer.status == 400)
                #expect(try answer.json()["code"].string == "badQuery")
                #expect(try answer.json()["error"].string?.contains("column 5") == true)
                let found = try await router.local.get("/api/v1/incidents?q=sev%3C%3D2%20state:new")
                #expect(found.status == 200)
            }
        }
    }
}
