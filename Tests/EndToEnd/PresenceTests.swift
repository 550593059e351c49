import Glibc
import Testing

extension EndToEnd {
    /// Several people at one incident, through the whole program.
    @Suite("Several people at one incident")
    struct PresenceTests {
        private static let login = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) }

        private func people(_ stream: EventStream) -> [JSON]? {
            stream.events.last { $0.name == "presence" }?.json["presence"].items
        }

        private func look(_ door: HTTP, _ console: String, _ incident: String, writing: Bool = false) async throws
            -> Answer
        {
            try await door.send(
                "PUT", "/api/v1/presence",
                body: Array(
                    "{\"console\":\"\(console)\",\"incident\":\(incident),\"writing\":\(writing),\"name\":\"eve\"}".utf8
                ),
                headers: ["Content-Type": "application/json"])
        }

        @Test("The name comes from the socket, and what a console said ends with its feed", .timeLimit(.minutes(1)))
        func connection() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post([["alertname": "Down", "service": "shop", "severity": "critical"]])
                let reader = try await EventStream(router.local, after: 0)
                var feed: Connection? = try await router.local.open("/api/v1/feed?after=0&client=console&console=one")
                #expect(try await look(router.local, "one", "1", writing: true).status == 204)
                try await eventually("the reader is told who writes") {
                    try reader.look()
                    let first = people(reader)?.first
                    let person = first?["people"].items.first
                    return first?["incident"].int == 1 && person?["writing"].bool == true
                        && person?["name"].string == Self.login
                }
                let snapshot = try await router.local.get("/api/v1/snapshot").json()
                #expect(snapshot["presence"].items.first?["people"].items.first?["name"].string == Self.login)

                #expect(feed != nil)
                feed = nil
                try await eventually("nobody looks any more", within: 5) {
                    try reader.look()
                    return people(reader)?.isEmpty == true
                }
                #expect(try await look(router.http, "two", "1").status == 401)
                #expect(try await look(router.local, "two", "99").status == 404)
            }
        }

        @Test(
            "Two consoles of two people see each other, and what the other does", .timeLimit(.minutes(1)),
            .enabled(if: Host.canBecomeOthers, "only root may act as several users"))
        func twoConsoles() async throws {
            try await onStage { stage in
                let router = try await stage.router(RouterSetup(options: ["--socket-group", "nogroup"]))
                try await router.post([["alertname": "Down", "service": "shop", "severity": "critical"]])
                let tmux = Tmux(stage)
                let mine = try await tmux.open("mine", [Host.midwatch, "--server", router.server])
                let theirs = try await tmux.open(
                    "theirs", Person.nobody.prefix + [Host.midwatch, "--server", router.server])
                try await mine.shows("shop", "LIVE")
                try await theirs.shows("shop", "LIVE")
                try await theirs.press("Enter", until: "it is open") { try await theirs.screen().contains("> #1") }
                // The login is called nobody; where there is no room for all of the name it is cut.
                try await eventually("the list says who looks", within: 10) {
                    try await mine.screen().contains(/nob(ody|…) looks/)
                }
                try await mine.press("Enter", until: "it is open") { try await mine.screen().contains("> #1") }
                try await mine.shows("HERE nobody")
                try await theirs.shows("HERE root")
                try await theirs.press("c", until: "a note is begun") {
                    try await theirs.screen().contains("note on #1:")
                }
                try await mine.shows("HERE nobody writing")

                try await mine.press("a", until: "it is acknowledged") { try await mine.screen().contains("acked #1") }
                try await theirs.type("seen", "Enter")
                try await theirs.shows("note: seen", "acknowledged")
                try await mine.shows("note: seen")

                try await theirs.type("Escape")
                try await mine.hides("HERE nobody")
            }
        }
    }
}
