import Foundation
import Incidents
import Synchronization

/// What single acts cost.
extension PeerNumbers {
    // MARK: From a POST to the receiver

    func latency() throws {
        let sink = try LoopbackSink()
        defer { sink.close() }
        let text = PeerConfiguration.direct(sink.port)
        if let peer = try place.alertmanager(configuration: text) {
            try latency(of: peer, sink, "  the same of Alertmanager", promised: ("", ""))
            peer.kill()
        }
        let router = try place.router("latency-hook", configuration: text, paging: "on")
        defer { router.kill() }
        try latency(of: router, sink, "POST to the receiver's web hook", promised: ("<= 2 ms", "<= 10 ms"))
    }

    private func latency(
        of peer: Peer, _ sink: LoopbackSink, _ name: String, promised: (median: String, late: String)
    ) throws {
        let client = try LoopbackClient(port: peer.port)
        var spans: [Duration] = []
        for index in 0..<300 {
            sink.drain()
            let body = Load.body(title: "latency-\(index)")
            let start = ContinuousClock.now
            try client.send("POST", "/api/v2/alerts", body)
            guard sink.waitForOne() else { throw LoopbackClient.Fault(description: "nobody was told") }
            spans.append(ContinuousClock.now - start)
            poll(nil, 0, 10)
        }
        spans.sort()
        Numbers.row("\(name), median", Numbers.milliseconds(spans[150]), promised.median)
        Numbers.row("  99 of 100 within", Numbers.milliseconds(spans[297]), promised.late)
    }

    // MARK: Reloads

    /// 25,000 alerts are there, and 5,000 a second come again, while the configuration is loaded anew.
    func reload() throws {
        let sink = try LoopbackSink()
        defer { sink.close() }
        let store = "reload"
        let router = try place.router(
            store, configuration: PeerConfiguration.company(sink.port, inhibits: true), paging: "on")
        defer { router.kill() }
        let bodies = Load.bodies(count: 25_000, batch: 64, run: "r")
        _ = try Self.post(bodies, to: router, over: 8)
        // The first turns are over.
        poll(nil, 0, 8000)
        let stops = Atomic(false)
        let longest = Mutex(Duration.zero)
        let fault = Mutex<(any Error)?>(nil)
        let ended = DispatchSemaphore(value: 0)
        let port = router.port
        Thread.detachNewThread {
            defer { ended.signal() }
            do {
                let client = try LoopbackClient(port: port)
                var index = 0
                while !stops.load(ordering: .relaxed) {
                    let start = ContinuousClock.now
                    try client.send("POST", "/api/v2/alerts", bodies[index % bodies.count])
                    let span = ContinuousClock.now - start
                    longest.withLock { $0 = max($0, span) }
                    index += 1
                    let rest = Duration.microseconds(64 * 200) - span
                    if rest > .zero { poll(nil, 0, Int32(rest.wholeMilliseconds)) }
                }
            } catch { fault.withLock { $0 = error } }
        }
        let client = try LoopbackClient(port: router.port)
        for repeats in 5..<10 {
            let text = PeerConfiguration.company(sink.port, inhibits: repeats % 2 == 0, repeats: repeats)
            try place.write(text, for: store)
            try client.send("POST", "/-/reload")
            poll(nil, 0, 600)
        }
        stops.store(true, ordering: .relaxed)
        ended.wait()
        if let fault = fault.withLock({ $0 }) { throw fault }
        Numbers.row(
            "the longest POST while reloads go on", Numbers.milliseconds(longest.withLock { $0 }), "<= 100 ms")
    }

    // MARK: Routes, silences, inhibit rules

    func costs() throws {
        let store = "costs"
        let router = try place.router(store, configuration: PeerConfiguration.inhibiting, paging: "on")
        defer { router.kill() }
        let client = try LoopbackClient(port: router.port)
        var index = 0
        let silences = try Self.spans(1000) {
            index += 1
            try client.send("POST", "/api/v2/silences", Load.silence(index))
        }
        Numbers.row("to add a silence, the longest of 1,000", Numbers.milliseconds(silences[999]), "<= 50 ms")
        _ = try Self.post(Load.bodies(count: 9600, batch: 64, run: "c"), to: router, over: 1)
        let ends = Load.bodies(count: 9600, batch: 64, run: "c", isOver: true)
        let start = ContinuousClock.now
        _ = try Self.post(ends, to: router, over: 1)
        let each = (ContinuousClock.now - start).wholeMicroseconds / 9600
        Numbers.row("a changed alert, 1,000 silences, 100 inhibit rules", "\(each) us", "<= 200 us")
        try place.write(PeerConfiguration.large, for: store)
        let spans = try Self.spans(1) { try client.send("POST", "/-/reload") }
        Numbers.row("a configuration of 1,000 routes is loaded", Numbers.milliseconds(spans[0]), "<= 200 ms")
    }
}
