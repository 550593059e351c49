import Foundation
import Testing

/// The same questions to the real Alertmanager and to Midwatch.
///
/// `MIDWATCH_DIFFERENTIAL=N` makes each of these tests N times as long. `MIDWATCH_DIFFERENTIAL_SEED=N` begins with
/// another seed than 1. `MIDWATCH_DIFFERENTIAL_RIVAL=alertmanager` puts a second Alertmanager in the place of Midwatch,
/// which must find no difference either: then a difference is that of the programs and not that of the questions.
enum Differential {
    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    /// How many times the usual cases are tried.
    static let effort = max(1, number("MIDWATCH_DIFFERENTIAL") ?? 1)

    private static let firstSeed = number("MIDWATCH_DIFFERENTIAL_SEED") ?? 1

    /// Seeds for so many cases in a usual run.
    static func seeds(_ count: Int) -> [Int] { Array(firstSeed..<(firstSeed + count * effort)) }

    static let isAlertmanagerItsOwnRival =
        ProcessInfo.processInfo.environment["MIDWATCH_DIFFERENTIAL_RIVAL"] == "alertmanager"

    static let hasPeers = Host.has(peers: "prometheus-alertmanager", "amtool")
    static let whyNot: Comment = "the peers are not there: .ci/setup --peers unpacks them"
}

/// One of the two that are told and asked the same.
struct Contender: Sendable {
    var name: String
    var http: HTTP
    var child: ChildProcess
}

extension Stage {
    /// A real Alertmanager that has read a configuration and is ready.
    func alertmanager(_ configuration: String, name: String = "alertmanager") async throws -> Contender {
        let file = try write(configuration, to: "\(name).yml")
        let port = try FreePort.find()
        let child = try start([
            Host.peer("prometheus-alertmanager"), "--config.file", file, "--storage.path", path("\(name).data"),
            "--web.listen-address=127.0.0.1:\(port)", "--cluster.listen-address=", "--log.level=error",
        ])
        let http = HTTP(door: .port(port))
        try await eventually("\(name) is ready", within: 20) {
            if let ending = child.ending {
                throw ChildProcess.Fault(description: "\(name) ended with \(ending): \(child.errors)")
            }
            return (try? await http.get("/-/ready"))?.status == 200
        }
        return Contender(name: name, http: http, child: child)
    }

    /// What is measured against the Alertmanager: the router, with the very same configuration.
    func rival(_ configuration: String) async throws -> Contender {
        if Differential.isAlertmanagerItsOwnRival { return try await alertmanager(configuration, name: "other") }
        let router = try await router(RouterSetup(configuration: configuration, options: ["--paging", "on"]))
        return Contender(name: "midwatch", http: router.http, child: router.child)
    }
}

extension JSON {
    /// In one line, members by name.
    var text: String {
        switch self {
        case .null: "null"
        case .bool(let bool): "\(bool)"
        case .number(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)"
        case .string(let text): quoted(text)
        case .array(let items): "[\(items.map(\.text).joined(separator: ","))]"
        case .object(let members):
            "{\(members.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\($0.value.text)" }.joined(separator: ","))}"
        }
    }

    /// An object of strings.
    init(_ pairs: [String: String]) { self = .object(pairs.mapValues { .string($0) }) }

    /// The strings of an object of strings.
    var pairs: [String: String] { members.compactMapValues(\.string) }
}
