import Incidents
import Testing

@testable import midwatch

@Suite("Silences in words")
struct SilenceTextTests {
    private let now = Samples.now
    private let matchers = [SilenceMatcher(name: "team", value: "db")]

    private func draft(_ span: Duration, review: Duration? = nil, endsWithAlerts: Bool = false) -> SilenceDraft {
        SilenceDraft(
            matchers: matchers, startsAt: now, endsAt: now + span, createdBy: "", comment: "",
            reviewAt: review.map { now + $0 }, endsWithAlerts: endsWithAlerts)
    }

    private func preview(_ draft: SilenceDraft, alerts: Int = 2) -> String {
        let found = SilencePreview(
            alerts: alerts, firing: 3, incidents: [], incidentCount: 0, matchesEverything: false,
            hidesUnacknowledgedSEV1: false)
        return SilenceText.preview(found, draft, now: now, style: .plain)
    }

    @Test("A preview says until when, with the date of another day")
    func dates() {
        #expect(
            preview(draft(.hours(1), review: .minutes(30))) == """
                team=db mutes 2 of 3 alerts that fire now
                  until 09:00Z (1h00m); a reminder at 08:30Z

                """)
        #expect(
            preview(draft(.hours(720), endsWithAlerts: true), alerts: 0) == """
                team=db meets none of the 3 alerts that fire now
                  until it resolves, at the latest 2027-02-14 08:00Z (30d00h)

                """)
    }
}
