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
                ID        STATE     LEFT  MUTES  REVIEW  WHO  CONDITIONS        WHY
                6f0a2c1e  active  30d00h      2       -  kim  alertname=DiskA…  the disks are b…

                """)
        #expect(
            table([id], width: .max) == """
                ID        STATE     LEFT  MUTES  REVIEW  WHO  CONDITIONS                          WHY
                6f0a2c1e  active  30d00h      2       -  kim  alertname=DiskAlmostFullOnDatabase  the disks are being changed on all of the hosts

                """)
    }

    @Test("A review is told by how far off it is, by its reminder once it is due, and as done")
    func reviews() {
        func cell(_ review: Duration?, _ reminder: Int? = nil, state: Silence.State = .active) -> String {
            let silence = Silence(
                id: id, matchers: matchers, startsAt: now, endsAt: now + .hours(9), updatedAt: now, createdBy: "kim",
                comment: "x", reviewAt: review.map { now + $0 })
            let summary = SilenceSummary(silence: silence, state: state, reminder: reminder.map { IncidentNumber($0) })
            let row = SilenceText.table([summary], now: now, style: .plain).split(separator: "\n")[1]
            return row.split(separator: "  ").map { $0.drop { $0 == " " } }.map(String.init)[4]
        }
        #expect(cell(nil) == "-")
        #expect(cell(.hours(2)) == "2h00m")
        #expect(cell(.minutes(-5), 31) == "due #31")
        #expect(cell(.minutes(-5)) == "done")
        #expect(cell(.hours(2), state: .expired) == "-")
    }

    @Test("What became of a changed silence names the one that took its place")
    func changed() {
        let silence = Silence(
            id: id, matchers: matchers, startsAt: now, endsAt: now + .hours(9), updatedAt: now, createdBy: "kim",
            comment: "")
        let draft = SilenceDraft(changing: silence)
        func said(_ id: SilenceID, _ state: Silence.State) -> String {
            SilenceText.changed(
                SilenceSummary(silence: silence, state: state), Receipt(silence: id, said: ""), draft, now: now)
        }
        let other = SilenceID(high: 1, low: 2)
        #expect(said(id, .active) == "changed, until 17:00Z: \(id)\n")
        #expect(said(other, .active).hasSuffix(": \(other), in the place of \(id), which is over\n"))
        #expect(said(other, .expired).hasPrefix("set again, until "))
    }

    @Test("One that ends with its alerts says so, and one that begins later says from when")
    func terms() {
        var draft = draft(.hours(720), endsWithAlerts: true)
        #expect(draft.wholeTerm(asOf: now) == "until it resolves, at the latest 2027-02-14 08:00Z")
        (draft.startsAt, draft.endsAt, draft.endsWithAlerts) = (now + .hours(1), now + .hours(2), false)
        #expect(draft.wholeTerm(asOf: now) == "from 09:00Z until 10:00Z")

        let silence = Silence(
            id: id, matchers: matchers, startsAt: now, endsAt: now + .hours(720), updatedAt: now, createdBy: "kim",
            comment: "", endsWithAlerts: true)
        let row = SilenceText.table([SilenceSummary(silence: silence, state: .active)], now: now, style: .plain)
        #expect(row.contains("active  resolves"), "\(row)")
    }

    @Test("One is shown in full, with what was done to it and what it mutes")
    func whole() {
        var silence = Silence(
            id: id, matchers: matchers, startsAt: now, endsAt: now + .hours(9), updatedAt: now, createdBy: "kim",
            comment: "a new disk", reviewAt: now + .hours(1))
        silence.record(Silence.Record(at: now, by: "kim", what: "set until 2027-01-15 17:00Z"))
        let incident = SilencedIncident(
            number: IncidentNumber(7), severity: .sev2, phase: .acknowledged, title: "disk full")
        let summary = SilenceSummary(
            silence: silence, state: .active, alerts: 2, incidents: [incident], incidentCount: 1)
        #expect(
            SilenceText.whole(summary, now: now, style: .plain) == """
                state     active for another 9h00, until 17:00Z
                what      team=db
                owner     kim
                why       a new disk
                review    a reminder opens at 2027-01-15 09:00Z
                mutes     2 alerts, in #7 SEV2
                          #7 SEV2 acknowledged disk full
                start     2027-01-15 08:00Z
                end       2027-01-15 17:00Z
                history   2027-01-15 08:00Z kim: set until 2027-01-15 17:00Z
                id        6f0a2c1e-5d0b-4b3e-9a55-3d1f0f0e8a01

                """)
    }

    @Test("Ids that begin alike are shown whole")
    func alikeIDs() {
        let other = SilenceID(high: id.high, low: id.low + 1)

        #expect(table([id, other], width: 80).contains("\n6f0a2c1e-5d0b-4b3e-9a55-3d1f0f0e8a02 "))
    }
}
