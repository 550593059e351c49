import Incidents

/// What the command line says about silences: `silence 17 2h review 1h`, `silence 17 until resolved`,
/// `expire 6f0a`.
enum SilenceLine: Hashable, Sendable {
    /// Of the incident that a key would act on when none is named; the time is asked for when it is not there.
    case set(IncidentNumber?, SilenceWish?)
    /// By the beginning of its id; the one under the cursor when there is none.
    case expire(String?)

    /// Reads what stands behind `silence`.
    static func readSet(_ words: [String]) throws(LineCommand.Fault) -> SilenceLine {
        let number = words.first.flatMap(LineCommand.number)
        let rest = number == nil ? words : Array(words.dropFirst())
        guard !rest.isEmpty else { return .set(number, nil) }
        guard let wish = SilenceWish(rest) else {
            let text = rest.joined(separator: " ")
            throw LineCommand.Fault(
                said: SafeText("\"\(text)\" is no time for a silence; such as 2h, until 06:00, until resolved"))
        }
        return .set(number, wish)
    }

    /// Reads what stands behind `expire`.
    static func readExpire(_ words: [String]) throws(LineCommand.Fault) -> SilenceLine {
        guard words.count < 2 else { throw LineCommand.Fault(said: "one silence at a time: :expire 6f0a2c1e") }
        return .expire(words.first)
    }
}

extension ConsoleState {
    mutating func run(_ line: SilenceLine) {
        switch line {
        case .set(let number, let wish): attemptSilence(wish, on: number.map { [$0] } ?? targets)
        case .expire(nil): attemptToExpire()
        case .expire(let start?):
            if let reason = obstacleToActing { return say(reason, isBad: true) }
            switch SilenceSearch.find(start, in: silences.found) {
            case .one(let found) where found.state(at: now) == .expired: say("it is over already", isBad: true)
            case .one(let found): askToExpire(found)
            case .missing(let why):
                openSilences()
                say(why, isBad: true)
            }
        }
    }
}

/// Looks for the silence that the beginning of an id means.
enum SilenceSearch {
    enum Answer {
        case one(SilenceSummary)
        /// There is no such one, or there are several: why.
        case missing(SafeText)
    }

    static func find(_ start: String, in found: [SilenceSummary]) -> Answer {
        let typed = start.lowercased()
        guard typed.utf8.count >= SilenceBoard.prefixMin else {
            return .missing(SafeText("at least \(SilenceBoard.prefixMin) digits of its id"))
        }
        let hits = found.filter { $0.silence.id.description.hasPrefix(typed) }
        if hits.count == 1 { return .one(hits[0]) }
        let name = SafeText(start)
        return .missing(
            hits.isEmpty
                ? SafeText("no silence that is listed begins with \"\(name)\"")
                : SafeText("\(hits.count) silences begin with \"\(name)\""))
    }
}
