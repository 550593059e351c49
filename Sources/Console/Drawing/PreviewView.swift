import Incidents
import TerminalUI

/// The five answers: below the list in one line each, or beside it with room for all of them and the last events.
extension Frame {
    mutating func drawPreview(_ state: ConsoleState, _ layout: Layout) {
        let rect = layout.preview
        guard !rect.isEmpty, let number = state.triage.previewed ?? state.triage.selected,
            let incident = state.roll[number]
        else { return }
        if let fold = state.roll.fold(at: number) { return drawFold(fold, incident, state, layout) }
        if layout.hasPreviewBeside {
            drawAside(incident, state, rect)
        } else {
            rule(at: rect.origin, width: rect.width)
            put([Part(" \(number) \(Words.name(incident.service)) ", .strong)], in: rect.row(0), from: 3)
            for (index, answer) in Answers(incident, in: state).rows.enumerated() {
                putAnswer(answer, in: Rect(x: 0, y: rect.y + 1 + index, width: rect.width, height: 1))
            }
        }
    }

    /// One answer with its word, in as many lines as the rectangle has. Answers how many it took.
    @discardableResult
    mutating func putAnswer(_ answer: (label: SafeText, text: SafeText), in rect: Rect) -> Int {
        put([Part(answer.label, .header)], in: rect.row(0), from: 1)
        let room = Rect(x: rect.x + 10, y: rect.y, width: rect.width - 10, height: rect.height)
        return max(1, put(answer.text, wrappedIn: room))
    }

    /// What stands at the right of a wide screen: an incident from its answers to its last events.
    mutating func drawAside(_ incident: IncidentSummary, _ state: ConsoleState, _ rect: Rect) {
        fill(Rect(x: rect.x, y: rect.y, width: 1, height: rect.height), with: glyphs.bar, style: Style(.border))
        let inner = Rect(x: rect.x + 1, y: rect.y, width: rect.width - 1, height: rect.height)
        let age = Words.age(since: incident.openedAt, at: state.now)
        let head = [
            "\(incident.number) \(Words.name(incident.service))", incident.severity.name, incident.shown.rawValue, age,
        ]
        put([Part(head.joined(separator: "   "), .strong)], in: inner.row(0), from: 1)
        var (_, rest) = inner.split(top: 1)
        for answer in Answers(incident, in: state).rows {
            let used = putAnswer(answer, in: Rect(x: rest.x, y: rest.y, width: rest.width, height: min(3, rest.height)))
            (_, rest) = rest.split(top: used)
        }
        drawLabels(of: incident, &rest)
        drawLastEvents(of: incident.number, state, rest)
    }

    private mutating func drawLabels(of incident: IncidentSummary, _ rest: inout Rect) {
        guard !incident.labels.isEmpty, rest.height > 1 else { return }
        let labels = incident.labels.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
        let room = Rect(x: rest.x, y: rest.y, width: rest.width, height: min(3, rest.height))
        let used = putAnswer(("LABELS", SafeText(labels)), in: room)
        (_, rest) = rest.split(top: used)
    }

    private mutating func drawLastEvents(of number: IncidentNumber, _ state: ConsoleState, _ rect: Rect) {
        guard rect.height > 2, let detail = state.detail, detail.number == number else { return }
        let (title, rest) = rect.split(top: 2)
        put([Part("TIMELINE", .header)], in: title.row(1), from: 1)
        let entries = detail.timeline.suffix(min(12, rest.height))
        for (index, entry) in entries.enumerated() {
            put([Part(" "), Part(Frame.line(of: entry))], in: rest.row(index))
        }
    }
}
