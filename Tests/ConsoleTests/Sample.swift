import Console
import Incidents

/// The night that the screens show: six incidents at 03:12 on a Monday.
enum Sample {
    static let now = at(3, 12)
    static let sam = ConsoleSnapshot.Person(name: "sam")

    /// A moment of that night.
    static func at(_ hour: Int, _ minute: Int, _ second: Int = 0) -> Timestamp {
        let time = CivilTime(year: 2026, month: 11, day: 23, hour: hour, minute: minute, second: second)
        return time.moment() ?? Timestamp(milliseconds: 0)
    }

    static func snapshot(
        _ incidents: [IncidentSummary], isDemo: Bool = false, you: ConsoleSnapshot.Person = sam,
        degraded: SafeText? = nil, seq: Int64 = 100
    ) -> ConsoleSnapshot {
        let router = ConsoleSnapshot.RouterFace(name: "prod", host: "web1", version: "1.0", isDemo: isDemo)
        return ConsoleSnapshot(
            seq: seq, at: now, router: router, you: you, degraded: degraded, incidents: incidents)
    }

    /// A triggered incident that rings again in five minutes.
    static func incident(
        _ number: Int, _ severity: Severity = .sev2, _ title: SafeText = "5xx 12% (SLO 1%)",
        service: SafeText = "checkout-api", openedAt: Timestamp = at(3, 6), firing: Int = 1
    ) -> IncidentSummary {
        var incident = IncidentSummary(
            number: IncidentNumber(number), phase: .triggered, severity: severity, title: title, service: service,
            openedAt: openedAt, phaseSince: openedAt)
        incident.counts = AlertCounts(firing: firing)
        incident.nextDeadline = at(3, 17)
        incident.labels = [LabelText(name: "alertname", value: "Sample"), LabelText(name: "service", value: service)]
        return incident
    }

    static func acknowledged(
        _ incident: IncidentSummary, by name: SafeText, at moment: Timestamp = at(3, 10)
    ) -> IncidentSummary {
        var incident = incident
        (incident.phase, incident.phaseSince) = (.acknowledged, moment)
        (incident.acknowledgedBy, incident.acknowledgedAt) = (name, moment)
        incident.nextDeadline = moment + .minutes(30)
        return incident
    }

    static func resolved(
        _ incident: IncidentSummary, by name: SafeText? = "kim", at moment: Timestamp = at(3, 11)
    ) -> IncidentSummary {
        var incident = incident
        (incident.phase, incident.phaseSince, incident.resolvedAt) = (.resolved, moment, moment)
        (incident.resolvedBy, incident.isCleared) = (name ?? "its alerts", name == nil)
        (incident.acknowledgedBy, incident.acknowledgedAt, incident.snoozedUntil) = (nil, nil, nil)
        (incident.nextDeadline, incident.counts) = (nil, AlertCounts(resolved: incident.counts.total))
        return incident
    }

    static let checkout = incident(4127, .sev1, firing: 18)
    static let search = incident(4129, .sev2, "p99 4.1s (SLO 0.8s)", service: "search", openedAt: at(3, 9))
    static let ledger = acknowledged(
        incident(4121, .sev2, "replica lag 95s", service: "ledger-db", openedAt: at(2, 31), firing: 2), by: "sam",
        at: at(2, 58))
    static let mailer = acknowledged(
        incident(4118, .sev3, "queue 18k, rising", service: "mailer", openedAt: at(2, 0), firing: 3), by: "kim")

    static var snoozed: IncidentSummary {
        var incident = acknowledged(
            incident(4102, .sev4, "certificate expires in 6d", service: "cdn-edge", openedAt: at(0, 3)), by: "sam")
        incident.snoozedUntil = at(4, 10)
        return incident
    }

    static var mitigated: IncidentSummary {
        var incident = incident(4115, .sev3, "job late 40m", service: "batch-etl", openedAt: at(1, 9))
        (incident.phase, incident.phaseSince, incident.assignee) = (.mitigated, at(2, 50), "lee")
        incident.nextDeadline = at(6, 50)
        return incident
    }

    static let cleared = resolved(
        incident(4125, .sev3, "disk 91% on web3", service: "web", openedAt: at(2, 40)), by: nil, at: at(2, 55))

    static var muted: IncidentSummary {
        var incident = incident(4126, .sev2, "backup missing", service: "backup", openedAt: at(2, 2))
        (incident.mute, incident.nextDeadline) = (Mute(by: "kim", until: at(4, 0)), nil)
        return incident
    }

    static var noNews: IncidentSummary {
        var incident = incident(4128, .sev3, "fan speed low", service: "rack-7", openedAt: at(3, 1), firing: 0)
        incident.counts = AlertCounts(expired: 2)
        incident.noNewsSince = at(3, 5)
        return incident
    }

    /// One of each state.
    static let night = [checkout, search, muted, noNews, ledger, mailer, snoozed, mitigated, cleared]

    /// Rows whose text tries to leave its place: CJK, a bidi override, an escape sequence, marks, a tag, a line break.
    static let hostile = [
        incident(17, .sev1, "支払いが失敗しています、至急確認してください", service: "決済サービス東京"),
        incident(18, .sev2, foreign("safe\u{202E}gnp.exe"), service: foreign("\u{1B}[2Jcleared"), openedAt: at(3, 7)),
        incident(
            19, .sev3, foreign("e\u{301}\u{302}\u{303}\u{304}toile\u{E0041}"), service: foreign("a\nb\tc"),
            openedAt: at(3, 8)),
    ]

    /// Text as it comes from outside; a literal would be taken for our own.
    private static func foreign(_ text: String) -> SafeText { SafeText(text) }

    static func entry(
        _ ordinal: Int, _ at: Timestamp, _ actor: Actor, _ kind: TimelineEntry.Kind, _ text: SafeText,
        of number: Int = 4127
    ) -> TimelineEntry {
        TimelineEntry(
            incident: IncidentNumber(number), ordinal: ordinal, at: at, actor: actor, kind: kind, text: text)
    }

    static let timeline = [
        entry(0, at(3, 6), .router, .opened, "opened: 5xx 12% (SLO 1%)"),
        entry(1, at(3, 6), .router, .paged, "rang: SEV1 opened"),
        entry(2, at(3, 7), .router, .joined, "+17 new, 18 firing"),
        entry(
            3, at(3, 8), .person("kim"), .note, "v812 went out at 02:59Z, and it is the first with the new retry policy"
        ),
        entry(4, at(3, 11), .router, .paged, "rang again: nobody has it"),
    ]

    static let alerts = (1...3).map { host in
        AlertSummary(
            fingerprint: Fingerprint(UInt64(host)),
            labels: [
                LabelText(name: "alertname", value: "HighErrorRate"),
                LabelText(name: "instance", value: SafeText("web\(host):9100")),
                LabelText(name: "path", value: "/pay"),
            ],
            annotations: [
                LabelText(name: "summary", value: "5xx 12% (SLO 1%)"),
                LabelText(name: "runbook_url", value: "https://runbooks.example/checkout-5xx"),
            ],
            startsAt: at(3, 5 + host), endsAt: at(3, 16), end: host == 3 ? .resolved : nil,
            generatorURL: "http://prometheus.example/graph", mute: nil)
    }

    static var detail: Message { .detail(checkout, timeline: timeline, alerts: alerts) }
}
