import Incidents
@testable import Serving
import Support
import Testing
import Wire

/// When the groups of alerts had their next turns, as the decisions of then tell.
@Suite struct GroupTurnTests {
    private let now = Timestamp.start

    private func alert(_ fingerprint: UInt64, end: AlertEnd? = nil, toldAgo: Duration?...) -> ExplainedAlert {
        let route = ExplainedRoute(
            depth: 0, matchers: [], receiver: "ops", verdict: .taken, groupKey: "{}:{}", groupWait: 30_000,
            groupInterval: 300_000, repeatInterval: 14_400_000)
        let notifications = toldAgo.compactMap(\.self).map { ago in
            ExplainedNotification(
                Notification(
                    key: NotificationKey(1), groupKey: "{}:{}", receiver: "ops", integration: "webhook[0]",
                    decidedAt: now - ago, at: now, firing: [Fingerprint(fingerprint)], resolved: [], outcome: .sent),
                about: Fingerprint(fingerprint))
        }
        let summary = AlertSummary(
            fingerprint: Fingerprint(fingerprint), labels: [], annotations: [], startsAt: now - .hours(1), endsAt: now,
            end: end, generatorURL: "", mute: nil)
        return ExplainedAlert(
            alert: summary, incident: IncidentNumber(1), routes: [route], mutes: [], notifications: notifications)
    }

    private func flushes(_ alerts: ExplainedAlert...) -> [Duration?] {
        var explanation = Explanation(
            at: now, incident: nil, configuration: ExplainedConfiguration(since: now, isLoaded: true, paging: .on),
            alerts: alerts, alertCount: alerts.count, pages: [])
        explanation.expectFlushes()
        return explanation.alerts.map { $0.routes[0].nextFlush.map { $0 - now } }
    }

    @Test func `a turn comes a whole number of intervals after the last decision`() {
        #expect(flushes(alert(1, toldAgo: .minutes(7), .minutes(2))) == [.minutes(3)])
        #expect(flushes(alert(1, toldAgo: .minutes(12))) == [.minutes(3)])
        #expect(flushes(alert(1, toldAgo: .minutes(5))) == [.minutes(5)])
    }

    @Test func `an alert that joined a group shares its turns, and one that ended has none`() {
        #expect(
            flushes(alert(1, toldAgo: .minutes(7)), alert(2, toldAgo: nil), alert(3, end: .resolved, toldAgo: nil))
                == [.minutes(3), .minutes(3), nil])
    }

    @Test func `a group that was never told of is not guessed at`() {
        #expect(flushes(alert(1, toldAgo: nil)) == [nil])
    }
}
