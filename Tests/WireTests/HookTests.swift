import Incidents
import Testing
import Wire

@Suite struct HookTests {
    private static let now = ResourceSamples.at

    private static func parse(
        _ body: [UInt8], _ sender: WebhookParser.Sender = .alertmanager, limits: ParserLimits = ParserLimits(),
        labels: PackedPairs = .empty, now: Timestamp = HookTests.now
    ) throws -> PostedBatch {
        try WebhookParser(sender, limits: limits, labels: labels, now: now, holds: .hours(5)).parse(body)
    }

    // MARK: Alertmanager

    @Test func `what fires holds until the end that is ours, with the labels of the first sender`() throws {
        let batch = try Self.parse(try Fixture.bytes("alertmanager_webhook_v4_firing.json"))
        let direct = try Fixture.parse(try Fixture.text("prometheus_post_alerts_firing.json")).alerts[0]

        #expect(batch.fault == nil)
        #expect(batch.alerts.map(\.labels.fingerprint.description) == ["45deb6f4bc1f1d7b"])
        #expect(batch.alerts[0].labels == direct.labels && batch.alerts[0].text == direct.text)
        #expect(batch.alerts[0].startsAt == (try Fixture.moment("2026-11-23T03:04:08.568Z")))
        #expect(batch.alerts[0].endsAt == nil && batch.alerts[0].holds == .hours(5))
    }

    @Test func `resolved alerts end when they say, and the others of the group go on`() throws {
        let now = try Fixture.moment("2026-11-23T04:00:00Z")
        let mixed = try Self.parse(try Fixture.bytes("alertmanager_webhook_v4_mixed.json"), now: now)
        #expect(
            mixed.alerts.map(\.labels.fingerprint.description) == [
                "b1c11497b32ce15e", "5308e11450d376b3", "61921a1c6113d4e4",
            ])
        let ended = try Fixture.moment("2026-11-23T03:13:38Z")
        #expect(mixed.alerts.map(\.endsAt) == [nil, ended, nil])

        let resolved = try Self.parse(try Fixture.bytes("alertmanager_webhook_v4_resolved.json"), now: now)
        #expect(resolved.alerts.map(\.endsAt) == [try Fixture.moment("2026-11-23T03:04:20.568Z")])
    }

    @Test func `a group that is cut resolves nothing`() throws {
        let batch = try Self.parse(try Fixture.bytes("alertmanager_webhook_v4_truncated.json"))

        #expect(batch.alerts.count == 3 && batch.alerts.allSatisfy { $0.endsAt == nil && $0.holds == .hours(5) })
        #expect(batch.leftOut > 0)
    }

    @Test func `a good alert is taken beside one that is refused`() throws {
        let body = """
            {"alerts":[{"status":"firing","labels":{}},{"status":"firing","labels":{"a":5}},
            {"status":"firing","labels":{"alertname":"Up"}},7,
            {"status":"resolved","labels":{"alertname":"Over"},"endsAt":"0001-01-01T00:00:00Z"}]}
            """
        let batch = try Self.parse(Array(body.utf8))

        #expect(batch.alerts.map { $0.labels[raw: "alertname"] } == ["Up", "Over"])
        #expect(batch.alerts.map(\.endsAt) == [nil, Self.now])
        #expect(batch.refusals.count == 3)
        let sentence = batch.fault?.sentence ?? ""
        #expect(sentence.contains("alerts[0].labels must have at least one label"))
        #expect(sentence.contains("alerts[1].labels must hold strings") && sentence.contains("alerts[3] must be"))
    }

    @Test func `names are made fit, annotations are cut, and labels that are too long refuse`() throws {
        let body = """
            {"alerts":[{"status":"firing","labels":{"my label":"x","1st":"y"},"annotations":{"a b":"\(String(repeating: "é", count: 40))",
            "n":1.5}},{"status":"firing","labels":{"a":"\(String(repeating: "x", count: 40))"}}]}
            """
        let limits = ParserLimits(nameLengthMax: 16, valueLengthMax: 32, annotationLengthMax: 32)
        let batch = try Self.parse(Array(body.utf8), limits: limits)

        let alert = try #require(batch.alerts.first)
        #expect(alert.labels == LabelSet(["my_label": "x", "_1st": "y"]))
        #expect(alert.text[raw: "n"] == "1.5")
        let cut = try #require(alert.text[raw: "a_b"])
        #expect(cut.utf8.count <= 32 && cut.hasSuffix("…"))
        #expect(batch.alerts.count == 1 && batch.refusals.count == 1)
    }

    @Test func `labels of the integration stand where the sender has none`() throws {
        let more = PackedPairs([("service", "billing"), ("team", "money")])
        let batch = try Self.parse(
            Array(#"{"alerts":[{"status":"firing","labels":{"service":"shop"}}]}"#.utf8), labels: more)

        #expect(batch.alerts[0].labels == LabelSet(["service": "shop", "team": "money"]))
    }

    @Test(arguments: [
        (#"{"labels":{"a":"b"}}"#, "alerts[0].status is missing; write firing or resolved"),
        (#"{"status":null,"labels":{"a":"b"}}"#, "alerts[0].status is missing; write firing or resolved"),
        (#"{"status":"maybe","labels":{"a":"b"}}"#, "alerts[0].status is \"maybe\"; write firing or resolved"),
        (#"{"status":1,"labels":{"a":"b"}}"#, "alerts[0].status must be a string, not a number"),
        (
            #"{"status":"firing","labels":{"a":"b"},"startsAt":"soon"}"#,
            "alerts[0].startsAt is \"soon\"; write a time as 2026-11-23T03:08:08Z"
        ),
        (#"{"status":"firing","labels":{"a":"b"},"startsAt":5}"#, "alerts[0].startsAt must be a string, not a number"),
    ])
    func `an alert that does not say how it stands, or since when, is refused`(alert: String, words: String) throws {
        let batch = try Self.parse(
            Array(#"{"version":"4","alerts":[\#(alert),{"status":"firing","labels":{"c":"d"}}]}"#.utf8))

        #expect(batch.alerts.count == 1)
        #expect(batch.fault?.sentence == words)
    }

    @Test(arguments: [#""3""#, "4", "null", #""""#])
    func `another version than that which is spoken is refused as a whole`(version: String) throws {
        let body = Array(#"{"version":\#(version),"alerts":[]}"#.utf8)

        if version == "null" {
            #expect(try Self.parse(body) == PostedBatch())
        } else {
            let fault = #expect(throws: ResourceFault.self) { try Self.parse(body) }
            #expect(
                fault?.description.hasPrefix("version must be \"4\", which is what is spoken here; send by") == true)
        }
        #expect(try Self.parse(body, .grafana) == PostedBatch())
    }

    @Test(arguments: ["", "{", "[]", "{}", #"{"alerts":{}}"#, #"{"alerts":null}"#, "\u{0}"])
    func `a body that is none is refused`(body: String) {
        #expect(throws: ResourceFault.self) { try Self.parse(Array(body.utf8)) }
    }

    @Test func `more alerts than allowed are refused as a whole`() {
        let body = #"{"alerts":[{"labels":{"a":"b"}},{"labels":{"a":"c"}}]}"#
        #expect(throws: ResourceFault.self) { try Self.parse(Array(body.utf8), limits: ParserLimits(alertsMax: 1)) }
    }

    // MARK: Grafana

    @Test func `what Grafana adds becomes annotations`() throws {
        let batch = try Self.parse(try Fixture.bytes("hand_grafana_webhook_firing.json"), .grafana)

        let alert = try #require(batch.alerts.first)
        #expect(alert.labels.fingerprint.description.count == 16 && alert.labels[raw: "grafana_folder"] == "checkout")
        #expect(alert.text[raw: "values"]?.contains("value=1.9") == true)
        #expect(alert.text[raw: "silence_url"]?.hasPrefix("https://grafana.example/alerting/silence") == true)
        #expect(alert.text[raw: "dashboard_url"] == nil)
        #expect(alert.text.generatorURL == "https://grafana.example/alerting/grafana/ab12/view?orgId=1")
    }

    @Test func `a rule without data is an alert of its own name`() throws {
        let batch = try Self.parse(try Fixture.bytes("hand_grafana_webhook_nodata.json"), .grafana)

        #expect(batch.alerts.map { $0.labels[raw: "alertname"] } == ["DatasourceNoData"])
        #expect(batch.alerts.map { $0.labels[raw: "rulename"] } == ["HighLatency"])
    }
}
