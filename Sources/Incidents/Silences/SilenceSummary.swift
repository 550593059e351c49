/// A silence and what it does now: what lists of silences show.
package struct SilenceSummary: Hashable, Sendable {
    package var silence: Silence
    package var state: Silence.State
    /// How many firing alerts it mutes now.
    package var alerts: Int
    /// How many of them nothing else mutes: they may ring when it ends. Nil where a router of an older version tells.
    package var alone: Int?
    /// The most urgent incidents that these alerts belong to, at most ``incidentsMax``.
    package var incidents: [SilencedIncident]
    /// How many incidents they belong to in all.
    package var incidentCount: Int
    /// The incident that reminds of its review, while that is open.
    package var reminder: IncidentNumber?

    /// How many incidents are named; of the others only their number is told.
    package static let incidentsMax = 10

    package init(
        silence: Silence, state: Silence.State, alerts: Int = 0, incidents: [SilencedIncident] = [],
        incidentCount: Int = 0, reminder: IncidentNumber? = nil
    ) {
        (self.silence, self.state, self.alerts) = (silence, state, alerts)
        (self.incidents, self.incidentCount, self.reminder) = (incidents, incidentCount, reminder)
    }
}

extension [SilenceSummary] {
    /// Those whose ids begin with what somebody typed, in letters of either case.
    package func beginning(with typed: String) -> [SilenceSummary] {
        let start = typed.lowercased()
        return filter { $0.silence.id.description.hasPrefix(start) }
    }
}

/// An incident that a silence mutes alerts of: enough of it to recognise it.
package struct SilencedIncident: Hashable, Sendable {
    package var number: IncidentNumber
    package var severity: Severity
    package var phase: PhaseName
    /// Since when its alerts are gone without a word from their sender; nil where that is not so.
    package var noNewsSince: Timestamp?
    package var title: SafeText

    package init(number: IncidentNumber, severity: Severity, phase: PhaseName, title: SafeText) {
        (self.number, self.severity, self.phase, self.title) = (number, severity, phase, title)
    }

    /// Where it stands, as a row of the console says it: `triggered`, `NO NEWS`.
    package var standing: String { noNewsSince == nil ? phase.rawValue : "NO NEWS" }

    package init(_ incident: Incident) {
        self.init(
            number: incident.number, severity: incident.severity, phase: PhaseName(incident.phase),
            title: incident.title)
        noNewsSince = incident.noNews?.since
    }
}

/// What a silence would do if it were set now: for a word before it is.
package struct SilencePreview: Hashable, Sendable {
    /// How many firing alerts it would mute.
    package var alerts: Int
    /// How many alerts fire in all.
    package var firing: Int
    /// The most urgent incidents that it would mute alerts of, at most ``SilenceSummary/incidentsMax``.
    package var incidents: [SilencedIncident]
    /// How many incidents it would mute alerts of in all.
    package var incidentCount: Int
    /// Whether it names nothing that it is about: it would mute whatever fires.
    package var matchesEverything: Bool
    /// Whether it would keep quiet, as a whole, a SEV1 that nobody has acknowledged.
    package var hidesUnacknowledgedSEV1: Bool
    /// Whether there is such a SEV1 without news: it rings on, since a silence mutes what fires, but would fire again
    /// unheard.
    package var mutesReturningSEV1: Bool

    package init(
        alerts: Int, firing: Int, incidents: [SilencedIncident], incidentCount: Int, matchesEverything: Bool,
        hidesUnacknowledgedSEV1: Bool, mutesReturningSEV1: Bool = false
    ) {
        self.mutesReturningSEV1 = mutesReturningSEV1
        (self.alerts, self.firing, self.incidents, self.incidentCount) = (alerts, firing, incidents, incidentCount)
        (self.matchesEverything, self.hidesUnacknowledgedSEV1) = (matchesEverything, hidesUnacknowledgedSEV1)
    }

    /// Whether somebody should say yes before it is set.
    package var asksFirst: Bool { matchesEverything || hidesUnacknowledgedSEV1 || mutesReturningSEV1 }

    /// Why somebody is asked before it is set; empty when ``asksFirst`` is false.
    package var reasonToAsk: SafeText {
        var reasons: [String] = []
        if matchesEverything { reasons.append("it mutes everything") }
        if hidesUnacknowledgedSEV1 { reasons.append("it mutes a SEV1 that nobody has acknowledged") }
        if mutesReturningSEV1 { reasons.append("a SEV1 without news rings on, and would fire again unheard") }
        return SafeText(reasons.joined(separator: ", and "))
    }
}
