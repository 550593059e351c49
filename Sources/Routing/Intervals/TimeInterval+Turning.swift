internal import Incidents

extension TimeInterval {
    /// The next moment at which it can begin or end: a bound of its times, a midnight, or a change of the clocks. Never
    /// later than it does begin or end; at most a day ahead.
    func nextTurn(after now: Timestamp) -> Timestamp {
        let offset = zone.offset(at: now)
        let local = (now + offset).milliseconds
        let inDay = local - local.floored(by: TimeInterval.day) * TimeInterval.day
        var next = TimeInterval.day
        for range in times ?? [] {
            for minute in [range.lowerBound, range.upperBound] {
                let bound = Int64(minute) * 60_000
                if inDay < bound, bound < next { next = bound }
            }
        }
        let turn = now + .milliseconds(next - inDay)
        return zone.offset(at: turn) == offset ? turn : firstShift(from: now, to: turn)
    }

    private static let day: Int64 = 86_400_000

    /// The moment between two at which the clocks are changed.
    private func firstShift(from start: Timestamp, to end: Timestamp) -> Timestamp {
        let offset = zone.offset(at: start)
        var (before, after) = (start.milliseconds, end.milliseconds)
        while after - before > 1 {
            let middle = before + (after - before) / 2
            if zone.offset(at: Timestamp(milliseconds: middle)) == offset { before = middle } else { after = middle }
        }
        return Timestamp(milliseconds: after)
    }
}

extension NamedInterval {
    /// The next moment at which any of its intervals can begin or end; nil when it has none.
    func nextTurn(after now: Timestamp) -> Timestamp? { intervals.map { $0.nextTurn(after: now) }.min() }
}
