import Foundation
import Testing

extension EndToEnd {
    /// What a real Alertmanager 0.25 said of four scenarios, kept in a fixture, so that no peer is needed.
    @Suite("Differential: status, as it was recorded")
    struct OracleStatusTests {
        /// One scenario: what is posted, then the alerts as they were read back.
        struct Scenario: Sendable, CustomTestStringConvertible {
            var number: Int
            var configuration: String
            var alerts: [JSON]
            var silences: [JSON]
            var answers: [JSON] = []

            var testDescription: String { "scenario \(number)" }
        }

        static let scenarios: [Scenario] = {
            let path = Host.repository + "/Tests/EndToEnd/Fixtures/oracle_status.jsonl"
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
            var scenarios: [Scenario] = []
            for line in text.split(separator: "\n") {
                guard let json = try? JSON(String(line)) else { return [] }
                if let configuration = json["config_yaml"].string {
                    scenarios.append(
                        Scenario(
                            number: json["scenario"].int ?? -1, configuration: configuration,
                            alerts: json["alerts"].items, silences: json["silences"].items))
                } else if !scenarios.isEmpty {
                    scenarios[scenarios.count - 1].answers.append(json)
                }
            }
            return scenarios
        }()

        @Test("the fixture is there") func fixture() { #expect(Self.scenarios.count == 4) }

        @Test("each alert has the state that it had there", .timeLimit(.minutes(1)), arguments: scenarios)
        func agrees(scenario: Scenario) async throws {
            try await onStage { stage in
                let router = try await stage.router(RouterSetup(configuration: scenario.configuration))
                let start = Date.now
                let alerts = scenario.alerts.map { Self.dated($0, from: start) }
                let answer = try await router.http.post("/api/v2/alerts", json: JSON.array(alerts).text)
                #expect(answer.status == 200, "\(answer.text)")
                var ids: [String: Int] = [:]
                for (index, silence) in scenario.silences.enumerated() {
                    let body = Self.dated(silence, from: start).text
                    let answer = try await router.http.post("/api/v2/silences", json: body)
                    ids[try answer.json()["silenceID"].string ?? ""] = index
                }
                let read = try await router.http.get("/api/v2/alerts").json().items
                #expect(
                    read.map { Self.line($0, $0["status"]) { ids[$0.string ?? ""] } }
                        == scenario.answers.map { Self.line($0, $0) { $0.int } })
            }
        }

        /// The fixture has times in seconds from now.
        private static func dated(_ item: JSON, from start: Date) -> JSON {
            var members = item.members
            for name in ["startsAt", "endsAt"] {
                guard let seconds = members.removeValue(forKey: name + "_in")?.int else { continue }
                members[name] = .string(rfc3339(start + Double(seconds)))
            }
            return .object(members)
        }

        /// Which source is named in `inhibitedBy` is for chance to say there, so only whether one is.
        private static func line(_ alert: JSON, _ status: JSON, _ silence: (JSON) -> Int?) -> String {
            let silences = status["silencedBy"].items.map { silence($0) ?? -1 }.sorted()
            return "\(alert["fingerprint"].text) \(alert["labels"].text) \(status["state"].text) "
                + "silenced by \(silences), inhibited: \(!status["inhibitedBy"].items.isEmpty)"
        }
    }
}
