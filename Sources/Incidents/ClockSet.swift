/// The router's wall clock was set: what everybody is told, since times on the screen before and after do not fit.
package struct ClockSet: Hashable, Sendable {
    /// When it was noticed, on the clock as it was set.
    package var at: Timestamp
    /// By how much; negative for back.
    package var by: Duration

    package init(at: Timestamp, by: Duration) { (self.at, self.by) = (at, by) }

    /// How long after it was set a screen still says so.
    package static let toldFor = Duration.minutes(10)

    /// What a screen says: `router's clock set by +3h at 03:12Z; …`.
    package var sentence: SafeText {
        // It is noticed some milliseconds late.
        let seconds = (abs(by.wholeMilliseconds) + 500) / 1000
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        var span = hours > 0 ? "\(hours)h" : ""
        if minutes > 0 { span += "\(minutes)m" }
        if seconds % 60 > 0 || span.isEmpty { span += "\(seconds % 60)s" }
        let sign = by < .zero ? "-" : "+"
        return SafeText("router's clock set by \(sign)\(span) at \(at.clock)Z; deadlines keep what was left")
    }
}
