import Incidents
import Routing
import Watchkeeping

/// Which alerts a silence is about: its matchers, compiled.
struct SilenceReach: Sendable {
    private let matchers: [Matcher]

    /// Throws when a regular expression does not compile.
    init(_ matchers: [SilenceMatcher]) throws(RegexFault) {
        var compiled: [Matcher] = []
        for matcher in matchers {
            compiled.append(try Matcher(matcher.name, matcher.operation, matcher.value))
        }
        self.matchers = compiled
    }

    /// Whether it names nothing that it is about.
    var matchesEverything: Bool { matchers.matchEverything }

    /// What it would mute now.
    ///
    /// - Parameter silence: the silence that it changes. What that hides already, it goes on hiding.
    func preview(
        _ view: AlertView, _ incidents: IncidentTable, changing silence: SilenceID? = nil, at now: Timestamp
    ) -> SilencePreview {
        var tally = SilenceTally()
        var firing = 0
        let condition: (LabelSet) -> Bool = { labels in
            firing += 1
            return matchers.matches(labels)
        }
        view.forEachFiring(beyond: now, where: condition) { tally.count($0) }
        let touched = tally.numbers.compactMap { incidents[$0] }.filter(\.isOpen)
        return SilencePreview(
            alerts: tally.alerts, firing: firing, incidents: tally.named(in: incidents), incidentCount: touched.count,
            matchesEverything: matchesEverything,
            hidesUnacknowledgedSEV1: touched.contains { incident in
                // Only an incident all of whose firing alerts are muted falls quiet.
                incident.severity == .sev1 && incident.phase.isTriggered
                    && (incident.mute == nil || silence.map { incident.mute?.cause == .silence($0) } == true)
                    && tally.count(of: incident.number) >= incident.counts.firing
            })
    }
}

/// How many alerts a silence mutes, by incident.
struct SilenceTally {
    private(set) var alerts = 0
    private var byIncident: [IncidentNumber: Int] = [:]

    mutating func count(_ watched: WatchedAlert) {
        alerts += 1
        if let number = watched.incident { byIncident[number, default: 0] += 1 }
    }

    func count(of number: IncidentNumber) -> Int { byIncident[number] ?? 0 }

    var numbers: [IncidentNumber] { byIncident.keys.sorted() }

    /// How many open incidents are touched.
    func incidentCount(in incidents: IncidentTable) -> Int {
        byIncident.keys.count { incidents[$0]?.isOpen ?? false }
    }

    /// The most urgent open incidents that are touched.
    func named(in incidents: IncidentTable) -> [SilencedIncident] {
        byIncident.keys.compactMap { incidents[$0] }.filter(\.isOpen)
            .sorted { IncidentUrgency($0) < IncidentUrgency($1) }
            .prefix(SilenceSummary.incidentsMax).map { SilencedIncident($0) }
    }
}

extension SilenceMatcher {
    /// The sign between name and value.
    var operation: Matcher.Operation {
        switch (isRegex, isEqual) {
        case (false, true): .equal
        case (false, false): .notEqual
        case (true, true): .regex
        case (true, false): .notRegex
        }
    }
}
