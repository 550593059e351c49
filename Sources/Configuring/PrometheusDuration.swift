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
    package static func parse(_ text: String) -> Duration? { try? read(text) }

    /// Whether a text is written as a duration and is longer than ``longest``.
    package static func isTooLong(_ text: String) -> Bool {
        do throws(Fault) { _ = try read(text) } catch { return error == .tooLong }
        return false
    }

    private enum Fault: Error { case noDuration, tooLong }

    private static func read(_ text: String) throws(Fault) -> Duration {
        if text == "0" { return .zero }
        var rest = text.utf8[...]
        var total: Int64 = 0
        var nextUnit = 0
        var isTooLong = false
        guard !rest.isEmpty, rest.count <= 64 else { throw .noDuration }
        while !rest.isEmpty {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            rest = rest.dropFirst(digits.count)
            let letters = rest.prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
            rest = rest.dropFirst(letters.count)
            guard !digits.isEmpty,
                let unit = units[nextUnit...].firstIndex(where: { $0.name.utf8.elementsEqual(letters) })
            else { throw .noDuration }
            nextUnit = unit + 1
            // More digits than a number takes are too many for a span as well.
            let (span, isBeyond) = (Int64(String(digits) ?? "") ?? .max)
                .multipliedReportingOverflow(by: units[unit].milliseconds)
            let (sum, isOverflowing) = total.addingReportingOverflow(span)
            if isBeyond || isOverflowing || .milliseconds(sum) > longest { isTooLong = true }
            total = isTooLong ? 0 : sum
        }
        // What comes after may still be none.
        if isTooLong { throw .tooLong }
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
