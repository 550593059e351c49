import Glibc
import Testing

extension EndToEnd {
    @Suite("Plain lines and forced commands")
    struct PlainTests {
        private func openPlain(
            _ stage: Stage, _ terminal: PseudoTerminal, _ router: RouterProcess, _ options: [String] = ["--plain"],
            environment: [String: String] = [:]
        ) async throws -> ChildProcess {
            let console = try stage.start(
                [Host.midwatch] + options + ["--server", router.server], environment: environment,
                terminal: terminal.path)
            try await says(terminal, "Type help for the words, quit to leave.")
            return console
        }

        private func says(_ terminal: PseudoTerminal, _ text: String) async throws {
            try await eventually("\"\(text)\" is said; it said \(terminal.look())") { terminal.look().contains(text) }
        }

        private func expectPlain(_ terminal: PseudoTerminal) {
            #expect(!terminal.look().contains("\u{1B}"), "no sequence has a place in plain lines")
            #expect(terminal.isCooked)
        }

        @Test("A person at plain lines hears what comes, asks, acts and leaves", .timeLimit(.minutes(1)))
        func sitting() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let terminal = try PseudoTerminal()
                let console = try await openPlain(stage, terminal, router)
                #expect(terminal.look().contains("No incident is open."))

                try await router.post([["alertname": "Down", "service": "checkout", "severity": "critical"]])
                try await says(terminal, "#1 SEV1 checkout: ")
                try await says(terminal, "New, nobody has it. Rings again in")
                #expect(terminal.look().contains("\u{7}"), "a new incident rings")

                terminal.type("resolve 1\r")
                try await says(terminal, "1 of its alerts still fires. Type yes or no.")
                // What is typed before a question can have been read is no answer to it.
                await Waiting.aMoment(milliseconds: 900)
                terminal.type("no\r")
                try await says(terminal, "Nothing was done.")
                terminal.type("ack\u{7F}k 1\r")
                try await says(terminal, "cked #1")
                #expect(try await router.incidents().first?["phase"].string == "acknowledged")
                terminal.type("show 1\r")
                try await says(terminal, "Type menu 1 for what can be done.")

                // What comes while something is typed stands on its own line, and what was typed is said again.
                terminal.type("note 1 half")
                try await says(terminal, "note 1 half")
                try await router.post([["alertname": "Slow", "service": "search", "severity": "warning"]])
                try await says(terminal, "note 1 half\r\n")
                try await eventually("what was typed is said again") { terminal.look().hasSuffix("note 1 half") }
                terminal.type(" done\r")
                try await eventually("the note is there") {
                    let shown = try await router.local.get("/api/v1/incidents/1").json()
                    return shown["timeline"].items.contains { $0["text"].string == "half done" }
                }
                // The router has it before the console has heard so; until then quit asks once more.
                try await says(terminal, "Noted on #1.")
                terminal.type("quit\r")
                #expect(try await console.ends() == .exit(0))
                expectPlain(terminal)
            }
        }

        @Test(
            "A terminal that cannot draw gets plain lines, and one sentence that says why", .timeLimit(.minutes(1)),
            arguments: ["dumb", ""])
        func dumb(kind: String) async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let terminal = try PseudoTerminal()
                let console = try await openPlain(stage, terminal, router, [], environment: ["TERM": kind])
                let told = terminal.look().ranges(of: "plain lines instead, as with --plain").count
                #expect(told == 1, "\(terminal.look())")
                terminal.type("\u{4}")
                #expect(try await console.ends() == .exit(0))
                expectPlain(terminal)
            }
        }

        @Test("Signals and a cut line end it, with the terminal as it was", .timeLimit(.minutes(1)))
        func endings() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                for (signal, status) in [(SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)] {
                    let terminal = try PseudoTerminal()
                    let console = try await openPlain(stage, terminal, router)
                    console.send(signal)
                    #expect(try await console.ends(within: 5) == .exit(status))
                    expectPlain(terminal)
                }
                let terminal = try PseudoTerminal()
                let console = try await openPlain(stage, terminal, router)
                terminal.type("\u{3}")
                try await says(terminal, "press Ctrl-C once more.")
                terminal.type("\u{3}")
                #expect(try await console.ends() == .exit(130))
                expectPlain(terminal)

                let cut = try PseudoTerminal()
                let lost = try await openPlain(stage, cut, router)
                cut.hangUp()
                #expect(try await lost.ends(within: 5) == .exit(129))
            }
        }

        @Test("A storm is one sentence a second, and a router that goes away is said once", .timeLimit(.minutes(1)))
        func stormAndLoss() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let terminal = try PseudoTerminal()
                let console = try await openPlain(stage, terminal, router)
                try await router.post((1...200).map { ["alertname": "Down", "service": "s\($0)"] })
                try await says(terminal, "new incidents, ")
                try await says(terminal, "; list shows them.")
                let lines = terminal.look().split(whereSeparator: \.isNewline)
                #expect(lines.count { $0.hasPrefix("#") } < 20, "\(lines.count) lines")
                try await router.kill9()
                try await says(terminal, "Link to the router lost at ")
                terminal.type("ack 1\r")
                try await says(terminal, "Not sent: router unreachable")
                #expect(terminal.look().ranges(of: "Link to the router lost").count == 1)
                terminal.type("q\r")
                #expect(try await console.ends() == .exit(0))
            }
        }

        /// Runs plain lines over a pipe.
        private func script(_ stage: Stage, _ lines: String, _ server: String, _ options: String = "--plain")
            async throws
            -> Finished
        {
            let file = try stage.write(lines, to: "script")
            let command =
                "cat '\(file)' | '\(Host.midwatch)' \(options) --server '\(server)' | cat; exit ${PIPESTATUS[1]}"
            return try await stage.run(["/bin/bash", "-c", command])
        }

        @Test("A script's lines are commands, each waits for the one before it, and the worst is the status")
        func scripts() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post([["alertname": "Down", "service": "checkout", "severity": "critical"]])
                let good = try await script(
                    stage, "ack 1\nundo\nseverity 1 SEV3\nnote 1 from a script\nresolve 1\nyes\nshow 1", router.server)
                #expect(good.ending == .exit(0), "\(good.output) \(good.errors)")
                #expect(good.errors.isEmpty && !good.output.contains("\u{1B}") && !good.output.contains("\u{7}"))
                #expect(good.output.contains("note: from a script"))
                #expect(try await router.incidents("all").first?["phase"].string == "resolved")

                let refused = try await script(stage, "list\nack 99\nlist\n", router.server)
                #expect(refused.ending == .exit(1), "\(refused.output)")
                #expect(refused.output.contains("#99"))
                #expect(try await script(stage, "fly\n", router.server).ending == .exit(2))
                let unanswered = try await script(stage, "reopen 1\n", router.server)
                #expect(unanswered.ending == .exit(1))
                #expect(try await router.incidents("all").first?["phase"].string == "resolved")
                let none = try await script(stage, "list\n", "unix:" + stage.path("none.sock"))
                #expect(none.ending == .exit(3), "\(none.output)")
                #expect(none.output.contains("midwatch serve starts one"))
            }
        }

        /// Runs the program as sshd runs a forced command.
        private func sent(_ stage: Stage, _ text: String?, _ router: RouterProcess) async throws -> Finished {
            var environment = ["MIDWATCH_EDITOR": "none"]
            environment["SSH_ORIGINAL_COMMAND"] = text
            return try await stage.run(
                [Host.midwatch, "--restricted", "--server", router.server], environment: environment)
        }

        @Test("A forced command does what was sent, at the router of the forced command", .timeLimit(.minutes(1)))
        func forced() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post([["alertname": "Down", "service": "checkout", "severity": "critical"]])
                for text in [
                    "list", "list -o json", "show 1", "ack 1",
                    "midwatch note 1 'rolled  back' -- --server is no option",
                    "snooze 1 --for 30m", "severity 1 SEV2", "doctor -o json", "ack --help",
                    "silence add --incident 1 --for 1h --comment 'a  b' --yes", "silence list -o json",
                    "resolve 1 --yes",
                ] {
                    let done = try await sent(stage, text, router)
                    #expect(done.ending == .exit(0), "\(text): \(done.output) \(done.errors)")
                }
                let shown = try await router.local.get("/api/v1/incidents/1").json()
                #expect(shown["phase"].string == "resolved" && shown["severity"].string == "SEV2")
                #expect(
                    shown["timeline"].items.contains { $0["text"].string == "rolled  back --server is no option" })
                #expect(try await sent(stage, "ack 99", router).ending == .exit(1))
                #expect(try await sent(stage, "severity 1 SEV9", router).ending == .exit(2))
                // No terminal and nothing sent: the console, as plain lines, whose input has ended.
                let console = try await sent(stage, nil, router)
                #expect(console.ending == .exit(0), "\(console.output) \(console.errors)")
                #expect(console.output.contains("Midwatch, plain lines."))
            }
        }

        @Test("What is not allowed ends with 2 and one sentence, and does nothing", .timeLimit(.minutes(1)))
        func refused() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let trap = stage.path("trap")
                try await router.post([["alertname": "Down", "service": "checkout"]])
                for text in [
                    "list; touch \(trap)", "list ; touch \(trap)", "list $(touch \(trap))", "list `touch \(trap)`",
                    "list\ntouch \(trap)", "list | tee \(trap)", "list > \(trap)", "touch \(trap)",
                    "sh -c 'touch \(trap)'",
                    "list --server=unix:\(trap)", "list --server unix:\(trap)", "list -o json --token-file /etc/passwd",
                    "doctor --config /etc/passwd", "backup \(trap)", "serve --store sqlite:\(trap)",
                    "init --config \(trap)",
                    "demo", "check-config /etc/passwd", "console --server x", "console --config /etc/passwd",
                    "console x", "'ack 1", "ack 1 && touch \(trap)", "--help", "theme list", "ack 1 \u{1B}[2J",
                ] {
                    let done = try await sent(stage, text, router)
                    #expect(done.ending == .exit(2), "\(text): \(done.output) \(done.errors)")
                    #expect(done.output.isEmpty, "\(text)")
                    #expect(!done.errors.isEmpty && !done.errors.contains("\u{1B}"), "\(text)")
                }
                #expect(access(trap, F_OK) != 0)
                #expect(try await router.incidents().first?["phase"].string == "triggered")
                let said = try await sent(stage, "scp -t /tmp", router).errors
                #expect(said.split(separator: "\n").count == 1)
                #expect(said.contains("\"scp\" is not allowed here; allowed are list, show, why, ack, "))
            }
        }

        @Test("A restricted screen does not stop at Ctrl-Z, and starts no editor", .timeLimit(.minutes(1)))
        func restrictedScreen() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let trap = stage.path("trap")
                let editor = try stage.write("#!/bin/sh\ntouch \(trap)\n", to: "editor")
                chmod(editor, 0o755)
                try await router.post([["alertname": "Down", "service": "checkout", "severity": "critical"]])
                let terminal = try PseudoTerminal()
                let console = try stage.start(
                    [Host.midwatch, "--restricted", "--server", router.server], environment: ["EDITOR": editor],
                    terminal: terminal.path)
                try await eventually("the screen is there") { terminal.look().contains("checkout") }
                terminal.type("\u{1A}")
                try await says(terminal, "off: restricted")
                console.send(SIGTSTP)
                // The screen says the same as before: the proof is that no editor was started.
                terminal.type("C")
                await Waiting.aMoment(milliseconds: 300)
                _ = terminal.look()
                terminal.type("q")
                #expect(try await console.ends() == .exit(0))
                #expect(access(trap, F_OK) != 0)
            }
        }

        @Test("Restricted plain lines do not stop at Ctrl-Z either", .timeLimit(.minutes(1)))
        func restrictedPlain() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let terminal = try PseudoTerminal()
                let console = try await openPlain(
                    stage, terminal, router, ["--restricted"], environment: ["SSH_ORIGINAL_COMMAND": "console --plain"])
                terminal.type("\u{1A}")
                console.send(SIGTSTP)
                terminal.type("help\r")
                try await says(terminal, "off: restricted.")
                terminal.type("quit\r")
                #expect(try await console.ends() == .exit(0))
                expectPlain(terminal)
            }
        }
    }
}
