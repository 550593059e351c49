package import Incidents

/// What a query found, and what it keeps out of sight.
package struct FoundIncidents: Hashable, Sendable {
    /// By urgency.
    package var incidents: [IncidentSummary] = []
    /// How many incidents would be listed without the query.
    package var hidden = 0
    /// How many of these nobody has acknowledged.
    package var hiddenNeedingAcknowledge = 0

    package init() {}

    /// The headers of the answer that say what is hidden; the body is an array of incidents.
    package static let hiddenHeader = "Midwatch-Hidden"
    package static let hiddenNeedingAcknowledgeHeader = "Midwatch-Hidden-Needs-Acknowledge"

    package var headers: [(name: String, value: String)] {
        [
            (FoundIncidents.hiddenHeader, "\(hidden)"),
            (FoundIncidents.hiddenNeedingAcknowledgeHeader, "\(hiddenNeedingAcknowledge)"),
        ]
    }

    /// `hiding 4, 1 NEEDS ACK`; nil when nothing is hidden.
    package var hiding: SafeText? {
        guard hidden > 0 else { return nil }
        let urgent = hiddenNeedingAcknowledge
        let tail = urgent == 0 ? "" : ", \(urgent) \(urgent == 1 ? "NEEDS" : "NEED") ACK"
        return SafeText("hiding \(hidden)\(tail)")
    }
}
