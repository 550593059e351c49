import Foundation
import Incidents

/// A throw-away folder for a demo: the store, the socket, the configuration and the tokens of the story's people.
struct DemoPlace: Sendable {
    let folder: String
    /// Each person's token.
    let tokens: [String: String]

    var store: String { folder + "/demo.db" }
    var socket: String { folder + "/demo.sock" }
    var configuration: String { folder + "/midwatch.yaml" }

    /// Makes the folder, for its owner only, with all that a router needs for this scenario.
    init(_ scenario: Scenario, environment: [String: String]) throws {
        folder = try DemoPlace.makeFolder(environment)
        var tokens: [String: String] = [:]
        for person in scenario.people {
            let token =
                String(UInt64.random(in: .min ... .max), radix: 36)
                + String(UInt64.random(in: .min ... .max), radix: 36)
            tokens[person] = token
        }
        self.tokens = tokens
        do {
            for (index, person) in scenario.people.enumerated() {
                guard let token = tokens[person] else { continue }
                try write(token + "\n", to: "\(folder)/\(index).token")
            }
            try write(DemoPlace.text(scenario, folder: folder), to: configuration)
        } catch {
            remove()
            throw error
        }
    }

    /// The configuration of the demo's router: the story's grouping, and its people as tokens that may act.
    static func text(_ scenario: Scenario, folder: String) -> String {
        let labels = scenario.groupBy.map { "\"\($0)\"" }.joined(separator: ", ")
        var text = """
            route:
              receiver: demo
              group_by: [\(labels)]
              group_wait: 0s
            receivers:
            - name: demo
              incidents: open
            tokens:

            """
        for (index, person) in scenario.people.enumerated() {
            text += "- {name: \"\(person)\", scope: act, file: \"\(folder)/\(index).token\"}\n"
        }
        return text
    }

    /// Removes everything.
    func remove() {
        // Nothing is lost when something stays: it lies in the folder for temporary files.
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func write(_ text: String, to path: String) throws {
        guard try NewFile.create(path, Array(text.utf8), mode: 0o600) else {
            throw CommandFailure(.refused, SafeText("\(path) is there already"))
        }
    }

    /// The longest folder in which the path of a socket still fits.
    private static let folderLengthMax = 64

    private static func makeFolder(_ environment: [String: String]) throws -> String {
        let named = environment["TMPDIR"] ?? "/tmp"
        let base = named.hasPrefix("/") && named.utf8.count <= folderLengthMax ? named : "/tmp"
        var template = Array("\(base)/midwatch-demo-XXXXXX\0".utf8).map { CChar(bitPattern: $0) }
        guard mkdtemp(&template) != nil else {
            throw CommandFailure(
                .refused, SafeText("\(base): \(String(cString: strerror(errno)))"),
                nextStep: "set TMPDIR to a folder of yours")
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
