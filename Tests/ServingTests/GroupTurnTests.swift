import Incidents
import Routing
@testable import Serving
import Support
import Testing
import Watchkeeping
import Wire

/// When the groups of alerts had their next turns, as the decisions of then tell.
@Suite struct GroupTurnTests {
    private let now = Timestamp.start

    private func alert(
        _ fingerprint: UInt64, receiver: SafeText = "ops", end: AlertEnd? = nil, toldAgo: Duration?...
    ) -> ExplainedAlert {
        let route = ExplainedRoute(
            depth: 0, matchers: [], receiver: receiver, verdict: .taken, groupKey: "{}:{}", groupWait: 30_000,
            groupInterval: 300_000, repeatInterval: 14_400_000)
        let notifications = toldAgo.compactMap(\.self).map { ago in
            ExplainedNotification(
                Notification(
                    key: NotificationKey(1), groupKey: "{}:{}", receiver: receiver, integration: "webhook[0]",
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

    @Test func `receivers are told apart by the bytes of their names`() {
        let (one, two) = (SafeText("caf\u{E9}"), SafeText("cafe\u{301}"))
        #expect(
            flushes(alert(1, receiver: one, toldAgo: .minutes(7)), alert(2, receiver: two, toldAgo: nil))
                == [.minutes(3), nil])
        var young = alert(1, receiver: one, toldAgo: nil)
        young.alert.startsAt = now - .seconds(25)
        #expect(waiting(young, heardAgo: .seconds(10), spoken: [one.original: true]) == (.seconds(20), true))
        #expect(waiting(young, heardAgo: .seconds(10), spoken: [two.original: true]) == (nil, false))
    }

    private func waiting(
        _ alert: ExplainedAlert, heardAgo: Duration, later: [Duration] = [], spoken: ByName<Bool>? = nil
    ) -> (in: Duration?, isFirst: Bool) {
        var explanation = Explanation(
            at: now, incident: nil, configuration: nil, alerts: [alert], alertCount: 1, pages: [])
        let told = later.map { ahead in
            Notification(
                key: NotificationKey(1), groupKey: "{}:{}", receiver: "ops", integration: "webhook[0]",
                decidedAt: now + ahead, at: now + ahead, firing: [Fingerprint(1)], resolved: [], outcome: .sent)
        }
        explanation.expectFlushes(
            later: [Fingerprint(1): told], heard: [Fingerprint(1): now - heardAgo], spoken: spoken)
        let route = explanation.alerts[0].routes[0]
        return (route.nextFlush.map { $0 - now }, route.isFirstFlush)
    }

    @Test func `a new group waits, from when its first alert was heard of`() {
        var young = alert(1, toldAgo: nil)
        young.alert.startsAt = now - .seconds(25)
        #expect(waiting(young, heardAgo: .seconds(10)) == (.seconds(20), true))
        #expect(waiting(young, heardAgo: .seconds(40)) == (nil, false), "the wait is over, and nothing is known of it")
        // What is older than the wait is told of at once.
        #expect(waiting(alert(1, toldAgo: nil), heardAgo: .seconds(10)) == (nil, false))
        #expect(waiting(young, heardAgo: .seconds(10), spoken: ["ops": true]) == (.seconds(20), true))
        #expect(waiting(young, heardAgo: .seconds(10), spoken: ["ops": false]) == (nil, false), "nobody can be told")
    }

    @Test func `what was decided soon after says when the turn was`() {
        var young = alert(1, toldAgo: nil)
        young.alert.startsAt = now - .seconds(25)
        // Its end is known, and no longer when it was heard of: the first decision is the better witness.
        #expect(waiting(young, heardAgo: .seconds(25), later: [.minutes(6), .seconds(12)]) == (.seconds(12), true))
        #expect(waiting(young, heardAgo: .minutes(3), later: [.seconds(100)]) == (.seconds(100), false))
    }

    @Test func `a group of the router says by its grid when it had its turns`() {
        let route = Route(
            receiver: "ops", groupBy: .none, groupWait: .seconds(30), groupInterval: .minutes(5),
            repeatInterval: .hours(4))
        func turn(firstIn first: Duration) -> (in: Duration?, isFirst: Bool?) {
            let turn = NextTurn(at: now + .hours(1), first: now + first).turn(after: now, of: route)
            return (turn.map { $0.at - now }, turn?.isFirst)
        }
        #expect(turn(firstIn: .seconds(20)) == (.seconds(20), true))
        #expect(turn(firstIn: .seconds(31)) == (nil, nil), "it began later")
        #expect(turn(firstIn: .seconds(0)) == (.minutes(5), false))
        #expect(turn(firstIn: .minutes(-7)) == (.minutes(3), false))
    }

    @Test func `a group that was never told of is not guessed at`() {
        #expect(flushes(alert(1, toldAgo: nil)) == [nil])
    }
}
