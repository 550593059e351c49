import Incidents

/// What a line of the command line means: the verbs of the command `midwatch`, and some that only a screen has.
enum LineCommand: Hashable, Sendable {
    /// On these incidents; on those that a key would act on when none is named.
    case deed(Deed, [IncidentNumber])
    case snooze([IncidentNumber], Duration)
    case note([IncidentNumber], String)
    case severity([IncidentNumber], Severity)
    case merge([IncidentNumber], into: IncidentNumber)
    case open(IncidentNumber)
    /// The reasons of what was named, nil for what a key would act on, as of a time, nil for now.
    case why(WhySubject?, at: String?)
    case markAll, unmark, fold, unfold, raw, mouse, quit
    case view(ViewCommand)
    case silence(SilenceLine)
    /// An action by its name in the table of keys.
    case action(String)

    /// Why a line means nothing.
    struct Fault: Error, Hashable, Sendable { var said: SafeText }

    /// A verb that a line may begin with, and what comes after it.
    struct Word: Hashable, Sendable {
        var name: String
        var others: [String] = []
        /// What stands after it, for completion and help.
        var arguments = ""
        var title: SafeText
    }

    static let words: [Word] = [
        Word(name: "ack", others: ["acknowledge"], arguments: "N…", title: "acknowledge"),
        Word(name: "unack", others: ["unacknowledge"], arguments: "N…", title: "unacknowledge"),
        Word(name: "take", arguments: "N…", title: "take"),
        Word(name: "snooze", arguments: "N… 30m", title: "snooze"),
        Word(name: "mitigate", arguments: "N…", title: "mitigate"),
        Word(name: "resolve", arguments: "N…", title: "resolve"),
        Word(name: "reopen", arguments: "N…", title: "reopen"),
        Word(name: "note", arguments: "N TEXT", title: "write a note"),
        Word(name: "severity", arguments: "N… SEV2", title: "set the severity"),
        Word(name: "merge", arguments: "N… INTO", title: "merge into the last one"),
        Word(name: "unmerge", arguments: "N…", title: "unmerge"),
        Word(name: "undo", title: "undo my last act"),
        Word(
            name: "silence", arguments: "N env=prod 2h",
            title: "silence an incident, or what meets conditions: 2h, until resolved, review 1h, owner kim, why"),
        Word(name: "silences", title: "go to the silences"),
        Word(name: "change", arguments: "ID", title: "change a silence, or set one again that is over"),
        Word(name: "extend", arguments: "ID 2h", title: "make a silence last longer"),
        Word(name: "expire", arguments: "ID", title: "end a silence"),
        Word(name: "open", others: ["show"], arguments: "N", title: "open an incident"),
        Word(
            name: "why", arguments: "N --at 03:10",
            title: "say why it was told or kept quiet, now or then; N may be the fingerprint of an alert"),
        Word(name: "mark", arguments: "all", title: "mark all that the list shows"),
        Word(name: "unmark", title: "drop all marks"),
        Word(name: "fold", title: "fold what belongs together into few rows"),
        Word(name: "unfold", title: "show all rows"),
        Word(name: "raw", title: "show hidden characters as escapes"),
        Word(name: "mouse", title: "let the mouse move the cursor, or leave it to the terminal"),
        Word(name: "filter", arguments: "QUERY", title: "filter the list"),
        Word(name: "sort", arguments: "COLUMN", title: "sort the list"),
        Word(name: "save", arguments: "NAME", title: "keep filter and order as a view"),
        Word(name: "view", arguments: "NAME", title: "show a view"),
        Word(name: "forget", arguments: "NAME", title: "forget a view"),
        Word(name: "views", title: "say which views are kept"),
        Word(name: "help", title: "all keys"),
        Word(name: "q", others: ["quit"], title: "leave the console"),
    ]

    /// Reads a line. Nil for an empty one.
    ///
    /// - Parameters:
    ///   - views: the names of views that are kept; each is a command too.
    ///   - actions: the names of the actions that keys have.
    /// - Throws: ``Fault`` with what is wrong.
    static func read(
        _ line: String, views: [String] = [], actions: Set<String> = []
    ) throws(Fault) -> LineCommand? {
        let words = line.split(separator: " ").map(String.init)
        guard let first = words.first else { return nil }
        if let number = number(first) {
            if words.count > 1 { throw Fault(said: SafeText("after \(number) nothing more is taken")) }
            return .open(number)
        }
        let name = Self.words.first { $0.name == first || $0.others.contains(first) }?.name
        guard let name else {
            if words.count == 1, views.contains(first) { return .view(.show(first)) }
            if words.count == 1, actions.contains(first) { return .action(first) }
            let known = Self.words.flatMap { [$0.name] + $0.others } + actions.sorted()
            let near = first.count > 2 ? Nearest.word(to: first, in: known).map { "; is it \($0)?" } : nil
            throw Fault(
                said: SafeText("no such command\(near ?? "; Tab shows them, :4127 opens that incident, :q leaves")"))
        }
        return try read(name, Array(words.dropFirst()), rest(of: line))
    }

    private static func read(_ name: String, _ words: [String], _ rest: String) throws(Fault) -> LineCommand {
        switch name {
        case "ack": return .deed(.acknowledge, try numbers(words))
        case "unack": return .deed(.unacknowledge, try numbers(words))
        case "take": return .deed(.take, try numbers(words))
        case "mitigate": return .deed(.mitigate, try numbers(words))
        case "resolve": return .deed(.resolve, try numbers(words))
        case "reopen": return .deed(.reopen, try numbers(words))
        case "unmerge": return .deed(.unmerge, try numbers(words))
        case "snooze": return try readSnooze(words)
        case "note": return try readNote(words, rest)
        case "severity": return try readSeverity(words)
        case "merge":
            let all = try numbers(words)
            guard let into = all.last, all.count > 1 || words.isEmpty else {
                throw Fault(said: "say which into which: :merge 3 4")
            }
            return .merge(all.dropLast(), into: into)
        case "open":
            let all = try numbers(words)
            guard let number = all.first, all.count == 1 else { throw Fault(said: "say which incident: :open 4127") }
            return .open(number)
        case "why":
            let parted = try WhyQuestion.parted(words)
            return .why(parted.subject, at: parted.time)
        case "silence": return .silence(.set(try SilencePhrase(rest)))
        case "change": return .silence(.change(try SilenceLine.id(words, behind: name)))
        case "extend": return .silence(try SilenceLine.readExtend(words))
        case "expire": return .silence(.expire(try SilenceLine.id(words, behind: name)))
        case "filter": return .view(.filter(rest))
        case "sort": return .view(.sort(rest))
        case "save", "view":
            guard words.count == 1 else {
                throw Fault(
                    said: name == "save"
                        ? "a name for the filter that is on, such as :save night" : "say one name: :view night")
            }
            return .view(name == "save" ? .save(words[0]) : .show(words[0]))
        case "forget":
            guard words.count == 1 else { throw Fault(said: "the name of a saved view, such as :forget night") }
            return .view(.forget(words[0]))
        case "mark":
            guard words == ["all"] else { throw Fault(said: "say :mark all; Space marks the one under the cursor") }
            return .markAll
        default:
            guard words.isEmpty else { throw Fault(said: SafeText("after \(name) nothing more is taken")) }
            switch name {
            case "undo": return .deed(.undo, [])
            case "unmark": return .unmark
            case "fold": return .fold
            case "unfold": return .unfold
            case "raw": return .raw
            case "mouse": return .mouse
            case "views": return .view(.list)
            case "help", "silences": return .action(name)
            default: return .quit
            }
        }
    }

    private static func readSnooze(_ words: [String]) throws(Fault) -> LineCommand {
        // One bare number is an incident; a time without a unit needs an incident before it.
        guard let last = words.last, words.count > 1 || number(last) == nil else {
            return .deed(.snooze, try numbers(words))
        }
        guard let span = duration(from: last) else {
            throw Fault(said: durationFault(last))
        }
        return .snooze(try numbers(Array(words.dropLast())), span)
    }

    private static func readNote(_ words: [String], _ rest: String) throws(Fault) -> LineCommand {
        guard let first = words.first else { return .deed(.note, []) }
        guard let number = number(first) else { return .note([], rest) }
        return words.count == 1 ? .deed(.note, [number]) : .note([number], Self.rest(of: rest))
    }

    private static func readSeverity(_ words: [String]) throws(Fault) -> LineCommand {
        guard let last = words.last else { return .deed(.severity, []) }
        guard let severity = Severity(name: last) else {
            throw Fault(said: SafeText("\"\(last)\" is no severity; write SEV1 to SEV5, as in :severity 4127 2"))
        }
        return .severity(try numbers(Array(words.dropLast())), severity)
    }

    private static func numbers(_ words: [String]) throws(Fault) -> [IncidentNumber] {
        var numbers: [IncidentNumber] = []
        for word in words {
            guard let number = number(word) else {
                throw Fault(said: SafeText("\"\(word)\" is no incident; write its number, such as 4127"))
            }
            if !numbers.contains(number) { numbers.append(number) }
        }
        return numbers
    }

    static func number(_ word: String) -> IncidentNumber? {
        let digits = word.hasPrefix("#") ? String(word.dropFirst()) : word
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(digits), value > 0 else {
            return nil
        }
        return IncidentNumber(value)
    }

    /// What stands behind the first word.
    private static func rest(of line: String) -> String {
        String(line.drop { $0 == " " }.drop { $0 != " " }.drop { $0 == " " })
    }
}
