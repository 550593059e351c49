import Incidents
import Testing
import Wire

@testable import midwatch

@Suite("Why, for a person")
struct WhyTextTests {
    private let now = Samples.now

    private func alert(_ labels: [LabelText] = [LabelText(name: "team", value: "web")], age: Duration) -> AlertSummary {
        AlertSummary(
            fingerprint: Fingerprint(1), labels: labels, annotations: [], startsAt: now - age, endsAt: now, end: nil,
            generatorURL: "", mute: nil)
    }

    private func explained(_ alert: AlertSummary, mutes: [ExplainedMute] = []) -> ExplainedAlert {
        let route = ExplainedRoute(
            depth: 0, matchers: [], receiver: "ops", verdict: .taken, groupKey: "{}:{}", groupWait: 30_000,
            groupInterval: 300_000, repeatInterval: 14_400_000)
        return ExplainedAlert(
            alert: alert, incident: IncidentNumber(17), routes: [route], mutes: mutes, notifications: [])
    }

    private func text(_ alerts: [ExplainedAlert], pages: [Page] = []) -> String {
        let explanation = Explanation(
            at: now, incident: IncidentNumber(17), alerts: alerts, alertCount: alerts.count, pages: pages)
        return WhyText(explanation, now: now, style: .plain).text
    }

    @Test("Times that are not today's have their dates")
    func dates() {
        let mute = ExplainedMute(
            at: now - .hours(1), by: "kim", cause: "silence", reference: "6f0a2c1e-5d0b", until: now + .hours(72))

        let old = text([explained(alert(age: .hours(272 * 24)), mutes: [mute])])

        #expect(old.contains("firing since 2026-04-18 08:00:00Z\n"), "\(old)")
        #expect(old.contains("    07:00:00Z  by kim until 2027-01-18 08:00Z (silence 6f0a2c1e)\n"), "\(old)")
        #expect(text([explained(alert(age: .hours(1)))]).contains("firing since 07:00:00Z\n"))
    }

    @Test("What was not there yet at a moment is said so")
    func absence() {
        let explanation = Explanation(
            at: now, incident: IncidentNumber(17), alerts: [explained(alert(age: .minutes(4)))], alertCount: 1,
            pages: [])
        let incident = Samples.several[0]
        func said(_ incident: IncidentSummary?, _ age: Duration) -> String? {
            WhyCommand.absence(explanation, incident, at: now - age, now: now)?.line
        }

        #expect(said(incident, .minutes(4)) == nil)
        #expect(
            said(incident, .minutes(5))
                == "midwatch: #17 was not there yet at 07:55:00Z; it was opened at 07:56:00Z")
        #expect(said(nil, .minutes(4)) == nil)
        #expect(
            said(nil, .minutes(5))
                == "midwatch: the alert 0000000000000001 was not there yet at 07:55:00Z; it fires since 07:56:00Z")
    }
}
