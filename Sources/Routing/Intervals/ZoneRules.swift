package import Incidents

/// How far the clocks of a place are ahead of UTC, at any time: what a file of the time zone database says.
package struct ZoneRules: Hashable, Sendable {
    /// `Europe/Berlin`.
    package let name: String

    /// From this second of the epoch on, clocks are this far ahead.
    struct Shift: Hashable, Sendable {
        let from: Int64
        let seconds: Int
    }

    /// In the order of their times.
    private let shifts: [Shift]
    /// What holds before the first.
    private let initial: Int
    /// What holds after the last.
    private let rule: ZoneRule?

    init(name: String, initial: Int, shifts: [Shift] = [], rule: ZoneRule? = nil) {
        (self.name, self.initial, self.shifts, self.rule) = (name, initial, shifts, rule)
    }

    package static let utc = ZoneRules(name: "UTC", initial: 0)

    /// How far clocks are ahead of UTC at a moment; negative where they are behind.
    package func offset(at moment: Timestamp) -> Duration {
        .seconds(seconds(at: moment.milliseconds.floored(by: 1000)))
    }

    private func seconds(at second: Int64) -> Int {
        var (low, high) = (0, shifts.count)
        while low < high {
            let middle = (low + high) / 2
            if shifts[middle].from <= second { low = middle + 1 } else { high = middle }
        }
        if low == shifts.count, let rule { return rule.seconds(at: second) }
        return low == 0 ? initial : shifts[low - 1].seconds
    }
}

// MARK: - The time zone database

extension ZoneRules {
    /// Reads a compiled file of the time zone database (RFC 8536); nil when it is none.
    package init?(name: String, database bytes: [UInt8]) {
        var reader = ZoneFileReader(bytes)
        guard let (initial, shifts, footer) = reader.read() else { return nil }
        self.init(name: name, initial: initial, shifts: shifts, rule: footer.flatMap(ZoneRule.init))
    }
}

/// Takes a compiled file of the time zone database apart. What is not there ends the reading, it never traps.
private struct ZoneFileReader {
    private struct Counts {
        var utcMarks = 0
        var standardMarks = 0
        var leaps = 0
        var times = 0
        var types = 0
        var characters = 0

        func size(ofTime width: Int) -> Int {
            times * (width + 1) + types * 6 + characters + leaps * (width + 4) + standardMarks + utcMarks
        }
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func read() -> (initial: Int, shifts: [ZoneRules.Shift], footer: String?)? {
        guard let (version, counts) = header() else { return nil }
        guard version >= UInt8(ascii: "2") else { return body(counts, width: 4).map { ($0.initial, $0.shifts, nil) } }
        // The first part is for readers that know no times after 2038.
        guard take(counts.size(ofTime: 4)) != nil, let (_, counts) = header(), let body = body(counts, width: 8) else {
            return nil
        }
        let footer = rest.dropFirst().prefix { $0 != UInt8(ascii: "\n") }
        return (body.initial, body.shifts, String(validating: footer, as: UTF8.self))
    }

    private mutating func header() -> (version: UInt8, Counts)? {
        guard let magic = take(4), magic.elementsEqual("TZif".utf8), let version = take(16)?.first else { return nil }
        var numbers: [Int] = []
        for _ in 0..<6 {
            guard let number = number(4), (0...65_536).contains(number) else { return nil }
            numbers.append(Int(number))
        }
        let counts = Counts(
            utcMarks: numbers[0], standardMarks: numbers[1], leaps: numbers[2], times: numbers[3], types: numbers[4],
            characters: numbers[5])
        return (version, counts)
    }

    private mutating func body(_ counts: Counts, width: Int) -> (initial: Int, shifts: [ZoneRules.Shift])? {
        var times: [Int64] = []
        for _ in 0..<counts.times {
            guard let time = number(width) else { return nil }
            times.append(time)
        }
        guard let kinds = take(counts.times).map(Array.init) else { return nil }
        var types: [(seconds: Int, isSummer: Bool)] = []
        for _ in 0..<counts.types {
            guard let seconds = number(4), abs(seconds) < 93_600, let marks = take(2) else { return nil }
            types.append((Int(seconds), marks.first != 0))
        }
        let marks = counts.characters + counts.leaps * (width + 4) + counts.standardMarks + counts.utcMarks
        guard take(marks) != nil, let first = types.first else { return nil }
        var shifts: [ZoneRules.Shift] = []
        for (time, kind) in zip(times, kinds) {
            guard Int(kind) < types.count, time >= shifts.last?.from ?? .min else { return nil }
            shifts.append(ZoneRules.Shift(from: time, seconds: types[Int(kind)].seconds))
        }
        return (first.isSummer ? types.first { !$0.isSummer }?.seconds ?? first.seconds : first.seconds, shifts)
    }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// A number with its most significant byte first.
    private mutating func number(_ width: Int) -> Int64? {
        guard let bytes = take(width) else { return nil }
        let value = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return width == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
    }
}
