internal import Incidents

/// How long what is over is kept: the `retention:` block.
package struct Retention: Hashable, Sendable {
    /// The log of changes, which a console that was away reads on from.
    package var log: Duration = .hours(7 * 24)
    /// Incidents and their timelines, counted from their resolve.
    package var incidents: Duration = .hours(400 * 24)
    /// Alerts, counted from their end.
    package var alerts: Duration = .hours(30 * 24)

    package init() {}

    /// What holds without a configuration.
    package static let standard = Retention()
}
