import Glibc
import Testing

extension EndToEnd {
    /// The console on every terminal, in every locale, at every size: it draws, it answers, it leaves in order.
    @Suite("Terminals, locales and sizes")
    struct TerminalMatrixTests {
        /// What one console drew, from its start until it had left.
        private func drawn(
            _ stage: Stage, _ router: RouterProcess, _ environment: [String: String], width: UInt16 = 80,
            height: UInt16 = 24, until shown: String = "checkout"
        ) async throws -> String {
            let terminal = try PseudoTerminal(width: width, height: height)
            let console = try stage.start(
                [Host.midwatch, "--server", router.server], environment: environment, terminal: terminal.path)
            try await eventually("\(environment) at \(width)x\(height) shows \(shown)") {
                terminal.look().contains(shown)
            }
            terminal.type("q")
            #expect(try await console.ends() == .exit(0), "\(environment) at \(width)x\(height)")
            #expect(terminal.isCooked)
            return terminal.look()
        }

        private func router(_ stage: Stage) async throws -> RouterProcess {
            let router = try await stage.router()
            try await router.post([["alertname": "Down", "service": "checkout", "severity": "critical"]])
            return router
        }

        @Test(
            "Every kind of terminal that is known here shows the list, and an unknown one what stands in for it",
            .timeLimit(.minutes(2)))
        func terminals() async throws {
            try await onStage { stage in
                let router = try await router(stage)
                let known = [
                    "xterm-256color", "xterm", "screen", "screen-256color", "tmux-256color", "linux", "vt100", "vt220",
                    "rxvt", "ansi", "xterm-kitty", "alacritty", "no-such-terminal",
                ]
                for name in known {
                    let text = try await drawn(stage, router, ["TERM": name])
                    #expect(text.contains("NEED ACK"), "\(name)")
                    if name.hasPrefix("vt") || name == "ansi" {
                        #expect(!text.contains("\u{1B}[?1049h"), "\(name) has no alternate screen")
                    }
                }
            }
        }

        @Test("Each locale gets the characters that it can show", .timeLimit(.minutes(1)))
        func locales() async throws {
            try await onStage { stage in
                let router = try await router(stage)
                for name in ["C", "POSIX", "en_US.ISO-8859-1"] {
                    let text = try await drawn(stage, router, ["LANG": name])
                    #expect(text.unicodeScalars.allSatisfy { $0.isASCII }, "\(name)")
                }
                // A name that SSH forwards, and that this host does not have.
                for name in ["C.UTF-8", "xx_XX.UTF-8"] {
                    #expect(try await drawn(stage, router, ["LANG": name]).contains("─"), "\(name)")
                }
            }
        }

        @Test("Without colour there is none", .timeLimit(.minutes(1)))
        func colour() async throws {
            try await onStage { stage in
                let router = try await router(stage)
                let (colour, plain) = (
                    try await drawn(stage, router, [:]), try await drawn(stage, router, ["NO_COLOR": "1"])
                )
                let sequence = /\u{1B}\[[0-9;]*(?:3[0-7]|9[0-7]|38;5;[0-9]+)m/
                #expect(colour.contains(sequence))
                #expect(!plain.contains(sequence))
            }
        }

        @Test("Every size is drawn, and none is refused", .timeLimit(.minutes(2)))
        func sizes() async throws {
            try await onStage { stage in
                let router = try await router(stage)
                for (width, height) in [
                    (20, 3), (39, 7), (40, 8), (40, 12), (80, 24), (120, 36), (200, 60), (500, 200),
                ] {
                    let text = try await drawn(
                        stage, router, [:], width: UInt16(width), height: UInt16(height),
                        until: width < 40 ? "ACK" : "checkout")
                    #expect(text.contains("\u{1B}[?1049l"), "\(width)x\(height)")
                }
                // A terminal that says nothing of its size has the size of its description.
                for (width, height) in [(1, 1), (0, 0), (1, 200), (500, 1)] {
                    let terminal = try PseudoTerminal(width: UInt16(width), height: UInt16(height))
                    let console = try stage.start(
                        [Host.midwatch, "--server", router.server], terminal: terminal.path)
                    try await eventually("\(width)x\(height) is drawn") { terminal.look().contains("\u{1B}[?1049h") }
                    try await eventually("the router counts it") { try await router.metric("midwatch_consoles") == 1 }
                    terminal.type("q")
                    #expect(try await console.ends() == .exit(0), "\(width)x\(height)")
                    try await eventually("it is gone") { try await router.metric("midwatch_consoles") == 0 }
                }
            }
        }

        @Test("A window that is dragged wildly leaves a console that still answers", .timeLimit(.minutes(1)))
        func storm() async throws {
            try await onStage { stage in
                let router = try await router(stage)
                let terminal = try PseudoTerminal()
                let console = try stage.start([Host.midwatch, "--server", router.server], terminal: terminal.path)
                try await eventually("it is drawn") { terminal.look().contains("checkout") }
                var random = SystemRandomNumberGenerator()
                for _ in 0..<100 {
                    terminal.resize(
                        width: UInt16.random(in: 0...500, using: &random),
                        height: UInt16.random(in: 0...200, using: &random))
                    console.send(SIGWINCH)
                    _ = terminal.look()
                }
                terminal.resize(width: 80, height: 24)
                console.send(SIGWINCH)
                // A key acts only on what has been on the screen for a moment: it is pressed until it was taken.
                try await eventually("the key still acts") {
                    terminal.type("a")
                    await Waiting.aMoment(milliseconds: 100)
                    _ = terminal.look()
                    return try await router.incidents().first?["phase"].string == "acknowledged"
                }
                terminal.type("q")
                #expect(try await console.ends() == .exit(0))
            }
        }

        @Test(
            "A line that takes nothing for a while loses no key, and shows the newest state after",
            .timeLimit(.minutes(1)))
        func stalled() async throws {
            try await onStage { stage in
                let router = try await router(stage)
                let terminal = try PseudoTerminal()
                let console = try stage.start([Host.midwatch, "--server", router.server], terminal: terminal.path)
                try await eventually("it is drawn") { terminal.look().contains("checkout") }
                // Nobody reads now: each ^L wants a whole screen, far more than the line holds.
                for _ in 0..<200 {
                    terminal.type("\u{0C}")
                    await aMomentPasses()
                }
                terminal.type("a")
                try await eventually("a key acts though nothing can be drawn") {
                    try await router.incidents().first?["phase"].string == "acknowledged"
                }
                #expect(console.ending == nil)
                try await eventually("the newest state is drawn once the line moves") {
                    terminal.look().contains("ACK ")
                }
                terminal.type("q")
                try await eventually("it leaves") {
                    _ = terminal.look()
                    return console.ending == .exit(0)
                }
            }
        }

        private func aMomentPasses() async { await Waiting.aMoment(milliseconds: 2) }
    }
}
