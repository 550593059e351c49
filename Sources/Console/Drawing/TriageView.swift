import Incidents
import TerminalUI

/// The list of incidents, with its counts and its preview.
extension Frame {
    mutating func drawTriage(_ state: ConsoleState, _ layout: Layout) {
        drawCounts(state, layout)
        let notices = Frame.triageNotices(state)
        if layout.heads != layout.notice || notices.isEmpty { drawHeads(layout) }
        putWhole(notices, in: layout.notice)
        if state.rows.isEmpty {
            drawEmpty(state, layout.list)
        } else {
            drawRows(state, layout.list)
            drawPreview(state, layout)
        }
    }

    private mutating func drawCounts(_ state: ConsoleState, _ layout: Layout) {
        guard state.router != nil else { return }
        let tally = state.roll.tally
        var parts = [
            Part("\(tally.needAcknowledge) NEED ACK", tally.needAcknowledge > 0 ? .failure : .ok)
        ]
        let counts = [
            (state.pending.count, "unanswered"), (tally.acknowledged, "acked"), (tally.snoozed, "snoozed"),
            (tally.mitigated, "mitigated"), (tally.cleared, "cleared"),
        ]
        parts += counts.filter { $0.0 > 0 }.map { Part("\($0.0) \($0.1)") }
        parts.append(Part("\(Words.count(tally.firing, "alert")) -> \(Words.count(tally.open, "incident"))", .dim))
        putWhole(parts, gap: layout.width < 100 ? 2 : 3, in: layout.counts)
    }

    private static func triageNotices(_ state: ConsoleState) -> [Part] {
        var parts = notices(state)
        if !state.triage.newAbove.isEmpty { parts.append(Part(newAbove(state), .strong)) }
        if state.triage.isMineOnly {
            let hidden = state.roll.all.count - state.roll.mine.count
            let urgent = state.roll.tally.needAcknowledge
            parts.append(Part("only mine, hiding \(hidden), \(urgent) NEED ACK in all", urgent > 0 ? .warning : .text))
        }
        if !state.triage.marks.isEmpty {
            parts.append(Part("marked " + state.triage.marks.map { "\($0)" }.joined(separator: " "), .marker))
        }
        return parts
    }

    /// `3 new above: #4130 SEV1 5xx 12%`, the most urgent by its name.
    private static func newAbove(_ state: ConsoleState) -> String {
        let count = state.triage.newAbove.count
        let text = "\(count > Limits.newMax ? "many" : String(count)) new above"
        let rows = state.rows
        let places = state.triage.newAbove.compactMap { rows.index(of: $0) }
        guard let first = places.min(), let number = rows[first], let urgent = state.roll[number] else { return text }
        return text + ": \(number) \(urgent.severity.name) \(urgent.title)"
    }

    private enum Column: Hashable { case severity, state, age, rings, number, service, what, who }

    private static let gutter = 3
    private static let columns = Columns<Column>([
        .init(.severity, width: 3), .init(.state, width: 7), .init(.age, width: 5),
        .init(.rings, width: 6, drop: 3), .init(.number, width: 7), .init(.service, width: 11, grows: true),
        .init(.what, width: 16, drop: 1, grows: true), .init(.who, width: 8, drop: 2),
    ])

    private mutating func drawHeads(_ layout: Layout) {
        for column in Frame.columns.placed(in: layout.list.width - Frame.gutter) {
            let name: SafeText =
                switch column.name {
                case .severity: "SEV"
                case .state: "STATE"
                case .age: "  AGE"
                case .rings: " RINGS"
                case .number: "     ID"
                case .service: "SERVICE"
                case .what: "WHAT"
                case .who: "WHO"
                }
            put(
                name, at: Point(x: Frame.gutter + column.x, y: layout.heads.y), width: column.width,
                style: Style(.header))
        }
    }

    private mutating func drawRows(_ state: ConsoleState, _ list: Rect) {
        let rows = state.rows
        let columns = Frame.columns.placed(in: list.width - Frame.gutter)
        for index in 0..<list.height {
            guard let number = rows[state.triage.offset + index], let incident = state.roll[number] else { break }
            let row = list.row(index)
            drawRow(incident, state, row, columns)
            guard number == state.triage.selected else { continue }
            put(">", at: row.origin)
            restyle(row) { $0.reversed }
            cursor = row.origin
        }
    }

    private mutating func drawRow(
        _ incident: IncidentSummary, _ state: ConsoleState, _ row: Rect, _ columns: [Columns<Column>.Placed]
    ) {
        if state.triage.marks.contains(incident.number) {
            put("*", at: Point(x: row.x + 1, y: row.y), style: Style(.marker))
        }
        if incident.needsAcknowledge { put("!", at: Point(x: row.x + 2, y: row.y), style: Style(.failure)) }
        for column in columns {
            let part = Frame.part(column.name, incident, state)
            let start = Point(x: row.x + Frame.gutter + column.x, y: row.y)
            switch column.name {
            case .age, .rings, .number:
                put(
                    part.text, endingAt: Point(x: start.x + column.width, y: row.y), width: column.width,
                    style: part.style)
            case .severity, .state, .service, .what, .who:
                put(part.text, at: start, width: column.width, style: part.style)
            }
        }
    }

    private static func part(_ column: Column, _ incident: IncidentSummary, _ state: ConsoleState) -> Part {
        switch column {
        case .severity: Part("\(incident.severity.rawValue)", Role(incident.severity))
        case .state: Part(incident.shown.rawValue, Role(incident.shown))
        case .age: Part(Words.age(since: incident.openedAt, at: state.now))
        case .rings: Part(rings(incident, at: state.now))
        case .number: Part("\(incident.number)", .strong)
        case .service: Part(incident.service.isEmpty ? "-" : incident.service)
        case .what: Part(incident.title)
        case .who: who(incident, state)
        }
    }

    /// When it next rings by itself.
    private static func rings(_ incident: IncidentSummary, at now: Timestamp) -> String {
        if let until = incident.snoozedUntil { return "\(until.clock)Z" }
        if incident.mute != nil { return "paused" }
        guard incident.isOpen, let due = incident.nextDeadline else { return "-" }
        return Words.left(until: due, at: now)
    }

    private static func who(_ incident: IncidentSummary, _ state: ConsoleState) -> Part {
        if state.pending.contains(where: { $0.act.incident == incident.number }) { return Part("sent…", .warning) }
        switch incident.shown {
        case .triggered, .muted, .noNews:
            if let looks = state.looks(at: incident.number) { return Part(looks, .warning) }
            return Part(incident.assignee.map { "\($0)?" } ?? "nobody", .warning)
        case .acknowledged, .snoozed: return Part(incident.acknowledgedBy ?? "?")
        case .mitigated: return Part(incident.assignee ?? "-")
        case .cleared: return Part("unseen", .warning)
        case .resolved: return Part(incident.resolvedBy ?? "-")
        }
    }
}

extension Role {
    /// How a state is shown.
    init(_ shown: ShownState) {
        switch shown {
        case .triggered, .noNews: self = .failure
        case .acknowledged: self = .acknowledged
        case .mitigated: self = .mitigated
        case .resolved, .cleared: self = .resolved
        case .snoozed, .muted: self = .muted
        }
    }
}
