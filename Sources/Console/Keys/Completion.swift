import Incidents

/// What Tab has found for the command line, and which of it stands in the line now.
struct Completion: Hashable, Sendable {
    /// One way to go on.
    struct Candidate: Hashable, Sendable {
        /// What stands in the line.
        var text: String
        /// What it is: the arguments of a verb, the title of an incident.
        var title: SafeText
    }

    /// What of the line stays as it is.
    let start: String
    let candidates: [Candidate]
    /// The candidate in the line; nil while only what they share is there.
    private(set) var index: Int?

    /// The line with the candidate in it.
    var line: String { start + (index.map { candidates[$0].text } ?? commonPrefix) }

    /// Goes to the next candidate, or the one before.
    mutating func turn(by step: Int) {
        guard !candidates.isEmpty else { return }
        let next = index.map { $0 + step } ?? (step > 0 ? 0 : -1)
        index = (next + candidates.count) % candidates.count
    }

    /// What all candidates begin with.
    var commonPrefix: String {
        guard var prefix = candidates.first?.text else { return "" }
        for candidate in candidates.dropFirst() {
            while !candidate.text.hasPrefix(prefix) { prefix.removeLast() }
        }
        return prefix
    }

    /// Finds what the last word of a line may become: a verb first, then what that verb takes.
    init(of line: String, in state: ConsoleState) {
        let word = String(line.reversed().prefix { $0 != " " }.reversed())
        start = String(line.dropLast(word.count))
        let verb = line.split(separator: " ").first.map(String.init) ?? ""
        let found: [Candidate]
        if start.allSatisfy({ $0 == " " }) {
            found = Completion.verbs(word, state) + Completion.incidents(word, state)
        } else {
            found = Completion.arguments(of: verb, word, state)
        }
        candidates = Array(found.prefix(Limits.foundMax))
    }

    private static func verbs(_ word: String, _ state: ConsoleState) -> [Candidate] {
        guard Int(word) == nil, !word.hasPrefix("#") else { return [] }
        var found = LineCommand.words.map { verb in
            Candidate(
                text: verb.name, title: SafeText("\(verb.arguments.isEmpty ? "" : verb.arguments + "  ")\(verb.title)"))
        }
        found += state.viewNames.map { Candidate(text: $0, title: "view") }
        let known = Set(found.map(\.text))
        // Actions without a verb of their own come once something is typed: there are many.
        if !word.isEmpty {
            found += state.keys.bindings.filter { $0.deed == nil && !$0.isMissing && !known.contains($0.name) }
                .map { Candidate(text: $0.name, title: $0.title) }
        }
        return found.filter { $0.text.hasPrefix(word) }
    }

    private static func arguments(of verb: String, _ word: String, _ state: ConsoleState) -> [Candidate] {
        switch verb {
        case "ack", "acknowledge", "unack", "unacknowledge", "take", "mitigate", "resolve", "reopen", "unmerge", "open",
            "show", "merge", "snooze", "note", "silence":
            return incidents(word, state)
        case "why":
            let option = Candidate(text: "--at", title: "as of a time: --at 03:10")
            return (word.hasPrefix("-") && option.text.hasPrefix(word) ? [option] : []) + incidents(word, state)
        case "severity":
            let levels = Severity.allCases.map { Candidate(text: $0.name, title: "severity") }
            return levels.filter { $0.text.lowercased().hasPrefix(word.lowercased()) } + incidents(word, state)
        case "mark":
            return [Candidate(text: "all", title: "all that the list shows")].filter { $0.text.hasPrefix(word) }
        case "view", "save":
            return state.viewNames.filter { $0.hasPrefix(word) }.map { Candidate(text: $0, title: "view") }
        default: return []
        }
    }

    /// Incidents of the list whose number begins with the word, the most urgent first.
    private static func incidents(_ word: String, _ state: ConsoleState) -> [Candidate] {
        let digits = word.hasPrefix("#") ? String(word.dropFirst()) : word
        guard digits.allSatisfy(\.isNumber), word.hasPrefix("#") || !digits.isEmpty || state.hasRows else { return [] }
        return state.incidents(startingWith: digits).compactMap { number in
            state.roll[number].map { incident in
                Candidate(
                    text: "\(number.value)",
                    title: SafeText("\(incident.severity.name) \(incident.service) \(incident.title)"))
            }
        }
    }
}

extension ConsoleState {
    fileprivate var hasRows: Bool { !roll.isEmpty }

    /// Incidents of the list whose number begins with digits: the most urgent first, and the one with that very number.
    func incidents(startingWith digits: String) -> [IncidentNumber] {
        var found: [IncidentNumber] = []
        if let value = Int(digits), roll[IncidentNumber(value)] != nil { found.append(IncidentNumber(value)) }
        for incident in searched where found.count < Limits.foundMax {
            let number = incident.number
            if "\(number.value)".hasPrefix(digits), !found.contains(number) { found.append(number) }
        }
        return found
    }
}
