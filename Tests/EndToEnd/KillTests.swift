import Foundation
import Synchronization
import Testing

extension EndToEnd {
    /// The promise that everything else stands on: answered 200 = kept.
    @Suite("kill -9")
    struct KillTests {
        @Test("Fifty kills in the middle of POSTs lose nothing that was answered 200", .timeLimit(.minutes(3)))
        func fiftyRounds() async throws {
            try await onStage { stage in
                let storm = AlertStorm(workers: 6)
                var acknowledged: [Int: JSON] = [:]
                var chance = SplitMix(seed: 4127)
                for round in 0..<50 {
                    let router = try await stage.router()
                    try await expectEverything(of: storm, acknowledged, in: router, round)
                    let another = try await acknowledge(in: router, round, but: acknowledged)
                    if let another { acknowledged[another.number] = another.incident }

                    let before = storm.answered.count
                    // The kill comes after so many answers, while the other requests are under way.
                    let target = before + 1 + Int(chance.next() % 24)
                    try await storm.blow(at: router, round: round) {
                        if storm.answered.count >= target { router.child.send(9) }
                    }
                    #expect(storm.answered.count >= target, "round \(round) had too few answers before its kill")
                    _ = try await router.child.ends()
                }
                let router = try await stage.router()
                try await expectEverything(of: storm, acknowledged, in: router, 50)
                #expect(acknowledged.count >= 40)
                try await expectOneAnnouncement(in: router)
            }
        }

        @Test("A request that is sent again after a kill has one effect and the same answer", .timeLimit(.minutes(1)))
        func sameRequest() async throws {
            try await onStage { stage in
                let first = try await stage.router()
                try await first.post([["alertname": "Down", "service": "shop", "severity": "critical"]])
                let note = ",\"text\":\"looking\""
                let before = try await first.act(1, "note", request: "note-1", note)
                let refused = try await first.act(1, "reopen", request: "reopen-1")
                #expect(before.status == 200)
                #expect(refused.status == 409)
                try await first.kill9()

                let second = try await stage.router()
                let again = try await second.act(1, "note", request: "note-1", note)
                #expect(again.status == 200)
                #expect(again.body == before.body)
                let timeline = try await second.local.get("/api/v1/incidents/1/timeline").json().items
                #expect(timeline.filter { $0["kind"].string == "note" }.count == 1)
            }
        }

        @Test("A snooze, a note, a pin and a merge are there after a kill, to the letter", .timeLimit(.minutes(1)))
        func everythingKept() async throws {
            try await onStage { stage in
                let first = try await stage.router()
                // With an end of their own: what ends by itself has its end moved by a restart, on purpose.
                let alerts = (1...4).map { ["alertname": "Down", "service": "s\($0)", "severity": "warning"] }
                let body = RouterProcess.body(alerts, endsAt: "2999-01-01T00:00:00Z")
                #expect(try await first.http.post("/api/v2/alerts", json: body).status == 200)
                for (number, verb, more) in [
                    (1, "snooze", ",\"until\":\"\(Self.inAnHour)\""), (2, "severity", ",\"severity\":\"SEV1\""),
                    (3, "note", ",\"text\":\"looking\""), (3, "merge", ",\"into\":2"), (4, "resolve", ""),
                ] {
                    let answer = try await first.act(number, verb, request: "\(verb)-\(number)", more)
                    #expect(answer.status == 200, "\(verb): \(answer.text)")
                }
                // What the courier reports of its pages comes by itself: until nothing more does.
                try await eventually("the router is quiet") {
                    let seq = try await first.http.get("/api/v1/snapshot").json()["seq"]
                    await Waiting.aMoment(milliseconds: 150)
                    return try await first.http.get("/api/v1/snapshot").json()["seq"] == seq
                }
                let before = try await details(first)
                try await first.kill9()
                let after = try await details(try await stage.router())
                for (one, other) in zip(before, after) {
                    for (key, value) in one.members { #expect(other[key] == value, "#\(one["number"]): \(key)") }
                }
            }
        }

        /// Later than any run of this test.
        private static var inAnHour: String {
            Date.now.addingTimeInterval(3600).formatted(.iso8601)
        }

        private func details(_ router: RouterProcess) async throws -> [JSON] {
            var found: [JSON] = []
            for number in 1...4 { found.append(try await router.local.get("/api/v1/incidents/\(number)").json()) }
            return found
        }

        /// Every alert that was answered 200 is there, in its incident, and everyone still has what they took.
        private func expectEverything(
            of storm: AlertStorm, _ acknowledged: [Int: JSON], in router: RouterProcess, _ round: Int
        ) async throws {
            let text = try await router.http.get("/api/v2/alerts").text
            let there = Set(text.components(after: "\"instance\":\"", upTo: "\""))
            let lost = storm.answered.subtracting(there)
            #expect(lost.isEmpty, "round \(round): \(lost.count) alerts are lost, such as \(lost.prefix(3))")

            let incidents = try await router.incidents()
            let firing = Dictionary(
                incidents.map { ($0["labels"]["service"].string ?? "", $0["firing"].int ?? 0) },
                uniquingKeysWith: { first, _ in
                    Issue.record("round \(round): a group has two incidents")
                    return first
                })
            for (service, count) in storm.answeredByService {
                #expect(firing[service, default: 0] >= count, "round \(round): \(service) misses alerts")
            }
            let all = Dictionary(incidents.map { ($0["number"].int ?? 0, $0) }, uniquingKeysWith: { first, _ in first })
            for (number, before) in acknowledged {
                for key in ["phase", "acknowledgedBy", "acknowledgedAt"] {
                    #expect(all[number]?[key] == before[key], "round \(round): #\(number) has another \(key)")
                }
            }
        }

        private func acknowledge(
            in router: RouterProcess, _ round: Int, but known: [Int: JSON]
        ) async throws -> (number: Int, incident: JSON)? {
            guard
                let number = try await router.incidents().compactMap(\.["number"].int).first(where: { known[$0] == nil }
                )
            else { return nil }
            let answer = try await router.act(number, "ack", request: "round-\(round)")
            #expect(answer.status == 200, "\(answer.text)")
            return (number, try await router.local.get("/api/v1/incidents/\(number)").json())
        }

        /// The whole log, from the first change on: no page was sent twice, no incident opened twice, nothing missing.
        private func expectOneAnnouncement(in router: RouterProcess) async throws {
            let last = try #require(try await router.http.get("/api/v1/snapshot").json()["seq"].int)
            let feed = try await EventStream(router.local, after: 0)
            try await eventually("the feed tells everything up to \(last)", within: 30) {
                try feed.look()
                return feed.seqs.last ?? 0 >= last
            }
            #expect(feed.seqs == feed.seqs.sorted())
            let sent = feed.changes("page").filter { $0["state"].string == "sent" }.compactMap(\.["id"].string)
            let opened = feed.changes("timeline").filter { $0["kind"].string == "opened" }.compactMap(
                \.["incident"].int)
            #expect(!sent.isEmpty)
            #expect(Set(sent).count == sent.count, "a page was sent twice")
            #expect(Set(opened).count == opened.count, "an incident was opened twice")
            for (incident, entries) in Dictionary(grouping: feed.changes("timeline"), by: \.["incident"].int) {
                let ordinals = entries.compactMap(\.["ordinal"].int)
                #expect(ordinals == Array(0..<ordinals.count), "the timeline of #\(incident ?? 0) has a gap")
            }
        }
    }
}

/// Several senders at once, who remember what was answered 200.
final class AlertStorm: Sendable {
    private let workers: Int
    private let kept = Mutex<Set<String>>([])

    init(workers: Int) { self.workers = workers }

    /// The instances of all alerts that were answered 200.
    var answered: Set<String> { kept.withLock { $0 } }

    var answeredByService: [String: Int] {
        Dictionary(grouping: answered) { $0.split(separator: "/").prefix(2).joined(separator: "/") }.mapValues(\.count)
    }

    /// Sends until the router is gone.
    ///
    /// - Parameter afterEach: called after each answer.
    func blow(at router: RouterProcess, round: Int, afterEach: @escaping @Sendable () -> Void) async throws {
        await withTaskGroup(of: Void.self) { tasks in
            for worker in 0..<workers {
                tasks.addTask {
                    for number in 0..<1000 {
                        let instances = (0..<2).map { "\(round)/\(worker)/\(number)/\($0)" }
                        guard await self.post(instances, to: router, "\(round)/\(worker)") else { return }
                        afterEach()
                    }
                }
            }
        }
    }

    private func post(_ instances: [String], to router: RouterProcess, _ service: String) async -> Bool {
        let alerts = instances.map {
            ["alertname": "Storm", "service": service, "instance": $0, "severity": "info"]
        }
        guard let answer = try? await router.http.post("/api/v2/alerts", json: RouterProcess.body(alerts)),
            answer.status == 200
        else { return false }
        kept.withLock { $0.formUnion(instances) }
        return true
    }
}

/// Numbers that look random and are the same in every run.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension String {
    /// All that stands between two marks, quickly, in a text that may be megabytes.
    func components(after start: String, upTo end: Character) -> [String] {
        var found: [String] = []
        var rest = self[...]
        while let place = rest.firstRange(of: start) {
            rest = rest[place.upperBound...]
            guard let stop = rest.firstIndex(of: end) else { break }
            found.append(String(rest[..<stop]))
            rest = rest[stop...]
        }
        return found
    }
}
