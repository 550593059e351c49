import Foundation
import Support
import Testing

extension EndToEnd {
    /// What `/api/v2` says of the same alerts and silences under the same configuration.
    @Suite("Differential: status", .enabled(if: Differential.hasPeers, Differential.whyNot))
    struct DifferentialStatusTests {
        @Test(
            "alerts, groups and silences are shown alike", .timeLimit(.minutes(10)), arguments: Differential.seeds(16))
        func agrees(seed: Int) async throws {
            try await onStage { stage in
                let scenario = StatusScenario(seed: seed)
                let text = scenario.configuration.yaml
                async let alertmanager = stage.alertmanager(text)
                async let rival = stage.rival(text)
                let differences = try await Self.differences(scenario, try await alertmanager, try await rival)
                #expect(differences.isEmpty, "seed \(seed)\n\(differences.joined(separator: "\n"))\n\(text)")
            }
        }

        @Test("the comparison sees what is different", .timeLimit(.minutes(1)))
        func fails() async throws {
            try await onStage { stage in
                var scenario = StatusScenario(seed: 1)
                scenario.batches = [
                    [
                        PostedAlert(labels: ["alertname": "A"], startsIn: -60, endsIn: 600),
                        PostedAlert(labels: ["alertname": "B"], startsIn: -60, endsIn: 600),
                    ]
                ]
                scenario.configuration.rules = [
                    GeneratedInhibitRule(
                        source: [GeneratedMatcher("alertname", .equal, "A")],
                        target: [GeneratedMatcher("alertname", .equal, "B")], equal: ["cluster"])
                ]
                let one = try await stage.alertmanager(scenario.configuration.yaml)
                scenario.configuration.rules = []
                let other = try await stage.alertmanager(scenario.configuration.yaml, name: "other")
                let found = try await Self.differences(scenario, one, other, within: 0.5)
                #expect(found.contains { $0.hasPrefix("/api/v2/alerts\n") })
                #expect(!found.contains { $0.hasPrefix("/api/v2/silences\n") })
            }
        }

        /// Posts everything to both, and asks both until they agree.
        ///
        /// - Returns: what is still different when the time is over.
        static func differences(
            _ scenario: StatusScenario, _ one: Contender, _ other: Contender, within seconds: Double = 5
        ) async throws -> [String] {
            // A whole second, and not one of the future.
            let start = Date(timeIntervalSince1970: Date.now.timeIntervalSince1970.rounded(.down))
            var witnesses = (StatusWitness(one, scenario), StatusWitness(other, scenario))
            try await witnesses.0.play(from: start)
            try await witnesses.1.play(from: start)
            // What was posted reaches inhibition and groups a moment later.
            let deadline = Waiting.now + seconds
            while true {
                let answers = (try await witnesses.0.answers(), try await witnesses.1.answers())
                let different = zip(answers.0, answers.1).filter { $0.0.answer != $0.1.answer }
                if different.isEmpty || Waiting.now > deadline {
                    return different.map {
                        "\($0.0.question)\n\(one.name):\n\($0.0.answer)\n\(other.name):\n\($0.1.answer)"
                    }
                }
                await Waiting.aMoment(milliseconds: 50)
            }
        }
    }
}
