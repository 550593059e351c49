/// A moment on the wall clock: whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Pure code never asks for one; it is handed `now`. Arithmetic saturates, so that a hostile date cannot trap.
package struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since the epoch; negative before 1970.
    package var milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The latest moment that can be said: what "never" is compared as.
    package static let distantFuture = Timestamp(milliseconds: .max)

    package static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

    package static func + (moment: Timestamp, span: Duration) -> Timestamp {
        let (sum, overflow) = moment.milliseconds.addingReportingOverflow(span.wholeMilliseconds)
        guard overflow else { return Timestamp(milliseconds: sum) }
        return Timestamp(milliseconds: span < .zero ? .min : .max)
    }

    package static func - (moment: Timestamp, span: Duration) -> Timestamp { moment + (.zero - span) }

    package static func - (end: Timestamp, start: Timestamp) -> Duration {
        let (difference, overflow) = end.milliseconds.subtractingReportingOverflow(start.milliseconds)
        return .milliseconds(overflow ? (end > start ? Int64.max : Int64.min) : difference)
    }
}

extension Duration {
    /// The duration in whole milliseconds, saturating, fractions cut off.
    package var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        if overflow { return seconds < 0 ? .min : .max }
        let (sum, carried) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
        return carried ? (seconds < 0 ? .min : .max) : sum
    }

    package static func minutes(_ count: Int64) -> Duration { .seconds(count * 60) }
    package static func hours(_ count: Int64) -> Duration { .seconds(count * 3600) }
}
