import Incidents
import Testing
import Wire

@Suite struct SilenceResourceTests {
    private static let id = SilenceID("f63ca1e9-2ba5-499b-92aa-29e4b70312ec") ?? SilenceID(high: 0, low: 0)

    static let sample = {
        var silence = plain
        silence.ending = Silence.Ending(
            by: ResourceSamples.text, plannedStart: ResourceSamples.at, planned: ResourceSamples.later)
        silence.history = [Silence.Record(at: ResourceSamples.at, by: ResourceSamples.text, what: ResourceSamples.text)]
        return silence
    }()

    private static let plain = Silence(
        id: id,
        matchers: [
            SilenceMatcher(name: "service", value: Fixture.hostile),
            SilenceMatcher(name: "severity", value: "warn.*", isRegex: true),
            SilenceMatcher(name: "team", value: "x", isEqual: false),
        ],
        startsAt: ResourceSamples.at, endsAt: ResourceSamples.later, updatedAt: ResourceSamples.at,
        createdBy: ResourceSamples.text, comment: ResourceSamples.text, reviewAt: ResourceSamples.later,
        endsWithAlerts: true, replaces: SilenceID(random: 1, 2))

    static let summary = {
        var summary = SilenceSummary(
            silence: sample, state: .active, alerts: 7,
            incidents: [
                SilencedIncident(
                    number: IncidentNumber(17), severity: .sev1, phase: .triggered, title: ResourceSamples.text)
            ], incidentCount: 3, reminder: IncidentNumber(31))
        summary.alone = 5
        return summary
    }()

    static let preview = SilencePreview(
        alerts: 7, firing: 9, incidents: summary.incidents, incidentCount: 1, matchesEverything: false,
        hidesUnacknowledgedSEV1: true)

    @Test(arguments: ["active", "expired"])
    func `a silence reads as a real Alertmanager writes it`(state: String) throws {
        let recorded = try JSONReader().read(try Fixture.bytes("am_get_silences_response_\(state).json"))
        guard case .array(let elements) = recorded, let expected = elements.first else {
            Issue.record("the fixture is no array")
            return
        }
        func moment(_ name: String) throws -> Timestamp { try Fixture.moment(expected[name]?.text ?? "") }
        let silence = Silence(
            id: Self.id,
            matchers: [
                SilenceMatcher(name: "service", value: "checkout"),
                SilenceMatcher(name: "severity", value: "warn.*", isRegex: true),
                SilenceMatcher(name: "team", value: "x", isEqual: false),
            ],
            startsAt: try moment("startsAt"), endsAt: try moment("endsAt"), updatedAt: try moment("updatedAt"),
            createdBy: "alice", comment: SafeText(expected["comment"]?.text ?? ""))
        let now = silence.endsAt + (state == "active" ? .minutes(-5) : .minutes(5))

        let written = try JSONReader().read(AlertmanagerV2.silences([silence], at: now))

        guard case .array(let silences) = written, case .object(let object)? = silences.first,
            case .object(let wanted) = expected
        else {
            Issue.record("no silence was written")
            return
        }
        #expect(object.members.map(\.name) == wanted.members.map(\.name))
        for member in wanted.members { #expect(object[member.name] == member.value, "\(member.name)") }
    }

    @Test func `what only ours know stands in a silence that has it`() throws {
        let written = try JSONReader().read(AlertmanagerV2.silence(Self.sample, at: ResourceSamples.at))

        #expect(written["reviewAt"] != nil && written["replaces"] != nil)
        #expect(written["endsWithAlerts"] == .bool(true))
    }

    @Test func `the id of a new silence is answered as amtool expects it`() throws {
        #expect(
            try JSONReader().read(AlertmanagerV2.silenceID(Self.id))
                == JSONReader().read(try Fixture.bytes("amtool_silence_add_response.json")))
        #expect(
            String(decoding: AlertmanagerV2.noUUID("notauuid"), as: UTF8.self)
                == #"{"code":601,"message":"silenceID in path must be of type uuid: \"notauuid\""}"#)
    }

    @Test func `what is written is read back`() throws {
        #expect(try Resources.silences(from: Resources.encode([Self.summary])) == [Self.summary])
        #expect(try Resources.silencePreview(from: Resources.encode(Self.preview)) == Self.preview)
        let batch = FeedBatch(seq: 3, at: ResourceSamples.at, items: [.silence(Self.plain)])
        #expect(try Resources.feedBatch(from: Resources.encode(batch)) == batch)
        let receipt = Receipt(silence: Self.id, said: "silenced")
        #expect(try Resources.receipt(from: Resources.encode(receipt)) == receipt)
    }

    @Test func `a receipt of a router that knows no silences is read too`() throws {
        let old = try Resources.receipt(from: Array(#"{"incident":3,"said":"acked #3"}"#.utf8))

        #expect(old == Receipt(incident: IncidentNumber(3), said: "acked #3"))
    }

    @Test func `a silence that is asked for arrives as it was meant`() throws {
        var draft = SilenceDraft(
            id: Self.id, matchers: Self.sample.matchers, startsAt: ResourceSamples.at, endsAt: ResourceSamples.later,
            createdBy: ResourceSamples.text, comment: "c", reviewAt: ResourceSamples.later, endsWithAlerts: true)
        draft.readAsOf = ResourceSamples.at
        let body = Resources.encode(SilenceRequest(draft: draft, request: RequestID("r")))

        let posted = try SilencesParser().parse(body)

        #expect(posted == PostedSilence(draft: draft, request: RequestID("r")))
        #expect(try SchemaCheck().faults(of: body, as: "PostableSilence") == [])
    }

    @Test func `what is written fits its schema`() throws {
        let check = try SchemaCheck()
        #expect(try check.faults(ofArray: Resources.encode([Self.summary]), of: "SilenceSummary") == [])
        #expect(try check.faults(of: Resources.encode(Self.preview), as: "SilencePreview") == [])
        let silence = AlertmanagerV2.silence(Self.sample, at: ResourceSamples.at)
        #expect(try check.faults(of: silence, as: "GettableSilence") == [])
        #expect(try check.faults(of: AlertmanagerV2.silenceID(Self.id), as: "SilenceID") == [])
        let batch = FeedBatch(seq: 3, at: ResourceSamples.at, items: [.silence(Self.plain)])
        #expect(try check.faults(of: Resources.encode(batch), as: "FeedBatch") == [])
        #expect(try check.faults(of: PagerDutyAnswers.taken(key: "k"), as: "PagerDutyAnswer") == [])
        let refused = PagerDutyAnswers.refused(PagerDutyEvent.Fault(["x"]))
        #expect(try check.faults(of: refused, as: "PagerDutyRefusal") == [])
    }

    @Test(arguments: [
        ("/api/v1/silences", "get"), ("/api/v1/silences", "post"), ("/api/v1/silences/preview", "post"),
        ("/api/v1/silences/{id}", "delete"), ("/api/v2/silences", "get"), ("/api/v2/silences", "post"),
        ("/api/v2/silence/{id}", "get"), ("/api/v2/silence/{id}", "delete"), ("/hooks/alertmanager", "post"),
        ("/hooks/grafana", "post"), ("/hooks/grafana", "put"),
    ])
    func `every path is described`(path: String, method: String) throws {
        #expect(try SchemaCheck().document["paths"]?[path]?[method]?["responses"]?["200"] != nil)
    }
}
