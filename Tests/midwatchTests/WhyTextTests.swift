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

    private func route(
        _ receiver: SafeText = "ops", _ verdict: ExplainedRoute.Verdict = .taken, depth: Int = 0,
        unmet: [SafeText] = []
    ) -> ExplainedRoute {
        ExplainedRoute(
            depth: depth, matchers: unmet, receiver: receiver, verdict: verdict, unmet: unmet,
            groupKey: verdict == .taken ? "{}:{team=\"web\"}" : nil, groupWait: 30_000, groupInterval: 300_000,
            repeatInterval: 14_400_000)
    }

    private func explained(
        _ alert: AlertSummary, incident: IncidentNumber? = IncidentNumber(17), routes: [ExplainedRoute]? = nil,
        mutes: [ExplainedMute] = [], told: [ExplainedNotification] = []
    ) -> ExplainedAlert {
        ExplainedAlert(
            alert: alert, incident: incident, routes: routes ?? [route()], mutes: mutes, notifications: told)
    }

    private func told(
        _ outcome: NotificationOutcome, isFiring: Bool = true, ago: Duration = .minutes(7)
    ) -> ExplainedNotification {
        let alerts = [Fingerprint(1)]
        return ExplainedNotification(
            Notification(
                key: NotificationKey(1), groupKey: "", receiver: "ops",
                integration: "webhook[0]", decidedAt: now - ago, at: now - ago, firing: isFiring ? alerts : [],
                resolved: isFiring ? [] : alerts, outcome: outcome), about: Fingerprint(1))
    }

    private func text(
        _ alerts: [ExplainedAlert], pages: [Page] = [], count: Int? = nil,
        _ change: (inout WhyContext) -> Void = { _ in }
    ) -> String {
        let explanation = Explanation(
            at: now, incident: IncidentNumber(17), alerts: alerts, alertCount: count ?? alerts.count, pages: pages)
        var context = WhyContext(now: now)
        change(&context)
        return WhyText(explanation, context, style: .plain).text
    }

    private func entry(_ text: SafeText, _ kind: TimelineEntry.Kind = .warned, ago: Duration) -> TimelineEntry {
        TimelineEntry(
            incident: IncidentNumber(17), ordinal: 0, at: now - ago, actor: .router, kind: kind, text: text)
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

    @Test("An alert, its routes, its group and who was told")
    func whole() {
        let routes = [
            route("ops", .passedOn), route("db", .unmet, depth: 1, unmet: ["team=\"db\"", "zone=~\"a|b\""]),
            route("ops", depth: 1),
        ]

        #expect(
            text([explained(alert(age: .minutes(8)), routes: routes, told: [told(.sent)])]) == """
                #17 as of 2027-01-15T08:00:00.000Z, 1 alert

                ALERT 0000000000000001  firing since 07:52:00Z
                  team=web
                  ROUTES
                    | every alert -> ops: taken by what is below it
                      - team="db", zone=~"a|b" -> db: not met: team="db" (it is "web"), zone=~"a|b" (it is missing)
                      + every alert -> ops: taken (wait 30s, interval 5m, repeat 4h)
                        group {}:{team="web"}, next flush 08:03:00Z
                  KEPT QUIET
                    never
                  TOLD
                    07:53:00Z  ops, webhook[0]: firing, taken at 07:53:00Z

                """)
    }

    @Test(
        "While nothing leaves, it says who would have been told",
        arguments: [
            (Paging.shadow, true, "would have been told firing (SHADOW: nothing left)"),
            (.off, true, "would have been told firing (PAGING OFF: nothing left)"),
            (.on, true, "would have been told firing (paging was shadow or off: nothing left)"),
            (.shadow, false, "would have been told resolved, unless it is told of none (SHADOW: nothing left)"),
            (.on, false, "resolved, and nothing left: it is told of none, or paging was shadow or off"),
        ])
    func shadow(paging: Paging, isFiring: Bool, words: String) {
        let page = Page(
            id: PageID(incident: IncidentNumber(17), ordinal: 0), at: now, severity: .sev1, reason: "new",
            state: .sent(at: now, reached: 0))

        let text = text([explained(alert(age: .hours(1)), told: [told(.withheld, isFiring: isFiring)])], pages: [page])
        {
            $0.paging = paging
            $0.timeline = [entry((paging.banner ?? "NOBODY ATTACHED") + ": nobody is rung", .paged, ago: .zero)]
        }

        #expect(text.contains("    07:53:00Z  ops, webhook[0]: \(words)\n"), "\(text)")
        let rung = paging == .on ? "reached NOBODY" : ": would have rung the terminals of those logged in"
        #expect(text.contains(rung), "\(text)")
    }

    @Test("Nobody was told, and why")
    func nobody() {
        func said(
            _ age: Duration, _ incident: IncidentNumber? = nil, _ change: (inout WhyContext) -> Void = { _ in }
        ) -> String {
            let text = text([explained(alert(age: age), incident: incident)], change)
            return text.split(separator: "  TOLD\n").last.map(String.init) ?? ""
        }

        #expect(said(.seconds(20)) == "    no receiver yet; it is led to ops, where a new group waits 30s\n")
        #expect(said(.minutes(1)) == "    its receiver ops told nobody so far; turns of a group are 5m apart\n")
        #expect(said(.hours(1)) == "    its receiver ops tells nobody\n")
        let unspoken: SafeText = "opsgenie is not spoken here: nobody told"
        #expect(said(.hours(1), IncidentNumber(17)) { $0.unspoken = [unspoken] } == "    \(unspoken)\n")
        // It is as old as its sender says, but the router has known it for four minutes only.
        #expect(
            said(.hours(1), IncidentNumber(17)) { $0.incident = Samples.several[0] }
                == "    its receiver ops told nobody so far; turns of a group are 5m apart\n")
    }

    @Test("An alert that joined a group is told of at its next turn")
    func joins() {
        var second = alert(age: .minutes(1))
        second.fingerprint = Fingerprint(2)

        let text = text([explained(alert(age: .minutes(8)), told: [told(.sent)]), explained(second)])

        #expect(text.hasSuffix("  TOLD\n    no receiver yet; ops is due at 08:03:00Z\n"), "\(text)")
    }

    @Test("A timeline tells which kinds are not spoken, up to the moment")
    func unspoken() {
        let said = Samples.outside("opsgenie is not spoken here: nobody told")
        var detail = IncidentDetail(summary: Samples.several[0])
        detail.timeline = [
            entry(said, ago: .minutes(4)), entry(said, ago: .minutes(3)), entry(said, .note, ago: .minutes(3)),
            entry("pushover is not spoken here: nobody told", ago: .minutes(1)),
        ]

        #expect(WhyContext(detail, paging: .on, at: now - .minutes(2), now: now).unspoken == [said])
        #expect(WhyContext(detail, paging: .on, at: now, now: now).unspoken.count == 2)
    }

    @Test("Alerts with which the same happened stand in one block")
    func folds() {
        func label(_ name: SafeText, _ value: String) -> LabelText { LabelText(name: name, value: SafeText(value)) }
        var alerts = (1...4).map { number in
            explained(alert([label("instance", "host-\(number)"), label("team", "web")], age: .hours(1)))
        }
        alerts[2].routes = [route("db")]

        let text = text(alerts, count: 9)

        #expect(text.ranges(of: "\nALERT ").count == 2, "\(text)")
        #expect(text.contains("  and 2 more alike: instance=host-2; instance=host-4\n"), "\(text)")
        #expect(text.hasSuffix("and 5 more alerts; ask with the fingerprint of one\n"), "\(text)")
    }

    @Test("What was merged says into what, once it was")
    func merged() {
        func text(mergedAt: Timestamp) -> String {
            self.text([explained(alert(age: .hours(1)))]) {
                var incident = Samples.several[0]
                (incident.mergedInto, incident.resolvedAt) = (IncidentNumber(3), mergedAt)
                $0.incident = incident
            }
        }

        #expect(text(mergedAt: now).contains("\nmerged into #3 at 08:00:00Z: midwatch why 3 goes on\n"))
        #expect(!text(mergedAt: now + .seconds(1)).contains("merged"))
    }

    @Test("A line that is too long goes on below itself")
    func wraps() {
        let explanation = Explanation(
            at: now, incident: IncidentNumber(17), alerts: [explained(alert(age: .hours(1)))], alertCount: 1, pages: [])
        let style = OutputStyle(width: 60, usesColours: false, isScreen: false)

        let text = WhyText(explanation, WhyContext(now: now), style: style).text

        #expect(
            text.contains("    + every alert -> ops: taken (wait 30s, interval 5m,\n        repeat 4h)\n"), "\(text)")
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
