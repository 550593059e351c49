import Foundation
import Incidents
import Support
import Testing
@testable import Wire

@Suite("What a web hook is sent")
struct WebhookBodyTests {
    /// How many alerts each captured body is cut at, and how many the group had.
    static let captured = [("firing", 0), ("mixed", 3), ("resolved", 0), ("truncated", 3)]

    @Test("Bodies that Alertmanager sent come out byte for byte", arguments: captured)
    func asCaptured(name: String, most: Int) throws {
        let text = try Fixture.text("alertmanager_webhook_v4_\(name).json")
        // Our moments are whole milliseconds.
        let cut = text.replacing(/(\.\d{3})\d+Z/) { "\($0.1)Z" }
        let (flush, alerts, url) = try WebhookBodyTests.flush(of: cut)

        let body = WebhookBody(flush, alerts: alerts, most: most, externalURL: url).encoded()

        #expect(String(decoding: body, as: UTF8.self) == WebhookBodyTests.asGoWritesIt(cut))
    }

    @Test("A body with hostile text is that of Alertmanager 0.25, byte for byte as it was on the wire")
    func onTheWire() throws {
        let hostile = "<b>&\"\\\n\r\t\u{1}\u{8}\u{C}\u{1B}\u{7F}\u{2028}\u{2029}\u{202E}\u{200B}é漢\u{1F600}"
        let alerts = try (0..<3).map { index in
            // A pair that one alert has and another has not is common to both when it is empty.
            let annotations: KeyValuePairs = index == 0 ? ["s": hostile, "empty": "", "only": "x"] : ["s": hostile]
            let startsAt = try Fixture.moment("2026-11-23T03:04:08.5\(index)0Z")
            return Alert(
                labels: LabelSet(["alertname": "A<&>", "z": hostile, "i": "\(index)"]),
                text: AlertText(annotations: annotations, generatorURL: "http://p.example/?a&b<c>"), startsAt: startsAt,
                endsAt: startsAt, updatedAt: startsAt)
        }
        let flush = WebhookBodyTests.flush(
            alerts: alerts, receiver: "team.x (a|b)/é-_", groupKey: #"{}:{alertname="A<&>"}"#,
            groupLabels: LabelSet(["alertname": "A<&>"]))

        let body = WebhookBody(flush, alerts: alerts, most: 2, externalURL: "http://am.example:9093").encoded()

        #expect(body == (try Fixture.bytes("alertmanager_webhook_v4_wire.json")))
    }

    @Test("Text is escaped as Go escapes it")
    func escapes() {
        var writer = JSONWriter()
        writer.goString("<a href=\"x\">&\\ \u{8}\u{C}\n\r\t\u{1B}\u{7F}\u{2028}\u{2029}\u{202E}é漢\u{1F600}")
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #""\u003ca href=\"x\"\u003e\u0026\\ \u0008\u000c\n\r\t\u001b"#
                + "\u{7F}\\u2028\\u2029\u{202E}é漢\u{1F600}\"")
        writer.removeAll()
        let broken: [UInt8] = [0x61, 0xFF, 0x62]
        broken.withUnsafeBytes { writer.goString(utf8: $0) }
        #expect(String(decoding: writer.bytes, as: UTF8.self) == #""a\ufffdb""#)
    }

    @Test(
        "Moments lose the zeros of their fraction",
        arguments: [
            (1_763_867_220_000, "2025-11-23T03:07:00Z"), (1_763_867_220_120, "2025-11-23T03:07:00.12Z"),
            (1_763_867_220_007, "2025-11-23T03:07:00.007Z"),
        ])
    func times(milliseconds: Int64, expected: String) {
        var writer = JSONWriter()
        writer.goTime(Timestamp(milliseconds: milliseconds))
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"\(expected)\"")
    }

    @Test("A receiver is named as a regular expression that matches it alone")
    func receiverName() {
        #expect(WebhookBody.quotedForRegex("team.x (a|b)/c-d_é") == #"team\.x \(a\|b\)/c-d_é"#)
    }

    @Test("What all alerts have in common is said of those that are told")
    func common() throws {
        let alerts = [Alert.sample(instance: "a"), .sample(instance: "b"), .sample("Other", instance: "b")]
        let flush = WebhookBodyTests.flush(alerts: alerts)

        let all = text(WebhookBody(flush, alerts: alerts, most: 0, externalURL: ""))
        #expect(all.contains(#""commonLabels":{"service":"shop","severity":"critical"},"commonAnnotations":{}"#))

        let one = text(WebhookBody(flush, alerts: alerts, most: 1, externalURL: ""))
        #expect(one.contains(#""commonAnnotations":{"summary":"Down on a"}"#))
        #expect(one.contains(#""truncatedAlerts":2"#))
    }

    private func text(_ body: WebhookBody) -> String { String(decoding: body.encoded(), as: UTF8.self) }

    // MARK: Captured bodies

    static func flush(
        alerts: [Alert], receiver: String = "r", groupKey: String = "{}:{}", groupLabels: LabelSet = .empty
    ) -> Flush {
        Flush(
            dispatch: DispatchID(1), key: NotificationKey(2), receiver: receiver, integration: 0,
            integrationName: "webhook[0]", groupKey: groupKey,
            groupLabels: groupLabels, decidedAt: .start, deadline: .start + .seconds(10), alerts: alerts)
    }

    /// The flush that a captured body tells of, with as many more alerts as were cut off.
    private static func flush(of text: String) throws -> (Flush, [Alert], String) {
        let body = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        var alerts: [Alert] = []
        for entry in try #require(body["alerts"] as? [[String: Any]]) {
            func pairs(_ key: String) -> [(String, String)] {
                (entry[key] as? [String: String] ?? [:]).map { ($0, $1) }
            }
            let isFiring = entry["status"] as? String == "firing"
            let packed = PackedPairs(pairs("annotations") + [("", entry["generatorURL"] as? String ?? "")])
            let startsAt = try Fixture.moment(entry["startsAt"] as? String ?? "")
            alerts.append(
                Alert(
                    labels: LabelSet(PackedPairs(pairs("labels"))), text: AlertText(packed: packed), startsAt: startsAt,
                    endsAt: isFiring ? startsAt + .minutes(5) : try Fixture.moment(entry["endsAt"] as? String ?? ""),
                    updatedAt: startsAt, end: isFiring ? nil : .resolved))
        }
        for index in 0..<(body["truncatedAlerts"] as? Int ?? 0) { alerts.append(.sample(instance: "cut-\(index)")) }
        let labels = (body["groupLabels"] as? [String: String] ?? [:]).map { ($0, $1) }
        let flush = flush(
            alerts: alerts, receiver: body["receiver"] as? String ?? "", groupKey: body["groupKey"] as? String ?? "",
            groupLabels: LabelSet(PackedPairs(labels)))
        return (flush, alerts, body["externalURL"] as? String ?? "")
    }

    /// A captured body as it was on the wire: it was laid out for people, who took Go's escapes back.
    private static func asGoWritesIt(_ text: String) -> String {
        var isInText = false
        var wire = ""
        var last: Character = " "
        for character in text {
            if character == "\"", last != "\\" { isInText.toggle() }
            last = character
            switch character {
            case "&": wire += "\\u0026"
            case "<": wire += "\\u003c"
            case ">": wire += "\\u003e"
            case " " where !isInText, "\n": break
            default: wire.append(character)
            }
        }
        return wire + "\n"
    }
}
