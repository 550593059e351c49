import Incidents
import TerminalUI

/// The bottom: what just happened, the one right key, and the keys.
extension Frame {
    mutating func drawBottom(_ state: ConsoleState, _ layout: Layout) {
        rule(at: layout.message.origin, width: layout.width)
        if state.screen == .triage { drawRest(state, layout) }
        if let silences = state.silences.screen { drawRest(of: silences, state) }
        if let message = Frame.message(state) ?? Frame.incidentFoot(state, layout) ?? Frame.muteFoot(state, layout) {
            let start = Point(x: layout.width < 60 ? 0 : 1, y: layout.message.y)
            put(SafeText(" \(message.text) "), at: start, style: message.style)
        }
        let step = NextStep(state, isShort: layout.width < 60)
        var parts = [Part("NEXT  ", .header)]
        if !step.key.isEmpty { parts += [Part(step.key, .key), Part("  ")] }
        put(parts + [Part(step.effect, .strong)], in: layout.next, from: 1)
        drawKeys(state, layout.keys)
    }

    /// What is said now: an act without an answer before everything else, since it is not done.
    private static func message(_ state: ConsoleState) -> Part? {
        let late = state.pending.first { state.now - $0.sentAt >= Limits.answerWait }
        if let late { return Part("\(late.act.incident) \(late.act.verb.notDone): router unreachable", .failure) }
        if let late = state.lateSilence { return Part(late, .failure) }
        if let toast = state.toast { return Part(toast.text, toast.isBad ? .warning : .strong) }
        guard let last = state.pending.last else { return state.sentSilence.map { Part($0, .warning) } }
        return Part("\(last.act.verb.name) of \(last.act.incident) sent…", .warning)
    }

    private mutating func drawKeys(_ state: ConsoleState, _ row: Rect) {
        let bindings = state.keys.bindings(on: state.screen).filter { $0.short != nil }
        // The menu and the help lead to all the others: they are always there.
        let last = bindings.suffix(2)
        var x = 1
        let room = row.width - last.reduce(0) { $0 + Frame.width(of: $1, state) + 2 } + 2
        for binding in bindings.dropLast(2) where x + Frame.width(of: binding, state) + 2 <= room {
            x += putKey(binding, state, row, at: x) + 2
        }
        for binding in last { x += putKey(binding, state, row, at: x) + 2 }
    }

    private static func width(of binding: Binding, _ state: ConsoleState) -> Int {
        let key = state.keys.key(of: binding.command)
        return DisplayWidth.columns(of: key) + 1 + DisplayWidth.columns(of: binding.short ?? .empty)
    }

    @discardableResult
    private mutating func putKey(_ binding: Binding, _ state: ConsoleState, _ row: Rect, at x: Int) -> Int {
        let isOff = state.reasonOff(binding) != nil
        let parts = [
            Part(state.keys.key(of: binding.command), isOff ? .dim : .key), Part(" "),
            Part(binding.short ?? .empty, isOff ? .dim : .text),
        ]
        return put(parts, in: row, from: x)
    }
}
