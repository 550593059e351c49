import Incidents

/// What the command line says about silences: `silence 17 2h review 1h`, `silence env=prod 2h why`, `extend 6f0a 1h`,
/// `expire 6f0a`.
enum SilenceLine: Hashable, Sendable {
    /// Of the incident that a key would act on when nothing is named; the time is asked for when it is not there.
    case set(SilencePhrase)
    /// By the beginning of its id; the one under the cursor when there is none.
    case expire(String?)
    case change(String?)
    case extend(String?, by: Duration)

    /// Reads what stands behind `expire` and `change`.
    static func id(_ words: [String], behind verb: String) throws(LineCommand.Fault) -> String? {
        guard words.count < 2 else {
            throw LineCommand.Fault(said: SafeText("one silence at a time: :\(verb) 6f0a2c1e"))
        }
        return words.first
    }

    /// Reads what stands behind `extend`.
    static func readExtend(_ words: [String]) throws(LineCommand.Fault) -> SilenceLine {
        guard let last = words.last, words.count < 3, let span = duration(from: last, upTo: SilenceDraft.longest) else {
            throw LineCommand.Fault(said: "by how much: :extend 2h, or :extend 6f0a2c1e 2h")
        }
        return .extend(words.count == 2 ? words[0] : nil, by: span)
    }
}

extension ConsoleState {
    mutating func run(_ line: SilenceLine) {
        switch line {
        case .set(let phrase): attempt(phrase)
        case .expire(nil): attemptToExpire()
        case .change(nil): attemptToChange()
        case .extend(nil, let span): attemptToExtend(by: span)
        case .expire(let start?):
            guard let found = look(for: start) else { return }
            if found.state(at: now) == .expired { return say("it is over already", isBad: true) }
            askToExpire(found)
        case .change(let start?):
            if let found = look(for: start) { change(found) }
        case .extend(let start?, let span):
            guard let found = look(for: start) else { return }
            if found.state(at: now) == .expired {
                return say(SafeText("it is over; :change \(start) sets it again"), isBad: true)
            }
            extend(found, by: span)
        }
    }

    /// The silence that the beginning of an id means, if it may be acted on; why not is said.
    private mutating func look(for start: String) -> SilenceSummary? {
        if let reason = obstacleToActing {
            say(reason, isBad: true)
            return nil
        }
        switch SilenceSearch.find(start, in: silences.found) {
        case .one(let found):
            guard let reason = orderOnItsWay(found.silence.id) else { return found }
            say(reason, isBad: true)
        case .missing(let why):
            openSilences()
            say(why, isBad: true)
        }
        return nil
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
        guard start.utf8.count >= SilenceID.prefixMin else {
            return .missing(SafeText("at least \(SilenceID.prefixMin) digits of its id"))
        }
        let hits = found.beginning(with: start)
        if hits.count == 1 { return .one(hits[0]) }
        let name = SafeText(start)
        return .missing(
            hits.isEmpty
                ? SafeText("no silence that is listed begins with \"\(name)\"")
                : SafeText("\(hits.count) silences begin with \"\(name)\""))
    }
}
