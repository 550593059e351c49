import Incidents
import Serving
import Support
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite("Simulated watches", .tags(.simulation))
struct SimulationTests {
    static let steps = 150

    @Test("Everything holds, whatever fails", arguments: UInt64(1)...200)
    func holds(seed: UInt64) async throws {
        var world = try World(seed: seed)
        do {
            for _ in 0..<Self.steps {
                try world.step()
                // Other tests wait for an answer meanwhile.
                await Task.yield()
            }
            try world.settle()
        } catch {
            Issue.record("MIDWATCH_SEED=\(seed): \(error)\n\(Self.literal(world))")
        }
        #expect(world.loop.seq > 0)
    }

    @Test("The same seed makes the same trace, in this process and in another", arguments: [UInt64(7), 77, 777])
    func reproducible(seed: UInt64) async throws {
        let trace: UInt64 = try Self.trace(seed)
        #expect(try Self.trace(seed) == trace)
        await #expect(processExitsWith: .success) { [seed = seed as UInt64, trace = trace as UInt64] in
            exit(try SimulationTests.trace(seed) == trace ? EXIT_SUCCESS : EXIT_FAILURE)
        }
    }

    @Test("The faults do happen")
    func faultsHappen() async throws {
        var (crashes, refused) = (0, 0)
        for seed in UInt64(1)...40 {
            var world = try World(seed: seed)
            for _ in 0..<Self.steps {
                try world.step()
                await Task.yield()
            }
            crashes += world.crashes
            refused += world.refusedCommits
        }
        #expect(crashes > 100)
        #expect(refused > 100)
    }

    @Test("A literal of events is Swift that makes the same events")
    func literals() {
        let events: [Event] = [
            .alertPosted(
                PostedAlert(
                    labels: LabelSet(["alertname": "Down"]), text: AlertText(annotations: ["a": "b"], generatorURL: ""),
                    startsAt: nil, endsAt: Timestamp(milliseconds: 7))),
            .acted(
                Act(.merge(into: IncidentNumber(2)), IncidentNumber(1)), by: .person("sam"), request: RequestID("r")),
        ]
        #expect(
            events.map { EventLiteral.text($0) } == [
                #".alertPosted(PostedAlert(labels: LabelSet(["alertname": "Down"]), text: AlertText(annotations: "#
                    + #"["a": "b"], generatorURL: ""), startsAt: nil, endsAt: Timestamp(milliseconds: 7)))"#,
                #".acted(Act(.merge(into: IncidentNumber(2)), IncidentNumber(1)), by: .person(SafeText("sam")), "#
                    + #"request: RequestID("r"))"#,
            ])
    }

    static func trace(_ seed: UInt64) throws -> UInt64 {
        var world = try World(seed: seed)
        for _ in 0..<steps { try world.step() }
        return world.trace.value
    }

    /// The last events, as a literal to paste into a test.
    static func literal(_ world: World) -> String {
        let lines = world.recent.map { entry in
            let events = entry.events.map { EventLiteral.text($0) }
            return "    (\(EventLiteral.text(entry.at)), [\(events.joined(separator: ", "))]),"
        }
        return "let events: [(Timestamp, [Event])] = [\n\(lines.joined(separator: "\n"))\n]"
    }
}

extension Tag {
    /// Driven by a seed, with faults.
    @Tag static var simulation: Tag
}

@Suite("Receivers that are told", .tags(.simulation))
struct TellingSimulationTests {
    @Test("Everything holds with a slow and failing courier", arguments: UInt64(1)...100)
    func holds(seed: UInt64) async throws {
        var world = try World(seed: seed, tells: true)
        do {
            for _ in 0..<SimulationTests.steps {
                try world.step()
                await Task.yield()
            }
        } catch {
            Issue.record("MIDWATCH_SEED=\(seed): \(error)\n\(SimulationTests.literal(world))")
        }
        #expect(world.loop.seq > 0)
    }

    @Test("Receivers are told, fail and are told again")
    func flushesHappen() async throws {
        var carried = 0
        for seed in UInt64(1)...10 {
            var world = try World(seed: seed, tells: true)
            for _ in 0..<SimulationTests.steps {
                try world.step()
                await Task.yield()
            }
            carried += world.courier.carried
        }
        #expect(carried > 500)
    }
}

@Suite("One seed again", .enabled(if: ReplayedSeed.value != nil))
struct ReplayTests {
    @Test("The seed of MIDWATCH_SEED, checked after every step")
    func replay() throws {
        let seed = try #require(ReplayedSeed.value)
        var world = try World(seed: seed)
        do {
            for _ in 0..<SimulationTests.steps {
                try world.step()
                try world.checkRestoring()
            }
        } catch {
            Issue.record("MIDWATCH_SEED=\(seed): \(error)\n\(SimulationTests.literal(world))")
        }
        #expect(world.loop.seq > 0)
    }
}

/// The seed that somebody wants to see again.
enum ReplayedSeed {
    static var value: UInt64? { getenv("MIDWATCH_SEED").flatMap { UInt64(String(cString: $0)) } }
}
