import Foundation
import Incidents
import Synchronization

/// Midwatch and the real Alertmanager in turn, on the same alerts and the same configuration; where there is no
/// Alertmanager here, Midwatch alone.
struct PeerNumbers {
    let place: Place

    init(_ place: Place) { self.place = place }

    func run() throws {
        for (inhibits, count) in [(true, 10_000), (false, 100_000), (true, 100_000)] {
            for connections in [1, 8] { try ingest(count, over: connections, inhibits: inhibits) }
        }
        try latency()
        try reload()
        try costs()
    }

    /// How it is with one of both.
    struct Ingest {
        var rate = 0.0
        var longest = Duration.zero
        /// Some seconds after the last was told.
        var memory = 0
    }

    // MARK: Ingest and memory

    private func ingest(_ count: Int, over connections: Int, inhibits: Bool) throws {
        let sink = try LoopbackSink()
        defer { sink.close() }
        let text = PeerConfiguration.company(sink.port, inhibits: inhibits)
        let name = "\(count) alerts, \(inhibits ? "two inhibit rules" : "no inhibition"), 64 x \(connections)"
        var theirs: Ingest?
        if let peer = try place.alertmanager(configuration: text) {
            theirs = try load(peer, count, over: connections, sink, run: "am")
            peer.kill()
        }
        let router = try place.router("ingest\(count)\(connections)\(inhibits)", configuration: text, paging: "on")
        defer { router.kill() }
        let ours = try load(router, count, over: connections, sink, run: "mw")
        Numbers.row(
            "ingest, \(name)", String(format: "%.0f/s", ours.rate) + Self.ratio(ours.rate, to: theirs?.rate), ">= 5 x")
        let spans = Numbers.milliseconds(ours.longest) + (theirs.map { "; \(Numbers.milliseconds($0.longest))" } ?? "")
        Numbers.row("  the longest POST", spans, inhibits ? "<= 100 ms" : "")
        let share = count == 100_000 ? 0.25 : 1
        Numbers.row(
            "  memory when all are told",
            "\(ours.memory >> 20) MB" + Self.ratio(Double(ours.memory), to: (theirs?.memory).map(Double.init)),
            "<= \(share) x")
        if count == 100_000, connections == 8, !inhibits { try reading(router) }
    }

    private static func ratio(_ ours: Double, to theirs: Double?) -> String {
        theirs.map { String(format: ", %.2f x", ours / $0) } ?? ""
    }

    private func load(
        _ peer: Peer, _ count: Int, over connections: Int, _ sink: LoopbackSink, run: String
    ) throws -> Ingest {
        let bodies = Load.bodies(count: count, batch: 64, run: run)
        var found = Ingest()
        let start = ContinuousClock.now
        found.longest = try Self.post(bodies, to: peer, over: connections)
        found.rate = Double(count) / (Double((ContinuousClock.now - start).wholeMicroseconds) / 1e6)
        // Until nothing more comes at the sink for a while: all receivers have been told.
        var (before, since) = (-1, ContinuousClock.now)
        while ContinuousClock.now - since < .seconds(8), ContinuousClock.now - start < .seconds(120) {
            poll(nil, 0, 250)
            if sink.received != before { (before, since) = (sink.received, ContinuousClock.now) }
        }
        found.memory = peer.residentBytes
        return found
    }

    /// Sends bodies over some connections, each the next one, and answers how long the longest took.
    static func post(_ bodies: [[UInt8]], to peer: Peer, over connections: Int) throws -> Duration {
        let next = Atomic(0)
        let longest = Mutex(Duration.zero)
        let fault = Mutex<(any Error)?>(nil)
        let group = DispatchGroup()
        let port = peer.port
        for _ in 0..<connections {
            group.enter()
            Thread.detachNewThread {
                defer { group.leave() }
                do {
                    let client = try LoopbackClient(port: port, patience: 120)
                    while true {
                        let index = next.add(1, ordering: .relaxed).oldValue
                        guard index < bodies.count else { return }
                        let start = ContinuousClock.now
                        try client.send("POST", "/api/v2/alerts", bodies[index])
                        let span = ContinuousClock.now - start
                        longest.withLock { $0 = max($0, span) }
                    }
                } catch { fault.withLock { $0 = error } }
            }
        }
        group.wait()
        if let fault = fault.withLock({ $0 }) { throw fault }
        return longest.withLock { $0 }
    }

    private func reading(_ router: Peer) throws {
        let client = try LoopbackClient(port: router.port)
        let filter = "/api/v2/alerts?filter=service%3Dsvc7"
        for (path, times, promised) in [("/api/v2/alerts", 5, "<= 500 ms"), (filter, 25, "<= 20 ms")] {
            let spans = try Self.spans(times) { try client.send("GET", path) }
            Numbers.row("  GET \(path), median", Numbers.milliseconds(spans[times / 2]), promised)
        }
    }

    /// How long something takes, some times; ascending.
    static func spans(_ times: Int, _ body: () throws -> Void) rethrows -> [Duration] {
        var spans: [Duration] = []
        for _ in 0..<times {
            let start = ContinuousClock.now
            try body()
            spans.append(ContinuousClock.now - start)
        }
        return spans.sorted()
    }
}
