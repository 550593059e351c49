import Incidents
import Testing
import Wire

@Suite struct OpenAPIDocumentTests {
    @Test(
        arguments: [
            ("Incident", Resources.encode(ResourceSamples.full)), ("Incident", Resources.encode(ResourceSamples.bare)),
            ("IncidentDetail", Resources.encode(ResourceSamples.detail)),
            ("Snapshot", Resources.encode(ResourceSamples.snapshot)),
            ("FeedBatch", Resources.encode(ResourceSamples.batch)),
            ("Presence", Resources.encode(ResourceSamples.presence)),
            (
                "PresenceRequest",
                Resources.encode(PresenceRequest(console: "c", incident: IncidentNumber(1), isWriting: true))
            ),
            ("PresenceRequest", Resources.encode(PresenceRequest(console: "c", incident: nil))),
            ("Explanation", Resources.encode(ResourceSamples.explanation)),
            ("Explanation", Resources.encode(ResourceSamples.unexplained)),
            ("RouterStatus", Resources.encode(ResourceSamples.status)),
            ("Notice", Resources.encode(Notice(degraded: nil))),
            ("Receipt", Resources.encode(Receipt(incident: IncidentNumber(1), said: "acked #1"))),
            ("Error", Resources.encode(Refusal(.notHeld, "no"))),
            ("FrameworkError", AlertmanagerV2.notFound(path: "/x")),
            ("Message", AlertmanagerV2.error("x")),
            (
                "AlertmanagerStatus",
                AlertmanagerV2.status(
                    AlertmanagerStatus(
                        build: BuildDescription(version: "1"), startedAt: ResourceSamples.at, configuration: ""))
            ),
        ])
    func `what is written fits its schema`(schema: String, bytes: [UInt8]) throws {
        #expect(try SchemaCheck().faults(of: bytes, as: schema) == [])
    }

    @Test func `lists fit their schemas`() throws {
        let check = try SchemaCheck()
        var encoder = GettableAlertsEncoder()
        encoder.begin()
        encoder.append(
            GettableAlert(
                alert: Alert(
                    labels: LabelSet(["a": "b"]), startsAt: ResourceSamples.at, endsAt: ResourceSamples.at,
                    updatedAt: ResourceSamples.at), receivers: ["r"], state: .suppressed, silencedBy: ["id"],
                inhibitedBy: [Fingerprint(7)], mutedBy: ["night"]))
        encoder.end()

        #expect(
            try check.faults(
                ofArray: Resources.encode([ResourceSamples.entry, ResourceSamples.ours]), of: "TimelineEntry") == [])
        #expect(
            try check.faults(ofArray: Resources.encode([ResourceSamples.alert, ResourceSamples.firing]), of: "Alert")
                == [])
        #expect(try check.faults(ofArray: encoder.take(), of: "GettableAlert") == [])
        #expect(
            try check.faults(ofArray: try Fixture.bytes("prometheus_post_alerts_rich.json"), of: "PostableAlert") == [])
    }

    @Test(arguments: ResourceSamples.verbs)
    func `every act fits the schema of requests`(verb: Act.Verb) throws {
        let request = ActRequest(act: Act(verb, IncidentNumber(1)), request: RequestID("r"))

        #expect(try SchemaCheck().faults(of: Resources.encode(request), as: "ActRequest") == [])
    }

    @Test(
        arguments: [
            ("Incident", "{}"), ("Receipt", #"{"incident":1,"said":"x","more":1}"#),
            ("Receipt", #"{"incident":"1","said":"x"}"#),
            ("Error", #"{"code":"gone","error":null}"#), ("Page", #"{"id":1}"#), ("Severity", #""SEV6""#),
        ])
    func `the schemas are strict`(schema: String, json: String) throws {
        #expect(try !SchemaCheck().faults(of: Array(json.utf8), as: schema).isEmpty)
    }

    @Test(
        arguments: [
            ("/api/v1/incidents", "get"), ("/api/v1/incidents/{number}", "get"),
            ("/api/v1/incidents/{number}/timeline", "get"), ("/api/v1/incidents/{number}/alerts", "get"),
            ("/api/v1/incidents/{number}/acts", "post"), ("/api/v1/snapshot", "get"), ("/api/v1/feed", "get"),
            ("/api/v1/status", "get"), ("/api/v1/backup", "post"), ("/api/v2/alerts", "get"),
            ("/api/v2/alerts", "post"),
            ("/api/v2/alerts/groups", "get"), ("/api/v2/status", "get"), ("/api/v2/receivers", "get"),
            ("/-/healthy", "get"), ("/-/ready", "get"), ("/-/reload", "post"), ("/metrics", "get"),
        ])
    func `every path of the contract is described`(path: String, method: String) throws {
        let operation = try SchemaCheck().document["paths"]?[path]?[method]

        #expect(operation?["responses"]?["200"] != nil)
    }

    @Test func `who looks is described`() throws {
        let operation = try SchemaCheck().document["paths"]?["/api/v1/presence"]?["put"]

        #expect(operation?["responses"]?["204"] != nil)
    }

    @Test func `timeline kinds, verbs and words are those of the vocabulary`() throws {
        let schemas = try #require(try SchemaCheck().document["components"]?["schemas"])
        func words(_ schema: String, _ member: String) -> [String] {
            guard case .array(let words)? = schemas[schema]?["properties"]?[member]?["enum"] else { return [] }
            return words.compactMap(\.text)
        }

        #expect(words("TimelineEntry", "kind") == TimelineEntry.Kind.allCases.map(\.rawValue))
        #expect(words("Incident", "phase") == PhaseName.allCases.map(\.rawValue))
        #expect(Set(words("Incident", "shown")) == Set(ShownState.allCases.map(\.rawValue)))
        #expect(words("ActRequest", "verb") == ResourceSamples.verbs.map(\.name))
        #expect(words("Responder", "role") == Responder.Role.allCases.map(\.rawValue))
    }
}
