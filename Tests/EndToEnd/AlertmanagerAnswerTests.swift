import Foundation
import Testing

extension EndToEnd {
    /// What a real Alertmanager 0.25 answered, kept in a fixture, against what the running router answers.
    @Suite("Answers to the byte")
    struct AlertmanagerAnswerTests {
        struct Row: Sendable, CustomTestStringConvertible {
            var method: String
            var path: String
            var request: String
            var status: Int
            var type: String?
            var body: String

            var testDescription: String { "\(method) \(path) \(request.prefix(60)) → \(status)" }
        }

        /// The rows of the fixture.
        static let rows: [Row] = {
            let path = Host.repository + "/Tests/WireTests/Fixtures/am_error_responses.txt"
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
            var rows: [Row] = []
            for line in text.split(separator: "\n") {
                if let match = line.wholeMatch(of: /([A-Z]+) (\S+)  REQ=(.*)/) {
                    rows.append(
                        Row(
                            method: String(match.1), path: String(match.2), request: String(match.3), status: 0,
                            type: nil,
                            body: ""))
                } else if let match = line.wholeMatch(of: /\s+-> (\d+) (.*) BODY=(.*)/), !rows.isEmpty {
                    let type = match.2 == "(no content-type)" ? nil : String(match.2)
                    rows[rows.count - 1].status = Int(match.1) ?? 0
                    rows[rows.count - 1].type = type
                    rows[rows.count - 1].body = String(match.3)
                }
            }
            return rows
        }()

        @Test("The fixture is there, and has what it must have")
        func fixture() {
            #expect(Self.rows.count >= 27)
            #expect(Set(Self.rows.map(\.status)) == [200, 400, 404, 405, 415, 422, 500])
        }

        @Test("Every row is answered byte for byte as Alertmanager answers it", .timeLimit(.minutes(1)))
        func rows() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                for row in Self.rows {
                    let type = row.status == 415 ? "text/plain" : "application/json"
                    let answer = try await router.http.send(
                        row.method, row.path, body: Array(row.request.utf8),
                        headers: row.method == "GET" ? [:] : ["Content-Type": type])
                    #expect(answer.status == row.status, "\(row.testDescription)")
                    #expect(answer.type == row.type, "\(row.testDescription)")
                    // Go ends what it encodes with a line break, which the fixture does not show.
                    let isHandlers = row.type == "application/json" && !row.body.hasPrefix("{\"code\"")
                    #expect(answer.text.hasSuffix("\n") == isHandlers, "\(row.testDescription)")
                    #expect(answer.text.trimmingCharacters(in: .newlines) == row.body, "\(row.testDescription)")
                }
            }
        }

        @Test("A query is read as Go reads it: + is a space, the last of two counts", .timeLimit(.minutes(1)))
        func queries() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post([["alertname": "Disk Full"], ["alertname": "Other"]])
                for (query, count) in [
                    ("/api/v2/alerts?filter=alertname%3D%22Disk+Full%22", 1),
                    ("/api/v2/alerts?filter=alertname%3D%22Disk%20Full%22", 1),
                    ("/api/v2/alerts?filter=alertname%3D%22Disk%2BFull%22", 0), ("/api/v2/alerts?filter=%zz", 2),
                    ("/api/v2/alerts?active=true&active=false", 0), ("/api/v2/alerts?active=false&active=true", 2),
                    ("/api/v2/alerts?receiver=none&receiver=def.*", 2),
                    ("/api/v2/alerts/groups?filter=alertname%3D%22Disk+Full%22", 1),
                    ("/api/v1/incidents?q=state:open+Full", 1),
                ] {
                    let answer = try await router.local.get(query)
                    #expect(try answer.json().items.count == count, "\(query): \(answer.text)")
                }
            }
        }

        @Test("Of a batch the good alerts are kept, though the answer names the bad ones", .timeLimit(.minutes(1)))
        func partial() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let answer = try await router.http.post(
                    "/api/v2/alerts", json: #"[{"labels":{"1bad":"x"}},{"labels":{"alertname":"Good"}}]"#)
                #expect(answer.status == 400)
                let alerts = try await router.http.get("/api/v2/alerts").json().items
                #expect(alerts.map(\.["labels"]["alertname"].string) == ["Good"])
            }
        }

        @Test(
            "Every form of a time that senders write is taken", .timeLimit(.minutes(1)),
            arguments: [
                ("2026-11-23T03:08:08.568Z", "2026-11-23T03:08:08.568Z"),
                ("2026-11-23T03:08:08.568123456Z", "2026-11-23T03:08:08.568Z"),
                ("2026-11-23T03:08:08Z", "2026-11-23T03:08:08.000Z"),
                ("2026-11-23T05:08:08.568+02:00", "2026-11-23T03:08:08.568Z"),
            ])
        func times(written: String, kept: String) async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let answer = try await router.http.post(
                    "/api/v2/alerts",
                    json: "[{\"labels\":{\"a\":\"b\"},\"startsAt\":\"\(written)\",\"endsAt\":\"2999-01-01T00:00:00Z\"}]"
                )
                #expect(answer.status == 200, "\(answer.text)")
                let alert = try await router.http.get("/api/v2/alerts").json()[0]
                #expect(alert["startsAt"].string == kept)
                #expect(alert["endsAt"].string == "2999-01-01T00:00:00.000Z")
            }
        }

        @Test("Health answers HEAD too, and reload answers without a body", .timeLimit(.minutes(1)))
        func operations() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                for path in ["/-/healthy", "/-/ready"] {
                    let answer = try await router.http.send("HEAD", path)
                    #expect(answer.status == 200)
                    #expect(answer.body.isEmpty)
                }
                let reload = try await router.local.post("/-/reload")
                #expect(reload.status == 200)
                #expect(reload.body.isEmpty)
            }
        }

        @Test("A body beyond the bounds is refused as a whole and costs nothing", .timeLimit(.minutes(1)))
        func bounds() async throws {
            try await onStage { stage in
                let setup = RouterSetup(
                    configuration: RouterSetup.plain + "limits: {body: 64KiB, alerts_per_batch: 10}\n")
                let router = try await stage.router(setup)
                let large = try await router.http.post(
                    "/api/v2/alerts", json: RouterProcess.body([["a": String(repeating: "x", count: 70_000)]]))
                #expect(large.status == 413)
                let many = try await router.http.post(
                    "/api/v2/alerts", json: RouterProcess.body((0..<11).map { ["a": "\($0)"] }))
                #expect((400..<500).contains(many.status))
                let deep = try await router.http.post(
                    "/api/v2/alerts",
                    json: String(repeating: "[", count: 30_000) + String(repeating: "]", count: 30_000))
                #expect((400..<500).contains(deep.status))
                #expect(try await router.http.get("/api/v2/alerts").json() == .array([]))
                try await router.post([["alertname": "Fine"]])
            }
        }
    }
}
