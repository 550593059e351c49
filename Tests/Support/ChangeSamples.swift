package import Incidents

/// A change of every case, with every case of what it carries, and with text that means harm.
package enum ChangeSamples {
    /// Text that steers terminals, hides, ends strings early, or is merely long.
    package static let hostile: [String] = [
        "", "plain", "\u{1B}[2J\u{7}", "a\u{0}b", "\u{202E}evil\u{2066}", "e\u{301}\u{301}\u{301}", "👩‍👩‍👧‍👦 日本語",
        "'; DROP TABLE log; --", "line\r\nbreak\ttab", "\u{FEFF}\u{200B}", String(repeating: "long ", count: 2000),
    ]

    package static let everyCase: [Change] = alerts + incidents + timelines + pages + requests + routing

    private static let labels = hostile.enumerated().map { index, text in ("l\(index)", text + "x") }

    static let alerts: [Change] = {
        let hostileAlert = Alert(
            labels: LabelSet(PackedPairs(labels)), text: AlertText(packed: PackedPairs(labels + [("", hostile[2])])),
            startsAt: .start, endsAt: .distantFuture, updatedAt: Timestamp(milliseconds: .min), endIsOurs: true)
        let one = Alert.sample()
        return [
            .alertStarted(one, group: GroupID(7), incident: IncidentNumber(1)),
            .alertStarted(hostileAlert, group: GroupID(.max), incident: nil),
            .alertStarted(.sample("Gone", end: .resolved), group: GroupID(8), incident: IncidentNumber(2)),
            .alertStarted(.sample("Lost", end: .expired), group: GroupID(8), incident: IncidentNumber(2)),
            .alertJoined(hostileAlert.fingerprint, IncidentNumber(1)),
            .alertAnnotated(one.fingerprint, hostileAlert.text, at: .start + .seconds(1)),
            .alertMuted(
                one.fingerprint,
                Mute(
                    by: SafeText(hostile[4]), until: .start + .hours(1), cause: .silence(SilenceID(high: 1, low: .max))),
                at: .start),
            .alertMuted(
                hostileAlert.fingerprint, Mute(by: SafeText(hostile[3]), cause: .inhibition(by: Fingerprint(9))),
                at: .start),
            .alertMuted(
                Fingerprint(0), Mute(by: "of an alert that has not arrived", cause: .interval(SafeText(hostile[5]))),
                at: .start),
            .alertMuted(one.fingerprint, nil, at: .start + .seconds(9)),
            .alertsMoved(from: IncidentNumber(1), to: IncidentNumber(2), groups: [GroupID(7), GroupID(0)]),
            .alertEnded(one.fingerprint, .resolved, endsAt: .start + .seconds(2), at: .start + .seconds(3)),
            .alertEnded(hostileAlert.fingerprint, .expired, endsAt: .start, at: .start),
        ]
    }()

    private static let phases: [Phase] = [
        .triggered,
        .acknowledged(Acknowledgement(holder: .person(SafeText(hostile[2])), at: .start)),
        .acknowledged(
            Acknowledgement(holder: .router, at: .start, snoozedUntil: .start + .minutes(30), isWarned: true)),
        .mitigated(Mitigation(by: .person("kim"), at: .start)),
        .resolved(Resolution(by: .alerts, at: .start)),
        .resolved(Resolution(by: .noNews, at: .start, clockLeft: .milliseconds(-1))),
        .resolved(Resolution(by: .person(SafeText(hostile[6])), at: .start, clockLeft: .nanoseconds(1_234_567_891))),
        .resolved(Resolution(by: .merged(into: IncidentNumber(.max)), at: .start, clockLeft: .seconds(Int64.max / 2))),
    ]

    private static let verbs: [Act.Verb] = [
        .acknowledge, .unacknowledge, .take, .snooze(until: .start), .mitigate, .resolve, .reopen,
        .note(SafeText(hostile[4])), .severity(.sev5), .merge(into: IncidentNumber(3)), .unmerge, .undo,
    ]

    static let incidents: [Change] = {
        var incidents = phases.enumerated().map { Incident.sample($0 + 1, phase: $1) }
        for (index, verb) in verbs.enumerated() { incidents.append(full(100 + index, verb)) }
        return incidents.map { .incident($0) }
    }()

    /// An incident with everything set that can be.
    private static func full(_ number: Int, _ verb: Act.Verb) -> Incident {
        var incident = Incident(
            number: IncidentNumber(number), title: SafeText(hostile[number % hostile.count]),
            service: SafeText(hostile[3]), severity: .sev3, openedAt: Timestamp(milliseconds: -1))
        incident.services = hostile.map { SafeText($0) }
        incident.pin = SeverityPin(from: .sev2)
        incident.phase = phases[number % phases.count]
        incident.phaseSince = .distantFuture
        incident.countdown = number.isMultiple(of: 2) ? .paused(left: .milliseconds(1234)) : .none
        incident.mute = Mute(by: SafeText(hostile[2]), until: .start)
        incident.noNews = NoNews(since: .start, sender: Sender(origin: hostile[9]), senderSpokeAt: .start)
        (incident.isClearedUnseen, incident.wasAcknowledged) = (true, true)
        (incident.assignee, incident.lastHolder) = (.person(SafeText(hostile[3])), .router)
        (incident.flaps, incident.previous) = (-3, IncidentNumber(1))
        incident.merger = Merger(into: IncidentNumber(2), before: Incident.sample(9, phase: phases[2]).standing)
        incident.groups = [GroupID(0), GroupID(.max)]
        incident.groupLabels = LabelSet(PackedPairs(labels))
        incident.counts = AlertCounts(firing: 1, muted: 2, resolved: 300, expired: 70_000)
        (incident.joinsSaid, incident.joinsSaidAt) = (4, .start)
        (incident.timelineCount, incident.pageCount, incident.revision) = (5, 6, .max)
        incident.groupClock = GroupClock(first: .start, told: 9, newsAt: number.isMultiple(of: 3) ? nil : .start)
        incident.flapping = Flapping(changes: [.start, .start + .seconds(1)], quietAt: .start + .minutes(9))
        incident.undo = Undo(
            by: .person("sam"), at: .start, verb: verb, before: incident.standing, revision: incident.revision)
        return incident
    }

    static let timelines: [Change] = {
        let kinds = TimelineEntry.Kind.allCases.enumerated().map { ordinal, kind in
            TimelineEntry(
                incident: IncidentNumber(1), ordinal: ordinal, at: .start, actor: .person("kim"), kind: kind,
                text: SafeText(hostile[ordinal % hostile.count]))
        }
        return kinds.map { .timeline($0) } + [.timeline(.sample(2, 0))]
    }()

    static let pages: [Change] = {
        let states: [Page.State] = [
            .queued, .sent(at: .start, reached: 3), .dropped(at: .start), .queued, .sent(at: .start, reached: 0),
            .sent(at: .start, reached: 0),
        ]
        return states.enumerated().map { ordinal, state in
            .page(
                Page(
                    id: PageID(incident: IncidentNumber(1), ordinal: ordinal), at: .start, severity: .sev1,
                    reason: SafeText(hostile[ordinal + 2]), state: state,
                    paging: ordinal == 5 ? .off : nil))
        }
    }()

    static let requests: [Change] = {
        let refusals = Refusal.Code.allCases.map { Outcome.refused(Refusal($0, SafeText(hostile[2]))) }
        let outcomes =
            refusals + [
                .done(Receipt(incident: IncidentNumber(17), said: "acked #17")), .done(Receipt()),
                .done(Receipt(silence: SilenceID(high: 3, low: 4), said: "silenced")),
            ]
        let ids = outcomes.indices.map { "\(hostile[$0 % 5])-\($0)" }
        return zip(ids, outcomes).compactMap { text, outcome in
            RequestID(text).map { .served($0, outcome, at: .start) }
        }
    }()

    static let routing: [Change] = {
        var full = Silence(
            id: SilenceID(high: .max, low: 0),
            matchers: hostile.enumerated().map { index, text in
                SilenceMatcher(name: text, value: text, isRegex: index.isMultiple(of: 2), isEqual: index < 3)
            }, startsAt: .start, endsAt: .distantFuture, updatedAt: .start, createdBy: SafeText(hostile[2]),
            comment: SafeText(hostile[4]), reviewAt: .start + .hours(2), endsWithAlerts: true,
            replaces: SilenceID(high: 1, low: 2),
            ending: Silence.Ending(
                by: SafeText(hostile[5]), plannedStart: .start + .hours(1), planned: .distantFuture))
        full.reminder = IncidentNumber(17)
        full.history = [Silence.Record(at: .start, by: SafeText(hostile[5]), what: SafeText(hostile[2]))]
        let plain = Silence(
            id: SilenceID(high: 1, low: 2), matchers: [SilenceMatcher(name: "alertname", value: "Down")],
            startsAt: .start, endsAt: .start + .hours(1), updatedAt: .start, createdBy: "sam", comment: "")
        let outcomes: [NotificationOutcome] =
            [.sent, .withheld, .failed(SafeText(hostile[2]))] + Paging.allCases.map { _ in .withheld }
        let notifications = outcomes.enumerated().map { index, outcome in
            Notification(
                key: NotificationKey(UInt64(index)), groupKey: SafeText(hostile[4]), receiver: SafeText(hostile[7]),
                integration: "webhook[0]", decidedAt: .start, at: .start + .seconds(1),
                firing: [Fingerprint(1), Fingerprint(.max)], resolved: index == 0 ? [] : [Fingerprint(2)],
                heardFiring: index == 1 ? [Fingerprint(3), Fingerprint(4)] : [], outcome: outcome,
                paging: index < 3 ? nil : Paging.allCases[index - 3])
        }
        return [.silence(plain), .silence(full)] + notifications.map { .notified($0) } + [
            .groupStarted(DispatchID(1), first: .start), .groupStarted(DispatchID(.max), first: .distantFuture),
            .groupEnded(DispatchID(1)), .configured(LoadedConfiguration(at: .start, text: hostile[6] + "\nroute:")),
            .configured(
                LoadedConfiguration(
                    at: .start, text: "", paging: .shadow, unspoken: [hostile[2]: [hostile[4], "sns"], "ops": []])),
        ]
    }()
}
