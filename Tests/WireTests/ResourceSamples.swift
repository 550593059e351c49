import Incidents
import Wire

/// Values of every resource, with hostile text in every place that takes text.
enum ResourceSamples {
    static let text = SafeText(Fixture.hostile)
    static let at = Timestamp(milliseconds: 1_795_403_288_568)
    static let later = at + .minutes(30)

    static var full: IncidentSummary {
        var incident = IncidentSummary(
            number: IncidentNumber(17), phase: .acknowledged, severity: .sev2, title: text, service: text,
            openedAt: at, phaseSince: later, revision: 12)
        (incident.acknowledgedBy, incident.acknowledgedAt) = (text, at)
        (incident.assignee, incident.snoozedUntil, incident.isCleared) = (text, later, true)
        (incident.mute, incident.noNewsSince) = (
            Mute(by: text, until: later, cause: .silence(SilenceID(high: 7, low: 9))), later
        )
        (incident.resolvedBy, incident.resolvedAt) = (text, later)
        (incident.mergedInto, incident.previous, incident.flaps) = (IncidentNumber(18), IncidentNumber(3), 4)
        incident.counts = AlertCounts(firing: 5, muted: 2, resolved: 7, expired: 1)
        incident.labels = [LabelText(name: "alertname", value: text), LabelText(name: text, value: "x")]
        incident.sharedLabels = [LabelText(name: "rack", value: text)]
        (incident.nextDeadline, incident.timelineCount) = (later, 9)
        return incident
    }

    static var bare: IncidentSummary {
        IncidentSummary(
            number: IncidentNumber(1), phase: .triggered, severity: .sev5, title: "t", service: "", openedAt: at,
            phaseSince: at)
    }

    static let entry = TimelineEntry(
        incident: IncidentNumber(17), ordinal: 3, at: at, actor: .person(text), kind: .note, text: text)
    static let ours = TimelineEntry(
        incident: IncidentNumber(17), ordinal: 4, at: at, actor: .router, kind: .noNews, text: "")
    static let page = Page(
        id: PageID(incident: IncidentNumber(17), ordinal: 0), at: at, severity: .sev1, reason: text,
        state: .sent(at: later, reached: 2), paging: .shadow)
    static let queued = Page(
        id: PageID(incident: IncidentNumber(17), ordinal: 1), at: at, severity: .sev3, reason: "x")
    static let dropped = Page(
        id: PageID(incident: IncidentNumber(17), ordinal: 2), at: at, severity: .sev3, reason: "x",
        state: .dropped(at: later))
    static let alert = AlertSummary(
        Alert(
            labels: LabelSet(["alertname": "X", "v": Fixture.hostile]),
            text: AlertText(annotations: ["summary": Fixture.hostile], generatorURL: Fixture.hostile), startsAt: at,
            endsAt: later, updatedAt: at, end: .expired), mute: Mute(by: text, cause: .inhibition(by: Fingerprint(7))))
    static let firing = AlertSummary(
        Alert(labels: LabelSet(["a": "b"]), startsAt: at, endsAt: later, updatedAt: at))
    static let router = RouterIdentity(name: text, host: text, version: "0.1.0", isDemo: true, startedAt: at)
    static var detail: IncidentDetail {
        IncidentDetail(
            summary: full, alerts: [alert, firing], timeline: [entry, ours],
            responders: [Responder(name: text, role: .scribe), Responder(name: "x")], pages: [page, queued, dropped])
    }
    static var snapshot: Snapshot {
        Snapshot(
            seq: 41, at: at, router: router, you: You(name: text, mayAct: false, why: text), degraded: text,
            clockSet: clockSet, paging: .shadow, incidents: [full, bare], presence: presence)
    }
    static let presence = Presence([
        IncidentNumber(17): [Onlooker("kim"), Onlooker(text, isWriting: true)], IncidentNumber(3): [Onlooker("sam")],
    ])
    static var batch: FeedBatch {
        FeedBatch(seq: 42, at: at, items: [.incident(full), .timeline(entry), .page(queued), .incident(bare)])
    }
    static var explanation: Explanation {
        var taken = ExplainedRoute(
            depth: 1, matchers: [text], receiver: text, verdict: .taken, quiet: text, groupKey: text, groupWait: 1,
            groupInterval: 2, repeatInterval: 3)
        (taken.nextFlush, taken.outSince, taken.unspoken) = (later, at, [text, "sns"])
        (taken.isFirstFlush, taken.hasNobody) = (true, true)
        let unmet = ExplainedRoute(
            depth: 0, matchers: [], receiver: "x", verdict: .unmet, unmet: [text], groupWait: 0, groupInterval: 0,
            repeatInterval: 0)
        var mute = ExplainedMute(at: at, by: text, cause: "inhibition", reference: text, until: later)
        mute.rules = [
            ExplainedInhibitRule(
                sourceMatchers: [text], targetMatchers: [], equal: [text], line: 14, isOfThatTime: true),
            ExplainedInhibitRule(sourceMatchers: [], targetMatchers: [], equal: [], line: nil, isOfThatTime: false),
        ]
        mute.rules[0].name = text
        let notifications = [Paging.on, .shadow, nil].map { paging in
            ExplainedNotification(
                Notification(
                    key: NotificationKey(1), groupKey: text, receiver: text, integration: "webhook[0]", decidedAt: at,
                    at: later, firing: [], resolved: [], outcome: paging == nil ? .failed(text) : .withheld,
                    paging: paging), about: Fingerprint(1))
        }
        let alerts = [
            ExplainedAlert(
                alert: alert, incident: IncidentNumber(17), routes: [unmet, taken],
                mutes: [mute, ExplainedMute(at: later, nil)], notifications: notifications)
        ]
        var explanation = Explanation(
            at: later, incident: IncidentNumber(17),
            configuration: ExplainedConfiguration(since: at, isLoaded: false, paging: .off), alerts: alerts,
            alertCount: 9, pages: [page, queued, dropped])
        explanation.acts = [entry]
        var outlook = ExplainedOutlook(phase: .acknowledged, flaps: 3)
        (outlook.heldBy, outlook.snoozedUntil) = (text, later)
        outlook.mute = Mute(by: text, until: later, cause: .interval(text))
        (outlook.nextPageAt, outlook.heldOpenUntil) = (later, at)
        explanation.outlook = outlook
        (explanation.openedAt, explanation.mergedInto, explanation.mergedAt) = (at, IncidentNumber(18), later)
        return explanation
    }
    static let unexplained = Explanation(
        at: later, incident: nil, configuration: ExplainedConfiguration(since: nil, isLoaded: true, paging: nil),
        alerts: [], alertCount: 0, pages: [])
    static let status = RouterStatus(
        router: router, storePath: text, storeSize: 1 << 40, storeSchema: 1, configurationPath: nil,
        listeners: ["127.0.0.1:3003", text], degraded: text,
        clockSet: clockSet, paging: .off, reloadFault: text)
    static let clockSet = ClockSet(at: at, by: .hours(-3))
    static let verbs: [Act.Verb] = [
        .acknowledge, .unacknowledge, .take, .snooze(until: later), .mitigate, .resolve, .reopen, .note(text),
        .severity(.sev3), .merge(into: IncidentNumber(18)), .unmerge, .undo,
    ]
}
