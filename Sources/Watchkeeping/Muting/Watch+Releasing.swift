import Incidents
import Routing

/// Silences that end with their alerts.
extension Watch {
    /// Ends them when none of those fires any more, or something worse does.
    mutating func releaseSilences(at now: Timestamp) {
        guard !muter.released.isEmpty || !muter.outgrown.isEmpty else { return }
        let (released, outgrown) = (muter.released, muter.outgrown)
        (muter.released, muter.outgrown) = ([], [:])
        for id in released.filter({ muter.held[$0] == 0 }).union(outgrown.keys).sorted() {
            guard let silence = silences[id] else { continue }
            expire(silence, by: .router, at: now)
            guard let (number, severity) = outgrown[id] else { continue }
            say(
                .warned,
                SafeText("the silence until it resolves ended: it was not set for \(severity.name), which fires now"),
                of: number, at: now)
        }
    }

    /// A silence that ends with its alerts is an acknowledge of what fired then. It does not keep quiet what is worse than
    /// its incident was: that ends it.
    mutating func outgrow(_ muting: Muting, _ alert: Alert, _ number: IncidentNumber) {
        guard !muting.silencedBy.isEmpty, let known = incidents[number] else { return }
        let severity = rules.severities.severity(of: alert.labels)
        guard severity.isWorse(than: known.severity) else { return }
        for id in muting.silencedBy where silences[id]?.endsWithAlerts == true {
            muter.outgrown[id] = (number, severity)
        }
    }
}
