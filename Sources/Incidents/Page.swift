/// One delivery: why somebody is told, and whether it arrived.
///
/// Until policies exist a page rings every attached console and the terminals of those who are logged in.
package struct Page: Hashable, Sendable {
    package var id: PageID
    package var at: Timestamp
    package var severity: Severity
    package var reason: SafeText
    package var state: State
    /// Whether anybody was to be told when it was sent; nil before, and where an earlier version did not keep it.
    package var paging: Paging?

    package enum State: Hashable, Sendable {
        case queued
        /// Sent at a moment, to so many consoles and terminals. Zero is a loud fault, said in the log and in the metrics.
        case sent(at: Timestamp, reached: Int)
        /// No longer needed when its turn came.
        case dropped(at: Timestamp)
    }

    package init(
        id: PageID, at: Timestamp, severity: Severity, reason: SafeText, state: State = .queued,
        paging: Paging? = nil
    ) {
        (self.id, self.at, self.severity, self.reason, self.state) = (id, at, severity, reason, state)
        self.paging = paging
    }
}
