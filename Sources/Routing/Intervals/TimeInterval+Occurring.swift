package import Incidents

extension TimeInterval {
    /// Whether any moment from now on is within it.
    ///
    /// Calendars repeat after 28 years, but for the centuries: no day of any kind is missing in that time.
    package func occurs(after now: Timestamp) -> Bool {
        if times?.isEmpty ?? false { return false }
        let local = CivilTime(now + zone.offset(at: now))
        let today = CivilTime(year: local.year, month: local.month, day: local.day, hour: 12)
        let spans = (years ?? [local.year...local.year + 27]).filter { $0.upperBound >= local.year }
        return spans.contains { span in
            let first = max(span.lowerBound, local.year)
            return (first...min(span.upperBound, first + 27)).contains { occurs(in: $0, from: today) }
        }
    }

    private func occurs(in year: Int, from today: CivilTime) -> Bool {
        for month in 1...12 {
            if let months, !months.contains(where: { $0.contains(month) }) { continue }
            for day in 1...TimeInterval.days(in: month, of: year) {
                let noon = CivilTime(year: year, month: month, day: day, hour: 12)
                if (year, month, day) < (today.year, today.month, today.day) { continue }
                guard let moment = noon.moment(), containsDay(moment) else { continue }
                return true
            }
        }
        return false
    }

    /// Whether the day is within it on which it is noon by the local clock; the time of the day is left out.
    private func containsDay(_ noon: Timestamp) -> Bool {
        TimeInterval(
            weekdays: weekdays, daysOfMonth: daysOfMonth, months: months, years: years
        ).contains(noon)
    }
}
