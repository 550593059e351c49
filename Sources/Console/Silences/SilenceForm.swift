import Incidents

/// A silence while it is typed, field by field: a new one, or one that is changed.
struct SilenceForm: Sendable {
    enum Field: Int, CaseIterable, Sendable {
        case what, term, why, owner, review

        /// What stands in front of it, as where a silence is shown in full.
        var label: SafeText {
            switch self {
            case .what: "WHAT"
            case .term: "FOR"
            case .why: "WHY"
            case .owner: "OWNER"
            case .review: "REVIEW"
            }
        }

        /// What can be typed there.
        var hint: SafeText {
            switch self {
            case .what: "env=prod job=~\"api.*\" team!=db"
            case .term: "30m, 2h, until 06:00, until resolved"
            case .why: "for whoever finds it"
            case .owner: "who is asked about it"
            case .review: "1h, 06:00: a reminder opens; or nothing"
            }
        }
    }

    /// The incident that it is for; nil where it is for none.
    var number: IncidentNumber?
    /// The silence that is changed, as it was; nil for a new one. What is not touched stays to the millisecond.
    let base: SilenceDraft?
    /// The same, as it stands.
    private(set) var former: Silence?
    private(set) var lines: [LineEditor]
    private let begun: [String]
    var field: Field
    /// Why it was not taken as it stands.
    var fault: SafeText?

    /// A new silence.
    init(_ matchers: [SilenceMatcher], of number: IncidentNumber?, owner: SafeText, term: String = "2h") {
        let why = number.map { "set from \($0)" } ?? ""
        self.init(
            [matchers.written, term, why, owner.shown, ""], base: nil, at: matchers.isEmpty ? .what : .term)
        self.number = number
        lines[Field.term.rawValue] = LineEditor(term, isSuggestion: true)
    }

    /// A silence that there is, to be changed; one that is over to be set again.
    init(changing silence: Silence, at now: Timestamp) {
        var draft = SilenceDraft(changing: silence, at: now)
        // Who ended it too early takes that back; what ran out needs a time.
        let isPast = draft.endsAt <= now
        if isPast { draft.reviewAt = nil }
        let term = draft.endsWithAlerts ? "until resolved" : "until \(SilenceTerm.written(draft.endsAt))"
        self.init(
            [
                draft.matchers.written, isPast ? "" : term, draft.comment.original, draft.createdBy.original,
                draft.reviewAt.map(SilenceTerm.written) ?? "",
            ], base: draft, at: .term)
        former = silence
    }

    private init(_ texts: [String], base: SilenceDraft?, at field: Field) {
        (self.base, begun, self.field) = (base, texts, field)
        lines = texts.map { text in
            var line = LineEditor(text)
            line.sizeMax = Limits.silenceFieldMax
            return line
        }
    }

    subscript(field: Field) -> LineEditor {
        get { lines[field.rawValue] }
        set { lines[field.rawValue] = newValue }
    }

    /// Whether Enter leads to the next field: of a new silence none is passed over unseen.
    var hasMore: Bool { base == nil && field != Field.allCases.last }

    mutating func move(by step: Int) {
        let count = Field.allCases.count
        field = Field(rawValue: (field.rawValue + step + count) % count) ?? .what
    }

    /// What was typed for its conditions, if that can be read.
    var matchers: [SilenceMatcher]? { try? readMatchers() }

    private func readMatchers() throws(Misread) -> [SilenceMatcher] {
        let words = SilenceMatcher.words(of: self[.what].text)
        guard !words.isEmpty else { throw Misread(.what, "say what is silenced, such as service=search") }
        var matchers: [SilenceMatcher] = []
        for word in words {
            guard let matcher = SilenceMatcher(reading: word) else {
                throw Misread(.what, "\"\(word)\" is no condition; such as \(Field.what.hint)")
            }
            matchers.append(matcher)
        }
        guard !matchers.nameNoValue else { throw Misread(.what, SilenceWords.namesNoValue) }
        return matchers
    }

    /// A field that cannot be taken, and why.
    struct Misread: Error, Hashable, Sendable {
        var field: Field
        var said: SafeText

        init(_ field: Field, _ text: String) { (self.field, said) = (field, SafeText(text)) }
    }

    private func text(_ field: Field) -> String {
        let text = self[field].text
        return text.split(separator: " ").isEmpty ? "" : text
    }

    private func isUntouched(_ field: Field) -> Bool { self[field].text == begun[field.rawValue] }

    /// The silence that is meant.
    ///
    /// - Throws: the first field that cannot be taken.
    func draft(at now: Timestamp, offset: Duration?) throws(Misread) -> SilenceDraft {
        let matchers = try readMatchers()
        var draft = base ?? SilenceDraft(matchers: matchers, startsAt: now, endsAt: now, createdBy: "", comment: "")
        draft.matchers = matchers
        if base == nil || !isUntouched(.term) {
            guard let term = SilenceTerm(self[.term].text.split(separator: " ").map(String.init)) else {
                let text = text(.term)
                let isLong = DurationFault(text, upTo: SilenceDraft.longest) == .tooLong
                throw Misread(
                    .term,
                    isLong
                        ? durationFault(text, upTo: SilenceDraft.longest).shown : "no time; such as \(Field.term.hint)")
            }
            draft.endsAt = term.end(from: max(now, draft.startsAt), offset: offset)
            draft.endsWithAlerts = term == .resolved
            if draft.isTooLong(asOf: now) { throw Misread(.term, SilenceWords.tooLong) }
        }
        guard draft.endsAt > max(now, draft.startsAt) else {
            throw Misread(.term, "that is past, or before it begins; such as \(Field.term.hint)")
        }
        // What cannot be typed, such as a line break, stays where nobody touched it.
        if base == nil || !isUntouched(.why) { draft.comment = SafeText(text(.why)) }
        if base == nil || !isUntouched(.owner) { draft.createdBy = SafeText(text(.owner)) }
        if base == nil || !isUntouched(.review) { draft.reviewAt = try review(after: now, offset: offset) }
        if let review = draft.reviewAt, review >= draft.endsAt {
            throw Misread(.review, "its review would come after its end")
        }
        return draft
    }

    private func review(after now: Timestamp, offset: Duration?) throws(Misread) -> Timestamp? {
        guard !text(.review).isEmpty else { return nil }
        let words = text(.review).split(separator: " ").map(String.init)
        guard let term = SilenceTerm(words), term != .resolved else {
            throw Misread(.review, "no time; such as \(Field.review.hint)")
        }
        let moment = term.end(from: now, offset: offset)
        guard moment > now else { throw Misread(.review, "its review would be past; \(Field.review.hint)") }
        return moment
    }
}
