import Incidents

/// What a person is asked before an act that touches others or hides what still fires.
enum Confirmation {
    /// Nil when nobody else holds any of them.
    static func toTake(
        _ numbers: [IncidentNumber], of incidents: [IncidentSummary], as you: SafeText
    ) -> SafeText? {
        let held = incidents.filter { numbers.contains($0.number) }.compactMap { incident in
            incident.acknowledgedBy.flatMap { $0 == you ? nil : "\($0.original) has \(incident.number)" }
        }
        return held.isEmpty ? nil : SafeText(held.joined(separator: ", ") + ". Take over?")
    }

    /// Nil when none of them has an alert that fires.
    static func toResolve(_ numbers: [IncidentNumber], of incidents: [IncidentSummary]) -> SafeText? {
        let firing = incidents.filter { numbers.contains($0.number) && $0.counts.firing > 0 }
        guard !firing.isEmpty else { return nil }
        let said = firing.map { "\($0.number) has \(alerts($0.counts.firing)) still firing" }
        return SafeText(said.joined(separator: ", ") + ". Resolve?")
    }

    static func alerts(_ count: Int) -> String { count == 1 ? "1 alert" : "\(count) alerts" }
}
