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
    /// By fingerprint and route, when groups have their next turns; nil for a moment that is past.
    private let turns: [Fingerprint: [RoutingTree.Index: NextTurn]]?
    private var history: ConfigurationHistory
    /// The routes of the moment.
    private let tree: RoutingTree
    private let configuration: ExplainedConfiguration
    private let unspoken: [String: [String]]
    /// The labels of alerts that inhibited others.
    private var sources: [Fingerprint: LabelSet?] = [:]

    /// - Parameters:
    ///   - tree: the routes that are in force now.
    ///   - routing: reads the text of a configuration that was kept; nil when it cannot be read any more.
    init(
        store: any IncidentStore, moment: Timestamp, loaded: RouterConfiguration, tree: RoutingTree,
        turns: [Fingerprint: [RoutingTree.Index: NextTurn]]?, routing: @escaping (String) -> KeptRouting?
    ) throws {
        (self.store, self.moment, self.loaded, self.turns) = (store, moment, loaded, turns)
        let now = KeptRouting(tree: tree, inhibitRules: loaded.rules.inhibitRules)
        history = ConfigurationHistory(store: store, loaded: (loaded.rendered, now), read: routing)
        let kept = try history.configuration(at: moment)
        let isPresent = turns != nil
        self.tree = isPresent ? tree : kept?.routing.tree ?? tree
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
        for alert in asked.alerts { explanation.alerts.append(try explain(alert)) }
        if turns == nil { explanation.expectFlushes() }
        return explanation
    }

    private mutating func explain(_ stored: StoredAlert) throws -> ExplainedAlert {
        var alert = stored.alert
        // What came after the moment had not happened yet.
        if alert.end != nil, alert.endsAt > moment { alert.end = nil }
        let fingerprint = alert.fingerprint
        let mutes = try store.muteHistory(of: fingerprint, limit: Explanation.historyMax).filter { $0.at <= moment }
        let told = try store.notifications(about: fingerprint, limit: Explanation.historyMax)
            .filter { $0.decidedAt <= moment }
        return ExplainedAlert(
            alert: AlertSummary(alert, mute: mutes.first?.mute), incident: stored.incident,
            routes: tree.explanation(for: alert.labels).map { explain($0, alert.labels) },
            mutes: try mutes.reversed().map { try explain($0, alert.labels) },
            notifications: told.reversed().map { ExplainedNotification($0, about: fingerprint) })
    }

    private func explain(_ step: RouteStep, _ labels: LabelSet) -> ExplainedRoute {
        let route = tree.routes[step.route]
        var explained = ExplainedRoute(
            depth: tree.depth(of: step.route), matchers: route.matchers.map { SafeText($0.description) },
            receiver: SafeText(route.receiver), verdict: .taken, groupWait: route.groupWait.wholeMilliseconds,
            groupInterval: route.groupInterval.wholeMilliseconds,
            repeatInterval: route.repeatInterval.wholeMilliseconds)
        switch step.verdict {
        case .taken:
            explained.groupKey = SafeText(route.groupKey(of: route.groupLabels(of: labels)))
            let turn = turns?[labels.fingerprint]?[step.route]
            (explained.nextFlush, explained.outSince) = (turn?.at, turn?.outSince)
            explained.unspoken = unspoken[route.receiver, default: []].map { SafeText($0) }
            explained.quiet = tree.quiet(step.route, at: moment).map { quiet in
                switch quiet {
                case .muted(let name): SafeText("muted by \(name)")
                case .inactive(let names): SafeText("outside \(names.joined(separator: ", "))")
                }
            }
        case .passedOn: explained.verdict = .passedOn
        case .unmet(let matchers):
            explained.verdict = .unmet
            explained.unmet = matchers.map { SafeText($0.description) }
        case .stopped: explained.verdict = .stopped
        }
        return explained
    }

    // MARK: Mutes

    private mutating func explain(_ record: MuteRecord, _ labels: LabelSet) throws -> ExplainedMute {
        var explained = ExplainedMute(at: record.at, record.mute)
        if case .inhibition(let source)? = record.mute?.cause {
            explained.rules = try rules(by: source, of: labels, at: record.at)
        }
        return explained
    }

    /// The rules by which one alert inhibited another one at a moment: by the configuration of then. A mute is written
    /// down just before the configuration that brought it, so that of the moment that is asked about is looked at too.
    private mutating func rules(
        by source: Fingerprint, of target: LabelSet, at then: Timestamp
    ) throws -> [ExplainedInhibitRule] {
        if sources[source] == nil { sources[source] = try store.alertRecords(of: source).last?.alert.labels }
        guard let source = sources[source] ?? nil else { return [] }
        let kept = [try history.configuration(at: then), try history.configuration(at: moment)].compactMap(\.self)
        for configuration in kept {
            let found = configuration.routing.inhibitRules.filter { $0.inhibits(target, by: source) }
            if !found.isEmpty { return found.map { explained($0, isOfThatTime: true) } }
        }
        let found = loaded.rules.inhibitRules.filter { $0.inhibits(target, by: source) }
        return kept.isEmpty ? found.map { explained($0, isOfThatTime: false) } : []
    }

    private func explained(_ rule: InhibitRule, isOfThatTime: Bool) -> ExplainedInhibitRule {
        let place = loaded.rules.inhibitRules.firstIndex(of: rule)
        return ExplainedInhibitRule(
            sourceMatchers: rule.sourceMatchers.map { SafeText($0.description) },
            targetMatchers: rule.targetMatchers.map { SafeText($0.description) },
            equal: rule.equal.map { SafeText($0) },
            line: place.flatMap { loaded.inhibitLines.indices.contains($0) ? loaded.inhibitLines[$0] : nil },
            isOfThatTime: isOfThatTime)
    }
}

/// Which configuration was in force when, as far as it is kept and can still be read.
private struct ConfigurationHistory {
    typealias Kept = (loaded: LoadedConfiguration, routing: KeptRouting)

    private let store: any IncidentStore
    private let loaded: (text: String, routing: KeptRouting)
    private let read: (String) -> KeptRouting?
    /// What was read already, by its text.
    private var known: [String: KeptRouting?] = [:]
    /// Configurations, and up to which moment each was in force at least.
    private var spans: [(configuration: LoadedConfiguration, until: Timestamp)] = []

    init(
        store: any IncidentStore, loaded: (text: String, routing: KeptRouting), read: @escaping (String) -> KeptRouting?
    ) {
        (self.store, self.loaded, self.read) = (store, loaded, read)
    }

    mutating func configuration(at moment: Timestamp) throws -> Kept? {
        guard let found = try inForce(at: moment) else { return nil }
        if found.text == loaded.text { return (found, loaded.routing) }
        if known[found.text] == nil { known[found.text] = .some(read(found.text)) }
        return (known[found.text] ?? nil).map { (found, $0) }
    }

    private mutating func inForce(at moment: Timestamp) throws -> LoadedConfiguration? {
        if let span = spans.first(where: { $0.configuration.at <= moment && moment <= $0.until }) {
            return span.configuration
        }
        let found = try store.configuration(at: moment)
        if let found { spans.append((found, moment)) }
        return found
    }
}
