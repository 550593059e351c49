import Foundation
import Testing

extension EndToEnd {
    @Suite("The demo")
    struct DemoTests {
        @Test("The headless demo tells its story and ends with 0, leaving nothing behind", .timeLimit(.minutes(1)))
        func checkout() async throws {
            try await onStage { stage in
                let done = try await stage.run(
                    [Host.midwatch, "demo", "--headless", "--speed", "600"], environment: ["TMPDIR": stage.folder],
                    within: 40)
                #expect(done.ending == .exit(0), "\(done.errors)")
                #expect(done.output.hasPrefix("DEMO"))
                for word in ["opened", "paged", "acknowledged", "took it", "merged", "resolved", "RSLV"] {
                    #expect(done.output.contains(word), "\(word)")
                }
                #expect(!done.output.contains("\u{1B}"))
                #expect(done.errors.isEmpty, "an ordinary end is no error: \(done.errors)")
                let left = try FileManager.default.contentsOfDirectory(atPath: stage.folder)
                #expect(!left.contains { $0.hasPrefix("midwatch-demo") }, "\(left)")
            }
        }

        @Test("A failed switch: 3,000 alerts, a handful of incidents", .timeLimit(.minutes(1)))
        func failedSwitch() async throws {
            try await onStage { stage in
                let demo = try stage.start(
                    [Host.midwatch, "demo", "--headless", "--scenario", "switch", "--speed", "150"],
                    environment: ["TMPDIR": stage.folder])
                let port: Int = try await eventually("the demo says where it listens") {
                    demo.output.firstMatch(of: /http:\/\/127.0.0.1:(\d+)/).flatMap { Int($0.1) }
                }
                // Through the same door as a real sender's: what it holds is seen from outside.
                let http = HTTP(door: .port(port))
                try await eventually("3,000 alerts fire", within: 30) {
                    let alerts = try await http.get("/api/v2/alerts").text
                    return alerts.components(after: "\"fingerprint\":\"", upTo: "\"").count == 3000
                }
                #expect((1...12).contains(try await http.get("/api/v1/incidents?state=all").json().items.count))
                #expect(try await demo.ends(within: 40) == .exit(0), "\(demo.errors)")
                let opened = demo.output.split(separator: "\n").filter { $0.contains("opened:") }
                #expect((1...12).contains(opened.count), "\(opened.count) incidents")
                let table = demo.output.split(separator: "\n").drop { !$0.contains("FIRING") }
                #expect((2...13).contains(table.count))
            }
        }

        @Test(
            "In a terminal the demo is a console that says DEMO, with the story going on",
            .enabled(if: Host.hasTmux, "tmux is not installed"), .timeLimit(.minutes(1)))
        func console() async throws {
            try await onStage { stage in
                let window = try await Tmux(stage).open(
                    "demo", [Host.midwatch, "demo", "--speed", "60"], width: 100, height: 30)
                try await window.shows("DEMO", "checkout", within: 20)
                try await window.shows("LIVE", "ACK", within: 20)
                try await window.type("q")
                try await eventually("the demo is over") { try await window.screen().isEmpty }
            }
        }

        @Test("An unknown scenario ends with a usage error that names those there are", .timeLimit(.minutes(1)))
        func unknown() async throws {
            try await onStage { stage in
                let done = try await stage.midwatch(["demo", "--headless", "--scenario", "volcano"])
                #expect(done.ending == .exit(2), "\(done.errors)")
                #expect(done.errors.contains("checkout") && done.errors.contains("switch"))
            }
        }
    }
}
