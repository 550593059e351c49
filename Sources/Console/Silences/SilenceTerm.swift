import Incidents

/// Until when something is to be silenced, as a person types it.
enum SilenceTerm: Hashable, Sendable {
    case span(Duration)
    /// A time of day, in minutes after midnight: the next one on the person's own clock, or in UTC.
    case clock(minutes: Int, isUTC: Bool)
    /// Until nothing that it mutes fires any more.
    case resolved

    /// How long one that ends with its alerts lasts at most.
    static let resolvedMax = Limits.snoozeMax

    /// Reads `2h`, `for 2h`, `06:00`, `until 06:00`, `06:00Z`, `until resolved`. Nil for anything else.
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
        } else if let span = duration(from: word) {
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

    /// The end of a silence that begins now.
    ///
    /// - Parameter offset: how far the clock on the person's wall is ahead of UTC; nil where it shows UTC.
    func end(from now: Timestamp, offset: Duration?) -> Timestamp {
        switch self {
        case .span(let span): return now + span
        case .resolved: return now + SilenceTerm.resolvedMax
        case .clock(let minutes, let isUTC):
            let ahead = isUTC ? Duration.zero : offset ?? .zero
            var day = CivilTime(now + ahead)
            (day.hour, day.minute, day.second, day.millisecond) = (minutes / 60, minutes % 60, 0, 0)
            let today = (day.moment() ?? now) - ahead
            return today > now ? today : today + .hours(24)
        }
    }
}

/// A silence of an incident's group as a person types it: until when, and when to be reminded of it.
struct SilenceWish: Hashable, Sendable {
    var term: SilenceTerm
    /// After how long a reminder opens; nil when none is wanted.
    var review: Duration?

    init(_ term: SilenceTerm) { self.term = term }

    /// Reads a term, and `review 1h` behind it. Nil for anything else.
    init?(_ words: [String]) {
        let place = words.firstIndex { $0 == "review" || $0 == "--review" } ?? words.endIndex
        guard let term = SilenceTerm(Array(words[..<place])) else { return nil }
        self.term = term
        guard place < words.endIndex else { return }
        guard words.count == place + 2, let span = duration(from: words[place + 1]) else { return nil }
        review = span
    }

    /// Reads what was typed into a line.
    init?(_ text: String) { self.init(text.split(separator: " ").map(String.init)) }

    /// The silence that is meant, from now on. It is theirs who send it: the router knows their name.
    ///
    /// - Throws: why there is no such silence.
    func draft(
        _ matchers: [SilenceMatcher], of number: IncidentNumber, at now: Timestamp, offset: Duration?
    ) throws(LineCommand.Fault) -> SilenceDraft {
        let end = term.end(from: now, offset: offset)
        let review = review.map { now + $0 }
        if let review, review >= end { throw LineCommand.Fault(said: "its review would come after its end") }
        return SilenceDraft(
            matchers: matchers, startsAt: now, endsAt: end, createdBy: .empty, comment: SafeText("set from \(number)"),
            reviewAt: review, endsWithAlerts: term == .resolved)
    }
}
