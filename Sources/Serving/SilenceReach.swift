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
    /// - Parameters:
    ///   - end: until when. What is quiet for so long already is not hidden by it.
    ///   - endsWithAlerts: whether it ends with what it mutes.
    func preview(
        _ view: AlertView, _ incidents: IncidentTable, until end: Timestamp = .distantFuture,
        endsWithAlerts: Bool = false, at now: Timestamp
    ) -> SilencePreview {
        var tally = SilenceTally()
        var firing = 0
        let condition: (LabelSet) -> Bool = { labels in
            firing += 1
            return matchers.matches(labels)
        }
        view.forEachFiring(beyond: now, where: condition) { tally.count($0) }
        // Nothing fires of what has no news, but it would come back muted.
        incidents.forEach { incident in
            if incident.noNews != nil, incident.phase.isTriggered, matchers.matches(LabelSet(allOf: incident)) {
                tally.name(incident.number)
            }
        }
        func isLoud(_ incident: Incident) -> Bool {
            incident.severity == .sev1 && incident.phase.isTriggered
                && !SilenceReach.isQuiet(incident.mute, until: end, endsWithAlerts)
        }
        let touched = tally.numbers.compactMap { incidents[$0] }.filter(\.isOpen)
        return SilencePreview(
            alerts: tally.alerts, firing: firing, incidents: tally.named(in: incidents), incidentCount: touched.count,
            matchesEverything: matchesEverything,
            hidesUnacknowledgedSEV1: touched.contains { incident in
                // Only an incident all of whose firing alerts are muted falls quiet.
                isLoud(incident) && incident.noNews == nil && tally.count(of: incident.number) >= incident.counts.firing
            },
            mutesReturningSEV1: touched.contains { isLoud($0) && $0.noNews != nil })
    }
}

extension SilenceReach {
    /// Whether something is muted for as long already, so that nobody hears of it later than without.
    private static func isQuiet(_ mute: Mute?, until end: Timestamp, _ endsWithAlerts: Bool) -> Bool {
        guard let mute else { return false }
        if let until = mute.until { return until >= end }
        // What mutes until the alerts resolve is as long as another one of that kind.
        if case .silence = mute.cause { return endsWithAlerts }
        return false
    }
}

extension LabelSet {
    /// The labels that all alerts of an incident have.
    fileprivate init(allOf incident: borrowing Incident) {
        self.init(PackedPairs(incident.groupLabels.pairs.pairs + incident.sharedLabels.pairs))
    }
}

/// How many alerts a silence mutes, by incident.
struct SilenceTally {
    private(set) var alerts = 0
    /// How many of them nothing else mutes.
    var alone = 0
    private var byIncident: [IncidentNumber: Int] = [:]

    mutating func count(_ watched: WatchedAlert) {
        alerts += 1
        if let number = watched.incident { byIncident[number, default: 0] += 1 }
    }

    /// Takes an incident in of which nothing fires.
    mutating func name(_ number: IncidentNumber) { byIncident[number, default: 0] += 0 }

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
