import Incidents
import Routing

/// Turns that may have passed while the router was down are taken as of their moments, as far as what has ended since
/// is known.
struct CatchUp: Sendable {
    /// Silences that have ended lately, and when they were active.
    private var lapsed: [(from: Timestamp, until: Timestamp, matchers: [Matcher])] = []

    /// - Parameter oldest: no moment that is caught up with is before this one.
    init(_ watch: Watch, since oldest: Timestamp, at now: Timestamp) {
        for silence in watch.silences.values where oldest < silence.endsAt && silence.endsAt <= now {
            guard let matchers = watch.compiledMatchers(of: silence) else { continue }
            lapsed.append((silence.startsAt, silence.endsAt, matchers))
        }
    }

    /// Whether a silence that is over kept an alert quiet at a moment.
    func wasSilenced(_ alert: Alert, at moment: Timestamp) -> Bool {
        lapsed.contains { $0.from <= moment && moment < $0.until && $0.matchers.matches(alert.labels) }
    }
}
