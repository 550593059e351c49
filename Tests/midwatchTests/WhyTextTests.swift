import Console
import Incidents
import Testing
import Wire

@testable import midwatch

@Suite("Why, for a person")
struct WhyTextTests {
    let now = Samples.now

    func alert(_ labels: [LabelText] = [LabelText(name: "team", value: "web")], age: Duration) -> AlertSummary {
        AlertSummary(
            fingerprint: Fingerprint(1), labels: labels, annotations: [], startsAt: now - age, endsAt: now, end: nil,
            generatorURL: "", mute: nil)
    }

    func route(
        _ receiver: SafeText = "ops", _ verdict: ExplainedRoute.Verdict = .taken, depth: Int = 0,
        unmet: [SafeText] = [], nextFlush: Timestamp? = nil, unspoken: [SafeText] = []
    ) -> ExplainedRoute {
        var route = ExplainedRoute(
            depth: depth, matchers: unmet, receiver: receiver, verdict: verdict, unmet: unmet,
            groupKey: verdict == .taken ? "{}:{team=\"web\"}" : nil, groupWait: 30_000, groupInterval: 300_000,
            repeatInterval: 14_400_000)
        (route.nextFlush, route.unspoken) = (nextFlush, unspoken)
        return route
    }

    func explained(
        _ alert: AlertSummary, incident: IncidentNumber? = IncidentNumber(17), routes: [ExplainedRoute]? = nil,
        mutes: [ExplainedMute] = [], told: [ExplainedNotification] = []
    ) -> ExplainedAlert {
        ExplainedAlert(
            alert: alert, incident: incident, routes: routes ?? [route()], mutes: mutes, notifications: told)
    }

    func told(
        _ outcome: NotificationOutcome, isFiring: Bool = true, ago: Duration = .minutes(7), paging: Paging? = nil
    ) -> ExplainedNotification {
        let alerts = [Fingerprint(1)]
        return ExplainedNotification(
            Notification(
                key: NotificationKey(1), groupKey: "", receiver: "ops",
                integration: "webhook[0]", decidedAt: now - ago, at: now - ago, firing: isFiring ? alerts : [],
                resolved: isFiring ? [] : alerts, outcome: outcome, paging: paging), about: Fingerprint(1))
    }

    func explanation(_ alerts: [ExplainedAlert], pages: [Page] = [], count: Int? = nil) -> Explanation {
        Explanation(
            at: now, incident: IncidentNumber(17),
            configuration: ExplainedConfiguration(since: now - .hours(9), isLoaded: true, paging: .on), alerts: alerts,
            alertCount: count ?? alerts.count, pages: pages)
    }

    func text(
        _ alerts: [ExplainedAlert], pages: [Page] = [], count: Int? = nil,
        _ change: (inout Explanation) -> Void = { _ in }
    ) -> String {
        var explanation = explanation(alerts, pages: pages, count: count)
        change(&explanation)
        return WhyText(WhyLines(explanation, now: now).lines, style: .plain).text
    }

    @Test("Of a configuration that an older router does not name nothing is said")
    func olderRouter() {
        let alerts = [explained(alert(age: .hours(1)))]
        #expect(text(alerts) { $0.configuration = nil } == text(alerts))
    }

    @Test("Times that are not today's have their dates")
    func dates() {
        let mute = ExplainedMute(
            at: now - .hours(1), by: "kim", cause: "silence", reference: "6f0a2c1e-5d0b", until: now + .hours(72))

        let old = text([explained(alert(age: .hours(272 * 24)), mutes: [mute])])

        #expect(old.contains("firing since 2026-04-18 08:00:00Z\n"), "\(old)")
        #expect(old.contains("    07:00:00Z  by kim until 2027-01-18 08:00Z (silence 6f0a2c1e)\n"), "\(old)")
        #expect(text([explained(alert(age: .hours(1)))]).contains("firing since 07:00:00Z\n"))
        // A start to come is what its sender says, and nothing that is.
        let ahead = text([explained(alert(age: .minutes(-10)))])
        #expect(ahead.contains("firing; its sender says: from 08:10:00Z on\n"), "\(ahead)")
        let none = text([]) { ($0.incident, $0.alertCount) = (nil, 0) }
        #expect(none.contains("it had not fired yet, or what it did is not kept"), "\(none)")
    }

    @Test("An alert, its routes, its group and who was told")
    func whole() {
        let routes = [
            route("ops", .passedOn), route("db", .unmet, depth: 1, unmet: ["team=\"db\"", "zone=~\"a|b\""]),
            route("ops", depth: 1, nextFlush: now + .minutes(3)),
        ]

        #expect(
            text([explained(alert(age: .minutes(8)), routes: routes, told: [told(.sent)])]) == """
                #17 as of 2027-01-15T08:00:00.000Z, 1 alert

                ALERT 0000000000000001  firing since 07:52:00Z
                  team=web
                  ROUTES
                    > every alert -> ops: taken by what is below it
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
        "What was withheld says who would have been told, by what paging was then",
        arguments: [
            (Paging.shadow, true, "would have been told firing (SHADOW: nothing left)"),
            (.off, true, "would have been told firing (PAGING OFF: nothing left)"),
            (nil, true, "would have been told firing (paging was shadow or off: nothing left)"),
            (.shadow, false, "would have been told resolved, unless it is told of none (SHADOW: nothing left)"),
            (.on, false, "resolved, and nothing left: it is told of none"),
            (nil, false, "resolved, and nothing left: it is told of none, or paging was shadow or off"),
        ] as [(Paging?, Bool, String)])
    func withheld(paging: Paging?, isFiring: Bool, words: String) {
        let text = text([explained(alert(age: .hours(1)), told: [told(.withheld, isFiring: isFiring, paging: paging)])])

        #expect(text.contains("    07:53:00Z  ops, webhook[0]: \(words)\n"), "\(text)")
    }

    @Test(
        "A page that reached nobody says whether it was to",
        arguments: [
            (Paging.on, "reached NOBODY"), (.shadow, "SHADOW: would have rung the terminals of those logged in"),
            (nil, "reached NOBODY, or paging was shadow or off"),
        ] as [(Paging?, String)])
    func page(paging: Paging?, words: String) {
        let page = Page(
            id: PageID(incident: IncidentNumber(17), ordinal: 0), at: now, severity: .sev1, reason: "new",
            state: .sent(at: now, reached: 0), paging: paging)

        #expect(text([], pages: [page]).hasSuffix("PAGES\n    08:00:00Z  new: \(words)\n"))
    }

    @Test(
        "It says by which configuration, unless that is the one that is loaded",
        arguments: [
            (ExplainedConfiguration(since: Samples.now, isLoaded: true, paging: .on), ""),
            (ExplainedConfiguration(since: Samples.now, isLoaded: true, paging: .off), "PAGING OFF: nothing leaves\n"),
            (
                ExplainedConfiguration(since: Samples.now, isLoaded: false, paging: nil),
                "by the configuration of 08:00:00Z; another one is loaded now\n"
            ),
            (
                ExplainedConfiguration(since: nil, isLoaded: true, paging: nil),
                "no configuration of that time is kept: routes and rules are those that are loaded now\n"
            ),
        ])
    func configuration(configuration: ExplainedConfiguration, words: String) {
        let text = text([]) { $0.configuration = configuration }

        #expect(text == "#17 as of 2027-01-15T08:00:00.000Z, 0 alerts\n" + words)
    }

    @Test("An inhibition names its rule, and where that stands")
    func inhibition() {
        func lines(_ rules: [ExplainedInhibitRule]) -> String {
            var mute = ExplainedMute(
                at: now, by: "inhibiting NodeDown", cause: "inhibition", reference: "0000000000000002", until: nil)
            mute.rules = rules
            let text = text([explained(alert(age: .hours(1)), mutes: [mute])])
            return text.split(separator: "  KEPT QUIET\n").last?.split(separator: "  TOLD").first.map(String.init) ?? ""
        }
        var rule = ExplainedInhibitRule(
            sourceMatchers: ["severity=\"critical\""], targetMatchers: ["severity=~\"warning|info\""],
            equal: ["cluster", "service"], line: 14, isOfThatTime: true)
        let head = "    08:00:00Z  while NodeDown fires (inhibition 0000000000000002)\n"
        let said = "      rule: severity=\"critical\" inhibits severity=~\"warning|info\""

        #expect(
            lines([rule]) == head + said + ", equal cluster, service (in line 14 of the configuration as loaded now)\n")
        rule.name = "node-down"
        #expect(lines([rule]).contains("      rule node-down: severity=\"critical\" inhibits "))
        (rule.line, rule.name) = (nil, nil)
        #expect(lines([rule]) == head + said + ", equal cluster, service (not in the configuration now)\n")
        (rule.line, rule.isOfThatTime, rule.equal, rule.targetMatchers) = (3, false, [], [])
        #expect(
            lines([rule]) == head + "      rule: severity=\"critical\" inhibits every alert "
                + "(in line 3 of the configuration as loaded now, that of the time is not kept)\n")
        #expect(lines([]) == head + "      its inhibit rule is not known\n")
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

    @Test("What was merged says into what")
    func merged() {
        func text(mergedAt: Timestamp?) -> String {
            self.text([explained(alert(age: .hours(1)))]) {
                ($0.mergedInto, $0.mergedAt) = (mergedAt == nil ? nil : IncidentNumber(3), mergedAt)
            }
        }

        #expect(text(mergedAt: now).contains("\nmerged into #3 at 08:00:00Z: midwatch why 3 goes on\n"))
        #expect(!text(mergedAt: nil).contains("merged"))
    }

    @Test("A line that is too long goes on below itself")
    func wraps() {
        let style = OutputStyle(width: 60, usesColours: false, isScreen: false)

        let text = WhyText(WhyLines(explanation([explained(alert(age: .hours(1)))]), now: now).lines, style: style).text

        #expect(
            text.contains("    + every alert -> ops: taken (wait 30s, interval 5m,\n        repeat 4h)\n"), "\(text)")
    }

    @Test("What was not there yet at a moment is said so")
    func absence() {
        var explanation = explanation([explained(alert(age: .minutes(4)))])
        explanation.openedAt = now - .minutes(4)
        func said(_ subject: WhySubject, _ age: Duration) -> String? {
            WhyCommand.absence(of: subject, explanation, at: now - age, now: now)?.line
        }
        let (incident, alert) = (WhySubject.incident(IncidentNumber(17)), WhySubject.alert(Fingerprint(1)))

        #expect(said(incident, .minutes(4)) == nil)
        #expect(
            said(incident, .minutes(5))
                == "midwatch: #17 was not there yet at 07:55:00Z; it was opened at 07:56:00Z")
        #expect(said(alert, .minutes(4)) == nil)
        #expect(
            said(alert, .minutes(5))
                == "midwatch: the alert 0000000000000001 was not there yet at 07:55:00Z; it fires since 07:56:00Z")
    }
}
