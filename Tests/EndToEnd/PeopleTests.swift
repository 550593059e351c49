import Glibc
import Testing

/// Somebody else on this machine.
struct Person: Sendable {
    var login: String
    var group: String

    static let nobody = Person(login: "nobody", group: "nogroup")
    static let daemon = Person(login: "daemon", group: "daemon")

    /// What stands before a program so that this one runs it.
    var prefix: [String] { ["/usr/bin/setpriv", "--reuid", login, "--regid", group, "--clear-groups"] }
}

extension EndToEnd {
    /// Who the kernel says is at the other end of the Unix socket.
    @Suite("People at the Unix socket", .enabled(if: Host.canBecomeOthers, "only root may act as several users"))
    struct PeopleTests {
        private func list(_ stage: Stage, _ person: Person, _ router: RouterProcess, _ words: [String]) async throws
            -> Finished
        {
            try await stage.run(person.prefix + [Host.midwatch] + words + ["--server", router.server])
        }

        @Test("Without people every login is its own actor", .timeLimit(.minutes(1)))
        func ownActor() async throws {
            try await onStage { stage in
                let router = try await stage.router(RouterSetup(options: ["--socket-group", "nogroup"]))
                try await router.post([["alertname": "Down", "service": "shop", "severity": "critical"]])
                let acked = try await list(stage, .nobody, router, ["ack", "1"])
                #expect(acked.ending == .exit(0), "\(acked.errors)")
                #expect(try await router.incidents().first?["acknowledgedBy"].string == "nobody")

                let refused = try await stage.midwatch(router, "ack", "1")
                #expect(refused.ending == .exit(1))
                #expect(refused.errors.contains("nobody has it since"))
                #expect(refused.errors.contains("take"))
                let taken = try await stage.midwatch(router, "take", "1", "--yes")
                #expect(taken.ending == .exit(0), "\(taken.errors)")
                #expect(try await router.incidents().first?["acknowledgedBy"].string == "root")
            }
        }

        @Test(
            "Of two who press at the same moment exactly one has it, and the other is told who", .timeLimit(.minutes(1))
        )
        func race() async throws {
            try await onStage { stage in
                let router = try await stage.router(RouterSetup(options: ["--socket-group", "nogroup"]))
                try await router.post(
                    (1...6).map { ["alertname": "Down", "service": "s\($0)", "severity": "critical"] })
                for number in 1...6 {
                    async let mine = stage.midwatch(router, "ack", "\(number)")
                    async let theirs = list(stage, .nobody, router, ["ack", "\(number)"])
                    let endings = (try await mine, try await theirs)
                    let incident = try await router.local.get("/api/v1/incidents/\(number)").json()
                    let holder = try #require(incident["acknowledgedBy"].string)
                    let (winner, loser) = holder == "root" ? (endings.0, endings.1) : (endings.1, endings.0)
                    #expect(["root", "nobody"].contains(holder))
                    #expect(winner.ending == .exit(0), "\(winner.errors)")
                    #expect(loser.ending == .exit(1))
                    #expect(loser.errors.contains("\(holder) has it since"), "\(loser.errors)")
                }
            }
        }

        static let people =
            RouterSetup.plain + """
                people:
                - {login: daemon, name: Mara}

                """

        @Test("With people an unknown login may only read, and is told the line to add", .timeLimit(.minutes(1)))
        func unknownLogin() async throws {
            try await onStage { stage in
                let router = try await stage.router(
                    RouterSetup(configuration: Self.people, options: ["--socket-group", "nogroup"]))
                try await router.post([["alertname": "Down", "service": "shop", "severity": "critical"]])

                let read = try await list(stage, .nobody, router, ["list"])
                #expect(read.ending == .exit(0))
                #expect(read.output.contains("shop"))
                let acked = try await list(stage, .nobody, router, ["ack", "1"])
                #expect(acked.ending == .exit(1))
                #expect(acked.errors.contains("may only read"))
                #expect(acked.errors.contains("- {login: nobody, name: nobody}"))
                #expect(try await router.incidents().first?["phase"].string == "triggered")
            }
        }

        @Test("With people a known login acts under its person's name", .timeLimit(.minutes(1)))
        func knownLogin() async throws {
            try await onStage { stage in
                let router = try await stage.router(
                    RouterSetup(configuration: Self.people, options: ["--socket-group", "daemon"]))
                try await router.post([["alertname": "Down", "service": "shop", "severity": "critical"]])
                let acked = try await list(stage, .daemon, router, ["ack", "1"])
                #expect(acked.ending == .exit(0), "\(acked.errors)")
                #expect(try await router.incidents().first?["acknowledgedBy"].string == "Mara")
            }
        }

        @Test("The console tells an unknown login that it may only read", .timeLimit(.minutes(1)))
        func readingConsole() async throws {
            try await onStage { stage in
                let router = try await stage.router(
                    RouterSetup(configuration: Self.people, options: ["--socket-group", "nogroup"]))
                try await router.post([["alertname": "Down", "service": "shop", "severity": "critical"]])
                let window = try await Tmux(stage).open(
                    "console", Person.nobody.prefix + [Host.midwatch, "--server", router.server], width: 140)
                try await window.shows("shop", "LIVE")
                try await window.press("a", until: "the console says no") {
                    try await window.screen().contains("may only read")
                }
                #expect(try await router.incidents().first?["phase"].string == "triggered")
            }
        }

        @Test("A socket without a group lets nobody in but its owner", .timeLimit(.minutes(1)))
        func ownerOnly() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                #expect(mode(router.socket) == 0o600)
                let kept = try await list(stage, .nobody, router, ["list"])
                #expect(kept.ending == .exit(3))
                #expect(kept.errors.contains("you may not use this socket"))
            }
        }

        @Test("--socket-group gives the socket to a group, and to no others", .timeLimit(.minutes(1)))
        func socketGroup() async throws {
            try await onStage { stage in
                let router = try await stage.router(RouterSetup(options: ["--socket-group", "daemon"]))
                #expect(mode(router.socket) == 0o660)
                #expect(try await list(stage, .daemon, router, ["list"]).ending == .exit(0))
                #expect(try await list(stage, .nobody, router, ["list"]).ending == .exit(3))
            }
        }

        @Test("A group that does not exist is refused, not silently ignored", .timeLimit(.minutes(1)))
        func unknownGroup() async throws {
            try await onStage { stage in
                let child = try stage.launch(RouterSetup(options: ["--socket-group", "no-such-group"]))
                let ending = try await child.ends(within: 5)
                #expect(ending == .exit(1) || ending == .exit(2))
                #expect(child.errors.contains("no-such-group"))
            }
        }

        private func mode(_ path: String) -> mode_t {
            var status = stat()
            stat(path, &status)
            return status.st_mode & 0o777
        }
    }
}
