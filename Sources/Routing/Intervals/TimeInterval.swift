package import Incidents

/// Times that come again, as in Alertmanager: `monday:friday, 09:00 to 17:00, in Berlin`. All fields that are given must
/// hold; of one field, any range. A field that is not given holds always; an empty one never.
package struct TimeInterval: Hashable, Sendable {
    /// Days of a month from both of its ends: 1 is the first, -1 the last.
    package struct Days: Hashable, Sendable {
        package let first: Int
        package let last: Int

        package init(_ first: Int, _ last: Int) { (self.first, self.last) = (first, last) }

        fileprivate func contains(_ day: Int, ofMonthWith count: Int) -> Bool {
            let begin = first < 0 ? count + first + 1 : first
            let end = min(last < 0 ? count + last + 1 : last, count)
            return begin <= day && day <= end
        }
    }

    /// Minutes of the day; the end is not among them, and 1440 is midnight.
    package var times: [Range<Int>]?
    /// Sunday is 0.
    package var weekdays: [ClosedRange<Int>]?
    package var daysOfMonth: [Days]?
    /// January is 1.
    package var months: [ClosedRange<Int>]?
    package var years: [ClosedRange<Int>]?
    /// The place whose clocks count.
    package var zone: ZoneRules

    package init(
        times: [Range<Int>]? = nil, weekdays: [ClosedRange<Int>]? = nil, daysOfMonth: [Days]? = nil,
        months: [ClosedRange<Int>]? = nil, years: [ClosedRange<Int>]? = nil, zone: ZoneRules = .utc
    ) {
        (self.times, self.weekdays, self.daysOfMonth) = (times, weekdays, daysOfMonth)
        (self.months, self.years, self.zone) = (months, years, zone)
    }

    /// Whether a moment is within it, by the clocks and the calendar of its zone.
    package func contains(_ moment: Timestamp) -> Bool {
        let local = moment + zone.offset(at: moment)
        let time = CivilTime(local)
        if let times, !times.contains(where: { $0.contains(time.hour * 60 + time.minute) }) { return false }
        if let weekdays, !weekdays.contains(where: { $0.contains(TimeInterval.weekday(of: local)) }) { return false }
        return containsDate(time)
    }

    private func containsDate(_ time: CivilTime) -> Bool {
        if let years, !years.contains(where: { $0.contains(time.year) }) { return false }
        if let months, !months.contains(where: { $0.contains(time.month) }) { return false }
        guard let daysOfMonth else { return true }
        let count = TimeInterval.days(in: time.month, of: time.year)
        return daysOfMonth.contains { $0.contains(time.day, ofMonthWith: count) }
    }

    /// Sunday is 0; the first of January 1970 was a Thursday.
    static func weekday(of local: Timestamp) -> Int {
        let day = local.milliseconds.floored(by: 86_400_000)
        return Int((day % 7 + 11) % 7)
    }

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Int64 {
    /// Division that rounds towards minus infinity, so that days before 1970 come out right.
    func floored(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

/// Time intervals under a name, which routes speak of: it contains what any of them contains.
package struct NamedInterval: Hashable, Sendable {
    package let name: String
    package let intervals: [TimeInterval]

    package init(name: String, intervals: [TimeInterval]) { (self.name, self.intervals) = (name, intervals) }

    /// Whether a moment is within any of its intervals.
    package func contains(_ moment: Timestamp) -> Bool { intervals.contains { $0.contains(moment) } }
}
