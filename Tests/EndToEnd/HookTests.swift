import Foundation
import Testing

extension EndToEnd {
    /// The front doors of other senders' formats, with bodies that were seen on the wire.
    @Suite("Front doors")
    struct HookTests {
        static let routingKey = "0123456789abcdef0123456789abcdef"

        private static func fixture(_ name: String) throws -> [UInt8] {
            let path = Host.repository + "/Tests/WireTests/Fixtures/\(name).json"
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        }

        private static let integrations = """
            integrations:
            - {name: billing, kind: pagerduty, key: \(routingKey), labels: {service: billing}}
            - {name: far, kind: alertmanager, key: from-afar, labels: {site: north}}

            """

        @Test("An Alertmanager's webhook opens incidents, and its resolve ends them", .timeLimit(.minutes(1)))
        func alertmanager() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let firing = try Self.fixture("alertmanager_webhook_v4_firing")
                for _ in 0..<2 {
                    let answer = try await router.http.post("/hooks/alertmanager", body: firing)
                    #expect(answer.status == 200 && answer.body.isEmpty)
                }
                let open = try await router.incidents()
                #expect(open.map(\.["title"].string) == ["Instance 127.0.0.1:19399 down"])
                #expect(open.first?["firing"].int == 1 && open.first?["service"].string == "checkout")
                let alert = try await router.http.get("/api/v2/alerts").json()[0]
                #expect(alert["fingerprint"].string == "45deb6f4bc1f1d7b")

                let text = String(decoding: firing, as: UTF8.self)
                    .replacing("\"status\": \"firing\"", with: "\"status\": \"resolved\"")
                #expect(try await router.http.post("/hooks/alertmanager", json: text).status == 200)
                #expect(try await router.incidents("all").first?["shown"].string == "CLRD")
            }
        }

        @Test("Grafana's webhook does the same, by POST and by PUT", .timeLimit(.minutes(1)))
        func grafana() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let body = try Self.fixture("hand_grafana_webhook_firing")
                #expect(try await router.http.post("/hooks/grafana", body: body).status == 200)
                let nodata = try Self.fixture("hand_grafana_webhook_nodata")
                let put = try await router.http.send(
                    "PUT", "/hooks/grafana", body: nodata,
                    headers: ["Content-Type": "application/json", "Content-Length": "\(nodata.count)"])
                #expect(put.status == 200)
                let alerts = try await router.http.get("/api/v2/alerts").json().items
                #expect(Set(alerts.map(\.["labels"]["alertname"].string)) == ["HighLatency", "DatasourceNoData"])
                #expect(alerts.contains { $0["annotations"]["values"].string?.contains("1.9") == true })
            }
        }

        @Test("Good alerts are taken beside bad ones, which are named", .timeLimit(.minutes(1)))
        func partial() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let answer = try await router.http.post(
                    "/hooks/alertmanager",
                    json: #"{"alerts":[{"labels":{}},{"status":"firing","labels":{"alertname":"Good"}}]}"#)
                #expect(answer.status == 400 && answer.text.contains("alerts[0].labels"))
                let alerts = try await router.http.get("/api/v2/alerts").json().items
                #expect(alerts.map(\.["labels"]["alertname"].string) == ["Good"])
            }
        }

        @Test("What a door refuses, and what a sender left out, stands in the log in one line", .timeLimit(.minutes(1)))
        func logged() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let bad = #"{"alerts":[{"status":"\u001b[31m\n","labels":{"alertname":"Bad"}}]}"#
                #expect(try await router.http.post("/hooks/alertmanager", json: bad).status == 400)
                #expect(try await router.http.post("/v2/enqueue", json: "{}").status == 400)
                #expect(try await router.http.post("/api/v2/alerts", json: "[{}]").status == 422)
                let cut = #"{"version":"4","truncatedAlerts":7,"alerts":[{"status":"firing","labels":{"a":"b"}}]}"#
                #expect(try await router.http.post("/hooks/alertmanager", json: cut).status == 200)
                for word in [
                    "at=/hooks/alertmanager", "alerts[0].status is", "at=/v2/enqueue", "'event_action' is missing",
                    "at=/api/v2/alerts", "0.labels in body is required", "missing=7",
                ] { #expect(router.log.contains(word), "\(word): \(router.log)") }
                #expect(!router.log.contains("\u{1B}"))
                #expect(router.log.split(separator: "\n").filter { $0.contains("a body was refused") }.count == 3)
            }
        }

        @Test("A path that has not the method says which it has", .timeLimit(.minutes(1)))
        func methods() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                for (method, path, allowed) in [
                    ("GET", "/hooks/alertmanager", "POST"), ("GET", "/hooks/grafana", "POST,PUT"),
                    ("GET", "/v2/enqueue", "POST"), ("GET", "/-/reload", "POST"), ("POST", "/-/healthy", "GET,HEAD"),
                    ("DELETE", "/-/ready", "GET,HEAD"), ("PUT", "/api/v2/alerts", "POST,GET"),
                    ("PUT", "/api/v2/silence/x", "DELETE,GET"), ("DELETE", "/metrics", "GET"),
                ] {
                    let answer = try await router.local.send(method, path)
                    #expect(answer.status == 405 && answer["allow"] == allowed, "\(method) \(path): \(answer.text)")
                }
            }
        }

        @Test("PagerDuty's events open, acknowledge and resolve the incident of their key", .timeLimit(.minutes(1)))
        func pagerduty() async throws {
            try await onStage { stage in
                let router = try await stage.router(
                    RouterSetup(configuration: RouterSetup.plain + Self.integrations))
                let trigger = try Self.fixture("hand_pagerduty_trigger")
                let opened = try await router.http.post("/v2/enqueue", body: trigger)
                #expect(opened.status == 202)
                #expect(
                    opened.text == #"{"status":"success","message":"Event processed","dedup_key":"checkout/5xx"}"#)
                #expect(try await router.incidents().first?["phase"].string == "triggered")
                #expect(try await router.incidents().first?["severity"].string == "SEV1")

                // Said with another severity it is still the same incident, and one alert fires.
                let lower = String(decoding: trigger, as: UTF8.self).replacing("critical", with: "warning")
                #expect(try await router.http.post("/v2/enqueue", json: lower).status == 202)
                #expect(try await router.incidents().map(\.["firing"].int) == [1])

                let acknowledge = try Self.fixture("hand_pagerduty_acknowledge")
                #expect(try await router.http.post("/v2/enqueue", body: acknowledge).status == 202)
                let held = try await router.incidents().first
                #expect(held?["phase"].string == "acknowledged")
                #expect(held?["acknowledgedBy"].string == "billing (PagerDuty)")

                let resolve = try Self.fixture("hand_pagerduty_resolve")
                for _ in 0..<2 { #expect(try await router.http.post("/v2/enqueue", body: resolve).status == 202) }
                #expect(try await router.incidents("all").first?["phase"].string == "resolved")

                // A new trigger of the key after that fires again.
                #expect(try await router.http.post("/v2/enqueue", body: trigger).status == 202)
                #expect(try await router.http.get("/api/v2/alerts").json().items.count == 1)
            }
        }

        @Test("A routing key that is not configured opens nothing", .timeLimit(.minutes(1)))
        func unknownKey() async throws {
            try await onStage { stage in
                let router = try await stage.router(
                    RouterSetup(configuration: RouterSetup.plain + Self.integrations))
                let body = String(decoding: try Self.fixture("hand_pagerduty_trigger"), as: UTF8.self)
                    .replacing(Self.routingKey, with: String(repeating: "f", count: 32))
                let answer = try await router.http.post("/v2/enqueue", json: body)
                #expect(answer.status == 400 && answer.text.contains("'routing_key' is not known here"))
                #expect(try await router.incidents().isEmpty)
            }
        }

        @Test("Beyond loopback a hook needs its key, and an event brings its own", .timeLimit(.minutes(1)))
        func remote() async throws {
            try await onStage { stage in
                let router = try await stage.router(
                    RouterSetup(
                        configuration: RouterSetup.plain + Self.integrations, options: ["--allow-remote"]))
                let body = #"{"alerts":[{"status":"firing","labels":{"alertname":"Far"}}]}"#
                #expect(try await router.http.post("/hooks/alertmanager", json: body).status == 401)
                var known = router.http
                known.token = "from-afar"
                #expect(try await known.post("/hooks/alertmanager", json: body).status == 200)
                // The key lets alerts in, and nothing else.
                #expect(try await known.get("/api/v2/alerts").status == 403)
                #expect(try await known.post("/api/v2/silences", json: "{}").status == 403)
                #expect(
                    try await router.http.post("/v2/enqueue", body: try Self.fixture("hand_pagerduty_trigger")).status
                        == 202)
                let alerts = try await router.local.get("/api/v2/alerts").json().items
                #expect(alerts.contains { $0["labels"]["site"].string == "north" })
            }
        }

        @Test("One key closes silences over /api/v2 on loopback too", .timeLimit(.minutes(1)))
        func closedSilences() async throws {
            try await onStage { stage in
                let closed = "alertmanager_api: {silences: token}\n"
                let router = try await stage.router(RouterSetup(configuration: RouterSetup.plain + closed))
                #expect(try await router.http.post("/api/v2/silences", json: "{}").status == 401)
                let gone = "/api/v2/silence/11111111-1111-4111-8111-111111111111"
                #expect(try await router.http.send("DELETE", gone).status == 401)
                #expect(try await router.http.get("/api/v2/silences").status == 200)
                #expect(try await router.local.post("/api/v2/silences", json: "{}").status == 422)
            }
        }
    }
}
