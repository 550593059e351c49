import Configuring
import Foundation
import Incidents
import Routing
import Testing

/// What the real amtool answered: `amtool config routes test` of Alertmanager 0.25 on generated configurations.
@Suite struct OracleTests {
    private struct Line: Decodable {
        var config: Int
        var configYAML: String?
        var labels: [String: String]?
        var receivers: [String]?

        enum CodingKeys: String, CodingKey {
            case config, labels, receivers
            case configYAML = "config_yaml"
        }
    }

    private func lines() throws -> [Line] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/oracle_routes.jsonl")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
    }

    @Test("every label set is led to the receivers that amtool named, in its order")
    func agrees() throws {
        var trees: [Int: RoutingTree] = [:]
        var rendered: [Int: RoutingTree] = [:]
        var asked = 0
        for line in try lines() {
            if let text = line.configYAML {
                let configuration = try Configuration.parse(text, file: "\(line.config).yml")
                trees[line.config] = configuration.tree
                let again = AlertmanagerRendering.text(configuration)
                rendered[line.config] = try Configuration.parse(again, file: "\(line.config).yml").tree
            } else if let labels = line.labels, let receivers = line.receivers {
                asked += 1
                let set = LabelSet(PackedPairs(labels.filter { !$0.value.isEmpty }.map { ($0.key, $0.value) }))
                for tree in [try #require(trees[line.config]), try #require(rendered[line.config])] {
                    #expect(tree.routes(for: set).map { tree.routes[$0].receiver } == receivers, "\(labels)")
                }
            }
        }
        #expect(trees.count == 12 && asked == 180)
    }
}
