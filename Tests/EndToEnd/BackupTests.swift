import Foundation
import Testing

extension EndToEnd {
    @Suite("Backups")
    struct BackupTests {
        @Test(
            "A copy made while alerts come in opens in a second router with the same incidents", .timeLimit(.minutes(1))
        )
        func underLoad() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post(
                    (0..<20).map { ["alertname": "Early", "service": "e\($0)", "severity": "critical"] })
                try await router.act(3, "ack", request: "r1")
                try await router.act(4, "note", request: "r2", ",\"text\":\"looking\"")
                let early = try await router.incidents().filter { $0["number"].int ?? 0 <= 20 }

                let storm = AlertStorm(workers: 2)
                async let blowing: Void = storm.blow(at: router, round: 0) {}
                try await eventually("the storm blows") { storm.answered.count > 20 }
                let answered = storm.answered
                let file = stage.path("monday.db")
                let backup = try await stage.midwatch(router, "backup", file)
                #expect(backup.ending == .exit(0), "\(backup.errors)")
                let during = storm.answered.count
                try await eventually("the storm goes on") { storm.answered.count > during + 10 }
                try await router.kill9()
                try await blowing

                let second = try await stage.router(RouterSetup(name: "second", store: file))
                let copied = try await second.incidents()
                for incident in early {
                    let twin = copied.first { $0["number"] == incident["number"] }
                    for key in ["phase", "acknowledgedBy", "acknowledgedAt", "openedAt", "title", "severity", "firing"]
                    {
                        #expect(twin?[key] == incident[key], "#\(incident["number"].int ?? 0): \(key)")
                    }
                }
                let there = Set(
                    try await second.http.get("/api/v2/alerts").text.components(after: "\"instance\":\"", upTo: "\""))
                #expect(answered.isSubset(of: there), "what was answered before the backup began is in it")
                let timeline = try await second.local.get("/api/v1/incidents/4/timeline").json().items
                #expect(timeline.contains { $0["kind"].string == "note" && $0["text"].string == "looking" })
            }
        }

        @Test("A backup writes over nothing and leaves nothing half done", .timeLimit(.minutes(1)))
        func nothingLost() async throws {
            try await onStage { stage in
                let router = try await stage.router()
                let file = try stage.write("my only copy", to: "copy.db")
                let refused = try await stage.midwatch(router, "backup", file)
                #expect(refused.ending == .exit(1))
                #expect(refused.errors.contains(file))
                #expect(try String(contentsOfFile: file, encoding: .utf8) == "my only copy")

                let nowhere = try await stage.midwatch(router, "backup", stage.path("no/such/folder/copy.db"))
                #expect(nowhere.ending == .exit(1))
                #expect(nowhere.errors.contains("no/such/folder"))

                let done = try await stage.midwatch(router, "backup", stage.path("fine.db"))
                #expect(done.ending == .exit(0))
                let left = try FileManager.default.contentsOfDirectory(atPath: stage.folder).filter {
                    $0.contains("backup") || $0.contains("tmp") || $0.hasSuffix(".part")
                }
                #expect(left.isEmpty, "\(left)")
                let mode = try FileManager.default.attributesOfItem(atPath: stage.path("fine.db"))[.posixPermissions]
                #expect(mode as? Int == 0o600)
            }
        }
    }
}
