import Glibc
import Testing

extension EndToEnd {
    /// The console in a real terminal.
    @Suite("A real terminal")
    struct TerminalTests {
        static let enters = "\u{1B}[?1049h"
        static let leaves = "\u{1B}[?1049l"
        static let showsCursor = "\u{1B}[?25h"

        private func openConsole(
            _ stage: Stage, _ terminal: PseudoTerminal
        ) async throws -> (RouterProcess, ChildProcess) {
            let router = try await stage.router()
            try await router.post([["alertname": "Down", "service": "checkout", "severity": "critical"]])
            let console = try stage.start([Host.midwatch, "--server", router.server], terminal: terminal.path)
            try await eventually("the console shows the incident; it drew \(terminal.drawn.count) bytes") {
                terminal.look().contains("checkout")
            }
            return (router, console)
        }

        @Test("The console enters the alternate screen, and q gives the terminal back", .timeLimit(.minutes(1)))
        func quitting() async throws {
            try await onStage { stage in
                let terminal = try PseudoTerminal()
                #expect(terminal.isCooked)
                let (_, console) = try await openConsole(stage, terminal)
                #expect(terminal.look().contains(Self.enters))
                #expect(!terminal.isCooked)
                #expect(!terminal.look().contains(Self.leaves))
                terminal.type("q")
                #expect(try await console.ends() == .exit(0))
                expectRestored(terminal)
            }
        }

        @Test(
            "SIGTERM, SIGINT and SIGHUP give the terminal back", .timeLimit(.minutes(1)),
            arguments: [SIGTERM, SIGINT, SIGHUP])
        func signals(signal: Int32) async throws {
            try await onStage { stage in
                let terminal = try PseudoTerminal()
                let (_, console) = try await openConsole(stage, terminal)
                let took = try await seconds {
                    console.send(signal)
                    _ = try await console.ends(within: 5)
                }
                #expect(took < 1, "the console took \(took) s to end")
                expectRestored(terminal)
            }
        }

        private func expectRestored(_ terminal: PseudoTerminal) {
            let drawn = terminal.look()
            let left = drawn.ranges(of: Self.leaves).last
            #expect(left != nil, "the alternate screen was not left")
            #expect(drawn.ranges(of: Self.showsCursor).last != nil, "the cursor was not shown again")
            #expect(terminal.isCooked, "the terminal does not gather lines and echo")
            if let left {
                #expect(drawn.ranges(of: Self.enters).last.map { $0.lowerBound < left.lowerBound } ?? false)
            }
        }

        @Test("A console whose line is cut is gone soon, with nothing left behind", .timeLimit(.minutes(1)))
        func hangup() async throws {
            try await onStage { stage in
                let terminal = try PseudoTerminal()
                let (router, console) = try await openConsole(stage, terminal)
                let took = try await seconds {
                    terminal.hangUp()
                    _ = try await console.ends(within: 5)
                }
                // The promise is 10 ms; a look here is 15 ms apart, and the machine is busy.
                #expect(took < 0.25, "the console took \(took) s to go")
                // A page that goes out now must not count it as somebody whom it reached.
                try await eventually("the router no longer counts it", within: 3) {
                    try await router.metric("midwatch_consoles") == 0
                }
            }
        }

        @Test("The console says how to start a router when there is none, and takes no screen", .timeLimit(.minutes(1)))
        func noRouter() async throws {
            try await onStage { stage in
                let done = try await stage.midwatch(["--server", "unix:" + stage.path("none.sock")])
                #expect(done.ending != .exit(0))
                #expect((done.output + done.errors).contains("midwatch"))
                #expect(!done.output.contains("\u{1B}"), "no sequence may go where no terminal is")
            }
        }

        @Test(
            "In tmux the console lives on the alternate screen, follows a resize, and leaves the shell as it was",
            .enabled(if: Host.hasTmux, "tmux is not installed"), .timeLimit(.minutes(1)))
        func inTmux() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post([["alertname": "Down", "service": "checkout", "severity": "critical"]])
                let shell = try await Tmux(stage).open("shell", ["/bin/sh"], width: 80, height: 24)
                try await shell.type("echo at-$((6*7))", "Enter")
                try await shell.shows("at-42")
                try await shell.type("\(Host.midwatch) --server \(router.server)", "Enter")
                try await shell.shows("checkout", "LIVE", "NEXT")
                #expect(try await shell.value("#{alternate_on}") == "1")
                #expect(try await !shell.screen().contains("at-42"))

                try await shell.resize(width: 40, height: 12)
                try await eventually("the small screen shows the incident") {
                    let lines = try await shell.screen().split(separator: "\n")
                    return lines.count <= 12 && lines.contains { $0.contains("checkout") }
                }
                try await shell.resize(width: 160, height: 48)
                try await shell.shows("checkout", "NEXT")

                try await shell.press("a", until: "the key arrived") {
                    try await router.incidents().first?["phase"].string == "acknowledged"
                }
                try await shell.shows("ACK")
                try await shell.type("q")
                try await shell.shows("at-42")
                #expect(try await shell.value("#{alternate_on}") == "0")
            }
        }
    }
}
