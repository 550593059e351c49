/// Durations as Prometheus and Alertmanager write them: `1h30m`, `90s`, `2w`, `0`.
///
/// The units are y (365 days), w, d, h, m, s and ms, the largest first, each at most once, whole numbers only.
package enum PrometheusDuration {
    /// A unit and its length in milliseconds.
    private static let units: [(name: String, milliseconds: Int64)] = [
        ("y", 31_536_000_000), ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000),
        ("ms", 1),
    ]

    /// As far as Prometheus goes, which counts nanoseconds: 292 years.
    package static let longest = Duration.milliseconds(Int64.max / 1_000_000)

    /// Reads a duration; nil when it is none, or longer than ``longest``.
    package static func parse(_ text: String) -> Duration? {
        if text == "0" { return .zero }
        var rest = text.utf8[...]
        var total: Int64 = 0
        var nextUnit = 0
        guard !rest.isEmpty, rest.count <= 64 else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            rest = rest.dropFirst(digits.count)
            let letters = rest.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
            rest = rest.dropFirst(letters.count)
            guard let count = Int64(String(digits) ?? ""),
                let unit = units[nextUnit...].firstIndex(where: { $0.name.utf8.elementsEqual(letters) })
            else { return nil }
            nextUnit = unit + 1
            let (span, isTooLong) = count.multipliedReportingOverflow(by: units[unit].milliseconds)
            let (sum, isOverflowing) = total.addingReportingOverflow(span)
            guard !isTooLong, !isOverflowing, .milliseconds(sum) <= longest else { return nil }
            total = sum
        }
        return .milliseconds(total)
    }

    /// Writes a duration so that ``parse(_:)`` and Alertmanager read it back; fractions of a millisecond are cut off.
    ///
    /// As Prometheus does it, years, weeks and days stand only where nothing smaller is left: `1d`, but `25h`.
    package static func print(_ duration: Duration) -> String {
        let (seconds, attoseconds) = max(duration, .zero).components
        var left = seconds * 1000 + attoseconds / 1_000_000_000_000_000
        if left == 0 { return "0s" }
        var text = ""
        for (index, unit) in units.enumerated() where left >= unit.milliseconds {
            if index < 3, left % unit.milliseconds != 0 { continue }
            text += "\(left / unit.milliseconds)\(unit.name)"
            left %= unit.milliseconds
        }
        return text
    }
}
