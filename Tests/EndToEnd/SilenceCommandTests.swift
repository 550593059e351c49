import Testing

extension EndToEnd {
    /// `midwatch silence` and `midwatch why`, as a person at a terminal meets them.
    @Suite("Silences by command, and what explains them")
    struct SilenceCommandTests {
        private static let alerts = [
            ["alertname": "DiskFull", "service": "search", "severity": "warning", "instance": "a"],
            ["alertname": "DiskFull", "service": "search", "severity": "warning", "instance": "b"],
            ["alertname": "Down", "service": "checkout", "severity": "critical", "instance": "a"],
        ]

        private func play(_ story: (Stage, RouterProcess) async throws -> Void) async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post(Self.alerts)
                try await story(stage, router)
            }
        }

        @Test("One is added, listed and expired, by whoever did it", .timeLimit(.minutes(1)))
        func life() async throws {
            try await play { stage, router in
                let added = try await stage.midwatch(
                    router, "silence", "add", "alertname=DiskFull", "--for", "2h", "--comment", "a new disk")
                #expect(added.ending == .exit(0), "\(added.errors)")
                #expect(added.output.hasPrefix("silenced until "))

                let user = try await stage.run(["id", "-un"]).output.prefix { $0 != "\n" }
                let listed = try JSON(try await stage.midwatch(router, "silence", "list", "-o", "json").output)[0]
                #expect(listed["createdBy"].string == String(user))
                #expect(listed["comment"].string == "a new disk")
                #expect(listed["alerts"].int == 2)
                #expect(listed["alone"].int == 2)

                let table = try await stage.midwatch(router, "silence", "list")
                #expect(table.output.contains(user) && table.output.contains("a new disk"))

                let id = try #require(listed["id"].string)
                let expired = try await stage.midwatch(router, "silence", "expire", String(id.prefix(8)))
                #expect(expired.ending == .exit(0), "\(expired.errors)")
                #expect(expired.output == "expired \(id)\n")
                #expect(expired.errors.contains(/2 alerts, in #.* may ring, even if somebody has them/))
                let again = try await stage.midwatch(router, "silence", "expire", id)
                #expect(again.ending == .exit(0), "\(again.errors)")
                #expect(again.output == "\(id) was over already\n")
                let left = try await stage.midwatch(router, "silence", "list", "-o", "json")
                #expect(try JSON(left.output).items.isEmpty)
                let unknown = try await stage.midwatch(router, "silence", "expire", "00000000")
                #expect(unknown.ending == .exit(1))
                #expect(unknown.errors.hasPrefix("midwatch: "), "\(unknown.errors)")
            }
        }

        @Test("One is extended, changed, ended by mistake and set again; its history says so", .timeLimit(.minutes(1)))
        func changing() async throws {
            try await play { stage, router in
                func run(_ words: String...) async throws -> Finished {
                    try await stage.run([Host.midwatch, "silence"] + words + ["--server", router.server])
                }
                func listed(_ words: String...) async throws -> JSON {
                    let list = [Host.midwatch, "silence", "list", "-o", "json"] + words
                    return try JSON(try await stage.run(list + ["--server", router.server]).output)
                }
                #expect(try await run("add", "alertname=DiskFull", "--for", "2h", "--review", "1h").ending == .exit(0))
                let first = try await listed()[0]
                let id = try #require(first["id"].string)

                let extended = try await run("extend", String(id.prefix(8)), "90m")
                #expect(extended.ending == .exit(0), "\(extended.errors)")
                #expect(extended.output.hasPrefix("changed, until ") && extended.output.hasSuffix(": \(id)\n"))
                #expect(try await run("change", id, "--comment", "a new disk", "--author", "kim").ending == .exit(0))
                let second = try await listed("alertname=DiskFull", "--owner", "kim", "--active")[0]
                #expect(second["id"].string == id && second["comment"].string == "a new disk")
                #expect(second["history"].items.count == 3)
                #expect(second["history"][1]["what"].string?.hasPrefix("end moved from ") == true)
                #expect(second["reviewAt"].string == first["reviewAt"].string)

                // amtool knows of no reviews: what it changes keeps them.
                let body = """
                    {"id": "\(id)", "matchers": [{"name": "alertname", "value": "DiskFull", "isRegex": false}],
                    "startsAt": "\(first["startsAt"].string ?? "")", "endsAt": "2990-01-01T00:00:00Z",
                    "createdBy": "kim", "comment": "longer"}
                    """
                #expect(try await router.http.post("/api/v2/silences", json: body).status == 200)
                #expect(try await listed()[0]["reviewAt"].string == first["reviewAt"].string)

                let shown = try await run("show", String(id.prefix(8)))
                #expect(shown.output.contains("why       longer\n") && shown.output.contains("mutes     2 alerts"))
                #expect(shown.output.contains("history   ") && shown.output.contains("end moved from "))
                let json = try JSON(try await run("show", id, "-o", "json").output)
                #expect(json["id"].string == id && json["history"].items.count == 4)
                #expect(try await run("show", "ffff").ending == .exit(1))

                let replaced = try await run("change", id, "alertname=DiskFull", "instance=a")
                #expect(replaced.output.contains("in the place of \(id), which is over"), "\(replaced.errors)")
                let third = try await listed()[0]
                let other = try #require(third["id"].string)
                #expect(third["replaces"].string == id && third["alerts"].int == 1)
                #expect(try await listed("--expired").items.map { $0["id"].string } == [id])
                #expect(try await listed("alertname=DiskFull", "instance=b").items.isEmpty)

                let expired = try await run("expire", other)
                let again = "midwatch silence change \(other) --until 2990-01-01T00:00:00Z"
                #expect(expired.errors.contains("\(again) sets it again"), "\(expired.errors)")
                #expect(try await listed().items.isEmpty)
                #expect(try await run("extend", other, "1h").ending == .exit(1))
                #expect(try await run("change", other, "--until", "2990-01-01T00:00:00.000Z").ending == .exit(0))
                #expect(try await listed()[0]["replaces"].string == other)
            }
        }

        @Test("A preview says what would be muted, and mutes nothing", .timeLimit(.minutes(1)))
        func preview() async throws {
            try await play { stage, router in
                let seen = try await stage.midwatch(router, "silence", "add", "alertname=DiskFull", "--preview")
                #expect(seen.ending == .exit(0), "\(seen.errors)")
                #expect(seen.output.contains("mutes 2 of 3 alerts"), "\(seen.output)")
                #expect(!seen.errors.contains("mutes"), "\(seen.errors)")
                let nothing = try await stage.midwatch(
                    router, "silence", "add", "alertname=Calm", "--until-resolved", "--preview")
                #expect(nothing.ending == .exit(0), "\(nothing.errors)")
                #expect(nothing.output.contains("meets none of the 3 alerts"), "\(nothing.output)")
                let json = try await stage.midwatch(
                    router, "silence", "add", "alertname=DiskFull", "--preview", "-o", "json")
                #expect(try JSON(json.output)["alerts"].int == 2)
                #expect(try await router.local.get("/api/v2/silences").json().items.isEmpty)
            }
        }

        @Test(
            "What mutes everything or hides a SEV1 is not done unasked", .timeLimit(.minutes(1)),
            arguments: [["alertname=~.+"], ["service=checkout"]])
        func asks(conditions: [String]) async throws {
            try await play { stage, router in
                let add = [Host.midwatch, "silence", "add"] + conditions + ["--server", router.server]
                let refused = try await stage.run(add)
                #expect(refused.ending == .exit(1))
                #expect(refused.errors.contains("--yes"), "\(refused.errors)")
                #expect(try await router.local.get("/api/v2/silences").json().items.isEmpty)
                #expect(try await stage.run(add + ["--yes"]).ending == .exit(0))
                #expect(try await router.local.get("/api/v2/silences").json().items.count == 1)
            }
        }

        @Test(
            "What would end with alerts that do not fire is refused", .timeLimit(.minutes(1)),
            arguments: [["alertname=Calm"], ["--incident", "1"]])
        func endsWithNothing(words: [String]) async throws {
            try await onStage { stage in
                let router = try await stage.router()
                try await router.post([["alertname": "Over", "service": "search"]])
                let over = RouterProcess.body(
                    [["alertname": "Over", "service": "search"]], endsAt: "2026-01-01T00:00:00Z")
                #expect(try await router.http.post("/api/v2/alerts", json: over).status == 200)

                let command = [Host.midwatch, "silence", "add"] + words
                let refused = try await stage.run(command + ["--until-resolved", "--server", router.server])

                #expect(refused.ending == .exit(1), "\(refused.output)")
                #expect(refused.output.isEmpty)
                #expect(refused.errors.contains("fires now") && refused.errors.contains("--for"), "\(refused.errors)")
                #expect(try await router.local.get("/api/v2/silences").json().items.isEmpty)
            }
        }

        @Test(
            "A silence that cannot be meant ends with 2", .timeLimit(.minutes(1)),
            arguments: [
                ["add"], ["add", "alertname"], ["add", "a=~("], ["add", "a=b", "--for", "soon"],
                ["add", "a=b", "--for", "1h", "--until", "06:00"], ["expire"],
                ["expire", "9e0"], ["expire", "soon"],
                ["add", "a=b", "--for", "1h", "--review", "3h"], ["add", "a=b", "--review", "1h"],
                ["change", "6f0a"], ["change", "6f0"], ["change", "6f0a", "a"], ["list", "a"], ["extend", "6f0a"],
                ["change", "6f0a", "--for", "1h", "--until", "06:00"], ["extend", "6f0a", "soon"],
                ["change", "6f0a", "--review", "1h", "--no-review"],
            ])
        func usage(words: [String]) async throws {
            try await onStage { stage in
                let done = try await stage.midwatch(["silence"] + words)
                #expect(done.ending == .exit(2), "\(done.output) \(done.errors)")
                #expect(done.output.isEmpty && !done.errors.isEmpty)
            }
        }

        @Test("Why tells routes, mutes and pages, also of a moment before", .timeLimit(.minutes(1)))
        func why() async throws {
            try await play { stage, router in
                let number = try #require(try await router.incidents().first { $0["service"].string == "search" })
                let before = try #require(number["openedAt"].string)
                let added = try await stage.midwatch(router, "silence", "add", "alertname=DiskFull", "--for", "2h")
                #expect(added.ending == .exit(0), "\(added.errors)")

                let told = try await stage.midwatch(router, "why", "\(number["number"].int ?? 0)")
                #expect(told.ending == .exit(0), "\(told.errors)")
                for word in ["2 alerts", "alertname=DiskFull", "every alert -> default: taken", "(silence ", "PAGES"] {
                    #expect(told.output.contains(word), "\(word): \(told.output)")
                }
                let past = try await stage.midwatch(router, "why", "\(number["number"].int ?? 0)", "--at", before)
                #expect(past.output.contains("KEPT QUIET\n    never"), "\(past.output)")

                let early = try await stage.midwatch(router, "why", "1", "--at", "2026-01-01T00:00:00Z")
                #expect(early.ending == .exit(1))
                #expect(early.errors.contains("#1 was not there yet at 2026-01-01 00:00:00Z"), "\(early.errors)")
                let late = try await stage.midwatch(router, "why", "1", "--at", "9999-01-01T00:00:00Z")
                #expect(late.ending == .exit(2))
                #expect(late.errors.contains("is still to come"), "\(late.errors)")

                let mark = try #require(try await router.local.get("/api/v2/alerts").json()[0]["fingerprint"].string)
                let one = try JSON(try await stage.midwatch(router, "why", mark, "-o", "json").output)
                #expect(one["alerts"].items.count == 1)
                #expect(one["alerts"][0]["alert"]["fingerprint"].string == mark)
                #expect(try await stage.midwatch(router, "why", "99").ending == .exit(1))
                #expect(try await stage.midwatch(["why", "soon"]).ending == .exit(2))
            }
        }

        @Test("Why says what is not spoken here, and who tells nobody", .timeLimit(.minutes(1)))
        func untold() async throws {
            try await onStage { stage in
                var setup = RouterSetup()
                setup.configuration = """
                    route:
                      receiver: "null"
                      group_wait: 0s
                      group_interval: 1s
                      routes:
                      - {receiver: genie, matchers: [team=db]}
                    receivers:
                    - name: "null"
                    - name: genie
                      opsgenie_configs: [{api_key: x}]

                    """
                let router = try await stage.router(setup)
                try await router.post([["alertname": "Down", "team": "db"], ["alertname": "Calm", "team": "web"]])

                let led = try await stage.midwatch(router, "why", "1").output
                #expect(led.contains("  TOLD\n    genie, opsgenie: not spoken here, nobody told by it\n"), "\(led)")

                let alerts = try await router.http.get("/api/v2/alerts").json().items
                let calm = try #require(alerts.first { $0["labels"]["alertname"].string == "Calm" })
                let mark = try #require(calm["fingerprint"].string)
                let quiet = try await stage.midwatch(router, "why", mark).output
                #expect(quiet.contains("- team=\"db\" -> genie: not met: team=\"db\" (it is \"web\")\n"), "\(quiet)")
                let nobody = "    its receiver null has nobody to tell: it has no integrations\n"
                #expect(quiet.contains(nobody), "\(quiet)")
                #expect(quiet.contains("group {}:{}\n"), "\(quiet)")
            }
        }

        @Test("Why names the inhibit rule with its line, and the next turn of a group", .timeLimit(.minutes(1)))
        func inhibited() async throws {
            try await onStage { stage in
                var setup = RouterSetup()
                setup.configuration = """
                    route: {receiver: ops, group_wait: 1h, group_by: [team]}
                    inhibit_rules:
                    - source_matchers: [team=db]
                      target_matchers: [team=db]
                    - source_matchers: [severity=critical]
                      target_matchers: [severity=warning]
                      equal: [team]
                    receivers:
                    - name: ops
                      webhook_configs: [{url: "http://127.0.0.1:9/"}]

                    """
                let router = try await stage.router(setup)
                try await router.post([
                    ["alertname": "NodeDown", "team": "web", "severity": "critical"],
                    ["alertname": "Slow", "team": "web", "severity": "warning"],
                ])
                let alerts = try await router.http.get("/api/v2/alerts").json().items
                let slow = try #require(alerts.first { $0["labels"]["alertname"].string == "Slow" })
                let mark = try #require(slow["fingerprint"].string)

                let said = try await stage.midwatch(router, "why", mark).output
                let rule =
                    "      rule: severity=\"critical\" inhibits severity=\"warning\", equal team (in line 5 of the "
                #expect(said.contains("while NodeDown fires"), "\(said)")
                #expect(said.contains(rule + "configuration as loaded now)\n"), "\(said)")
                #expect(said.contains("group {}:{team=\"web\"}, first flush "), "\(said)")

                let before = try #require(
                    try await router.http.get("/api/v1/why?fingerprint=\(mark)").json()["at"].string)
                // The rule goes, and the past is still explained by it.
                let rest = setup.configuration.replacing("severity=critical", with: "severity=page")
                try stage.write(rest, to: "router.yaml")
                #expect(try await router.local.post("/-/reload").status == 200)
                try await eventually("it is inhibited no more") {
                    try await stage.midwatch(router, "why", mark).output.contains("  no longer\n")
                }
                let past = try await stage.midwatch(router, "why", mark, "--at", before).output
                #expect(
                    past.contains("as of \(before), 1 alert\nPAGING OFF: nothing leaves\nby the configuration of "),
                    "\(past)")
                #expect(past.contains(", equal team (not in the configuration now)\n"), "\(past)")
            }
        }
    }
}
