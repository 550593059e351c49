import Incidents
import Storing
import Support
import Testing

@Suite("Records that changes are folded into")
struct StoredRecordsTests {
    private static func fold(_ changes: Change...) -> StoredRecords {
        var records = StoredRecords()
        for change in changes { records.fold(change) }
        return records
    }

    private let one = IncidentNumber(1)
    private let two = IncidentNumber(2)

    @Test("An alert moves with its group and back, and leaves nothing behind")
    func moved() {
        let alert = Alert.sample()
        let start = Change.alertStarted(alert, group: GroupID(1), incident: one)
        let there = Self.fold(start, .alertsMoved(from: one, to: two, groups: [GroupID(1)]))
        let back = Self.fold(
            start, .alertsMoved(from: one, to: two, groups: [GroupID(1)]),
            .alertsMoved(from: two, to: one, groups: [GroupID(1)]))
        let other = Self.fold(start, .alertsMoved(from: one, to: two, groups: [GroupID(2)]))

        #expect(there.alerts(of: one).isEmpty)
        #expect(there.alerts(of: two).map(\.alert) == [alert])
        #expect(back.alerts(of: one).map(\.alert) == [alert])
        #expect(back.alerts(of: two).isEmpty)
        #expect(other.alerts(of: one).map(\.alert) == [alert])
    }

    @Test("An end and new annotations concern the latest occurrence only")
    func current() {
        let (first, second) = (Alert.sample(), Alert.sample(startsAt: .start + .hours(1)))
        let text = AlertText(annotations: ["summary": "worse"])
        let records = Self.fold(
            .alertStarted(first, group: GroupID(1), incident: one),
            .alertEnded(first.fingerprint, .resolved, endsAt: .start, at: .start),
            .alertStarted(second, group: GroupID(1), incident: two),
            .alertAnnotated(first.fingerprint, text, at: .start + .hours(2)),
            .alertEnded(first.fingerprint, .expired, endsAt: .start + .hours(3), at: .start + .hours(3)))

        #expect(records.alerts(of: one).map(\.alert.end) == [.resolved])
        #expect(records.alerts(of: one).map(\.alert.text) == [first.text])
        #expect(records.alerts(of: two).map(\.alert.end) == [.expired])
        #expect(records.alerts(of: two).map(\.alert.text) == [text])
        #expect(records.alerts(of: two).map(\.alert.endIsOurs) == [false])
    }

    @Test("Changes of an alert that is not known change nothing")
    func unknown() {
        let records = Self.fold(
            .alertJoined(Fingerprint(1), one), .alertEnded(Fingerprint(1), .resolved, endsAt: .start, at: .start),
            .alertAnnotated(Fingerprint(1), AlertText(), at: .start),
            .alertsMoved(from: one, to: two, groups: [GroupID(1)]))
        #expect(records.alerts.isEmpty)
    }

    @Test("What the alerts of one incident need is found through every move")
    func scope() {
        let changes: [Change] = [
            .alertsMoved(from: IncidentNumber(4), to: IncidentNumber(3), groups: []),
            .alertsMoved(from: IncidentNumber(3), to: two, groups: []),
            .alertStarted(.sample("Here"), group: GroupID(1), incident: one),
            .alertStarted(.sample("There"), group: GroupID(1), incident: IncidentNumber(9)),
            .alertJoined(Fingerprint(5), IncidentNumber(4)),
        ]
        let scope = ChangeScope(alertsOf: two, through: changes)
        #expect(scope.incidents == [two, IncidentNumber(3), IncidentNumber(4)])
        #expect(scope.fingerprints == [Fingerprint(5)])
    }
}
