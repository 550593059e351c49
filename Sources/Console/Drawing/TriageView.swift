import Incidents
import TerminalUI

/// The list of incidents, with its counts and its preview.
extension Frame {
    mutating func drawTriage(_ state: ConsoleState, _ layout: Layout) {
        drawCounts(state, layout)
        let notices = Frame.triageNotices(state, layout)
        if layout.heads != layout.notice || notices.isEmpty { drawHeads(state, layout) }
        putWhole(notices, in: layout.notice)
        if state.rows.isEmpty {
            drawEmpty(state, layout.list)
        } else {
            drawRows(state, layout.list)
            drawPreview(state, layout)
            drawServices(state, layout)
        }
    }

    /// How many rows are out of sight, at the right end of the rule under the list: `2 above, 31 below`.
    mutating func drawRest(_ state: ConsoleState, _ layout: Layout) {
        let above = state.triage.offset
        let below = max(0, state.rows.count - above - layout.list.height)
        let words = [(above, "above"), (below, "below")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        guard !words.isEmpty else { return }
        let end = Point(x: layout.listEnd.width - 1, y: layout.listEnd.y)
        put(SafeText(" \(words.joined(separator: ", ")) "), endingAt: end, style: Style(.marker))
    }

    private mutating func drawCounts(_ state: ConsoleState, _ layout: Layout) {
        guard state.router != nil else { return }
        let tally = state.roll.tally
        var parts = [
            Part("\(tally.needAcknowledge) NEED ACK", tally.needAcknowledge > 0 ? .failure : .ok)
        ]
        let unseen = state.roll.hidden.needAcknowledge
        if unseen > 0 { parts.append(Part("\(unseen) of them HIDDEN", .warning)) }
        if let folding = state.roll.folding, folding.rows > 0 {
            let word = folding.until == nil ? "storm: \(folding.folded) folded" : "folded: \(folding.folded)"
            parts.append(Part("\(word) into \(folding.rows)", .strong))
        }
        if state.unansweredCount > 0 { parts.append(Part("\(state.unansweredCount) unanswered", .warning)) }
        let counts = [
            (tally.acknowledged, "acked"), (tally.snoozed, "snoozed"),
            (tally.mitigated, "mitigated"), (tally.cleared, "cleared"),
        ]
        parts += counts.filter { $0.0 > 0 }.map { Part("\($0.0) \($0.1)") }
        parts.append(Part("\(Words.count(tally.firing, "alert")) -> \(Words.count(tally.open, "incident"))", .dim))
        putWhole(parts, gap: layout.width < 100 ? 2 : 3, in: layout.counts)
    }

    private static func triageNotices(_ state: ConsoleState, _ layout: Layout) -> [Part] {
        var parts = notices(state)
        if !state.triage.newAbove.isEmpty { parts.append(Part(newAbove(state), .strong)) }
        parts += shownParts(state, layout)
        if let frost = state.roll.frost {
            let waiting = frost.waiting.isEmpty ? "" : ", \(frost.waiting.count) new wait"
            parts.append(Part("frozen since \(frost.since.clock)Z\(waiting); Z thaws", .warning))
        }
        if !state.triage.marks.isEmpty {
            let hidden = state.triage.marks.count { !state.rows.shows($0) }
            let names = state.triage.marks.map { "\($0)" }.joined(separator: " ")
            parts.append(Part("marked \(names)" + (hidden > 0 ? ", \(hidden) of them hidden" : ""), .marker))
        }
        return parts
    }

    /// What is shown and in which order, once that is not everything by urgency: `filter: svc:web   sort: age   hiding
    /// 4, 1 NEEDS ACK`. What is hidden is never left out for want of room.
    private static func shownParts(_ state: ConsoleState, _ layout: Layout) -> [Part] {
        let view = state.roll.view
        guard view.isFiltered || view.order != ListOrder() else { return [] }
        let sort = Part("sort: \(view.order.column.rawValue)" + (view.order.isInverted ? ", inverted" : ""))
        guard view.isFiltered else { return [Part("filter: none"), sort] }
        let (hidden, urgent) = (state.roll.hidden, state.roll.hidden.needAcknowledge)
        var text = "hiding \(hidden.open + hidden.cleared)"
        if urgent > 0 { text += ", \(urgent) \(urgent == 1 ? "NEEDS" : "NEED") ACK" }
        let hiding = Part(text, urgent > 0 ? .warning : .text)
        let filter = Part("filter: \(view.text)", .strong)
        let width = [filter, sort, hiding].reduce(1) { $0 + DisplayWidth.columns(of: $1.text) + 3 }
        guard width > layout.width + 2 else { return [filter, sort, hiding] }
        return [hiding, filter.cut(to: layout.width - DisplayWidth.columns(of: hiding.text) - 5), sort]
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
