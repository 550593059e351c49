import Incidents
import TerminalUI

/// The silences: what is kept quiet now or will be, by whom, and until when.
extension Frame {
    private static let silenceGutter = 3

    mutating func drawSilences(_ screen: SilencesScreen, _ state: ConsoleState) {
        let layout = state.silencesLayout
        drawSilenceCounts(state, layout)
        let notices = Frame.notices(state)
        if let opened = screen.opened {
            drawSilence(opened, screen, state, layout)
        } else {
            if layout.heads != layout.base.notice || notices.isEmpty { drawSilenceHeads(layout) }
            let rows = state.silenceRows
            if rows.isEmpty {
                drawNoSilences(state, layout.list)
            } else {
                drawSilenceRows(rows, screen, state, layout)
            }
        }
        guard !notices.isEmpty else { return }
        wipe(layout.base.notice)
        putWhole(notices, in: layout.base.notice)
    }

    private mutating func drawSilenceCounts(_ state: ConsoleState, _ layout: SilencesLayout) {
        guard state.router != nil, let arrivedAt = state.silences.arrivedAt else { return }
        var counts: [Silence.State: Int] = [:]
        for summary in state.silences.found { counts[summary.state(at: state.now), default: 0] += 1 }
        var parts = [Part("\(counts[.active] ?? 0) active", .strong)]
        if let pending = counts[.pending] { parts.append(Part("\(pending) pending")) }
        if state.unansweredCount > 0 { parts.append(Part("\(state.unansweredCount) unanswered", .warning)) }
        if state.silences.screen?.showsOver == true { parts.append(Part("\(counts[.expired] ?? 0) over")) }
        let due = state.silences.found.count { $0.reminder != nil }
        if due > 0 { parts.append(Part("\(due) to review", .warning)) }
        if let filter = state.silences.screen?.filter, !filter.isEmpty {
            let showsOver = state.silences.screen?.showsOver == true
            let all = state.silences.found.count { showsOver || $0.state(at: state.now) != .expired }
            parts.append(Part("filter \(filter), hiding \(all - state.silenceRows.count)", .warning))
        }
        parts.append(Part("counted \(arrivedAt.clock)Z", .dim))
        putWhole(parts, gap: layout.base.width < 100 ? 2 : 3, in: layout.base.counts)
    }

    // MARK: The list

    private enum SilenceColumn: Hashable { case state, left, mutes, review, who, what, why }

    private static func silenceColumns(_ width: Int) -> [Columns<SilenceColumn>.Placed] {
        Columns<SilenceColumn>([
            .init(.state, width: 7), .init(.left, width: 8), .init(.mutes, width: 5, drop: 3),
            .init(.review, width: 6, drop: 2), .init(.who, width: 8, drop: 1), .init(.what, width: 20, grows: true),
            .init(.why, width: 10, drop: 4, grows: true),
        ]).placed(in: width - silenceGutter)
    }

    private mutating func drawSilenceHeads(_ layout: SilencesLayout) {
        for column in Frame.silenceColumns(layout.base.width) {
            let head: SafeText =
                switch column.name {
                case .state: "STATE"
                case .left: "LEFT"
                case .mutes: "MUTES"
                case .review: "REVIEW"
                case .who: "WHO"
                case .what: "WHAT"
                case .why: "WHY"
                }
            putSilenceCell(Part(head, .header), column, in: layout.heads)
        }
    }

    private mutating func drawSilenceRows(
        _ rows: [SilenceSummary], _ screen: SilencesScreen, _ state: ConsoleState, _ layout: SilencesLayout
    ) {
        let columns = Frame.silenceColumns(layout.base.width)
        for (index, summary) in rows.dropFirst(screen.offset).prefix(layout.list.height).enumerated() {
            let row = layout.list.row(index)
            let isOnItsWay = state.silences.pending.contains { $0.order.silence == summary.silence.id }
            for column in columns {
                let part = Frame.silencePart(column, summary, isOnItsWay: isOnItsWay, at: state.now)
                putSilenceCell(part, column, in: row)
            }
            guard summary.silence.id == screen.selected else { continue }
            put(">", at: row.origin)
            restyle(row) { $0.reversed }
            cursor = row.origin
        }
        drawSilencePane(rows, screen, state, layout)
    }

    private mutating func putSilenceCell(_ part: Part, _ column: Columns<SilenceColumn>.Placed, in row: Rect) {
        let start = Point(x: row.x + Frame.silenceGutter + column.x, y: row.y)
        if column.name == .left || column.name == .mutes || column.name == .review {
            let end = Point(x: start.x + column.width, y: row.y)
            put(part.text, endingAt: end, width: column.width, style: part.style)
        } else {
            put(part.text, at: start, width: column.width, style: part.style)
        }
    }

    private static func silencePart(
        _ column: Columns<SilenceColumn>.Placed, _ summary: SilenceSummary, isOnItsWay: Bool, at now: Timestamp
    ) -> Part {
        let silence = summary.silence
        let state = summary.state(at: now)
        switch column.name {
        case .state: return isOnItsWay ? Part("sent…", .warning) : Part(state.word, state == .active ? .muted : .dim)
        case .left:
            switch state {
            case .pending: return Part("in \(Words.left(until: silence.startsAt, at: now))", .dim)
            case .expired: return Part("\(Words.age(since: silence.endsAt, at: now)) ago", .dim)
            case .active where silence.endsWithAlerts: return Part("resolves")
            case .active: return Part(Words.left(until: silence.endsAt, at: now))
            }
        case .mutes: return Part("\(state == .active ? summary.alerts : 0)", summary.alerts > 0 ? .strong : .dim)
        case .review:
            let review = SilenceWords.reviewCell(summary, at: now) ?? "-"
            return Part(review, review == "due" ? .warning : review == "-" ? .dim : .text)
        case .who:
            let name = SilenceWords.owner(silence, in: column.width)
            return silence.createdBy.mixesScripts || silence.createdBy.isEmpty ? Part(name, .warning) : Part(name)
        case .what: return Part(silence.matchers.written)
        case .why: return silence.comment.isEmpty ? Part("-", .dim) : Part(silence.comment)
        }
    }

    private mutating func drawSilencePane(
        _ rows: [SilenceSummary], _ screen: SilencesScreen, _ state: ConsoleState, _ layout: SilencesLayout
    ) {
        rule(at: layout.pane.origin, width: layout.pane.width)
        guard layout.hasPane, let selected = rows.first(where: { $0.silence.id == screen.selected }) else { return }
        let lines = Frame.silenceLines(selected, at: state.now, width: layout.pane.width)
        for (index, line) in lines.prefix(layout.pane.height - 1).enumerated() {
            putSilenceLine(line, in: layout.pane.row(index + 1))
        }
    }

    // MARK: One in full

    /// A silence in full, in lines of so many columns: the word in front of each, where one begins.
    static func silenceLines(
        _ summary: SilenceSummary, at now: Timestamp, width: Int
    ) -> [(label: SafeText, text: SafeText)] {
        SilenceWords.texts(summary, at: now).flatMap { item in
            item.text.folded(to: max(1, width - 12)).enumerated().map { ($0 == 0 ? item.label : .empty, $1) }
        }
    }

    private mutating func putSilenceLine(_ line: (label: SafeText, text: SafeText), in row: Rect) {
        put([Part(line.label, .header)], in: row, from: 1)
        put([Part(line.text)], in: row, from: 11)
    }

    private mutating func drawSilence(
        _ summary: SilenceSummary, _ screen: SilencesScreen, _ state: ConsoleState, _ layout: SilencesLayout
    ) {
        let lines = Frame.silenceLines(summary, at: state.now, width: layout.full.width)
        for (index, line) in lines.dropFirst(screen.top).prefix(layout.full.height).enumerated() {
            putSilenceLine(line, in: layout.full.row(index))
        }
        cursor = layout.full.origin
    }

    /// How much is out of sight, at the right end of the rule below it: `2 above, 31 below`.
    mutating func drawRest(of screen: SilencesScreen, _ state: ConsoleState) {
        let layout = state.silencesLayout
        var (above, count, room, y) = (screen.offset, 0, layout.list.height, layout.base.message.y)
        if let opened = screen.opened {
            count = Frame.silenceLines(opened, at: state.now, width: layout.full.width).count
            (above, room) = (screen.top, layout.full.height)
        } else {
            count = state.silenceRows.count
            if layout.hasPane, count > 0 { y = layout.pane.y }
        }
        let words = [(above, "above"), (count - above - room, "below")].filter { $0.0 > 0 }
        guard !words.isEmpty else { return }
        let text = words.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        put(SafeText(" \(text) "), endingAt: Point(x: layout.base.width - 1, y: y), style: Style(.marker))
    }

    // MARK: None

    /// No rows: why, and what would fill it.
    private mutating func drawNoSilences(_ state: ConsoleState, _ list: Rect) {
        var rest = list.inset(columns: 3)
        for (index, text) in Frame.whyNoSilences(state, isShort: list.width < 60).enumerated() {
            let used = put(text, wrappedIn: rest, style: Style(index == 0 ? .strong : .text))
            (_, rest) = rest.split(top: used)
        }
    }

    private static func whyNoSilences(_ state: ConsoleState, isShort: Bool) -> [SafeText] {
        if state.silences.arrivedAt == nil {
            if let missing = state.silences.missing {
                let again = state.keys.key(of: .refetch)
                return [
                    "The router did not tell its silences.", missing,
                    SafeText("\(again) asks again. A router that is older than this console may not know them."),
                ]
            }
            switch state.link {
            case .lost: return ["The router is not reached.", "Its silences appear here once it answers."]
            case .connecting: return ["Connecting.", "Silences appear here as soon as the router has answered."]
            case .live: return ["The router is asked for its silences."]
            }
        }
        if state.isStale { return ["There were no silences when the router was last heard.", "There may be by now."] }
        if let filter = state.silences.screen?.filter, !filter.isEmpty {
            let back = state.keys.key(of: .back)
            return ["No silence meets the filter.", SafeText("\(filter): \(back) takes it off.")]
        }
        let set = state.keys.key(of: .silence(.set))
        let untilResolved = state.keys.key(of: .silence(.setUntilResolved))
        if isShort {
            let how = "\(set) on an incident sets one for a time, \(untilResolved) until it resolves."
            return ["No silences.", SafeText(how)]
        }
        let new = state.keys.key(of: .silence(.new))
        let over = state.silences.screen?.showsOver == true
        return [
            over ? "No silences, and none that is over is still known." : "No silences: nothing is kept quiet by one.",
            SafeText("\(set) on an incident silences its alerts for a while, \(untilResolved) until they resolve."),
            SafeText("\(new) sets any other. Those of amtool and Grafana appear here too."),
        ]
    }
}
