import Incidents
import TerminalUI

/// What stands beside the lines of an opened incident on a wide screen: the answers, its people and labels, the line
/// under the cursor in full, and what happened last.
extension Frame {
    mutating func drawIncidentAside(
        _ incident: IncidentSummary, _ screen: IncidentScreen, _ state: ConsoleState, _ layout: IncidentLayout
    ) {
        let rect = layout.aside
        fill(Rect(x: rect.x, y: rect.y, width: 1, height: rect.height), with: glyphs.bar, style: Style(.border))
        var rest = Rect(x: rect.x + 1, y: rect.y, width: rect.width - 1, height: rect.height)
        for answer in Answers(incident, in: state).rows { putBlock(answer, lines: 3, &rest) }
        if let here = state.here(at: incident.number) { putBlock(("HERE", here), lines: 2, &rest) }
        if screen.tab != .people { drawPeople(state.people, &rest) }
        if !incident.labels.isEmpty {
            let labels = incident.labels.map { "\(screen.shown($0.name))=\(screen.shown($0.value))" }
            putBlock(("LABELS", SafeText(labels.joined(separator: " "))), lines: 3, &rest)
        }
        if !screen.isZoomed { drawAsideLine(state, &rest) }
        if screen.tab != .timeline { drawAsideEvents(screen, state, rest) }
    }

    /// An answer and its word at the top of what is left.
    private mutating func putBlock(_ answer: (label: SafeText, text: SafeText), lines: Int, _ rest: inout Rect) {
        guard rest.height > 0 else { return }
        let room = Rect(x: rest.x, y: rest.y, width: rest.width, height: min(lines, rest.height))
        let used = putAnswer(answer, in: room)
        (_, rest) = rest.split(top: used)
    }

    private mutating func drawPeople(_ people: [PersonRow], _ rest: inout Rect) {
        let most = 5
        for (index, person) in people.prefix(most).enumerated() where rest.height > 0 {
            let isLast = index == most - 1 && people.count > most
            let text = isLast ? "\(people.count - most + 1) more; Tab shows all" : "\(person.shownName): \(person.what)"
            putBlock((index == 0 ? "PEOPLE" : "", SafeText(text)), lines: 1, &rest)
        }
    }

    /// The line under the cursor in full, with as much room as it needs.
    private mutating func drawAsideLine(_ state: ConsoleState, _ rest: inout Rect) {
        guard rest.height > 2 else { return }
        let lines = state.paneLines(rest.width - 2)
        guard !lines.isEmpty else { return }
        rule(at: Point(x: rest.x, y: rest.y), width: rest.width)
        let room = rest.height - 1
        if lines.count > room {
            let words = SafeText(" \(Words.count(lines.count - room, "line")) more, z shows all ")
            put(words, endingAt: Point(x: rest.x + rest.width - 1, y: rest.y), style: Style(.marker))
        }
        (_, rest) = rest.split(top: 1)
        for (index, line) in lines.prefix(room).enumerated() { put([Part(line)], in: rest.row(index), from: 1) }
        (_, rest) = rest.split(top: lines.count)
    }

    private mutating func drawAsideEvents(_ screen: IncidentScreen, _ state: ConsoleState, _ rect: Rect) {
        guard rect.height > 2, let detail = state.detail, detail.number == screen.number else { return }
        rule(at: rect.origin, width: rect.width)
        put([Part(" last events ", .dim)], in: rect.row(0), from: 3)
        let rest = rect.split(top: 1).rest
        for (index, entry) in detail.timeline.suffix(min(12, rest.height)).enumerated() {
            put([Part(Frame.line(of: entry, in: screen))], in: rest.row(index), from: 1)
        }
    }
}
