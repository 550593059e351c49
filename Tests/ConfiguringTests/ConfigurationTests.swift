import Configuring
import Foundation
import Incidents
import Routing
import Testing

@Suite struct ConfigurationTests {
    @Test("paging is on, shadow or off, and nothing when the file does not say")
    func paging() throws {
        for paging in Paging.allCases {
            #expect(try Configuration.parse("paging: \(paging.rawValue)\n", file: "m.yaml").paging == paging)
        }
        #expect(try Configuration.parse("limits: {}\n", file: "m.yaml").paging == nil)
        let refusal = #expect(throws: ConfigurationRefusal.self) {
            _ = try Configuration.parse("paging: dark\n", file: "m.yaml")
        }
        #expect(
            refusal?.description
                == "m.yaml:1:9: paging is \"dark\" and must be on, shadow or off; write paging: on")
    }

    @Test("without a file there is one receiver that opens incidents")
    func standard() {
        let configuration = Configuration.standard

        #expect(configuration.tree == .standard)
        #expect(configuration.receivers == [Receiver(name: "default", opensIncidents: true)])
        #expect(configuration.people.isEmpty)
        #expect(configuration.file == nil)
    }

    @Test("everything that a file may say is taken from it")
    func readsEverything() throws {
        let configuration = try Configuration.parse(Self.everything, file: "m.yaml")
        let rules = configuration.rules

        #expect(configuration.warnings == [])
        #expect(rules.resolveTimeout == .minutes(4))
        #expect(rules.reopenWithin == .minutes(10))
        #expect(rules.resolveExpiredAfter == .hours(2))
        #expect(rules.resolveRecheck == .minutes(20))
        #expect(rules.acknowledgeTimeouts == [.sev1: .minutes(20), .sev2: .minutes(30), .sev4: .hours(8)])
        #expect(rules.acknowledgeWarning == .minutes(2))
        #expect(rules.mitigateTimeout == .hours(3))
        #expect(rules.ringEvery == .minutes(6))
        #expect(rules.ringUrgentEvery == .seconds(30))
        #expect(rules.undoWithin == .zero)
        #expect(rules.snoozeMax == .hours(48))
        #expect(rules.resolvedKept == .hours(1))
        #expect(rules.requestsKept == .hours(12))
        #expect(rules.joinEvery == .minutes(2))
        #expect(rules.annotateEvery == .minutes(3))
        #expect(rules.severities.severity(of: LabelSet(["priority": "p1"])) == .sev1)
        #expect(rules.severities.severity(of: LabelSet(["priority": "critical"])) == .sev3)
        #expect(configuration.limits.bodyBytes == 1 << 20)
        #expect(configuration.limits.alertsPerBatch == 500)
        #expect(configuration.limits.queueBytes == 4 << 20)
        #expect(configuration.retention.alerts == .hours(24))
        #expect(configuration.person(login: "kim")?.name == SafeText("Kim Ö."))
        #expect(configuration.person(login: "sam")?.name == SafeText("sam"))
        #expect(configuration.person(login: "eve") == nil)
        #expect(configuration.tokens.map(\.scope) == [.ingest, .act])
        #expect(
            configuration.tokens.map(\.secret) == [
                .file("ci.token"), .sha256(String(repeating: "0a", count: 32)),
            ])
    }

    static let everything = """
        global: {resolve_timeout: 4m}
        route: {receiver: team, group_by: ['...'], group_wait: 10s, group_interval: 2m, repeat_interval: 3h}
        receivers: [{name: team, incidents: open}]
        incidents:
          reopen_within: 10m
          resolve_expired_after: 2h
          resolve_recheck: 20m
          ack_timeout: {SEV1: 20m, SEV3: none, SEV4: 8h}
          ack_warning: 2m
          mitigate_timeout: 3h
          ring_every: 6m
          ring_urgent_every: 30s
          undo_within: 0s
          snooze_max: 2d
          resolved_kept: 1h
          requests_kept: 12h
          join_every: 2m
          annotate_every: 3m
          severity: {label: priority, values: {P1: SEV1}, otherwise: sev3}
        limits: {body: 1MiB, alerts_per_batch: 500, labels_per_alert: 10, label_name: 100, label_value: 1KiB,
          annotation: 2KiB, queue: 4 MiB}
        retention: {log: 1d, incidents: 1y, alerts: 1d}
        people: [{login: kim, name: Kim Ö.}, {login: sam}]
        tokens:
        - {name: ci, scope: ingest, file: ci.token}
        - {name: bot, scope: act, sha256: \(String(repeating: "0A", count: 32))}
        """

    @Test("one acknowledge time-out may hold for all severities, or none")
    func readsOneTimeout() throws {
        let all = try Configuration.parse("incidents: {ack_timeout: 45m}", file: "m").rules
        let none = try Configuration.parse("incidents: {ack_timeout: none}", file: "m").rules

        #expect(Severity.allCases.allSatisfy { all.acknowledgeTimeout($0) == .minutes(45) })
        #expect(none.acknowledgeTimeouts.isEmpty)
    }

    @Test(
        "how a route groups follows group_by",
        arguments: [
            ("", GroupBy.none), ("group_by: []", .none), ("group_by:", .none), ("group_by: ['...']", .all),
            ("group_by: [a, b]", .labels(["a", "b"])),
        ])
    func readsGroupBy(_ line: String, _ expected: GroupBy) throws {
        let text = "route:\n  receiver: a\n  \(line)\nreceivers: [{name: a, incidents: open}]\n"

        #expect(try Configuration.parse(text, file: "m").tree.root.groupBy == expected)
    }

    @Test("a route of a file has Alertmanager's times where the file has none")
    func defaultsOfRoutes() throws {
        let root = try Configuration.parse("route: {receiver: 1}\nreceivers: [{name: 1}]\n", file: "m").tree.root

        #expect(root.receiver == "1")
        #expect(root.groupWait == .seconds(30))
        #expect(root.groupInterval == .minutes(5))
        #expect(root.repeatInterval == .hours(4))
    }

    @Test(
        "a receiver opens incidents when it has an integration or a policy, unless it says otherwise",
        arguments: [
            ("{name: a}", false), ("{name: a, webhook_configs: []}", false),
            ("{name: a, webhook_configs: [{url: 'http://x'}]}", true), ("{name: a, shiny_new_configs: [{}]}", true),
            ("{name: a, escalation_policy: p}", true), ("{name: a, incidents: open}", true),
            ("{name: a, email_configs: [{to: x}], incidents: none}", false),
        ])
    func opensIncidents(_ receiver: String, _ expected: Bool) throws {
        let configuration = try Configuration.parse("route: {receiver: a}\nreceivers: [\(receiver)]\n", file: "m")

        #expect(configuration.receivers.map(\.opensIncidents) == [expected])
        #expect(configuration.tree.root.opensIncidents == expected)
    }

    @Test("a root that tells nobody opens no incident, and what it leads to a pager does")
    func opensIncidentsBelowTheRoot() throws {
        let text = """
            route:
              receiver: 'null'
              routes:
              - {receiver: pager, matchers: [severity=critical]}
            receivers:
            - {name: 'null'}
            - {name: pager, pagerduty_configs: [{routing_key: x}]}
            """

        let configuration = try Configuration.parse(text, file: "m.yaml")

        #expect(configuration.tree.routes.map(\.opensIncidents) == [false, true])
        #expect(configuration.tree.incidentRoute(for: LabelSet(["severity": "critical"])) == 1)
        #expect(configuration.tree.incidentRoute(for: LabelSet(["severity": "info"])) == nil)
        #expect(
            configuration.warnings.map(\.description) == [
                "m.yaml:7:17: pagerduty_configs is not spoken here: receiver \"pager\" opens the incident and tells "
                    + "nobody by it"
            ])
        #expect(configuration.warnings.map(\.leavesUntold) == [true])
        #expect(configuration.receivers.map(\.unspoken) == [[], ["pagerduty"]])
    }

    @Test("a configuration that would never open an incident says so")
    func warnsOfSilence() throws {
        let text = "route:\n  receiver: a\nreceivers:\n- name: a\n"

        #expect(
            try warnings(text) == [
                "m.yaml:2:3: receiver \"a\" has no integration, so no alert opens an incident; "
                    + "write incidents: open in that receiver if it should"
            ])
    }

    @Test(
        "a key of a later day is a warning with its place, and none when it is empty",
        arguments: [
            "teams", "schedules", "escalation_policies", "services", "pipelines", "metrics", "heartbeats",
            "integrations", "tracing", "event_recorder",
        ])
    func warnsOfLaterKeys(_ key: String) throws {
        #expect(try warnings("limits: {}\n\(key): {a: b}\n") == ["m.yaml:2:1: \(key) is not acted on yet"])
        #expect(try warnings("\(key):\n") == [])
    }

    @Test(
        "a path of the file is relative to the file's folder",
        arguments: [
            ("/etc/midwatch/midwatch.yaml", "ci.token", "/etc/midwatch/ci.token"),
            ("/etc/midwatch/midwatch.yaml", "/run/ci.token", "/run/ci.token"),
            ("midwatch.yaml", "ci.token", "ci.token"), (nil, "ci.token", "ci.token"),
        ] as [(String?, String, String)])
    func resolvesPaths(_ file: String?, _ path: String, _ expected: String) {
        #expect(Configuration(file: file).resolved(path) == expected)
    }

    @Test("a file is read from the disk, and what cannot be read is told without a line")
    func loads() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "midwatch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let good = folder.appending(path: "good.yaml").path
        let bad = folder.appending(path: "bad.yaml").path
        try Data("retention: {log: 2d}\n".utf8).write(to: URL(filePath: good))
        try Data([0x61, 0xFF, 0x0A]).write(to: URL(filePath: bad))

        #expect(try Configuration.load(good).retention.log == .hours(48))
        #expect(refusal(bad) == "\(bad): it is not UTF-8; save it as UTF-8")
        #expect(refusal(good + "x").hasPrefix("\(good)x: it cannot be read: No such file or directory; "))
        #expect(refusal(folder.path).hasPrefix("\(folder.path): it cannot be read: Is a directory; "))
    }

    private func refusal(_ path: String) -> String {
        do {
            return "loaded \(try Configuration.load(path))"
        } catch {
            return error.description
        }
    }
}
