import Foundation
import Testing

extension EndToEnd {
    @Suite("midwatch routes")
    struct RoutesTests {
        static let configuration = """
            route:
              receiver: ops
              group_by: [alertname]
              routes:
              - receiver: audit
                match: {env: prod}
                continue: true
              - receiver: db
                matchers: [team=~"db|sql"]
                group_wait: 10s
                routes:
                - receiver: db-page
                  matchers: [severity=critical]
                  mute_time_intervals: [nights]
              - receiver: web
                matchers: [team=web]
            time_intervals:
            - {name: nights, time_intervals: [{times: [{start_time: '22:00', end_time: '24:00'}]}]}
            receivers:
            - {name: ops, incidents: open}
            - {name: audit}
            - {name: db, incidents: open}
            - {name: db-page, incidents: open}
            - {name: web, incidents: open}

            """

        @Test("show draws the tree, and what each route has of its own", .timeLimit(.minutes(1)))
        func show() async throws {
            try await onStage { stage in
                let file = try stage.write(Self.configuration, to: "c.yml")
                let done = try await stage.midwatch(["routes", "show", "--config", file])
                #expect(done.ending == .exit(0), "\(done.errors)")
                #expect(
                    done.output == """
                        every alert → ops  (by alertname; wait 30s; interval 5m; repeat 4h)
                        ├─ env="prod" → audit  (continue; opens no incident)
                        ├─ team=~"db|sql" → db  (wait 10s)
                        │  └─ severity="critical" → db-page  (muted in nights)
                        └─ team="web" → web

                        """)
                let json = try JSON(
                    try await stage.midwatch(["routes", "show", "--config", file, "-o", "json"]).output)
                #expect(json.items.map(\.["receiver"].string) == ["ops", "audit", "db", "db-page", "web"])
                #expect(json[3]["line"].int == 12)
            }
        }

        @Test("test names the receivers, and why each route was taken or not", .timeLimit(.minutes(1)))
        func test() async throws {
            try await onStage { stage in
                let file = try stage.write(Self.configuration, to: "c.yml")
                let words = ["routes", "test", "--config", file, "--at", "2026-11-24T23:00:00Z"]
                let done = try await stage.midwatch(words + ["team=db", "severity=critical", "env=prod"])
                #expect(done.ending == .exit(0), "\(done.errors)")
                #expect(
                    done.output == """
                        audit, db-page

                        ✓ every alert → ops: taken by what is below it
                        ├─ ✓ env="prod" → audit: taken
                        ├─ ✓ team=~"db|sql" → db: taken by what is below it
                        │  └─ ✓ severity="critical" → db-page: taken, but muted by nights
                        └─ · team="web" → web: not asked, as the route in line 8 has taken it and does not continue

                        """)
                let other = try await stage.midwatch(words + ["team=web"])
                #expect(other.output.hasPrefix("web\n\n"))
                #expect(other.output.contains("✗ team=~\"db|sql\" → db: team is \"web\"\n"))
                #expect(other.output.contains("✗ env=\"prod\" → audit: env is missing\n"))
                let json = try JSON(try await stage.midwatch(words + ["-o", "json", "team=db"]).output)
                #expect(json["receivers"].items.map(\.string) == ["db"])
                #expect(json["routes"][3]["verdict"].string == "unmet")
            }
        }

        @Test("what is wrong ends with 1, a wrong command line with 2", .timeLimit(.minutes(1)))
        func endings() async throws {
            try await onStage { stage in
                let file = try stage.write(Self.configuration, to: "c.yml")
                let bad = try stage.write("route: {receiver: a}\nreceivers: []\n", to: "bad.yml")
                let refused = try await stage.midwatch(["routes", "test", "--config", bad, "a=b"])
                #expect(refused.ending == .exit(1) && refused.output.isEmpty)
                #expect(refused.errors.contains("bad.yml:1:19: the receiver \"a\" is not defined"))
                for words in [
                    ["test", "--config", file, "a"], ["test", "a!=b"], ["test", "--stdin", "a=b"], ["fly"],
                ] {
                    let done = try await stage.midwatch(["routes"] + words)
                    #expect(done.ending == .exit(2), "\(words): \(done.output) \(done.errors)")
                }
                // With no configuration there is one receiver.
                #expect(try await stage.midwatch(["routes", "test"]).output.hasPrefix("default\n"))
            }
        }

        @Test("check-config says what the lint finds, and --strict makes it a failure", .timeLimit(.minutes(1)))
        func lint() async throws {
            try await onStage { stage in
                let clean = "route: {receiver: a}\nreceivers: [{name: a, incidents: open}]\n"
                let good = try stage.write(clean, to: "good.yml")
                let doubtful = try stage.write(clean + "time_intervals: [{name: n}]\n", to: "doubtful.yml")
                #expect(try await stage.midwatch(["check-config", "--strict", good]).ending == .exit(0))
                let lenient = try await stage.midwatch(["check-config", doubtful])
                #expect(lenient.ending == .exit(0))
                #expect(lenient.output.contains("doubtful.yml:3:25: the time interval \"n\" never occurs again"))
                #expect(try await stage.midwatch(["check-config", "--strict", doubtful]).ending == .exit(1))
            }
        }
    }

    /// The same questions to the real amtool and to us, on configurations that are made from a number.
    @Suite(
        "Routes as amtool tells them",
        .enabled(if: Host.has(peers: "amtool"), "the peers are not there: .ci/setup --peers unpacks them"))
    struct AmtoolRoutesTests {
        @Test(
            "each label set is led to the same receivers, in the same order", .timeLimit(.minutes(2)), arguments: 1...8)
        func agrees(seed: Int) async throws {
            try await onStage { stage in
                var chance = RouteChance(UInt64(seed))
                let file = try stage.write(chance.configuration(), to: "c.yml")
                let sets = (0..<16).map { _ in chance.labels() }
                let lines = try sets.map {
                    String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self)
                }
                let input = try stage.write(lines.joined(separator: "\n") + "\n", to: "labels.jsonl")
                let ours = try await stage.run([
                    "/bin/sh", "-c", "exec \"$0\" routes test --config \"$1\" --stdin < \"$2\"", Host.midwatch, file,
                    input,
                ])
                #expect(ours.ending == .exit(0), "seed \(seed): \(ours.errors)")
                let answers = ours.output.split(separator: "\n").map(String.init)
                try #require(answers.count == sets.count)
                for (labels, answer) in zip(sets, answers) {
                    let expected = try await amtool(stage, ["--config.file", file], labels)
                    let told = try JSON(answer).items.compactMap(\.string).joined(separator: ",")
                    #expect(told == expected, "seed \(seed), \(labels)")
                }
            }
        }

        @Test(
            "what the router shows of its configuration is led the same way", .timeLimit(.minutes(2)),
            arguments: [101, 102])
        func rendered(seed: Int) async throws {
            try await onStage { stage in
                var chance = RouteChance(UInt64(seed))
                let text = chance.configuration()
                let file = try stage.write(text, to: "c.yml")
                let router = try await stage.router(RouterSetup(configuration: text))
                let address = ["--alertmanager.url", "http://127.0.0.1:\(router.port)"]
                let show = ["config", "routes", "show"]
                let own = try await stage.run([Host.peer("amtool")] + show + ["--config.file", file])
                let shown = try await stage.run([Host.peer("amtool")] + show + address)
                #expect(own.output.contains("receiver: r1") && shown.output == own.output, "seed \(seed)")
                for _ in 0..<8 {
                    let labels = chance.labels()
                    let expected = try await amtool(stage, ["--config.file", file], labels)
                    #expect(try await amtool(stage, address, labels) == expected, "seed \(seed), \(labels)")
                }
            }
        }

        private func amtool(_ stage: Stage, _ options: [String], _ labels: [String: String]) async throws -> String {
            let words = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            let done = try await stage.run([Host.peer("amtool"), "config", "routes", "test"] + options + words)
            #expect(done.ending == .exit(0), "\(words): \(done.errors)")
            return String(done.output.prefix { $0 != "\n" })
        }
    }
}

/// Configurations and label sets that are the same for the same seed.
private struct RouteChance {
    private var state: UInt64
    private var receivers = 0

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    private mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }

    private mutating func pick(_ words: [String]) -> String { words[below(words.count)] }

    private static let names = ["severity", "team", "env", "service"]
    private static let values = ["critical", "db", "web", "prod", "prod-eu", "a.b", "axb", "c10"]
    private static let expressions = [
        "db|web", "prod.*", ".*", ".+", "a.b", "a\\\\.b", "c[0-9]+", "(?i)CRITICAL", "^(critical|prod)$", "|db",
        "\\\\w+",
        "(db|web)", "prod(-eu)?",
    ]

    mutating func configuration() -> String {
        var text = "route:\n  receiver: root\n  routes:\n"
        for _ in 0..<(3 + below(4)) { text += route(indent: "  ", depth: 1) }
        text += "receivers:\n- name: root\n"
        for number in 1...max(receivers, 1) { text += "- name: r\(number)\n" }
        return text
    }

    private mutating func route(indent: String, depth: Int) -> String {
        var lines = ["continue: \(below(3) == 0)"]
        if below(5) > 0 {
            receivers += 1
            lines.append("receiver: r\(receivers)")
        }
        switch below(4) {
        case 0: lines.append("match: {\(pick(Self.names)): \"\(pick(Self.values))\"}")
        case 1: lines.append("match_re: {\(pick(Self.names)): \"\(pick(Self.expressions))\"}")
        default:
            let matchers = (0...below(2)).map { _ -> String in
                let isRegex = below(2) == 0
                let sign = isRegex ? pick(["=~", "!~"]) : pick(["=", "!=", " != "])
                let value = pick(isRegex ? Self.expressions : Self.values + [""])
                return "'\(pick(Self.names))\(sign)\"\(value.replacing("\\\\", with: "\\"))\"'"
            }
            lines.append("matchers: [\(matchers.joined(separator: ", "))]")
        }
        var text = "\(indent)- " + lines.joined(separator: "\n\(indent)  ") + "\n"
        let count = depth < 4 ? below(4) : 0
        if count > 0 { text += "\(indent)  routes:\n" }
        for _ in 0..<count { text += route(indent: indent + "  ", depth: depth + 1) }
        return text
    }

    mutating func labels() -> [String: String] {
        var labels: [String: String] = ["alertname": pick(Self.values)]
        for name in Self.names where below(4) > 0 { labels[name] = pick(Self.values) }
        return labels
    }
}
