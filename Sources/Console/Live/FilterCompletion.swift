import Incidents

/// What Tab makes of a word in the filter line.
extension ConsoleState {
    mutating func complete(_ input: inout FilterInput) {
        let word = input.lastWord
        let found = completions(of: word)
        guard let first = found.first else { return input.line.fault = SafeText("nothing begins with \(word)") }
        input.line.fault = nil
        let shared = found.dropFirst().reduce(first) { String(zip($0, $1).prefix { $0 == $1 }.map(\.0)) }
        if shared.count > word.count { input.replaceLastWord(with: shared) }
        if found.count > 1 { input.completions = found }
        input.isTried = input.line.text == roll.view.text
    }

    /// The words that a word may become, in order: names of fields first, then values that are in the list.
    private func completions(of word: String) -> [String] {
        let fields = IncidentQuery.completions.filter { $0.hasPrefix(word) && $0 != word }
        if !fields.isEmpty { return Array(fields.prefix(Limits.completionsMax)) }
        guard let colon = word.firstIndex(of: ":") else { return [] }
        let field = String(word[..<colon])
        let value: (IncidentSummary) -> SafeText?
        switch field {
        case "svc", "service": value = { $0.service.isEmpty ? nil : $0.service }
        case "owner": value = { $0.acknowledgedBy ?? $0.assignee }
        default: return []
        }
        var found: Set<SafeText> = []
        for slot in roll.slots where slot.incident.isListed {
            if let text = value(slot.incident) { found.insert(text) }
        }
        let terms = found.map { Filter.term(field, $0) }.filter { $0.hasPrefix(word) && $0 != word }
        return Array(terms.sorted().prefix(Limits.completionsMax))
    }
}
