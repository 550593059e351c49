import Incidents
import Routing
import Testing

@Suite struct SeverityRulesTests {
    @Test(
        "the severity label says how bad it is",
        arguments: [
            ("critical", Severity.sev1), ("page", .sev1), ("error", .sev2), ("high", .sev2), ("warning", .sev3),
            ("none", .sev4), ("unknown", .sev4), ("info", .sev5), ("CRITICAL", .sev1), ("Warning", .sev3),
            ("criticals", .sev4), ("critica", .sev4), ("", .sev4), ("purple", .sev4),
        ])
    func reads(_ value: String, _ expected: Severity) {
        #expect(SeverityRules.standard.severity(of: LabelSet(["alertname": "A", "severity": value])) == expected)
    }

    @Test("an alert without the label has the severity of unknown ones")
    func readsNothing() {
        #expect(SeverityRules.standard.severity(of: LabelSet(["alertname": "A"])) == .sev4)
        #expect(SeverityRules(otherwise: .sev2).severity(of: .empty) == .sev2)
    }

    @Test("the label and its values can be others")
    func readsOthers() {
        let rules = SeverityRules(
            label: "priority", levels: [.init("P1", .sev1), .init("p5", .sev5)], otherwise: .sev3)

        #expect(rules.severity(of: LabelSet(["priority": "p1", "severity": "info"])) == .sev1)
        #expect(rules.severity(of: LabelSet(["priority": "P5"])) == .sev5)
        #expect(rules.severity(of: LabelSet(["priority": "critical"])) == .sev3)
    }
}

@Suite struct WatchRulesTests {
    @Test("the times that hold without a configuration are those of the life cycle")
    func standard() {
        let rules = WatchRules.standard

        #expect(rules.resolveTimeout == .minutes(5))
        #expect(rules.reopenWithin == .minutes(30))
        #expect(rules.resolveExpiredAfter == .hours(1))
        #expect(rules.resolveRecheck == .minutes(15))
        #expect(rules.acknowledgeWarning == .minutes(5))
        #expect(rules.mitigateTimeout == .hours(4))
        #expect(rules.undoWithin == .seconds(10))
        #expect(rules.limits.bodyBytes == 8_388_608)
        #expect(rules.resolvedKept >= rules.reopenWithin)
    }

    @Test(
        "how long an acknowledge holds and how often it rings depends on the severity",
        arguments: [
            (Severity.sev1, Duration.minutes(30), Duration.minutes(1)), (.sev2, .minutes(30), .minutes(1)),
            (.sev3, .hours(2), .minutes(5)), (.sev4, nil, .minutes(5)), (.sev5, nil, .minutes(5)),
        ] as [(Severity, Duration?, Duration)])
    func bySeverity(_ severity: Severity, _ timeout: Duration?, _ ring: Duration) {
        #expect(WatchRules.standard.acknowledgeTimeout(severity) == timeout)
        #expect(WatchRules.standard.ringEvery(severity) == ring)
    }
}
