import Incidents

/// What others do to the incident that is looked at: said while it happens.
extension ConsoleState {
    /// A line of the opened incident's history came in.
    mutating func tellNews(of entry: TimelineEntry) {
        guard entry.incident == incident?.number, case .person(let name) = entry.actor, name != you.name else { return }
        // The answer to an own act, and what went wrong, stay: they are what the person waits for.
        if let toast, !toast.isNews { return }
        say(SafeText("\(name) \(entry.kind.deed) \(entry.incident)\(News.tail(of: entry))"), isBad: false)
        toast?.isNews = true
    }
}

private enum News {
    /// What a note says; nothing for the rest.
    static func tail(of entry: TimelineEntry) -> String { entry.kind == .note ? ": \(entry.text.inOneLine)" : "" }
}

extension TimelineEntry.Kind {
    /// The kind as what somebody did to an incident.
    fileprivate var deed: String {
        switch self {
        case .acknowledged: "acknowledged"
        case .unacknowledged: "gave back"
        case .taken: "took"
        case .snoozed: "snoozed"
        case .mitigated: "mitigated"
        case .resolved: "resolved"
        case .reopened: "reopened"
        case .note: "noted on"
        case .severity: "set the severity of"
        case .merged: "merged"
        case .unmerged: "unmerged"
        case .undone: "took something back on"
        case .seen: "has seen"
        case .opened, .joined, .triggered, .paged, .muted, .unmuted, .noNews, .warned, .cleared, .flapping:
            "changed"
        }
    }
}

extension SafeText {
    /// Text of several lines in one, with a mark where a line ended.
    var inOneLine: SafeText {
        let lines = self.lines
        return lines.count > 1 ? SafeText(lines.map(\.shown).filter { !$0.isEmpty }.joined(separator: " / ")) : self
    }

    /// The lines that the text was written in; itself when it is one.
    var lines: [SafeText] {
        guard original.utf8.contains(0x0A) else { return [self] }
        return original.split(separator: "\n", omittingEmptySubsequences: false).map { SafeText(String($0)) }
    }
}
