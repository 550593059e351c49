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

    private func table(_ ids: [SilenceID], width: Int) -> String {
        let silences = ids.map { id in
            SilenceSummary(
                silence: Silence(
                    id: id, matchers: [SilenceMatcher(name: "alertname", value: "DiskAlmostFullOnDatabase")],
                    startsAt: now, endsAt: now + .hours(720), updatedAt: now, createdBy: "kim",
                    comment: "the disks are being changed on all of the hosts"),
                state: .active, alerts: 2)
        }
        return SilenceText.table(
            silences, now: now, style: OutputStyle(width: width, usesColours: false, isScreen: false))
    }

    private let id = SilenceID(high: 0x6F0A_2C1E_5D0B_4B3E, low: 0x9A55_3D1F_0F0E_8A01)

    @Test("A list shows the digits that end a silence, whatever the width", arguments: [20, 40, 80, 120, .max])
    func ids(width: Int) {
        #expect(table([id], width: width).contains("\n6f0a2c1e "), "\(table([id], width: width))")
    }

    @Test("A list fits 80 columns, and is whole where nothing says how wide it may be")
    func widths() {
        #expect(
            table([id], width: 80) == """
                ID        STATE     LEFT  MUTES  WHO  CONDITIONS                WHY
                6f0a2c1e  active  30d00h      2  kim  alertname=DiskAlmostFul…  the disks are b…

                """)
        #expect(
            table([id], width: .max) == """
                ID        STATE     LEFT  MUTES  WHO  CONDITIONS                          WHY
                6f0a2c1e  active  30d00h      2  kim  alertname=DiskAlmostFullOnDatabase  the disks are being changed on all of the hosts

                """)
    }

    @Test("Ids that begin alike are shown whole")
    func alikeIDs() {
        let other = SilenceID(high: id.high, low: id.low + 1)

        #expect(table([id, other], width: 80).contains("\n6f0a2c1e-5d0b-4b3e-9a55-3d1f0f0e8a02 "))
    }
}
