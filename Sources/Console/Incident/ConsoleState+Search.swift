import Incidents

/// Searching within a tab of an opened incident.
extension ConsoleState {
    /// Takes what was typed, and goes to the first line that has it, from the cursor on.
    mutating func search(for text: String) {
        guard let needle = Needle(text) else {
            incident?.search = nil
            return
        }
        incident?.search = needle
        guard let screen = incident else { return }
        let count = (0..<lineCount).count { isHit($0, needle) }
        guard count > 0 else { return say(SafeText("no line here has \(needle.text)"), isBad: true) }
        if !isHit(screen.line, needle) { goToHit(by: 1) }
        say(SafeText("\(Words.count(count, "line")) with \(needle.text); n N go on, Esc ends it"), isBad: false)
    }

    /// Goes to the next line that has what is searched for, around the end.
    mutating func goToHit(by step: Int) {
        guard let screen = incident else { return }
        guard let needle = screen.search else { return say("nothing is searched for; / does", isBad: false) }
        let count = lineCount
        for distance in stride(from: 1, through: count, by: 1) {
            let line = ((screen.line + step * distance) % count + count) % count
            guard isHit(line, needle) else { continue }
            let isAround = step > 0 ? line <= screen.line : line >= screen.line
            moveLine(by: line - screen.line)
            if isAround { say(step > 0 ? "on from the first line" : "on from the last line", isBad: false) }
            return
        }
        say(SafeText("no line here has \(needle.text)"), isBad: true)
    }

    private func isHit(_ line: Int, _ needle: Needle) -> Bool {
        guard let screen = incident, let detail, detail.number == screen.number else { return false }
        switch screen.tab {
        case .timeline, .notes:
            guard let entry = detail.entry(line, in: screen.tab) else { return false }
            return needle.isIn(entry.text) || needle.isIn(entry.actor.name)
        case .alerts:
            guard detail.alerts.indices.contains(line) else { return false }
            let alert = detail.alerts[line]
            return (alert.labels + alert.annotations).contains { needle.isIn($0.name) || needle.isIn($0.value) }
        case .people:
            let people = people
            return people.indices.contains(line) && (needle.isIn(people[line].name) || needle.isIn(people[line].what))
        }
    }
}

extension Detail {
    /// The entry of a line of the timeline, or of the notes; nil outside.
    func entry(_ line: Int, in tab: IncidentScreen.Tab) -> TimelineEntry? {
        switch tab {
        case .timeline: timeline.indices.contains(line) ? timeline[line] : nil
        case .notes: notes.indices.contains(line) ? timeline[notes[line]] : nil
        case .alerts, .people: nil
        }
    }
}
