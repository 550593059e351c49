import Calling
import Foundation
import Incidents

/// Prints the numbers that Midwatch is held to, measured on this machine, now. Run it in release:
///
///     swift run -c release Numbers [router|peers|console] [--alertmanager PATH]
///
/// With the real Alertmanager at hand (`.ci/setup --peers` unpacks it) both are loaded in turn, since machines are
/// noisy: the ratio counts, not the figures.
@main
enum Numbers {
    static func main() async throws {
        let place = try Place()
        defer { place.remove() }
        row("measure", "seen", "promised")
        let wanted = CommandLine.arguments.dropFirst().first { ["router", "peers", "console"].contains($0) }
        if wanted == nil || wanted == "router" {
            try simulatedMonth()
            try routes()
            dispatch()
            try await restart(place)
        }
        if wanted == nil || wanted == "peers" { try PeerNumbers(place).run() }
        if wanted == nil || wanted == "console" {
            try await latency(place)
            try firstPaint(place)
            try await ConsoleNumbers(place).run()
        }
    }

    static func row(_ name: String, _ seen: String, _ promised: String) {
        // A row is worth reading as soon as it is there, also in a file.
        let line =
            name.padding(toLength: 56, withPad: " ", startingAt: 0)
            + seen.padding(toLength: 24, withPad: " ", startingAt: 0) + promised + "\n"
        FileHandle.standardOutput.write(Data(line.utf8))
    }

    static func milliseconds(_ span: Duration) -> String {
        String(format: "%.1f ms", Double(span.wholeMicroseconds) / 1000)
    }

    // MARK: Restart and memory

    private static func restart(_ place: Place) async throws {
        let first = try place.router("restart")
        let empty = first.residentBytes
        let desk = HTTPDesk(address: try RouterAddress(first.url))
        for body in Load.bodies(count: 100_000, batch: 500, run: "r") { try await desk.post(alerts: body) }
        row("memory an alert, 100,000 of them", "\((first.residentBytes - empty) / 100_000) B", "<= 1024 B")
        first.kill()
        let start = ContinuousClock.now
        let second = try place.router("restart")
        row("restart with 100,000 alerts, kill -9 to ready", milliseconds(ContinuousClock.now - start), "<= 3000 ms")
        second.kill()
    }

    // MARK: Latency and paint

    private static func latency(_ place: Place) async throws {
        let router = try place.router("latency")
        defer { router.kill() }
        let desk = HTTPDesk(address: try RouterAddress(router.url))
        let screen = try Screen(place.binary, ["--server", "unix:\(router.socket)"])
        defer { screen.close() }
        guard screen.wait(for: "LIVE", within: .seconds(10)) else {
            return row("alert to row", "no console", "<= 250 ms")
        }
        var spans: [Duration] = []
        for index in 0..<20 {
            let title = "row-\(index)-appears"
            let start = ContinuousClock.now
            try await desk.post(alerts: Load.body(title: title))
            guard screen.wait(for: title, within: .seconds(5)) else { continue }
            spans.append(ContinuousClock.now - start)
        }
        spans.sort()
        guard let worst = spans.last else { return row("alert to row", "never", "<= 250 ms") }
        row("alert to row on an attached console, median", milliseconds(spans[spans.count / 2]), "<= 250 ms")
        row("  worst of \(spans.count)", milliseconds(worst), "<= 250 ms")
    }

    private static func firstPaint(_ place: Place) throws {
        var spans: [Duration] = []
        for _ in 0..<9 {
            let start = ContinuousClock.now
            let screen = try Screen(place.binary, ["--server", "unix:/nowhere/midwatch.sock"])
            guard screen.wait(for: "MIDWATCH", within: .seconds(5)) else { continue }
            spans.append(ContinuousClock.now - start)
            screen.close()
        }
        spans.sort()
        guard !spans.isEmpty else { return row("first paint", "never", "<= 50 ms") }
        row("first paint, no router, median of \(spans.count)", milliseconds(spans[spans.count / 2]), "<= 50 ms")
    }
}

extension Duration {
    var wholeMicroseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
}
