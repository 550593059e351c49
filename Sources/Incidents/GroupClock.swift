/// When people are told again of an incident whose group has grown: on a fixed grid of `group_interval` from its first
/// ring on, as Alertmanager flushes a group (its `dispatch`: the timer is set again before each flush).
package struct GroupClock: Hashable, Sendable {
    /// When it rang first: where the grid begins.
    package var first: Timestamp
    /// How many of its alerts the last ring told of.
    package var told: Int
    /// When alerts that joined since are told of; nil when none did.
    package var newsAt: Timestamp?

    package init(first: Timestamp, told: Int, newsAt: Timestamp? = nil) {
        (self.first, self.told, self.newsAt) = (first, told, newsAt)
    }

    /// The first moment of the grid after `now`. An interval of nothing, or less, is every moment.
    package func nextTick(after now: Timestamp, every interval: Duration) -> Timestamp {
        let (step, past) = (interval.wholeMilliseconds, (now - first).wholeMilliseconds)
        guard step > 0, past >= 0 else { return now }
        return first + .milliseconds((past / step + 1) * step)
    }

    /// The same on a clock that was set by so much.
    package func shifted(by jump: Duration) -> GroupClock {
        GroupClock(first: first + jump, told: told, newsAt: newsAt.map { $0 + jump })
    }
}
