import Foundation
import Support
import Testing

extension EndToEnd {
    /// Why of a past moment, when the alert has gone on since.
    @Suite("Why, looking back")
    struct WhyTests {
        private func says(
            _ router: RouterProcess, _ name: String, from start: Date, to end: Date
        ) async throws {
            let body = """
                [{"labels":{"alertname":"\(name)"},"startsAt":"\(rfc3339(start))","endsAt":"\(rfc3339(end))"}]
                """
            #expect(try await router.http.post("/api/v2/alerts", json: body).status == 200)
        }

        @Test(
            "It knows what an alert did before it fired again, also when its incident was merged into another one since",
            .timeLimit(.minutes(1)))
        func firedAgain() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let now = Date.now
                let (hour, later) = (now - 3600, now + 3600)
                try await says(router, "Down", from: hour, to: later)
                try await says(router, "Down", from: hour, to: Date.now)
                try await says(router, "Down", from: Date.now, to: later)
                try await says(router, "Slow", from: Date.now, to: later)
                let alerts = try await router.http.get("/api/v2/alerts").json().items
                let down = try #require(alerts.first { $0["labels"]["alertname"].string == "Down" })
                let mark = try #require(down["fingerprint"].string)

                func why(_ moment: Date) async throws -> String {
                    try await stage.midwatch(router, "why", mark, "--at", rfc3339(moment)).output
                }
                let since = "firing since "
                for _ in 1...2 {
                    let past = try await why(now - 1800)
                    #expect(past.contains(since) && !past.contains("had not fired yet"), "\(past)")
                    let early = try await why(now - 7200)
                    #expect(early.contains("it had not fired yet, or what it did is not kept"), "\(early)")
                    try await router.act(1, "merge", request: "m1", ",\"into\":2")
                }
                let merged = try await router.incidents("all").first { $0["number"].int == 1 }
                #expect(merged?["mergedInto"].int == 2, "\(String(describing: merged))")
            }
        }
    }
}
