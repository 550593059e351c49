/// A route as it is written: what it leaves out, it has from the route above it.
package struct RouteBranch: Hashable, Sendable {
    package var receiver: String?
    package var groupBy: GroupBy?
    package var groupWait: Duration?
    package var groupInterval: Duration?
    package var repeatInterval: Duration?
    /// What an alert must meet to take it; not inherited, as it cannot be reached otherwise.
    package var matchers: [Matcher]
    /// Whether an alert that has taken it goes on to its next sibling.
    package var continues: Bool
    /// The names of time intervals in which it tells nobody; not inherited.
    package var muteTimes: [String]
    /// The names of time intervals outside which it tells nobody; not inherited. None means always.
    package var activeTimes: [String]
    package var branches: [RouteBranch]

    package init(
        receiver: String? = nil, groupBy: GroupBy? = nil, groupWait: Duration? = nil, groupInterval: Duration? = nil,
        repeatInterval: Duration? = nil, matchers: [Matcher] = [], continues: Bool = false, muteTimes: [String] = [],
        activeTimes: [String] = [], branches: [RouteBranch] = []
    ) {
        (self.receiver, self.groupBy) = (receiver, groupBy)
        (self.groupWait, self.groupInterval, self.repeatInterval) = (groupWait, groupInterval, repeatInterval)
        (self.matchers, self.continues) = (matchers, continues)
        (self.muteTimes, self.activeTimes, self.branches) = (muteTimes, activeTimes, branches)
    }
}
