import Incidents
import Routing
import Storing
import Watchkeeping
import Wire

/// Says of one moment what was decided about alerts, from what the store keeps, and of the present from the router's
/// own groups too.
struct Explainer {
    /// What is asked about, as it is kept.
    struct Asked: Sendable {
        var incident: Incident?
        /// The first ``Explanation/alertsMax``.
        var alerts: [StoredAlert]
        var alertCount: Int
    }

    private let store: any IncidentStore
    private let moment: Timestamp
    private let loaded: RouterConfiguration
    /// By fingerprint and route, when groups have their turns now.
    private let turns: [Fingerprint: [RoutingTree.Index: NextTurn]]
    private let isPresent: Bool
    private var history: ConfigurationHistory
    /// The routes of the moment.
    private let tree: RoutingTree
    private let configuration: ExplainedConfiguration
    private let unspoken: ByName<[String]>
    /// The labels of alerts that inhibited others.
    private var sources: [Fingerprint: LabelSet?] = [:]
    /// Rules that were looked for already: an alert that flaps is inhibited by the same ones again and again.
    private var found: [RuleQuestion: [InhibitRule]] = [:]

    /// - Parameters:
    ///   - isPresent: whether the moment is now.
    ///   - tree: the routes that are in force now.
    ///   - turns: when groups have their turns now, on those routes.
    ///   - routing: reads the text of a configuration that was kept; nil when it cannot be read any more.
    init(
        store: any IncidentStore, moment: Timestamp, isPresent: Bool, loaded: RouterConfiguration,
        tree: RoutingTree, turns: [Fingerprint: [RoutingTree.Index: NextTurn]],
        routing: @escaping (String) -> KeptRouting?
    ) throws {
        (self.store, self.moment, self.isPresent, self.loaded, self.turns) = (store, moment, isPresent, loaded, turns)
        let now = KeptRouting(tree: tree, inhibitRules: loaded.rules.inhibitRules)
        history = ConfigurationHistory(store: store, loaded: (loaded.rendered, now), read: routing)
        let kept = try history.readable(at: moment)
        self.tree = isPresent ? tree : kept?.routing?.tree ?? tree
        let isKept = isPresent || kept?.loaded.paging != nil
        unspoken = isPresent || !isKept ? loaded.rules.unspoken : kept?.loaded.unspoken ?? [:]
        configuration = ExplainedConfiguration(
            since: kept?.loaded.at, isLoaded: isPresent || kept.map { $0.loaded.text == loaded.rendered } ?? true,
            paging: isPresent ? loaded.rules.paging : kept?.loaded.paging)
    }

    mutating func explanation(of asked: Asked) throws -> Explanation {
        let summary = asked.incident.map { IncidentSummary($0) }
        let pages = try summary.map { try store.pages(of: $0.number).filter { $0.at <= moment } } ?? []
        var explanation = Explanation(
            at: moment, incident: summary?.number, configuration: configuration, alerts: [],
            alertCount: asked.alertCount, pages: pages)
        explanation.openedAt = summary?.openedAt
        // A merge resolves what is merged.
        if let into = summary?.mergedInto, let at = summary?.resolvedAt, at <= moment {
            (explanation.mergedInto, explanation.mergedAt) = (into, at)
        }
        // Of all alerts at once: each question reads the whole rest of the log.
        let fingerprints = Set(asked.alerts.map(\.alert.fingerprint))
        let mutes = try store.muteHistory(of: fingerprints, upTo: moment, limit: Explanation.historyMax)
        let told = try store.notifications(about: fingerprints, upTo: moment, limit: Explanation.historyMax)
        try lookUpInhibitions(mutes.values.joined())
        for alert in asked.alerts {
            let fingerprint = alert.alert.fingerprint
            explanation.alerts.append(try explain(alert, mutes[fingerprint] ?? [], told[fingerprint] ?? []))
        }
        if let incident = asked.incident { try tell(of: incident, in: &explanation) }
        if !isPresent { try expectFlushes(of: asked, in: &explanation) }
        return explanation
    }

    /// - Parameters:
    ///   - mutes: the latest first.
    ///   - told: the newest first.
    private mutating func explain(
        _ stored: StoredAlert, _ mutes: [MuteRecord], _ told: [Notification]
    ) throws -> ExplainedAlert {
        var alert = stored.alert
        // What came after the moment had not happened yet.
        if alert.end != nil, alert.endsAt > moment { alert.end = nil }
        let fingerprint = alert.fingerprint
        return ExplainedAlert(
            alert: AlertSummary(alert, mute: mutes.first?.mute), incident: stored.incident,
            routes: tree.explanation(for: alert.labels).map {
                explain($0, alert.labels, isFiring: alert.end == nil)
            },
            mutes: try mutes.reversed().map { try explain($0, alert.labels) },
            notifications: told.reversed().map { ExplainedNotification($0, about: fingerprint) })
    }

    private func explain(_ step: RouteStep, _ labels: LabelSet, isFiring: Bool) -> ExplainedRoute {
        let route = tree.routes[step.route]
        var explained = ExplainedRoute(
            depth: tree.depth(of: step.route), matchers: route.matchers.map { SafeText($0.description) },
            receiver: SafeText(route.receiver), verdict: .taken, groupWait: route.groupWait.wholeMilliseconds,
            groupInterval: route.groupInterval.wholeMilliseconds,
            repeatInterval: route.repeatInterval.wholeMilliseconds)
        switch step.verdict {
        case .taken:
            explained.groupKey = SafeText(route.groupKey(of: route.groupLabels(of: labels)))
            if let turn = turns[labels.fingerprint]?[step.route] { tell(turn, of: route, isFiring, in: &explained) }
            // How receivers were told is not kept.
            explained.hasNobody =
                configuration.isLoaded && loaded.rules.integrations[route.receiver, default: []].isEmpty
                && unspoken[route.receiver, default: []].isEmpty
            explained.unspoken = unspoken[route.receiver, default: []].map { SafeText($0) }
            explained.quiet = tree.quiet(step.route, at: moment).map { SafeText($0.said) }
        case .passedOn: explained.verdict = .passedOn
        case .unmet(let matchers):
            explained.verdict = .unmet
            explained.unmet = matchers.map { SafeText($0.description) }
        case .stopped: explained.verdict = .stopped
        }
        return explained
    }

    private func tell(_ turn: NextTurn, of route: Route, _ isFiring: Bool, in explained: inout ExplainedRoute) {
        if isPresent {
            (explained.nextFlush, explained.outSince) = (turn.at, turn.outSince)
            explained.isFirstFlush = turn.at == turn.first
        } else if isFiring, configuration.isLoaded, let then = turn.turn(after: moment, of: route) {
            (explained.nextFlush, explained.isFirstFlush) = (then.at, then.isFirst)
        }
    }

    // MARK: Mutes

    private mutating func explain(_ record: MuteRecord, _ labels: LabelSet) throws -> ExplainedMute {
        var explained = ExplainedMute(at: record.at, record.mute)
        if case .inhibition(let source)? = record.mute?.cause {
            explained.rules = try rules(by: source, of: labels, at: record.at)
        }
        return explained
    }

    /// Finds the configurations of all inhibitions at once.
    private mutating func lookUpInhibitions(_ mutes: some Sequence<MuteRecord>) throws {
        var moments: [Timestamp] = []
        for record in mutes {
            if case .inhibition? = record.mute?.cause { moments += [record.at, record.at + Explainer.reloadTime] }
        }
        try history.lookUp(moments)
    }

    /// A mute is written down before the configuration that brought it, at most so long.
    private static let reloadTime = Duration.seconds(10)

    /// The rules by which one alert inhibited another one at a moment: by the configuration of then, or by the next one
    /// where that brought it. Where that of then is not kept, those of now may stand for it.
    private mutating func rules(
        by source: Fingerprint, of target: LabelSet, at then: Timestamp
    ) throws -> [ExplainedInhibitRule] {
        let place = try history.place(at: then)
        guard let place, history.spans[place].routing != nil else {
            return try rules(by: source, of: target, in: nil).map { explained($0, isOfThatTime: false) }
        }
        var found = try rules(by: source, of: target, in: place)
        if found.isEmpty, let next = try history.placeOfNext(after: then, within: Explainer.reloadTime),
            history.spans[next].routing != nil
        {
            found = try rules(by: source, of: target, in: next)
        }
        return found.map { explained($0, isOfThatTime: true) }
    }

    /// The rules of one configuration by which one alert inhibits another one.
    ///
    /// - Parameter place: which one of the history; nil for that loaded now.
    private mutating func rules(
        by source: Fingerprint, of target: LabelSet, in place: Int?
    ) throws -> [InhibitRule] {
        let question = RuleQuestion(source: source, target: target.fingerprint, configuration: place)
        if let known = found[question] { return known }
        if sources[source] == nil { sources[source] = try store.alertRecords(of: source).last?.alert.labels }
        guard let labels = sources[source] ?? nil else { return [] }
        let rules = place.flatMap { history.spans[$0].routing?.inhibitRules } ?? loaded.rules.inhibitRules
        let inhibiting = rules.filter { $0.inhibits(target, by: labels) }
        found[question] = inhibiting
        return inhibiting
    }

    private func explained(_ rule: InhibitRule, isOfThatTime: Bool) -> ExplainedInhibitRule {
        let place = loaded.rules.inhibitRules.firstIndex(of: rule)
        var explained = ExplainedInhibitRule(
            sourceMatchers: rule.sourceMatchers.map { SafeText($0.description) },
            targetMatchers: rule.targetMatchers.map { SafeText($0.description) },
            equal: rule.equal.map { SafeText($0) },
            line: place.flatMap { loaded.inhibitLines.indices.contains($0) ? loaded.inhibitLines[$0] : nil },
            isOfThatTime: isOfThatTime)
        explained.name = place.flatMap { loaded.inhibitNames.indices.contains($0) ? loaded.inhibitNames[$0] : nil }
            .map { SafeText($0) }
        return explained
    }
}

// MARK: The incident, and what was to come

extension Explainer {
    /// Says what people did with it, and of the present what comes next.
    private func tell(of incident: Incident, in explanation: inout Explanation) throws {
        var ordinal = 0
        while ordinal < incident.timelineCount {
            let entries = try store.timeline(of: incident.number, from: ordinal, limit: 1000)
            explanation.acts += entries.filter { Explanation.told.contains($0.kind) && $0.at <= moment }
            explanation.acts = explanation.acts.suffix(Explanation.historyMax)
            guard let last = entries.last, last.at <= moment else { break }
            ordinal = last.ordinal + 1
        }
        if isPresent { explanation.outlook = ExplainedOutlook(incident) }
    }

    /// Of a past moment: when groups had their next turns.
    private func expectFlushes(of asked: Asked, in explanation: inout Explanation) throws {
        let taken = explanation.alerts.flatMap(\.routes).filter { $0.verdict == .taken }
        guard taken.contains(where: { $0.nextFlush == nil }) else { return }
        let ahead = taken.map { max($0.groupWait, $0.groupInterval) }.max() ?? 0
        let later = try store.notifications(
            about: Set(asked.alerts.map(\.alert.fingerprint)), upTo: moment + .milliseconds(ahead),
            limit: Explanation.historyMax)
        // What joined an incident later may have joined a group that had its turns long since.
        let known = asked.alerts.map { ($0.alert.fingerprint, heard($0.alert, of: asked.incident)) }
            .filter { $0.1 <= asked.incident?.openedAt ?? $0.1 }
        let spoken = ByName(loaded.rules.integrations.sorted.map { ($0.key, !$0.value.isEmpty) })
        explanation.expectFlushes(
            later: later, heard: Dictionary(known) { first, _ in first },
            spoken: configuration.isLoaded ? spoken : nil)
    }

    /// When the router knew of an alert. Of one that has ended that is not kept, but its incident was opened for it, or
    /// before.
    private func heard(_ alert: Alert, of incident: Incident?) -> Timestamp {
        if alert.end == nil { return alert.updatedAt }
        return max(alert.startsAt, incident?.openedAt ?? alert.startsAt)
    }
}

/// By which rules of a configuration one alert inhibits another one.
private struct RuleQuestion: Hashable {
    var source: Fingerprint
    var target: Fingerprint
    /// Its place in the history; nil for the one that is loaded now.
    var configuration: Int?
}
