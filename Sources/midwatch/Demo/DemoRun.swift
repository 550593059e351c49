import Calling
import Incidents
import Wire

/// One demo: a router in a throw-away place, a story played against its HTTP door, and somebody who watches.
struct DemoRun: Sendable {
    let scenario: Scenario
    let speed: Double
    let stage: DemoStage
    let isHeadless: Bool
    let style: OutputStyle

    /// Plays until the story is over, or, with a console, until the person leaves it. Removes the place afterwards.
    func run() async throws {
        let place = try DemoPlace(scenario, environment: ProcessEnvironment.all)
        defer { place.remove() }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            let (bound, isReady) = AsyncStream.makeStream(of: [String].self)
            let stage = stage
            tasks.addTask {
                defer { isReady.finish() }
                try await stage.router(place) { isReady.yield($0) }
            }
            defer { tasks.cancelAll() }
            guard let door = try await DemoRun.door(bound) else {
                try await tasks.next()
                throw CommandFailure(.refused, "the router of the demo ended at once")
            }
            if isHeadless {
                tasks.addTask { await Interruption.first() }
                tasks.addTask { try await tell(door, place) }
                // Whatever ends first ends the demo: the story, a Ctrl-C, or a router that failed.
                try await tasks.next()
            } else {
                tasks.addTask { try await play(door, place, say: { _ in }) }
                try await stage.console(.socket(place.socket))
            }
            tasks.cancelAll()
            // What is still at work ends because it was told to, in whatever way.
            while await tasks.nextResult() != nil {}
        }
    }

    /// The HTTP address among those that the router listens at; nil when it never listened.
    private static func door(_ bound: AsyncStream<[String]>) async throws -> RouterAddress? {
        for await addresses in bound {
            guard let text = addresses.first(where: { $0.hasPrefix("http://") }) else { continue }
            return try RouterAddress(text)
        }
        return nil
    }

    // MARK: Playing

    private func play(
        _ door: RouterAddress, _ place: DemoPlace, say: @escaping @Sendable (SafeText) async -> Void
    ) async throws {
        let sender = HTTPDesk(address: door)
        let people = place.tokens.mapValues { HTTPDesk(address: door, token: $0) }
        let start = ContinuousClock.now
        let player = ScenarioPlayer(
            scenario: scenario, speed: speed, sender: ScenarioSender { try await sender.post(alerts: $0) },
            act: { person, act in
                guard let desk = people[person], let request = Requests.fresh() else { return }
                _ = try await desk.perform(act, request: request)
            },
            incidents: { try await sender.incidents() }, say: say, now: { WallTime.now },
            wait: { try await Task.sleep(until: start + $0, clock: .continuous) })
        try await player.play()
    }

    // MARK: ChannelAnswer

    /// Plays, and prints every entry of every timeline as the feed brings it.
    private func tell(_ door: RouterAddress, _ place: DemoPlace) async throws {
        let printer = DemoPrinter(style: style) { StandardStreams.write($0) }
        printer.say(SafeText("DEMO  \(scenario.title.original)"))
        printer.say(SafeText("\(door) for the senders, \(place.socket) for consoles; times are UTC"))
        // Whoever reads these lines is somebody whom a page reaches.
        let desk = HTTPDesk(address: .socket(place.socket), client: .console)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            let (connected, isConnected) = AsyncStream.makeStream(of: Void.self)
            let feed = FollowedFeed(
                desk: desk, chance: { Double.random(in: 0..<1) }, sleep: { try await Task.sleep(for: $0) })
            tasks.addTask {
                defer { isConnected.finish() }
                try await feed.run { event in
                    printer.take(event)
                    if event == .live { isConnected.yield() }
                }
            }
            defer { tasks.cancelAll() }
            // Nothing happens before somebody listens.
            for await _ in connected { break }
            try await play(door, place) { printer.say($0) }
            let all = try await settled(desk, printer)
            printer.say("")
            StandardStreams.write(IncidentTable.text(all, now: WallTime.now, style: style))
        }
    }

    /// All incidents, once everything that their timelines hold was printed, or five seconds have passed.
    private func settled(_ desk: HTTPDesk, _ printer: DemoPrinter) async throws -> [IncidentSummary] {
        var all = try await desk.incidents(state: .all)
        for _ in 0..<100 where !all.allSatisfy(printer.hasTold) {
            try await Task.sleep(for: .milliseconds(50))
            all = try await desk.incidents(state: .all)
        }
        return all
    }
}
