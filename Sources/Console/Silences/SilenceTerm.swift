import Incidents

/// Until when something is to be silenced, as a person types it.
enum SilenceTerm: Hashable, Sendable {
    case span(Duration)
    /// A time of day, in minutes after midnight: the next one on the person's own clock, or in UTC.
    case clock(minutes: Int, isUTC: Bool)
    /// A date and a time of day, in UTC.
    case moment(Timestamp)
    /// Until nothing that it mutes fires any more.
    case resolved

    /// How long one that ends with its alerts lasts at most.
    static let resolvedMax = Limits.snoozeMax

    /// Reads `2h`, `for 2h`, `06:00`, `until 06:00`, `06:00Z`, `2026-11-23T06:00Z`, `until resolved`. Nil for anything
    /// else.
    init?(_ words: [String]) {
        var words = words
        if words.count > 1, ["for", "until", "--for", "--until"].contains(words[0]) { words.removeFirst() }
        if ["resolved", "--until-resolved"].contains(words.first) || words == ["it", "resolves"] {
            guard words.count == 1 || words == ["it", "resolves"] else { return nil }
            self = .resolved
            return
        }
        guard words.count == 1, let word = words.first else { return nil }
        if let clock = SilenceTerm.clock(word) {
            self = clock
        } else if let moment = SilenceTerm.moment(word) {
            self = .moment(moment)
        } else if let span = duration(from: word, upTo: SilenceDraft.longest) {
            self = .span(span)
        } else {
            return nil
        }
    }

    private static func clock(_ word: String) -> SilenceTerm? {
        let isUTC = word.hasSuffix("Z")
        let parts = (isUTC ? word.dropLast() : word[...]).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return .clock(minutes: hour * 60 + minute, isUTC: isUTC)
    }

    /// `2026-11-23T06:00Z`, with seconds or without.
    private static func moment(_ word: String) -> Timestamp? {
        let bytes = Array(word.utf8)
        let form = Array("dddd-dd-ddTdd:dd".utf8) + (bytes.count == 20 ? Array(":dd".utf8) : []) + Array("Z".utf8)
        guard bytes.count == form.count,
            zip(bytes, form).allSatisfy({ $1 == UInt8(ascii: "d") ? (0x30...0x39).contains($0) : $0 == $1 })
        else { return nil }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
        return CivilTime(
            year: number(0..<4), month: number(5..<7), day: number(8..<10), hour: number(11..<13),
            minute: number(14..<16), second: bytes.count == 20 ? number(17..<19) : 0
        ).moment()
    }

    /// A moment as it is typed: `2026-11-23T06:00Z`.
    static func written(_ moment: Timestamp) -> String { "\(moment.rfc3339.prefix(16))Z" }

    /// The end of a silence that begins now.
    ///
    /// - Parameter offset: how far the clock on the person's wall is ahead of UTC; nil where it shows UTC.
    func end(from now: Timestamp, offset: Duration?) -> Timestamp {
        switch self {
        case .span(let span): return now + span
        case .resolved: return now + SilenceTerm.resolvedMax
        case .moment(let moment): return moment
        case .clock(let minutes, let isUTC):
            let ahead = isUTC ? Duration.zero : offset ?? .zero
            var day = CivilTime(now + ahead)
            (day.hour, day.minute, day.second, day.millisecond) = (minutes / 60, minutes % 60, 0, 0)
            let today = (day.moment() ?? now) - ahead
            return today > now ? today : today + .hours(24)
        }
    }
}
