import Incidents
import TerminalUI

/// The rows of the list, with the names of their columns.
extension Frame {
    private static let gutter = 3

    mutating func drawHeads(_ state: ConsoleState, _ layout: Layout) {
        let order = state.roll.view.order
        for column in Frame.placed(state, layout.list) {
            let isSorted = column.name.sorting == order.column
            let style = isSorted ? Style(.marker, .underline) : Style(.header)
            let place = Point(x: Frame.gutter + column.x, y: layout.heads.y)
            if column.name.isNumber {
                put(column.name.head, endingAt: Point(x: place.x + column.width, y: place.y), style: style)
            } else {
                put(column.name.head, at: place, width: column.width, style: style)
            }
        }
    }

    mutating func drawRows(_ state: ConsoleState, _ list: Rect) {
        let rows = state.rows
        let columns = Frame.placed(state, list)
        for index in 0..<list.height {
            guard let number = rows[state.triage.offset + index], let incident = state.roll[face: number] else { break }
            let row = list.row(index)
            drawRow(incident, state, row, columns)
            guard number == state.triage.selected else { continue }
            put(">", at: row.origin)
            restyle(row) { $0.reversed }
            cursor = row.origin
        }
    }

    /// The columns that there is room for. They go in a fixed order, whatever the rows hold.
    static func placed(_ state: ConsoleState, _ list: Rect) -> [Columns<ListColumn>.Placed] {
        let columns = state.list.shownColumns.map { $0.wanted(isWide: state.list.isWide) }
        return Columns(columns).placed(in: list.width - gutter)
    }

    private mutating func drawRow(
        _ incident: IncidentSummary, _ state: ConsoleState, _ row: Rect, _ columns: [Columns<ListColumn>.Placed]
    ) {
        if state.triage.marks.contains(incident.number) {
            put("*", at: Point(x: row.x + 1, y: row.y), style: Style(.marker))
        }
        if incident.needsAcknowledge { put("!", at: Point(x: row.x + 2, y: row.y), style: Style(.failure)) }
        let fold = state.roll.fold(at: incident.number)
        // What a fold does not say for itself is that of its most urgent incident.
        let first = fold?.members[0].flatMap { state.roll[face: $0] } ?? incident
        let isMuted = first.shown == .muted
        for column in isMuted ? Frame.widened(columns, first, state) : columns {
            // Who muted them comes before what they share.
            let own = isMuted && column.name == .what ? nil : fold.flatMap { Frame.part(column, $0) }
            let part = own ?? Frame.part(column, first, state)
            let start = Point(x: row.x + Frame.gutter + column.x, y: row.y)
            if column.name.isNumber {
                put(
                    part.text, endingAt: Point(x: start.x + column.width, y: row.y), width: column.width,
                    style: part.style)
            } else {
                put(part.text, at: start, width: column.width, style: part.style)
            }
        }
    }

    private static func part(
        _ column: Columns<ListColumn>.Placed, _ incident: IncidentSummary, _ state: ConsoleState
    ) -> Part {
        switch column.name {
        case .severity: Part("\(incident.severity.rawValue)", Role(incident.severity))
        case .state: Part(incident.shown.rawValue, Role(incident.shown))
        case .age: Part(Words.age(since: incident.openedAt, at: state.now))
        case .rings: Part(rings(incident, at: state.now))
        case .number: Part("\(incident.number)", .strong)
        case .service: service(incident.service, in: column.width)
        case .what: what(incident, in: column.width, at: state.now)
        case .who: who(incident, state, in: column.width)
        case .alerts: Part("\(incident.counts.firing)/\(incident.counts.total)")
        case .changed: Part("no source", .dim)
        case .labels: Part(incident.labels.map { "\($0.name)=\($0.value)" }.joined(separator: " "), .dim)
        }
    }

    private static func what(_ incident: IncidentSummary, in columns: Int, at now: Timestamp) -> Part {
        guard incident.shown == .muted, let mute = incident.mute else { return Part(incident.restlessTitle) }
        return mutedCell(incident, mute, in: columns, at: now)
    }

    /// When it next rings by itself.
    private static func rings(_ incident: IncidentSummary, at now: Timestamp) -> String {
        if let until = incident.snoozedUntil { return "\(until.clock)Z" }
        if incident.mute != nil { return "paused" }
        return incident.ringsAt.map { Words.left(until: $0, at: now) } ?? "-"
    }

    private static func service(_ name: SafeText, in columns: Int) -> Part {
        if name.isEmpty { return Part("-") }
        return name.mixesScripts ? Part(Words.name(name, in: columns), .warning) : Part(name)
    }

    private static func who(_ incident: IncidentSummary, _ state: ConsoleState, in columns: Int) -> Part {
        if state.pending.contains(where: { $0.act.incident == incident.number }) { return Part("sent…", .warning) }
        switch incident.shown {
        case .triggered, .muted, .noNews:
            if let looks = state.looks(at: incident.number, in: columns) { return Part(looks, .warning) }
            return Part(incident.assignee.map { Words.name($0, in: columns - 1) + "?" } ?? "nobody", .warning)
        case .acknowledged, .snoozed: return person(incident.acknowledgedBy ?? "?", in: columns)
        case .mitigated: return person(incident.assignee ?? "-", in: columns)
        case .cleared: return Part("unseen", .warning)
        case .resolved: return person(incident.resolvedBy ?? "-", in: columns)
        }
    }

    private static func person(_ name: SafeText, in columns: Int) -> Part {
        name.mixesScripts ? Part(Words.name(name, in: columns), .warning) : Part(name)
    }
}

extension ListColumn {
    /// What stands above the column.
    var head: SafeText {
        switch self {
        case .severity: "SEV"
        case .state: "STATE"
        case .age: "AGE"
        case .rings: "RINGS"
        case .number: "ID"
        case .service: "SERVICE"
        case .what: "WHAT"
        case .who: "WHO"
        case .alerts: "FIRING"
        case .changed: "CHANGED"
        case .labels: "LABELS"
        }
    }

    /// Whether what it holds ends at the right of its column.
    var isNumber: Bool {
        switch self {
        case .age, .rings, .number, .alerts: true
        case .severity, .state, .service, .what, .who, .changed, .labels: false
        }
    }

    /// The room that a column needs, and when it goes for want of it: the highest number first, 0 never. Wide columns
    /// were asked for, so that usual ones go before them.
    func wanted(isWide: Bool) -> Columns<ListColumn>.Column {
        switch self {
        case .severity: .init(self, width: 3)
        case .state: .init(self, width: 7)
        case .age: .init(self, width: 5)
        case .rings: .init(self, width: 6, drop: isWide ? 5 : 3)
        case .number: .init(self, width: 7)
        case .service: .init(self, width: 11, grows: true)
        case .what: .init(self, width: 16, drop: 1, grows: true)
        // Room for `kim looks` and `lee writes`.
        case .who: .init(self, width: 10, drop: isWide ? 4 : 2)
        case .alerts: .init(self, width: 7, drop: isWide ? 2 : 4)
        case .changed: .init(self, width: 9, drop: 6)
        case .labels: .init(self, width: 14, drop: isWide ? 3 : 5, grows: true)
        }
    }
}
