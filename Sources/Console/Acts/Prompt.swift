import Incidents

/// A question that stands where the NEXT line was, and takes all keys.
enum Prompt: Hashable, Sendable {
    case confirm(Confirmation)
    case input(Input)
    /// What is too much for one letter: its count is typed, or its service.
    case typed(TypedConfirmation)
    /// A severity, by its digit; what it was, when it is one.
    case severity([IncidentNumber], was: Severity?, shownAt: Timestamp)

    /// A yes or no about what wakes a person or makes something quiet. `y` is yes, every other key is no.
    struct Confirmation: Hashable, Sendable {
        /// Names the incidents, the persons and the effect.
        var question: SafeText
        var acts: [Act]
        /// Whether yes means to leave the console.
        var isLeaving = false
        var shownAt: Timestamp
    }

    /// Acts on many incidents, done once a word of the question was typed.
    struct TypedConfirmation: Hashable, Sendable {
        var question: SafeText
        /// The service that all of them are of; nil where they are of several, or it cannot be typed.
        var service: SafeText?
        var acts: [Act]
        var line = LineEditor()
        var shownAt: Timestamp

        /// What must be typed: `6`, or `6 or checkout-api`.
        var words: String { TypedAnswer.words(count: acts.count, service: service) }
        /// Whether that was typed.
        var isGiven: Bool { TypedAnswer.isGiven(line.text, count: acts.count, service: service) }
    }

    /// One line that is typed.
    struct Input: Hashable, Sendable {
        var purpose: Purpose
        /// The further incidents that it is about, after the one in the purpose.
        var also: [IncidentNumber] = []
        var line: LineEditor
        /// Why the line was not taken.
        var fault: SafeText?
        /// What Tab has found, while it goes through it.
        var completion: Completion?
        /// Which line of the history is shown, and what was typed before it.
        var recalled: Recall?

        enum Purpose: Hashable, Sendable {
            case note(IncidentNumber)
            case snooze(IncidentNumber)
            case command
            case search
            /// Which silences are shown.
            case silences
        }

        /// Where the history is, counted from its end, and the line to come back to.
        struct Recall: Hashable, Sendable {
            var index: Int
            var typed: String
        }

        init(purpose: Purpose, also: [IncidentNumber] = [], text: String, isSuggestion: Bool = false) {
            (self.purpose, self.also) = (purpose, also)
            line = LineEditor(text, isSuggestion: isSuggestion)
            if case .note = purpose { line.sizeMax = Limits.noteMax }
        }

        var text: String {
            get { line.text }
            set { line = LineEditor(newValue) }
        }

        /// What stands before the line.
        var label: SafeText {
            switch purpose {
            case .note(let number) where text.contains("\n"):
                SafeText("note on \(names(number)), \(SafeText(text).lines.count) lines:")
            case .note(let number): SafeText("note on \(names(number)):")
            case .snooze(let number): SafeText("snooze \(names(number)) for (30m, 2h, 1d):")
            case .command: ":"
            case .search, .silences: "/"
            }
        }

        /// The incidents that it is about; none for the command line.
        var numbers: [IncidentNumber] {
            switch purpose {
            case .note(let number), .snooze(let number): [number] + also
            case .command, .search, .silences: []
            }
        }

        private func names(_ number: IncidentNumber) -> String {
            also.isEmpty ? "\(number)" : Words.numbers([number] + also)
        }
    }
}

/// What is typed for yes where much is touched at once: how many there are, or the service that all of them are of.
enum TypedAnswer {
    /// The service that all of these incidents are of, where its name can be typed as it is read.
    static func service(ofAll incidents: [IncidentSummary?]) -> SafeText? {
        guard let name = incidents.first??.service, !name.isEmpty,
            name.shown.utf8.count <= Limits.typedNameMax, !name.hidesSomething, !name.mixesScripts,
            name.shown.bare == name.shown
        else { return nil }
        return incidents.allSatisfy { $0?.service == name } ? name : nil
    }

    static func words(count: Int, service: SafeText?) -> String {
        service.map { "\(count) or \($0)" } ?? "\(count)"
    }

    static func isGiven(_ typed: String, count: Int, service: SafeText?) -> Bool {
        let word = typed.bare
        return word == "\(count)" || word == service?.shown
    }
}

/// Why ``duration(from:)`` does not take a text.
enum DurationFault: Hashable, Sendable {
    case noSpan, tooLong

    /// Nil for a text that it takes.
    init?(_ text: String, upTo longest: Duration = Limits.snoozeMax) {
        guard duration(from: text, upTo: longest) == nil else { return nil }
        // What would be one with fewer digits is one, and too long.
        var short = ""
        for character in text where !(character.isNumber && short.last == "1") {
            short.append(character.isNumber && character.isASCII ? "1" : character)
        }
        let isLong = duration(from: short) != nil && text.contains { ("1"..."9").contains($0) }
        self = isLong ? .tooLong : .noSpan
    }
}

/// What is wrong with a text that ``duration(from:)`` does not take.
func durationFault(_ text: String, upTo longest: Duration = Limits.snoozeMax) -> SafeText {
    DurationFault(text, upTo: longest) == .tooLong
        ? SafeText("\"\(text)\" is too long; the longest span is \(longest.wholeMilliseconds / 86_400_000)d")
        : SafeText("\"\(text)\" is no span; such as 30m, 2h, 1h30m, 1d")
}

/// Reads `30m`, `2h`, `1h30m`, `1d` or `45` (minutes). Nil for anything else, for nothing, and beyond the bound.
///
/// - Parameter longest: the bound.
func duration(from text: String, upTo longest: Duration = Limits.snoozeMax) -> Duration? {
    var (total, digits): (Int64, Int64?) = (0, nil)
    for character in text where character != " " {
        if let digit = character.wholeNumberValue, character.isASCII {
            digits = (digits ?? 0) * 10 + Int64(digit)
            guard let digits, digits < 100_000 else { return nil }
            continue
        }
        guard let count = digits else { return nil }
        switch character {
        case "m": total += count
        case "h": total += count * 60
        case "d": total += count * 24 * 60
        default: return nil
        }
        digits = nil
    }
    let span = Duration.minutes(total + (digits ?? 0))
    return span > .zero && span <= longest ? span : nil
}
