import Testing

extension EndToEnd {
    /// Senders write times in many ways; the router reads them all, and says them all in one.
    @Suite("Forms of time")
    struct TimestampTests {
        static let forms = [
            ("2026-11-23T03:08:08.568Z", "2026-11-23T03:08:08.568Z"),
            ("2026-11-23T03:08:08.568123456Z", "2026-11-23T03:08:08.568Z"),
            ("2026-11-23T03:08:08Z", "2026-11-23T03:08:08.000Z"),
            ("2026-11-23T05:08:08+02:00", "2026-11-23T03:08:08.000Z"),
            ("2026-11-22T21:38:08.25-05:30", "2026-11-23T03:08:08.250Z"),
            ("2016-08-12 15:23:28 UTC", "2016-08-12T15:23:28.000Z"),
            ("2021-04-28 21:50:00 +0200", "2021-04-28T19:50:00.000Z"),
            ("2015-07-17T08:42:58.315+0000", "2015-07-17T08:42:58.315Z"),
        ]

        @Test("Each form of a start comes back as the same moment", .timeLimit(.minutes(1)))
        func starts() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                for (index, form) in Self.forms.enumerated() {
                    let answer = try await router.http.post(
                        "/api/v2/alerts",
                        json: "[{\"labels\":{\"alertname\":\"Form\",\"n\":\"\(index)\"},\"startsAt\":\"\(form.0)\"}]")
                    #expect(answer.status == 200, "\(form.0)")
                }
                let alerts = try await router.http.get("/api/v2/alerts?filter=alertname=Form").json().items
                #expect(alerts.count == Self.forms.count)
                for alert in alerts {
                    let index = try #require(alert["labels"]["n"].string.flatMap { Int($0) })
                    #expect(alert["startsAt"].string == Self.forms[index].1, "\(Self.forms[index].0)")
                }
            }
        }

        @Test("Go's zero time means that nothing was said", .timeLimit(.minutes(1)))
        func zero() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                for (index, zero) in ["0001-01-01T00:00:00.000Z", "0001-01-01T00:00:00Z"].enumerated() {
                    let body =
                        "[{\"labels\":{\"alertname\":\"Zero\",\"n\":\"\(index)\"},"
                        + "\"startsAt\":\"\(zero)\",\"endsAt\":\"\(zero)\"}]"
                    #expect(try await router.http.post("/api/v2/alerts", json: body).status == 200)
                }
                let alerts = try await router.http.get("/api/v2/alerts?filter=alertname=Zero").json().items
                #expect(alerts.count == 2)
                for alert in alerts {
                    let (start, end) = (alert["startsAt"].string ?? "", alert["endsAt"].string ?? "")
                    #expect(start > "2026" && end > start, "it starts now and ends after resolve_timeout")
                    #expect(alert["status"]["state"].string == "active")
                }
            }
        }

        @Test("What is no time is refused with its text, and nothing of the batch is lost", .timeLimit(.minutes(1)))
        func wrong() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let answer = try await router.http.post(
                    "/api/v2/alerts", json: "[{\"labels\":{\"alertname\":\"X\"},\"startsAt\":\"yesterday\"}]")
                #expect(answer.status == 400)
                #expect(answer.text.contains("yesterday"))
                #expect(try await router.incidents().isEmpty)
            }
        }
    }
}
