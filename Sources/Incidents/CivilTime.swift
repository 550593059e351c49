/// A moment as a calendar and a clock say it, in UTC, by the proleptic Gregorian calendar.
package struct CivilTime: Hashable, Sendable {
    package var year: Int
    /// 1–12.
    package var month: Int
    /// 1–31.
    package var day: Int
    package var hour: Int
    package var minute: Int
    package var second: Int
    package var millisecond: Int

    package init(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, millisecond: Int = 0
    ) {
        (self.year, self.month, self.day) = (year, month, day)
        (self.hour, self.minute, self.second, self.millisecond) = (hour, minute, second, millisecond)
    }

    /// The civil time of a moment. Days become dates by Howard Hinnant's `civil_from_days`: eras of 400 years.
    package init(_ moment: Timestamp) {
        let dayLength: Int64 = 86_400_000
        let days = moment.milliseconds.floorDivided(by: dayLength)
        let inDay = Int(moment.milliseconds - days * dayLength)
        let shifted = days + 719_468
        let era = shifted.floorDivided(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1)
        month = Int(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
        hour = inDay / 3_600_000
        minute = inDay / 60_000 % 60
        second = inDay / 1000 % 60
        millisecond = inDay % 1000
    }

    /// The moment of this civil time, shifted to UTC by an offset, or nil where no such date exists.
    ///
    /// - Parameter offset: how far the writer's clock is ahead of UTC.
    package func moment(offset: Duration = .zero) -> Timestamp? {
        guard (1...12).contains(month), (1...CivilTime.days(in: month, of: year)).contains(day),
            (0...23).contains(hour),
            (0...59).contains(minute), (0...60).contains(second), (0...999).contains(millisecond),
            (-9999...9999).contains(year)
        else { return nil }
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = shiftedYear.floorDivided(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        let seconds = days * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        return Timestamp(milliseconds: seconds * 1000 + Int64(millisecond)) - offset
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Timestamp {
    /// RFC 3339 in UTC with milliseconds, as every answer of ours writes a time: `2026-11-23T03:08:08.568Z`.
    package var rfc3339: String {
        let time = CivilTime(self)
        return "\(padded(time.year, 4))-\(padded(time.month, 2))-\(padded(time.day, 2))T\(padded(time.hour, 2)):"
            + "\(padded(time.minute, 2)):\(padded(time.second, 2)).\(padded(time.millisecond, 3))Z"
    }

    /// `HH:MM`, in UTC: what a list and a timeline have room for.
    package var clock: String {
        let time = CivilTime(self)
        return "\(padded(time.hour, 2)):\(padded(time.minute, 2))"
    }

    /// The date and the clock, in UTC, for a moment that may be days away: `2026-11-23 06:00Z`.
    package var minuteAndDay: String { "\(rfc3339.prefix(10)) \(clock)Z" }

    /// The clock, behind the date where that is another than today's, in UTC: `22:23`, or `2026-12-02 22:23`.
    ///
    /// - Parameter now: what makes a day today.
    package func clock(asOf now: Timestamp) -> String { date(unlessOf: now) + clock }

    /// The date with a blank behind it, in UTC; empty where it is today's.
    package func date(unlessOf now: Timestamp) -> String {
        let (time, today) = (CivilTime(self), CivilTime(now))
        guard (time.year, time.month, time.day) != (today.year, today.month, today.day) else { return "" }
        return "\(padded(time.year, 4))-\(padded(time.month, 2))-\(padded(time.day, 2)) "
    }
}

private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return digits.utf8.count >= width ? digits : String(repeating: "0", count: width - digits.utf8.count) + digits
}

extension Int64 {
    /// Division that rounds towards minus infinity, so that days before 1970 come out right.
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
