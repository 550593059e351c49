import Incidents
import Testing
import Wire

@Suite struct AlertmanagerV2Tests {
    private static func recorded(receiver: String, file: String) throws -> GettableAlert {
        let body = try Fixture.text(file)
        var posted = try Fixture.parse(body).alerts[0]
        posted.startsAt = try posted.startsAt ?? Fixture.moment("2026-11-23T03:04:45.948Z")
        posted.endsAt = try posted.endsAt ?? Fixture.moment("2026-11-23T03:09:45.948Z")
        let startsAt = try #require(posted.startsAt)
        let alert = Alert(
            labels: posted.labels, text: posted.text, startsAt: startsAt, endsAt: try #require(posted.endsAt),
            updatedAt: receiver == "pager" ? startsAt : try Fixture.moment("2026-11-23T03:04:08.574Z"))
        guard receiver == "default" else { return GettableAlert(alert: alert, receivers: [receiver], state: .active) }
        return GettableAlert(
            alert: alert, receivers: [receiver], state: .suppressed, inhibitedBy: [Fingerprint(0x1e13_768c_7ec5_2373)])
    }

    /// A tree as text, without the member that only later versions of Alertmanager write.
    private static func comparable(_ bytes: [UInt8]) throws -> String {
        var writer = JSONWriter()
        writer.value(try JSONReader().read(bytes))
        return String(decoding: writer.bytes, as: UTF8.self).replacing(#""mutedBy":[],"#, with: "")
    }

    @Test func `an alert reads as a real Alertmanager writes it`() throws {
        var encoder = GettableAlertsEncoder()
        encoder.begin()
        encoder.append(
            try AlertmanagerV2Tests.recorded(receiver: "default", file: "prometheus_post_alerts_firing.json"))
        encoder.end()

        let expected = try Fixture.bytes("am_get_alerts_response_suppressed.json")
        #expect(try AlertmanagerV2Tests.comparable(encoder.take()) == AlertmanagerV2Tests.comparable(expected))
    }

    @Test func `groups hold what a real Alertmanager writes`() throws {
        var encoder = GettableAlertsEncoder()
        encoder.begin()
        encoder.beginGroup(labels: LabelSet(["alertname": "CheckoutDown", "service": "checkout"]), receiver: "pager")
        encoder.append(try AlertmanagerV2Tests.recorded(receiver: "pager", file: "amtool_alert_add.json"))
        encoder.endGroup()
        encoder.beginGroup(labels: LabelSet(["alertname": "TargetDown", "service": "checkout"]), receiver: "default")
        encoder.append(
            try AlertmanagerV2Tests.recorded(receiver: "default", file: "prometheus_post_alerts_firing.json"))
        encoder.endGroup()
        encoder.end()

        let written = try JSONReader().read(
            Array(try AlertmanagerV2Tests.comparable(encoder.take()).utf8))
        #expect(written == (try JSONReader().read(try Fixture.bytes("am_get_alert_groups_response.json"))))
    }

    @Test func `an alert that does not say where it was made has no address`() throws {
        var encoder = GettableAlertsEncoder()
        encoder.begin()
        encoder.append(
            GettableAlert(
                alert: Alert(
                    labels: LabelSet(["a": "b"]), startsAt: ResourceSamples.at, endsAt: ResourceSamples.at,
                    updatedAt: ResourceSamples.at), receivers: ["r"], state: .active))
        encoder.end()

        #expect(!String(decoding: encoder.take(), as: UTF8.self).contains("generatorURL"))
    }

    @Test func `what handlers answer ends a line, what the framework refuses does not`() {
        let answers = [
            AlertmanagerV2.error("x"), AlertmanagerV2.silences([SilenceResourceTests.sample], at: ResourceSamples.at),
            AlertmanagerV2.silence(SilenceResourceTests.sample, at: ResourceSamples.at),
            AlertmanagerV2.silenceID(SilenceResourceTests.sample.id), AlertmanagerV2.receivers([]),
        ]
        for answer in answers { #expect(answer.last == 0x0A) }
        #expect(AlertmanagerV2.notFound(path: "/x").last == UInt8(ascii: "}"))
    }

    @Test func `the status has every member of a real one`() throws {
        let status = AlertmanagerStatus(
            build: BuildDescription(version: "0.1.0"), startedAt: Timestamp(milliseconds: 0),
            configuration: "route:\n  receiver: default\n")
        let ours = try JSONReader().read(AlertmanagerV2.status(status))
        let real = try JSONReader().read(try Fixture.bytes("am_get_status_response.json"))

        #expect(AlertmanagerV2Tests.shape(of: ours) == AlertmanagerV2Tests.shape(of: real))
        #expect(ours["versionInfo"]?["version"] == .string("0.25.0-midwatch.0.1.0"))
    }

    @Test func `receivers are a list of names`() {
        let written = String(decoding: AlertmanagerV2.receivers(["a", "b\u{202E}"]), as: UTF8.self)

        #expect(written == #"[{"name":"a"},{"name":"b\u202e"}]"# + "\n")
    }

    @Test func `no alerts are an empty array, never null`() {
        var encoder = GettableAlertsEncoder()
        encoder.begin()
        encoder.end()

        #expect(encoder.take() == Array("[]\n".utf8))
    }

    /// The names of all members, with their paths.
    private static func shape(of value: JSONValue) -> Set<String> {
        guard case .object(let object) = value else { return [] }
        return object.members.reduce(into: []) { names, member in
            names.insert(member.name)
            names.formUnion(shape(of: member.value).map { "\(member.name).\($0)" })
        }
    }
}
