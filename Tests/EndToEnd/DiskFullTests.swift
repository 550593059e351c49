import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// A disk that is really full: by the kernel's word, not by a mock's.
    @Suite("A full disk")
    struct DiskFullTests {
        /// What stands in every sentence about it.
        static let word = "the disk under"

        @Test(
            "A file that may not grow: 503, said everywhere, nothing lost, and well again by itself",
            .timeLimit(.minutes(1)))
        func fileSizeLimit() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let pid = "\(router.child.pid)"
                try await endure(
                    stage, router,
                    fill: {
                        // Less than the log has by now: no write at its end goes through.
                        _ = try await stage.run(["prlimit", "--pid", pid, "--fsize=4096:unlimited"])
                    },
                    free: { _ = try await stage.run(["prlimit", "--pid", pid, "--fsize=unlimited:unlimited"]) })
            }
        }

        @Test(
            "A file system without space: 503, said everywhere, nothing lost, and well again by itself",
            .enabled(if: Host.canMount, "only root may mount a small file system in memory"), .timeLimit(.minutes(1)))
        func fileSystem() async throws {
            try await onStage { stage in
                let disk = stage.path("disk")
                mkdir(disk, 0o700)
                try #require(mount("none", disk, "tmpfs", 0, "size=3m") == 0)
                stage.whenOver { umount2(disk, Int32(MNT_DETACH)) }
                let router = try await stage.router(RouterSetup(store: "\(disk)/midwatch.db"))
                let ballast = "\(disk)/ballast"
                try await endure(
                    stage, router,
                    fill: {
                        // Writes until the file system says that it is full.
                        _ = FileManager.default.createFile(atPath: ballast, contents: nil)
                        let file = try #require(FileHandle(forWritingAtPath: ballast))
                        for size in [65_536, 4096, 512, 1] {
                            while (try? file.write(contentsOf: Data(count: size))) != nil {}
                        }
                        try file.close()
                    },
                    free: { unlink(ballast) })
            }
        }

        /// The whole story of a disk that fills up and has room again.
        private func endure(
            _ stage: Stage, _ router: RouterProcess, fill: () async throws -> Void, free: () async throws -> Void
        ) async throws {
            let console = try await stage.console(Tmux(stage), router, "console")
            let feed = try await EventStream(router.local, after: 0)
            let labels = { (name: String) in ["alertname": "Down", "service": name, "severity": "critical"] }
            try await router.post([labels("before")])
            try await console.shows("before", "LIVE")

            try await fill()
            var answered = ["before"]
            let refused: Answer = try await eventually("a POST is answered 503", within: 20) {
                let name = "full-\(answered.count)"
                let answer = try await router.http.post(
                    "/api/v2/alerts", json: RouterProcess.body([labels(name)]))
                if answer.status == 200 { answered.append(name) }
                return answer.status == 200 ? nil : answer
            }
            #expect(refused.status == 503)
            #expect(refused.type == "application/json")
            #expect(try refused.json().string?.isEmpty == false, "Alertmanager's clients read a bare string")
            try await expectItIsSaid(stage, router, console, feed)
            try await expectServices(answered, in: router)

            try await free()
            try await eventually("the router takes alerts again", within: 8) {
                try await router.http.post("/api/v2/alerts", json: RouterProcess.body([labels("after")])).status == 200
            }
            #expect(try await router.metric("midwatch_store_writable") == 1)
            #expect(try await router.http.get("/api/v1/snapshot").json()["degraded"].isNull)
            try await console.shows("after")
            try await console.hides("DEGRADED")
            try await expectServices(answered + ["after"], in: router)

            // And what was said in the bad time was true: it is all there after a kill as well.
            try await router.kill9()
            let again = try await stage.router(RouterSetup(store: router.store))
            try await expectServices(answered + ["after"], in: again)
        }

        private func expectServices(_ names: [String], in router: RouterProcess) async throws {
            let alerts = try await router.http.get("/api/v2/alerts")
            #expect(alerts.status == 200)
            #expect(Set(try alerts.json().items.compactMap(\.["labels"]["service"].string)).isSuperset(of: names))
            let incidents = try await router.incidents().compactMap(\.["service"].string)
            #expect(Set(incidents).isSuperset(of: names))
        }

        /// The metrics, the snapshot, the status, the feed, the console and the commands all say it.
        private func expectItIsSaid(
            _ stage: Stage, _ router: RouterProcess, _ console: Tmux.Window, _ feed: EventStream
        ) async throws {
            #expect(try await router.metric("midwatch_store_writable") == 0)
            #expect(try await router.metric("midwatch_commit_failures_total") ?? 0 >= 1)
            let why = try await router.http.get("/api/v1/snapshot").json()["degraded"].string
            #expect(why?.isEmpty == false)
            #expect(try await router.http.get("/api/v1/status").json()["degraded"].string == why)
            #expect(try await router.http.get("/-/healthy").status == 200)
            try await eventually("the feed says it") {
                try feed.look()
                return feed.events.contains { $0.name == "notice" && $0.json["degraded"].string == why }
            }
            try await console.shows("DEGRADED", Self.word)
            let act = try await router.act(1, "ack", request: "while-full")
            #expect(act.status == 503)
            let ack = try await stage.midwatch(router, "ack", "1")
            #expect(ack.ending == .exit(1))
            #expect(ack.errors.contains(Self.word))
            let list = try await stage.midwatch(router, "list")
            #expect(list.ending == .exit(0))
            #expect(list.output.contains("before"))
            #expect(list.errors.contains(Self.word), "list says nothing of the full disk: \(list.errors)")
            let json = try await stage.midwatch(router, "list", "-o", "json")
            #expect(try JSON(json.output).items.count == 1)
        }
    }
}
