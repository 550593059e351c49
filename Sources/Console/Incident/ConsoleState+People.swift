import Incidents

/// Who has to do with the opened incident: who has it, who it is assigned to, who looks at it now, who acted.
struct PersonRow: Hashable, Sendable {
    let name: SafeText
    let isYou: Bool
    var words: [String]

    var what: SafeText { SafeText(words.joined(separator: "; ")) }
    /// The name, and whether it is the person at this keyboard.
    var shownName: SafeText { SafeText(Words.name(name) + (isYou ? " (you)" : "")) }
}

extension ConsoleState {
    /// Everybody of the opened incident: who has it first, then who it is assigned to, who is here, who acted last.
    var people: [PersonRow] {
        guard let screen = incident else { return [] }
        var rows: [PersonRow] = []
        func add(_ name: SafeText, _ words: String) {
            if let index = rows.firstIndex(where: { $0.name == name }) {
                rows[index].words.append(words)
            } else {
                rows.append(PersonRow(name: name, isYou: name == you.name, words: [words]))
            }
        }
        if let summary = screen.summary {
            if let holder = holder(of: summary) { add(holder, "has it since \(summary.shownSince.clock)Z") }
            if let assignee = summary.assignee { add(assignee, "assigned") }
        }
        for onlooker in onlookers(of: screen.number) {
            add(onlooker.name, onlooker.isWriting ? "here, writing" : "here")
        }
        if let detail, detail.number == screen.number {
            for acted in detail.acted.sorted(by: { $0.lastAt > $1.lastAt }) {
                let last = "last \(acted.lastKind.word) \(acted.lastAt.clock)Z"
                add(acted.name, "\(Words.count(acted.count, "act")), \(last)")
            }
        }
        return rows
    }
}
