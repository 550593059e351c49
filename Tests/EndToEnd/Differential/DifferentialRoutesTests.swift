import Foundation
import Support
import Testing

extension EndToEnd {
    /// The real amtool and `midwatch routes test` on configurations that are made from a number.
    @Suite("Differential: routes", .enabled(if: Differential.hasPeers, Differential.whyNot))
    struct DifferentialRoutesTests {
        /// Label sets for each configuration. amtool takes one at a time, so several of it run at once.
        static let setsPerConfiguration = 24
        static let atOnce = 4

        @Test(
            "each label set is led to the same receivers, in the same order, as often", .timeLimit(.minutes(10)),
            arguments: Differential.seeds(30))
        func agrees(seed: Int) async throws {
            try await onStage { stage in
                var generator = RoutingGenerator(seed: seed)
                let text = generator.configuration(routes: 1...40, rules: 2).yaml
                let file = try stage.write(text, to: "c.yml")
                let sets = (0..<Self.setsPerConfiguration).map { _ in generator.labels() }
                let input = try stage.write(sets.map { JSON($0).text + "\n" }.joined(), to: "labels.jsonl")
                let ours = try await stage.run([
                    "/bin/sh", "-c", "exec \"$0\" routes test --config \"$1\" --stdin < \"$2\"", Host.midwatch, file,
                    input,
                ])
                try #require(ours.ending == .exit(0), "seed \(seed): \(ours.errors)\n\(text)")
                let answers = ours.output.split(separator: "\n").map(String.init)
                try #require(answers.count == sets.count)
                for start in stride(from: 0, to: sets.count, by: Self.atOnce) {
                    let range = start..<min(start + Self.atOnce, sets.count)
                    for (index, expected) in try await amtool(stage, ["--config.file", file], sets, range) {
                        let told = try JSON(answers[index]).items.compactMap(\.string).joined(separator: ",")
                        #expect(told == expected, "seed \(seed), \(JSON(sets[index]).text)\n\(text)")
                    }
                }
            }
        }

        @Test(
            "what the router shows of its configuration is led the same way", .timeLimit(.minutes(10)),
            arguments: Differential.seeds(3))
        func rendered(seed: Int) async throws {
            try await onStage { stage in
                var generator = RoutingGenerator(seed: 1000 + seed)
                let text = generator.configuration(routes: 10...40, rules: 3).yaml
                let file = try stage.write(text, to: "c.yml")
                let router = try await stage.router(RouterSetup(configuration: text))
                let address = ["--alertmanager.url", "http://127.0.0.1:\(router.port)"]
                let show = ["config", "routes", "show"]
                let own = try await stage.run([Host.peer("amtool")] + show + ["--config.file", file])
                let shown = try await stage.run([Host.peer("amtool")] + show + address)
                #expect(own.output.contains("receiver: r") && shown.output == own.output, "seed \(seed)\n\(text)")
                let sets = (0..<8).map { _ in generator.labels() }
                let expected = try await amtool(stage, ["--config.file", file], sets, sets.indices)
                let told = try await amtool(stage, address, sets, sets.indices)
                #expect(told == expected, "seed \(seed)\n\(text)")
            }
        }

        /// What amtool answers to some of the label sets, by their index.
        private func amtool(
            _ stage: Stage, _ options: [String], _ sets: [[String: String]], _ range: Range<Int>
        ) async throws -> [Int: String] {
            try await withThrowingTaskGroup(of: (Int, String).self) { tasks in
                for index in range {
                    let words = sets[index].sorted { $0.key < $1.key }.map {
                        "\($0.key)=\(GeneratedMatcher.inQuotes($0.value))"
                    }
                    tasks.addTask {
                        let words = [Host.peer("amtool"), "config", "routes", "test"] + options + words
                        let done = try await stage.run(words)
                        #expect(done.ending == .exit(0), "\(words): \(done.errors)")
                        return (index, String(done.output.prefix { $0 != "\n" }))
                    }
                }
                return try await tasks.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
        }
    }
}
