import Incidents
import Wire

/// What is known beside an explanation, and makes it easier to read.
struct WhyContext {
    /// The day that times are said without a date of.
    var now: Timestamp
    /// Whether anybody is told now. What it was at the time is not kept.
    var paging = Paging.on
    /// The incident that it is about, as it is now.
    var incident: IncidentSummary?
    /// The timeline of that incident.
    var timeline: [TimelineEntry] = []
    /// The kinds of integration that the incident would have told, were they spoken here: as its timeline warned.
    var unspoken: [SafeText] = []

    init(now: Timestamp) { self.now = now }

    /// - Parameter moment: what came later is left out.
    init(_ detail: IncidentDetail?, paging: Paging, at moment: Timestamp, now: Timestamp) {
        (self.now, self.paging, incident) = (now, paging, detail?.summary)
        timeline = detail?.timeline ?? []
        for entry in timeline where entry.kind == .warned && entry.at <= moment {
            guard entry.text.original.hasSuffix(WhyContext.unspokenEnding), !unspoken.contains(entry.text) else {
                continue
            }
            unspoken.append(entry.text)
        }
    }

    /// How a timeline ends that warns of a kind: `opsgenie is not spoken here: nobody told`.
    private static let unspokenEnding = " is not spoken here: nobody told"

    func clock(_ moment: Timestamp) -> String { moment.clockWithSeconds(asOf: now) + "Z" }
}
