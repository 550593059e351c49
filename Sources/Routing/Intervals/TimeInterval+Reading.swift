/// Why a text is no part of a time interval.
package struct TimeIntervalFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    package let description: String
    /// What to do about it, as an order.
    package let remedy: String
}

/// The parts of time intervals from text, valid where they are in Alertmanager.
extension TimeInterval {
    /// `09:00` to `17:00`; the end may be `24:00`.
    package static func times(from start: String, to end: String) throws(TimeIntervalFault) -> Range<Int> {
        let (first, last) = (try minute(start), try minute(end))
        guard first < last else {
            throw TimeIntervalFault(
                description: "start_time \(start) is not before end_time \(end)",
                remedy: "write two times for a night: from 22:00 to 24:00, and from 00:00 to 06:00")
        }
        return first..<last
    }

    private static func minute(_ text: String) throws(TimeIntervalFault) -> Int {
        let digits = Array(text.utf8)
        let fault = TimeIntervalFault(
            description: "\"\(text)\" is no time of day", remedy: "write hours and minutes with two digits, as in 09:00"
        )
        guard digits.count == 5, digits[2] == UInt8(ascii: ":") else { throw fault }
        guard let hour = number(digits[0..<2]), let minute = number(digits[3..<5]), minute < 60 else { throw fault }
        guard hour < 24 || (hour == 24 && minute == 0) else { throw fault }
        return hour * 60 + minute
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    /// `monday:friday`, or one day.
    package static func weekdays(_ text: String) throws(TimeIntervalFault) -> ClosedRange<Int> {
        try range(text) {
            weekdayNames.firstIndex(of: $0)
        } orElse: {
            TimeIntervalFault(
                description: "\"\(text)\" is no weekday or range of them",
                remedy: "write names in full, as in monday:friday, from sunday to saturday at most")
        }
    }

    /// `january:march`, `1:3`, or one month.
    package static func months(_ text: String) throws(TimeIntervalFault) -> ClosedRange<Int> {
        // A number beyond 12 is valid in Alertmanager, and never occurs; the lint says so.
        try range(text) {
            monthNames.firstIndex(of: $0).map { $0 + 1 } ?? Int($0)
        } orElse: {
            TimeIntervalFault(
                description: "\"\(text)\" is no month or range of them",
                remedy: "write names in full or numbers, as in november:december or 11:12")
        }
    }

    /// `2026:2028`, or one year.
    package static func years(_ text: String) throws(TimeIntervalFault) -> ClosedRange<Int> {
        try range(text) {
            Int($0)
        } orElse: {
            TimeIntervalFault(description: "\"\(text)\" is no year or range of them", remedy: "write it as 2026:2028")
        }
    }

    /// `1:5`, `-3:-1`, or one day.
    package static func daysOfMonth(_ text: String) throws(TimeIntervalFault) -> Days {
        let fault = TimeIntervalFault(
            description: "\"\(text)\" is no day of a month or range of them",
            remedy: "write days from 1 to 31, or from -31 to -1 counted from the end, as in 1:5 or -3:-1")
        guard let (first, last) = bounds(text, { Int($0) }) else { throw fault }
        for day in [first, last] where day == 0 || abs(day) > 31 { throw fault }
        if first < 0, last > 0 { throw fault }
        // Which comes first depends on the month; refused is what is the wrong way round in the shortest.
        let (begin, end) = (first < 0 ? 28 + first : first, last < 0 ? 28 + last : last)
        guard begin <= end else {
            throw TimeIntervalFault(
                description: "day \(last) of a month is always before day \(first)", remedy: "write \(last):\(first)")
        }
        return Days(first, last)
    }

    private static func range(
        _ text: String, _ member: (String) -> Int?, orElse fault: () -> TimeIntervalFault
    ) throws(TimeIntervalFault) -> ClosedRange<Int> {
        guard let (first, last) = bounds(text, member), first <= last else { throw fault() }
        return first...last
    }

    private static func bounds(_ text: String, _ member: (String) -> Int?) -> (Int, Int)? {
        let parts = text.lowercased().split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, let first = parts.first.flatMap(member) else { return nil }
        guard parts.count == 2 else { return (first, first) }
        return member(parts[1]).map { (first, $0) }
    }

    static let weekdayNames = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
    static let monthNames = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
}

/// The parts of time intervals as text, as Alertmanager writes them.
extension TimeInterval {
    /// `09:00`.
    package static func clock(_ minute: Int) -> String { "\(padded(minute / 60)):\(padded(minute % 60))" }

    /// `monday:friday`, or one day.
    package static func weekdayText(_ days: ClosedRange<Int>) -> String {
        text(days.lowerBound, days.upperBound) { weekdayNames[min(max($0, 0), 6)] }
    }

    /// `1:12`, or one number: months and years.
    package static func numberText(_ range: ClosedRange<Int>) -> String {
        text(range.lowerBound, range.upperBound) { String($0) }
    }

    /// `-3:-1`, or one day.
    package static func dayText(_ days: Days) -> String { text(days.first, days.last) { String($0) } }

    private static func text(_ first: Int, _ last: Int, _ one: (Int) -> String) -> String {
        first == last ? one(first) : "\(one(first)):\(one(last))"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
