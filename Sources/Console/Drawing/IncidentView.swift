import Incidents
import TerminalUI

/// One incident, opened: how it stands, and its timeline, alerts and notes.
extension Frame {
    mutating func drawIncident(_ screen: IncidentScreen, _ state: ConsoleState, _ layout: Layout) {
        if let incident = screen.summary {
            drawStatus(of: incident, state, layout)
            let rows = Answers(incident, in: state).rows
            for (index, answer) in [rows[0], rows[3], rows[4]].enumerated() where index < layout.summary.height {
                putAnswer(answer, in: layout.summary.row(index))
            }
        } else {
            put([Part("\(screen.number) is asked for")], in: layout.status, from: 1)
        }
        drawNotice(state, layout)
        drawTabs(screen, state, layout)
        drawLines(screen, state, layout.body)
        if layout.hasPreviewBeside {
            if let incident = screen.summary { drawAside(incident, state, layout.pane) }
        } else if !layout.pane.isEmpty {
            rule(at: layout.pane.origin, width: layout.pane.width)
            drawLineInFull(screen, state, layout.pane.split(top: 1).rest)
        }
    }

    private mutating func drawStatus(of incident: IncidentSummary, _ state: ConsoleState, _ layout: Layout) {
        let since = incident.shownSince.clock
        let who = state.holder(of: incident).map { " by \($0)" } ?? ""
        var parts = [
            Part(incident.severity.name, Role(incident.severity)),
            Part("\(incident.shown.rawValue)\(who) since \(since)Z", Role(incident.shown)),
            Part("open \(Words.age(since: incident.openedAt, at: state.now))"),
        ]
        if !incident.isOpen { parts.removeLast() }
        parts.append(Part(incident.service.isEmpty ? "no service" : incident.service, .strong))
        if incident.isOpen, let due = incident.nextDeadline {
            parts.append(Part("rings in \(Words.left(until: due, at: state.now))"))
        }
        parts.append(Part("CHANGED no change source connected", .dim))
        putWhole(parts, in: layout.status)
    }

    private mutating func drawNotice(_ state: ConsoleState, _ layout: Layout) {
        let notices = Frame.notices(state)
        guard !notices.isEmpty else { return }
        wipe(layout.incidentNotice)
        putWhole(notices, in: layout.incidentNotice)
    }

    private mutating func drawTabs(_ screen: IncidentScreen, _ state: ConsoleState, _ layout: Layout) {
        let detail = state.detail?.number == screen.number ? state.detail : nil
        var parts: [Part] = []
        for tab in IncidentScreen.Tab.allCases {
            let name =
                switch tab {
                case .timeline: "Timeline \(detail?.timeline.count ?? 0)"
                case .alerts: "Alerts \(detail?.alerts.count ?? 0)"
                case .notes: "Notes \(detail?.notes.count ?? 0)"
                }
            parts.append(tab == screen.tab ? Part("[\(name)]", .strong) : Part(" \(name) "))
        }
        let below = state.lineCount - screen.top - layout.body.height
        if below > 0 { parts.append(Part("\(below) more below", .marker)) }
        putWhole(parts, gap: 1, in: layout.tabs)
    }

    private mutating func drawLines(_ screen: IncidentScreen, _ state: ConsoleState, _ body: Rect) {
        guard let detail = state.detail, detail.number == screen.number, detail.hasArrived else {
            let text = state.detail?.missing ?? "The router is asked for its history."
            put([Part(text)], in: body.row(0), from: 3)
            return
        }
        let lines: ArraySlice<Part>
        let shown = screen.top..<min(state.lineCount, screen.top + body.height)
        guard !shown.isEmpty else {
            let text: SafeText =
                switch screen.tab {
                case .timeline: "Nothing is written yet."
                case .alerts: "It has no alerts: they went with another incident."
                case .notes: "No notes yet. c writes one."
                }
            put([Part(text)], in: body.row(0), from: 3)
            return
        }
        switch screen.tab {
        case .timeline: lines = detail.timeline[shown].map { Part(Frame.line(of: $0)) }[...]
        case .notes: lines = detail.notes[shown].map { Part(Frame.line(of: $0)) }[...]
        case .alerts: lines = detail.alerts[shown].map { Frame.line(of: $0, at: state.now) }[...]
        }
        for (index, part) in lines.enumerated() {
            let row = body.row(index)
            put([part], in: row, from: 1)
            guard screen.top + index == screen.line else { continue }
            put(">", at: row.origin)
            restyle(row) { $0.reversed }
            cursor = row.origin
        }
    }

    /// The line under the cursor, with everything that a line has no room for.
    mutating func drawLineInFull(_ screen: IncidentScreen, _ state: ConsoleState, _ rect: Rect) {
        guard rect.height > 0, let detail = state.detail, detail.number == screen.number else { return }
        let inner = Rect(x: rect.x + 1, y: rect.y, width: rect.width - 1, height: rect.height)
        switch screen.tab {
        case .timeline, .notes:
            let entries = screen.tab == .notes ? detail.notes : detail.timeline
            guard entries.indices.contains(screen.line) else { return }
            let entry = entries[screen.line]
            let head = "\(entry.at.rfc3339.prefix(10)) \(entry.at.clock)Z \(entry.actor.name), \(entry.kind.word):"
            put(SafeText("\(head) \(entry.text)"), wrappedIn: inner)
        case .alerts:
            guard detail.alerts.indices.contains(screen.line) else { return }
            var rest = inner
            for text in Frame.full(detail.alerts[screen.line]) {
                let used = put(text, wrappedIn: rest)
                (_, rest) = rest.split(top: used)
            }
        }
    }
}
