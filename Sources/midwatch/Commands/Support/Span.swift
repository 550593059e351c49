import Configuring
import Incidents

/// A span of time in as few letters as tell it: `45s`, `12m`, `3h05m`, `2d04h`.
enum Span {
    static func short(_ span: Duration) -> SafeText {
        let seconds = max(0, span.components.seconds)
        let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400)
        if seconds < 60 { return SafeText("\(seconds)s") }
        if minutes < 60 { return SafeText("\(minutes)m") }
        if hours < 24 { return SafeText("\(hours)h\(twoDigits(minutes % 60))m") }
        return SafeText("\(days)d\(twoDigits(hours % 24))h")
    }

    /// What is wrong with a text that is no span longer than nothing.
    ///
    /// - Parameter longest: the longest that is taken.
    static func fault(_ text: String, longest: String) -> String {
        PrometheusDuration.isTooLong(text)
            ? "\"\(SafeText(text))\" is too long; \(longest)"
            : "\"\(SafeText(text))\" is no span; write 30m, 2h or 1h30m"
    }

    private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Timestamp {
    /// `03:07:45`, in UTC.
    var clockWithSeconds: String {
        let second = CivilTime(self).second
        return "\(clock):\(second < 10 ? "0" : "")\(second)"
    }

    /// The same, behind the date where that is another than today's: `2026-02-28 03:04:08`.
    func clockWithSeconds(asOf now: Timestamp) -> String { date(unlessOf: now) + clockWithSeconds }
}
