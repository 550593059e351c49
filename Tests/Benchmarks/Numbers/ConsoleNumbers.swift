import Calling
import Foundation
import Incidents

/// What the console is held to: with 10,000 and 100,000 open incidents, on a real terminal of 120x40.
struct ConsoleNumbers {
    private let place: Place

    init(_ place: Place) { self.place = place }

    /// Each alert is an incident of its own, and rings once only: a hundred thousand that ring each minute would be
    /// what is measured.
    private static let configuration = """
        route: {receiver: default, group_by: ['...'], group_wait: 0s}
        receivers: [{name: default, incidents: open}]
        incidents: {ring_every: 24h, ring_urgent_every: 24h}

        """

    func run() async throws {
        let ten = try await router(of: 10_000)
        firstScreen(ten, count: "10,000", promised: "<= 150 ms")
        ten.kill()
        let hundred = try await router(of: 100_000)
        defer { hundred.kill() }
        firstScreen(hundred, count: "100,000", promised: "")
        try keys(hundred)
        try folds(hundred)
        try await changes(hundred)
        try await longTimeline(hundred)
        try leaving(hundred)
    }

    private func router(of count: Int) async throws -> Peer {
        let router = try place.router("open\(count)", configuration: Self.configuration)
        let desk = HTTPDesk(address: try RouterAddress(router.url))
        for body in Load.bodies(count: count, batch: 500, run: "c") { try await desk.post(alerts: body) }
        return router
    }

    /// - Parameter storm: from when on rows fold; what opened all at once is one, and a list in rows is what is measured.
    private func console(_ router: Peer, storm: String = "off") throws -> Screen {
        let file = "\(place.folder)/console.yaml"
        try "console: {storm: \(storm)}\n".write(toFile: file, atomically: true, encoding: .utf8)
        let screen = try Screen(place.binary, ["--config", file, "--server", "unix:\(router.socket)"])
        _ = screen.wait(for: "LIVE", within: .seconds(30))
        // Whatever is still to come, comes.
        while screen.settle(gap: .milliseconds(600), within: .milliseconds(1500)) != nil {}
        return screen
    }

    // MARK: Opening

    private func firstScreen(_ router: Peer, count: String, promised: String) {
        var spans: [Duration] = []
        for _ in 0..<5 {
            let start = ContinuousClock.now
            guard let screen = try? Screen(place.binary, ["--server", "unix:\(router.socket)"]) else { continue }
            if screen.wait(for: "NEED ACK", within: .seconds(20)) { spans.append(ContinuousClock.now - start) }
            screen.close()
        }
        let name = "first screen with data, \(count) open"
        Numbers.row(name, Self.median(spans).map(Numbers.milliseconds) ?? "never", promised)
    }

    // MARK: Keys

    private func keys(_ router: Peer) throws {
        let screen = try console(router)
        defer { screen.close() }
        Numbers.row(
            "memory of the console, 100,000 open", "\(memory(of: screen.pid) >> 20) MiB", "<= 150 MB")
        let there = (0..<100).map { $0 % 2 == 0 ? "j" : "k" }
        measure("a key (j, k), 100,000 open", screen, there, bytes: "<= 400")
        // Past the last row of the screen each key moves all rows.
        measure("a key that scrolls (j), 100,000 open", screen, Array(repeating: "j", count: 100), bytes: "")
        screen.type("g")
        _ = screen.settle(gap: .milliseconds(300))
        screen.type("g")
        let same = screen.settle(gap: .milliseconds(200))
        Numbers.row("  bytes of a key that changes nothing", "\(same?.bytes ?? 0)", "0")
        filter(screen)
        idle(screen)
    }

    /// Presses keys one by one: when the last byte of each answer came, and how many bytes there were.
    private func measure(_ name: String, _ screen: Screen, _ keys: [String], bytes promised: String) {
        var (spans, bytes): ([Duration], [Int]) = ([], [])
        for key in keys {
            let start = ContinuousClock.now
            screen.type(key)
            guard let answer = screen.settle(gap: .milliseconds(40)) else { continue }
            spans.append(answer.last - start)
            bytes.append(answer.bytes)
            // The preview follows after 120 ms, and its details with the next frame; they are not part of the answer.
            _ = screen.settle(gap: .milliseconds(150), within: .milliseconds(250))
        }
        spans.sort()
        bytes.sort()
        guard let middle = Self.median(spans), !bytes.isEmpty else { return Numbers.row(name, "no answer", "") }
        Numbers.row("\(name), median of \(spans.count)", Numbers.milliseconds(middle), "<= 1 ms")
        Numbers.row("  p99", Numbers.milliseconds(spans[spans.count * 99 / 100]), "<= 16 ms")
        Numbers.row("  bytes of a cursor move, median", "\(bytes[bytes.count / 2])", promised)
    }

    /// The same list in few rows, and what it costs to have all of them again.
    private func folds(_ router: Peer) throws {
        let screen = try console(router, storm: "{within: 1h}")
        defer { screen.close() }
        Numbers.row("memory of the console, 100,000 folded", "\(memory(of: screen.pid) >> 20) MiB", "<= 150 MB")
        let there = (0..<100).map { $0 % 2 == 0 ? "j" : "k" }
        measure("a key (j, k), 100,000 folded", screen, there, bytes: "<= 400")
        for name in ["shows the rows of 100,000 folded", "folds 100,000"] {
            let start = ContinuousClock.now
            screen.type("F")
            let answer = screen.settle(gap: .milliseconds(40))
            Numbers.row(name, answer.map { Numbers.milliseconds($0.last - start) } ?? "never", "")
            _ = screen.settle(gap: .milliseconds(500), within: .seconds(3))
        }
    }

    /// The filter is taken with every letter: the time from the last one until the screen shows what passes.
    private func filter(_ screen: Screen) {
        for text in ["svc:svc7", "alert 3", "!svc:svc1 sev<=1"] {
            screen.type("/" + text.dropLast())
            _ = screen.settle(gap: .milliseconds(500), within: .seconds(3))
            let start = ContinuousClock.now
            screen.type(String(text.suffix(1)))
            // The letter comes at once, and what passes with the next frame; the preview follows after 120 ms.
            let answer = screen.settle(gap: .milliseconds(80))
            Numbers.row(
                "filter over 100,000, \(text)", answer.map { Numbers.milliseconds($0.last - start) } ?? "never",
                "<= 50 ms")
            _ = screen.settle(gap: .milliseconds(300), within: .seconds(1))
            screen.type("\u{1B}")
            _ = screen.settle(gap: .milliseconds(500), within: .seconds(3))
        }
    }

    /// Thirty seconds in which nothing happens, between two minute ticks.
    private func idle(_ screen: Screen) {
        while Int(Date().timeIntervalSince1970) % 60 > 25 { _ = screen.settle(gap: .seconds(1), within: .seconds(1)) }
        _ = screen.settle(gap: .milliseconds(500), within: .seconds(3))
        let (before, switches) = (processorTicks(of: screen.pid), contextSwitches(of: screen.pid))
        let bytes = screen.settle(gap: .seconds(30), within: .seconds(30))?.bytes ?? 0
        let ticks = processorTicks(of: screen.pid) - before
        Numbers.row("idle for 30 s: bytes", "\(bytes)", "0")
        Numbers.row("  processor", String(format: "%.2f %%", Double(ticks) / 30), "< 0.1 %")
        Numbers.row("  wake-ups", "\(contextSwitches(of: screen.pid) - switches)", "")
    }

    // MARK: What comes in

    private func changes(_ router: Peer) async throws {
        let screen = try console(router)
        defer { screen.close() }
        let desk = HTTPDesk(address: try RouterAddress("unix:\(router.socket)"))
        let shown = try await desk.incidents(limit: 12)
        var bytes: [Int] = []
        for incident in shown.dropFirst(2) {
            // After a key nothing moves for two seconds: the row changes where it is.
            screen.type("g")
            _ = screen.settle(gap: .milliseconds(200), within: .milliseconds(300))
            guard let request = RequestID("numbers-\(incident.number.value)") else { continue }
            _ = try await desk.perform(
                Act(.acknowledge, incident.number), request: request)
            if let answer = screen.settle(gap: .milliseconds(150)) { bytes.append(answer.bytes) }
        }
        bytes.sort()
        let seen = bytes.isEmpty ? "no answer" : "\(bytes[bytes.count / 2])"
        Numbers.row("bytes of a changed row and the counts, median", seen, "<= 100 a row")
    }

    private func longTimeline(_ router: Peer) async throws {
        let desk = HTTPDesk(address: try RouterAddress("unix:\(router.socket)"))
        guard let first = try await desk.incidents(limit: 1).first else { return }
        for index in 0..<10_000 {
            guard let request = RequestID("note-\(index)") else { continue }
            _ = try await desk.perform(
                Act(.note(SafeText("note \(index) of a long night")), first.number), request: request)
        }
        let screen = try console(router)
        defer { screen.close() }
        screen.type(":\(first.number.value)\r")
        _ = screen.wait(for: "of a long night", within: .seconds(10))
        _ = screen.settle(gap: .milliseconds(300))
        screen.type("\u{1B}")
        _ = screen.settle(gap: .milliseconds(300))
        var spans: [Duration] = []
        for _ in 0..<20 {
            let start = ContinuousClock.now
            screen.type("\r")
            if screen.wait(for: "of a long night", within: .seconds(5)) { spans.append(ContinuousClock.now - start) }
            _ = screen.settle(gap: .milliseconds(200))
            screen.type("\u{1B}")
            _ = screen.settle(gap: .milliseconds(200))
            _ = screen.saw("")
        }
        let name = "opens an incident with 10,000 timeline entries"
        Numbers.row(name, Self.median(spans).map(Numbers.milliseconds) ?? "never", "<= 16 ms")
    }

    // MARK: Leaving

    private func leaving(_ router: Peer) throws {
        for (name, signal) in [("SIGHUP", SIGHUP), ("SIGTERM", SIGTERM), ("SIGINT", SIGINT)] {
            let screen = try console(router)
            _ = screen.saw("")
            let span = screen.end(by: signal)
            _ = screen.settle(gap: .milliseconds(20), within: .milliseconds(100))
            let isRestored = screen.saw("\u{1B}[?1049l")
            let seen = span.map { "\(Numbers.milliseconds($0))\(isRestored ? "" : " NOT restored")" } ?? "never"
            Numbers.row("leaves on \(name), terminal restored", seen, "restored")
            screen.close()
        }
        let screen = try console(router)
        screen.hangUp()
        Numbers.row("gone after its terminal closed", screen.end().map(Numbers.milliseconds) ?? "never", "<= 10 ms")
    }

    // MARK: The process

    private static func median(_ spans: [Duration]) -> Duration? {
        spans.isEmpty ? nil : spans.sorted()[spans.count / 2]
    }

    private func memory(of pid: Int32) -> Int { field("VmRSS:", of: "/proc/\(pid)/status") << 10 }

    private func field(_ name: String, of path: String) -> Int {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
        return Int(line.split { $0 == " " || $0 == "\t" }.dropFirst().first ?? "") ?? 0
    }

    private func processorTicks(of pid: Int32) -> Int {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12 else { return 0 }
        return (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
    }

    /// Of the thread that has the terminal: others come and go.
    private func contextSwitches(of pid: Int32) -> Int {
        field("voluntary_ctxt_switches:", of: "/proc/\(pid)/task/\(pid)/status")
    }
}
