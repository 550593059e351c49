import Incidents

/// What a typed line says, before it is known whether it can be done.
enum PlainCommand: Hashable, Sendable {
    /// Nothing was typed.
    case nothing
    case list(String)
    case more
    case show(IncidentNumber)
    case why(WhyQuestion)
    /// A bare number: a choice while a menu is open, an incident otherwise.
    case number(Int)
    case deed(PlainDeed)
    case silence(PlainSilence)
    case menu(IncidentNumber?)
    case refetch
    case help
    case quit
    /// Why the line is not understood.
    case fault(SafeText)

    /// The most incidents that one line may name.
    static let numbersMax = 20

    init(_ line: String) {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let first = words.first else {
            self = .nothing
            return
        }
        let rest = Array(words.dropFirst())
        if let number = Self.digits(first) {
            self = rest.isEmpty ? .number(number) : .fault("a number stands alone, or behind a word such as show")
            return
        }
        let word = first.lowercased()
        if let deed = Self.deeds[word] {
            self = PlainDeed.read(deed, rest, line)
            return
        }
        switch word {
        case "list", "l": self = .list(rest.joined(separator: " "))
        case "more": self = .more
        case "show", "open": self = Self.show(rest)
        case "why": self = Self.why(rest)
        case "menu", "x":
            let number = rest.first.flatMap(Self.incident)
            self = rest.isEmpty || number != nil ? .menu(number) : .fault("menu takes the number of an incident")
        case "silence", "silences", "extend", "expire": self = PlainSilence.read(word, line)
        case "refresh": self = .refetch
        case "help", "h", "?": self = .help
        case "quit", "q", "exit", ":q": self = .quit
        default: self = .fault(SafeText("\"\(first)\" is no word of this console; help shows them"))
        }
    }

    /// The words of the verbs, and their keys.
    static let deeds: [String: Deed] = [
        "ack": .acknowledge, "acknowledge": .acknowledge, "a": .acknowledge, "unack": .unacknowledge,
        "unacknowledge": .unacknowledge, "take": .take, "t": .take, "snooze": .snooze, "s": .snooze, "note": .note,
        "c": .note, "resolve": .resolve, "mitigate": .mitigate, "reopen": .reopen, "severity": .severity,
        "sev": .severity, "merge": .merge, "m": .merge, "unmerge": .unmerge, "undo": .undo, "u": .undo,
    ]

    private static func show(_ rest: [String]) -> PlainCommand {
        guard rest.count == 1, let number = incident(rest[0]) else { return .fault("say which: show 4127") }
        return .show(number)
    }

    private static func why(_ rest: [String]) -> PlainCommand {
        do throws(LineCommand.Fault) {
            let parted = try WhyQuestion.parted(rest)
            guard let subject = parted.subject else {
                return .fault("say which: why 4127, or why and the 16 digits of an alert's fingerprint")
            }
            return .why(WhyQuestion(subject, at: parted.time))
        } catch {
            return .fault(error.said)
        }
    }

    /// `4127` or `#4127`.
    static func incident(_ word: String) -> IncidentNumber? {
        digits(word).flatMap { $0 > 0 ? IncidentNumber($0) : nil }
    }

    private static func digits(_ word: String) -> Int? {
        let digits = word.hasPrefix("#") ? word.dropFirst() : word[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(digits)
    }
}

/// A verb with what was typed behind it.
struct PlainDeed: Hashable, Sendable {
    var deed: Deed
    /// Empty where none was named.
    var numbers: [IncidentNumber] = []
    /// The rest of the line: a text, a span, a severity. Nil where nothing was typed.
    var argument: String?
    /// Whether the line says yes already.
    var isConfirmed = false

    /// Reads what stands behind a verb.
    static func read(_ deed: Deed, _ words: [String], _ line: String) -> PlainCommand {
        var read = PlainDeed(deed: deed)
        if deed == .note { return .deed(note(words, line)) }
        var left: [String] = []
        for word in words {
            if word == "--yes" || word == "-y" {
                read.isConfirmed = true
            } else if let number = PlainCommand.incident(word), left.isEmpty, !read.isFull {
                read.numbers.append(number)
            } else if !["--for", "for", "into"].contains(word) {
                left.append(word)
            }
        }
        guard read.numbers.count <= PlainCommand.numbersMax else {
            return .fault(SafeText("no more than \(PlainCommand.numbersMax) incidents in one line"))
        }
        if !left.isEmpty { read.argument = left.joined() }
        switch deed {
        case .snooze, .severity:
            guard !read.numbers.isEmpty else { return .fault(SafeText("say which: \(example(deed))")) }
        case .merge:
            guard read.numbers.count == 2, left.isEmpty else { return .fault("say which into which: merge 18 17") }
        default:
            guard left.isEmpty else {
                return .fault(SafeText("\"\(left[0])\" is no number of an incident; \(example(deed))"))
            }
        }
        return .deed(read)
    }

    /// Whether no further number can be meant: what follows is a span of minutes, or a severity.
    private var isFull: Bool {
        switch deed {
        case .snooze, .severity, .undo, .unmerge: numbers.count == 1
        case .merge: numbers.count == 2
        default: false
        }
    }

    /// A text is kept as it was typed, blanks and all.
    private static func note(_ words: [String], _ line: String) -> PlainDeed {
        guard let number = words.first.flatMap(PlainCommand.incident) else { return PlainDeed(deed: .note) }
        var tail = line[...]
        for _ in 0..<2 {
            // The verb, and then the number.
            tail = tail.drop { $0.isWhitespace }
            tail = tail.drop { !$0.isWhitespace }
        }
        tail = tail.drop { $0.isWhitespace }
        return PlainDeed(deed: .note, numbers: [number], argument: tail.isEmpty ? nil : String(tail))
    }

    /// How the line is typed.
    static func example(_ deed: Deed) -> String {
        switch deed {
        case .acknowledge: "ack 4127"
        case .unacknowledge: "unack 4127"
        case .take: "take 4127"
        case .snooze: "snooze 4127 30m"
        case .note: "note 4127 what is to be remembered"
        case .merge: "merge 18 17"
        case .resolve: "resolve 4127"
        case .mitigate: "mitigate 4127"
        case .reopen: "reopen 4127"
        case .severity: "severity 4127 SEV2"
        case .unmerge: "unmerge 4127"
        case .undo: "undo"
        }
    }
}
