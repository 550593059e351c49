import Foundation
import Support
import Testing

extension EndToEnd {
    /// Which receivers are told what, and in which flush, in real time.
    @Suite("Differential: notifications", .enabled(if: Differential.hasPeers, Differential.whyNot))
    struct DifferentialNotificationTests {
        static let lanes = 60
        static let seconds = 15

        /// One server of a play, with the sink that it tells.
        struct Voice: Sendable {
            var contender: Contender
            var sink: WebhookSink
        }

        @Test(
            "receivers are told the same alerts in the same flushes", .timeLimit(.minutes(10)),
            arguments: Differential.seeds(1))
        func agrees(seed: Int) async throws {
            try await untilSteady { stage in
                let (one, other) = (try WebhookSink(stage), try WebhookSink(stage))
                async let first = stage.alertmanager(Self.text(seed, one, quiet: []))
                async let twin = stage.alertmanager(Self.text(seed, other, quiet: []), name: "twin")
                let sink = try WebhookSink(stage)
                async let rival = stage.rival(Self.text(seed, sink, quiet: []))
                let voices = [
                    Voice(contender: try await first, sink: one), Voice(contender: try await twin, sink: other),
                    Voice(contender: try await rival, sink: sink),
                ]
                return try await Self.play(Self.timeLine(seed, one, quiet: []), voices, mishaps: [])
            }
        }

        @Test(
            "a router that is killed and reloaded tells what an Alertmanager tells that was left alone",
            .timeLimit(.minutes(10)),
            .enabled(if: !Differential.isAlertmanagerItsOwnRival), arguments: Differential.seeds(1))
        func killed(seed: Int) async throws {
            // Nothing is done in these seconds, and the flushes are over when the kill comes.
            let kills: Set = [4, 10]
            try await untilSteady { stage in
                let (one, other) = (try WebhookSink(stage), try WebhookSink(stage))
                async let first = stage.alertmanager(Self.text(seed, one, quiet: kills))
                async let twin = stage.alertmanager(Self.text(seed, other, quiet: kills), name: "twin")
                let sink = try WebhookSink(stage)
                let setup = RouterSetup(
                    configuration: Self.text(seed, sink, quiet: kills), listen: "127.0.0.1:\(try FreePort.find())",
                    options: ["--paging", "on"])
                let router = KilledRouter(stage, setup, try await stage.router(setup), sink)
                let voices = [
                    Voice(contender: try await first, sink: one), Voice(contender: try await twin, sink: other),
                    Voice(contender: await router.contender, sink: sink),
                ]
                var mishaps = kills.map { second in
                    TimeLine.Mishap(at: Double(second) - 0.3) { try await router.killAndStart($0) }
                }
                mishaps.append(TimeLine.Mishap(at: 7.2) { _ in try await router.reload() })
                return try await Self.play(Self.timeLine(seed, one, quiet: kills), voices, mishaps: mishaps)
            }
        }

        @Test("the comparison sees a delivery that is missing, late, or of another alert", .timeLimit(.minutes(1)))
        func fails() throws {
            var generator = LaneGenerator(seed: 1, number: 1, seconds: 9, quiet: []) { "http://sink.example\($0)" }
            let timeLine = TimeLine(lanes: [generator.lane()], seconds: 9)
            let played = TimeLine.Played(start: 100, lateness: 0)
            func story(_ deliveries: (at: Double, alert: String)...) throws -> LaneStory {
                LaneStory(
                    try deliveries.map { at, alert in
                        let body = """
                            {"groupKey":"g","externalURL":"http://\(at)","alerts":[{"status":"firing",
                            "labels":{"alertname":"\(alert)"}}]}
                            """
                        return WebhookSink.Delivery(path: "/1/a/0", at: 100 + at, body: try JSON(body), status: 200)
                    }, timeLine, played)
            }
            let right = try story((0.6, "A"), (2.6, "B"))
            #expect(right.differences(to: try story((0.7, "A"), (2.5, "B"))).isEmpty)
            for wrong in [
                try story((0.6, "A")), try story((0.6, "A"), (3.6, "B")), try story((0.6, "A"), (2.6, "C")),
                try story((0.6, "A"), (2.6, "B"), (2.6, "B")),
            ] { #expect(wrong.differences(to: right).count == 1) }
        }

        static func timeLine(_ seed: Int, _ sink: WebhookSink, quiet: Set<Int>) -> TimeLine {
            let lanes = (1...Self.lanes).map { number in
                var generator = LaneGenerator(seed: seed, number: number, seconds: seconds, quiet: quiet) {
                    sink.url($0)
                }
                return generator.lane()
            }
            return TimeLine(lanes: lanes, seconds: seconds)
        }

        static func text(_ seed: Int, _ sink: WebhookSink, quiet: Set<Int>) -> String {
            Lane.configuration(timeLine(seed, sink, quiet: quiet).lanes).yaml
        }

        /// What came of a play.
        struct Outcome: Sendable {
            /// What the two Alertmanagers do not agree on: then the machine was too slow for anything to follow.
            var unsteady: [String]
            var differences: [String]
            var keptBack: [String]
            var lateness: Double
            var told: Int
            var groups: Int
            var cut: Int
        }

        /// Plays to an Alertmanager, to its twin, and to the rival.
        static func play(
            _ timeLine: TimeLine, _ voices: [Voice], mishaps: [TimeLine.Mishap]
        ) async throws -> Outcome {
            let played = try await timeLine.play(to: voices.map(\.contender), mishaps: mishaps)
            let stories = voices.map { LaneStory($0.sink.deliveries, timeLine, played) }
            let cuts = stories[0].cuts(timeLine) + stories[2].cuts(timeLine)
            let isItself = Differential.isAlertmanagerItsOwnRival
            return Outcome(
                unsteady: stories[1].differences(to: stories[0]),
                differences: stories[2].differences(to: stories[0], cuts: isItself ? [] : cuts),
                keptBack: isItself ? [] : stories[2].keptBack(timeLine), lateness: played.lateness,
                told: stories[0].count, groups: stories[0].told.count, cut: Set(cuts.map(\.teller)).count)
        }

        /// Plays until nothing is different, or what is different is not the machine's fault; five times at most.
        func untilSteady(_ play: (Stage) async throws -> Outcome) async throws {
            var attempt = 0
            while true {
                attempt += 1
                var found: Outcome?
                do {
                    try await onStage { found = try await play($0) }
                } catch let fault as ChildProcess.Fault where attempt < 5 {
                    // Such as a silence that came so late that it was over, or a port that another took meanwhile.
                    print("played again: \(fault)")
                    continue
                }
                let outcome = try #require(found)
                let isSteady = outcome.unsteady.isEmpty && outcome.lateness < 0.25
                let isFine = outcome.differences.isEmpty && outcome.keptBack.isEmpty
                if !isFine, !isSteady, attempt < 5 { continue }
                let about = "late by \(outcome.lateness) s, \(outcome.unsteady.count) groups unsteady"
                #expect(isFine, "\(about)\n\((outcome.differences + outcome.keptBack).joined(separator: "\n"))")
                // It is about something: most groups are compared to their end.
                #expect(outcome.told > 150 && outcome.groups > 60 && outcome.cut * 2 < outcome.groups, "\(outcome)")
                return
            }
        }
    }
}

/// A router that comes back at the same port, with the same store, after it was killed.
private actor KilledRouter {
    private let stage: Stage
    private let setup: RouterSetup
    private let sink: WebhookSink
    private var router: RouterProcess
    /// How many deliveries routers before this one made.
    private var before = 0

    init(_ stage: Stage, _ setup: RouterSetup, _ router: RouterProcess, _ sink: WebhookSink) {
        (self.stage, self.setup, self.router, self.sink) = (stage, setup, router, sink)
    }

    var contender: Contender { Contender(name: "midwatch", http: router.http, child: router.child) }

    /// What was told and is not known to be told would be told again: so the kill comes when the store knows of each
    /// delivery, and no flush is near.
    ///
    /// - Parameter start: of the time line; flushes are at each half second of it.
    func killAndStart(_ start: Double) async throws {
        var told = 0
        try await eventually("the router has written what came of each delivery") {
            told = sink.deliveries.count
            let known = try await router.metric(#"alertmanager_notifications_total{integration="webhook"}"#)
            guard Int(known ?? 0) == told - before else { return false }
            // An answer says that what was handed over before is written, however slow the disk.
            let written = try await router.http.post("/api/v2/silences", json: Self.silence)
            #expect(written.status == 200, "\(written.text)")
            let sinceFlush = (Waiting.now - start).truncatingRemainder(dividingBy: 0.5)
            return (0.05..<0.45).contains(sinceFlush) && sink.deliveries.count == told
        }
        try await router.kill9()
        guard sink.deliveries.count == told else { throw ChildProcess.Fault(description: "a kill met a flush") }
        before = told
        router = try await stage.router(setup)
    }

    /// It mutes nothing.
    private static let silence = """
        {"matchers":[{"name":"lane","value":"none","isRegex":false}],"createdBy":"Mara","comment":"a mark",
        "startsAt":"\(rfc3339(.now))","endsAt":"\(rfc3339(.now + 3600))"}
        """

    func reload() async throws {
        let answer = try await router.local.post("/-/reload")
        #expect(answer.status == 200, "\(answer.text)")
    }
}
