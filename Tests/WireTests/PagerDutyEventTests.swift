import Incidents
import Testing
import Wire

@Suite struct PagerDutyEventTests {
    private static let now = ResourceSamples.at

    private static func alert(_ file: String, labels: PackedPairs = .empty) throws -> PostedAlert {
        let event = try PagerDutyEvent(try Fixture.bytes(file))
        return try event.alert(
            key: event.dedupKey ?? "", integration: "billing", labels: labels, now: now, holds: .hours(1))
    }

    private static func faults(_ body: String) -> [String] {
        do {
            _ = try PagerDutyEvent(Array(body.utf8))
            return []
        } catch {
            return error.errors
        }
    }

    @Test func `a trigger is an alert of its key`() throws {
        let alert = try Self.alert("hand_pagerduty_trigger.json", labels: PackedPairs([("service", "billing")]))

        #expect(
            alert.labels
                == LabelSet([
                    "alertname": "checkout/5xx", "dedup_key": "checkout/5xx", "integration": "billing",
                    "severity": "critical", "source": "checkout.prod.example", "component": "web",
                    "group": "prod-eu1", "class": "http_5xx", "service": "billing",
                ]))
        #expect(alert.text[raw: "summary"] == "5xx ratio 12% on checkout")
        #expect(alert.text[raw: "ratio"] == "0.12" && alert.text[raw: "window"] == "5m")
        #expect(alert.text[raw: "links"] == "Runbook https://runbooks.example/5xx")
        #expect(alert.text.generatorURL == "https://mon.example/a/1")
        #expect(
            alert.startsAt == (try Fixture.moment("2026-03-02T03:04:08Z")) && alert.endsAt == nil
                && alert.holds == .hours(1))
    }

    @Test func `what an Alertmanager sends to PagerDuty is taken as it is`() throws {
        let alert = try Self.alert("alertmanager_pagerduty_trigger.json")
        #expect(alert.labels[raw: "severity"] == "critical")
        #expect(alert.text[raw: "num_firing"] == "1")

        let resolve = try PagerDutyEvent(try Fixture.bytes("alertmanager_pagerduty_resolve.json"))
        #expect(resolve.action == .resolve && resolve.dedupKey?.utf8.count == 64)
    }

    @Test(arguments: [("acknowledge", PagerDutyEvent.Action.acknowledge), ("resolve", .resolve)])
    func `the other actions need no more than the key`(file: String, action: PagerDutyEvent.Action) throws {
        let event = try PagerDutyEvent(try Fixture.bytes("hand_pagerduty_\(file).json"))

        #expect(event.action == action && event.dedupKey == "checkout/5xx")
        #expect(event.routingKey == "0123456789abcdef0123456789abcdef")
    }

    @Test(arguments: [
        (
            #"{"routing_key":"short","event_action":"resolve","dedup_key":"k"}"#,
            ["Length of 'routing_key' is incorrect (should be 32 characters)"]
        ),
        (
            #"{"routing_key":"0123456789abcdef0123456789abcdef","event_action":"resolve"}"#,
            ["'dedup_key' is missing or blank"]
        ),
        (
            #"{"routing_key":"0123456789abcdef0123456789abcdef","event_action":"trigger"}"#,
            [
                "'payload.summary' is missing or blank", "'payload.source' is missing or blank",
                "'payload.severity' is missing or blank",
            ]
        ),
        (
            "{}",
            [
                "'event_action' is missing or blank (should be one of trigger, acknowledge, resolve)",
                "'routing_key' is missing or blank",
            ]
        ),
        (
            #"{"routing_key":"0123456789abcdef0123456789abcdef","event_action":"dance"}"#,
            ["'event_action' is invalid (should be one of trigger, acknowledge, resolve)"]
        ),
        ("[]", ["The event must be an object"]),
    ])
    func `an event that is none is told why`(body: String, expected: [String]) {
        #expect(Self.faults(body) == expected)
    }

    @Test(arguments: ["", "{", "\u{0}", Fixture.hostile])
    func `hostile bytes are refused`(body: String) { #expect(Self.faults(body).count == 1) }

    @Test func `the answers are PagerDuty's, byte for byte`() {
        #expect(
            String(decoding: PagerDutyAnswers.taken(key: "checkout/5xx"), as: UTF8.self)
                == #"{"status":"success","message":"Event processed","dedup_key":"checkout/5xx"}"#)
        let fault = PagerDutyEvent.Fault(["Length of 'routing_key' is incorrect (should be 32 characters)"])
        #expect(
            String(decoding: PagerDutyAnswers.refused(fault), as: UTF8.self)
                == #"{"status":"invalid event","message":"Event object is invalid","errors":["Length of 'routing_key' is incorrect (should be 32 characters)"]}"#
        )
    }
}
