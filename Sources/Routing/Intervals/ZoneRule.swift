internal import Incidents

/// How clocks change every year, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRule: Hashable, Sendable {
    /// The day and second at which clocks change, each year.
    private struct Turn: Hashable {
        enum Day: Hashable {
            /// From 1 to 365; the 29th of February is never counted.
            case julian(Int)
            /// From 0 to 365; the 29th of February is counted.
            case ordinal(Int)
            /// Week 5 is the last.
            case weekday(month: Int, week: Int, weekday: Int)
        }

        var day: Day
        var second: Int
    }

    private var standard: Int
    private var summer: (seconds: Int, begin: Turn, end: Turn)?

    static func == (a: ZoneRule, b: ZoneRule) -> Bool {
        a.standard == b.standard && a.summer?.seconds == b.summer?.seconds && a.summer?.begin == b.summer?.begin
            && a.summer?.end == b.summer?.end
    }

    func hash(into hasher: inout Hasher) { hasher.combine(standard) }

    /// Reads a rule; nil when it is none.
    init?(_ text: String) {
        var scanner = RuleScanner(text)
        guard scanner.skipName(), let behind = scanner.time() else { return nil }
        standard = -behind
        guard !scanner.isAtEnd else { return }
        guard scanner.skipName() else { return nil }
        let ahead = scanner.isAtComma ? standard + 3600 : scanner.time().map { -$0 }
        guard let ahead, let begin = ZoneRule.turn(&scanner), let end = ZoneRule.turn(&scanner), scanner.isAtEnd else {
            return nil
        }
        summer = (ahead, begin, end)
    }

    private static func turn(_ scanner: inout RuleScanner) -> Turn? {
        guard scanner.take(","), let day = day(&scanner) else { return nil }
        guard scanner.take("/") else { return Turn(day: day, second: 7200) }
        return scanner.time().map { Turn(day: day, second: $0) }
    }

    private static func day(_ scanner: inout RuleScanner) -> Turn.Day? {
        if scanner.take("M") {
            guard let month = scanner.number(), (1...12).contains(month), scanner.take("."),
                let week = scanner.number(), (1...5).contains(week), scanner.take("."),
                let weekday = scanner.number(), (0...6).contains(weekday)
            else { return nil }
            return .weekday(month: month, week: week, weekday: weekday)
        }
        let isJulian = scanner.take("J")
        guard let day = scanner.number(), (isJulian ? 1...365 : 0...365).contains(day) else { return nil }
        return isJulian ? .julian(day) : .ordinal(day)
    }

    /// How far clocks are ahead of UTC at a second of the epoch.
    func seconds(at second: Int64) -> Int {
        guard let summer else { return standard }
        let local = second + Int64(standard)
        let year = CivilTime(Timestamp(milliseconds: local.multipliedReportingOverflow(by: 1000).partialValue)).year
        let begin = ZoneRule.second(of: summer.begin, in: year) - Int64(standard)
        let end = ZoneRule.second(of: summer.end, in: year) - Int64(summer.seconds)
        let isSummer = begin < end ? begin <= second && second < end : !(end <= second && second < begin)
        return isSummer ? summer.seconds : standard
    }

    /// The second of the epoch, by the clock that is being changed.
    private static func second(of turn: Turn, in year: Int) -> Int64 {
        let newYear = day(CivilTime(year: year, month: 1, day: 1))
        let isLeap = TimeInterval.days(in: 2, of: year) == 29
        let day: Int64 =
            switch turn.day {
            case .julian(let day): newYear + Int64(day - 1 + (isLeap && day > 59 ? 1 : 0))
            case .ordinal(let day): newYear + Int64(day)
            case .weekday(let month, let week, let weekday):
                self.day(of: weekday, week: week, month: month, year: year)
            }
        return day * 86_400 + Int64(turn.second)
    }

    private static func day(of weekday: Int, week: Int, month: Int, year: Int) -> Int64 {
        let first = day(CivilTime(year: year, month: month, day: 1))
        let firstWeekday = TimeInterval.weekday(of: Timestamp(milliseconds: first * 86_400_000))
        var day = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
        if day >= TimeInterval.days(in: month, of: year) { day -= 7 }
        return first + Int64(day)
    }

    private static func day(_ date: CivilTime) -> Int64 {
        (date.moment() ?? Timestamp(milliseconds: 0)).milliseconds.floored(by: 86_400_000)
    }
}

/// Takes a rule apart, byte by byte.
private struct RuleScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }
    var isAtComma: Bool { rest.first == UInt8(ascii: ",") }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// A name of letters, or of anything in angle brackets.
    mutating func skipName() -> Bool {
        if take("<") {
            rest = rest.drop { $0 != UInt8(ascii: ">") }
            return take(">")
        }
        let name = rest.prefix { (UInt8(ascii: "A")...UInt8(ascii: "z")).contains($0) }
        rest = rest.dropFirst(name.count)
        return name.count >= 3
    }

    mutating func number() -> Int? {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard (1...3).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return Int(Substring(digits))
    }

    /// `-1:30:00`, in seconds.
    mutating func time() -> Int? {
        let isNegative = take("-")
        if !isNegative { _ = take("+") }
        guard let hours = number(), hours <= 167 else { return nil }
        var seconds = hours * 3600
        for unit in [60, 1] {
            guard take(":") else { break }
            guard let count = number(), count < 60 else { return nil }
            seconds += count * unit
        }
        return isNegative ? -seconds : seconds
    }
}
