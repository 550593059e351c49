import Incidents
import Routing
import Watchkeeping

/// What readers get: copies made on the loop in one go, rendered by them outside it.
extension Watchkeeper {
    /// All alerts as they are now.
    func alertView() -> (view: AlertView, routing: RoutingTree, now: Timestamp) {
        let (watch, _, now) = view()
        return (watch.alertView, watch.routing, now)
    }

    /// The incidents in memory that satisfy a condition, most urgent first, and the sequence number that they stand at.
    func summaries(where condition: (Incident) -> Bool) -> (incidents: [IncidentSummary], seq: Int64, now: Timestamp) {
        let (watch, seq, now) = view()
        var summaries: [IncidentSummary] = []
        for incident in watch.incidents.values where condition(incident) { summaries.append(IncidentSummary(incident)) }
        summaries.sort { IncidentSummary.isMoreUrgent($0, than: $1) }
        return (summaries, seq, now)
    }

    func incident(_ number: IncidentNumber) -> Incident? { view().watch.incidents[number] }
}
