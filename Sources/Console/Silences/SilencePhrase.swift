import Incidents

/// A silence as it is typed in one line: `17 env=prod 2h review 1h owner kim reindexing`.
struct SilencePhrase: Hashable, Sendable {
    /// The incident whose group is silenced; nil where none is named.
    var number: IncidentNumber?
    /// Conditions that are met beside those of the group.
    var matchers: [SilenceMatcher] = []
    /// Until when, and what else is to be known; nil where no time is named.
    var wish: SilenceWish?

    /// Reads what stands behind `silence`.
    init(_ line: String) throws(LineCommand.Fault) {
        var words = SilenceMatcher.words(of: line)[...]
        if let number = words.first.flatMap(LineCommand.number) {
            self.number = number
            words.removeFirst()
        }
        while let word = words.first, let matcher = SilenceMatcher(reading: word) {
            matchers.append(matcher)
            words.removeFirst()
        }
        guard let first = words.first else { return }
        if first.contains("=") || first.contains("~") {
            throw LineCommand.Fault(
                said: SafeText("\"\(first)\" is no condition; such as env=prod, job=~\"api.*\", team!=db"))
        }
        wish = SilenceWish(Array(words))
        guard wish == nil else { return }
        let text = words.joined(separator: " ")
        if words.count == 1, DurationFault(first, upTo: SilenceDraft.longest) == .tooLong {
            throw LineCommand.Fault(said: durationFault(first, upTo: SilenceDraft.longest))
        }
        throw LineCommand.Fault(
            said: SafeText("\"\(text)\" is no time for a silence; such as 2h, until 06:00, until resolved"))
    }
}

/// Until when something is to be silenced as a person types it, when to be reminded of it, whose it is, and why.
struct SilenceWish: Hashable, Sendable {
    var term: SilenceTerm
    /// After how long a reminder opens; nil when none is wanted.
    var review: Duration?
    /// Whose it is; nil for whoever sets it.
    var owner: SafeText?
    /// Why; nil where nothing was said.
    var comment: SafeText?

    init(_ term: SilenceTerm) { self.term = term }

    /// Reads a term, and behind it `review 1h`, `owner kim`, and why. Nil for anything else.
    init?(_ words: [String]) {
        // The longest term first: `until it resolves` begins with no shorter one, but `2h` may stand before `until`.
        guard
            let (count, term) = [3, 2, 1].lazy.filter({ $0 <= words.count })
                .compactMap({ count in SilenceTerm(Array(words[..<count])).map { (count, $0) } }).first
        else { return nil }
        self.term = term
        var rest = words[count...]
        // Two times are a mistake, and no reason begins with one.
        if let next = rest.first, SilenceTerm([next]) != nil { return nil }
        while let word = rest.first, let clause = SilenceWish.clauses[word] {
            guard let value = rest.dropFirst().first else { return nil }
            switch clause {
            case .review:
                guard let span = duration(from: value, upTo: SilenceDraft.longest) else { return nil }
                review = span
            case .owner: owner = SafeText(value)
            }
            rest = rest.dropFirst(2)
        }
        if !rest.isEmpty { comment = SafeText(rest.joined(separator: " ")) }
    }

    private enum Clause { case review, owner }
    private static let clauses: [String: Clause] = [
        "review": .review, "--review": .review, "owner": .owner, "--author": .owner,
    ]

    /// Reads what was typed into a line.
    init?(_ text: String) { self.init(SilenceMatcher.words(of: text)) }

    /// The silence that is meant, from now on. Where no owner is said it is theirs who send it: the router knows their
    /// name.
    ///
    /// - Throws: why there is no such silence.
    func draft(
        _ matchers: [SilenceMatcher], of number: IncidentNumber?, at now: Timestamp, offset: Duration?
    ) throws(LineCommand.Fault) -> SilenceDraft {
        if matchers.nameNoValue { throw LineCommand.Fault(said: SafeText(SilenceWords.namesNoValue)) }
        let end = term.end(from: now, offset: offset)
        if end <= now { throw LineCommand.Fault(said: "that moment is past") }
        let review = review.map { now + $0 }
        if let review, review >= end { throw LineCommand.Fault(said: "its review would come after its end") }
        let draft = SilenceDraft(
            matchers: matchers, startsAt: now, endsAt: end, createdBy: owner ?? .empty,
            comment: comment ?? number.map { SafeText("set from \($0)") } ?? .empty, reviewAt: review,
            endsWithAlerts: term == .resolved)
        if draft.isTooLong(asOf: now) { throw LineCommand.Fault(said: SafeText(SilenceWords.tooLong)) }
        return draft
    }
}
