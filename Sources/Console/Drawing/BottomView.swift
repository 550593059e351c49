import Incidents
import TerminalUI

/// The bottom: what just happened, the one right key, and the keys.
extension Frame {
    mutating func drawBottom(_ state: ConsoleState, _ layout: Layout) {
        rule(at: layout.message.origin, width: layout.width)
        if let message = Frame.message(state) ?? Frame.incidentFoot(state, layout) {
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
        if let toast = state.toast { return Part(toast.text, toast.isBad ? .warning : .strong) }
        guard let last = state.pending.last else { return nil }
        return Part("\(last.act.verb.name) of \(last.act.incident) sent…", .warning)
    }

    private mutating func drawKeys(_ state: ConsoleState, _ row: Rect) {
        let screen: Binding.Screen = state.incident == nil ? .triage : .incident
        let bindings = Keymap.bindings.filter { $0.short != nil && $0.screens.contains(screen) }
        // The menu and the help lead to all the others: they are always there.
        let last = bindings.suffix(2)
        var x = 1
        let room = row.width - last.reduce(0) { $0 + Frame.width(of: $1) + 2 } + 2
        for binding in bindings.dropLast(2) where x + Frame.width(of: binding) + 2 <= room {
            x += putKey(binding, state, row, at: x) + 2
        }
        for binding in last { x += putKey(binding, state, row, at: x) + 2 }
    }

    private static func width(of binding: Binding) -> Int {
        DisplayWidth.columns(of: key(of: binding)) + 1 + DisplayWidth.columns(of: binding.short ?? .empty)
    }

    /// The first of the names of its keys.
    private static func key(of binding: Binding) -> SafeText {
        SafeText(String(binding.label.shown.split(separator: " ").first ?? ""))
    }

    @discardableResult
    private mutating func putKey(_ binding: Binding, _ state: ConsoleState, _ row: Rect, at x: Int) -> Int {
        let isOff = state.reasonOff(binding) != nil
        let parts = [
            Part(Frame.key(of: binding), isOff ? .dim : .key), Part(" "),
            Part(binding.short ?? .empty, isOff ? .dim : .text),
        ]
        return put(parts, in: row, from: x)
    }

    /// A question, where the NEXT line was; as many lines as it needs.
    mutating func drawPrompt(_ prompt: Prompt, _ layout: Layout) {
        let room = Rect(x: 1, y: 0, width: layout.width - 2, height: layout.height)
        let question = prompt.line.wrapped(to: room.width, lines: 4)
        let top = layout.next.y + 1 - question.count
        let area = Rect(x: 0, y: top, width: layout.width, height: layout.height - top)
        wipe(area)
        rule(at: Point(x: 0, y: top - 1), width: layout.width)
        if case .input(let input) = prompt { return drawInput(input, layout) }
        for (index, line) in question.enumerated() {
            put(line, at: Point(x: 1, y: top + index), width: room.width, style: Style(.prompt))
        }
        let keys: [Part] =
            if case .severity = prompt {
                [Part("1-5", .key), Part(" sets it   "), Part("any other key", .key), Part(" leaves it")]
            } else {
                [Part("y", .key), Part(" yes   "), Part("any other key", .key), Part(" no")]
            }
        put(keys, in: layout.keys, from: 1)
        let last = question.last.map { DisplayWidth.columns(of: $0) } ?? 0
        cursor = Point(x: min(layout.width - 1, 1 + last), y: layout.next.y)
    }

    private mutating func drawInput(_ input: Prompt.Input, _ layout: Layout) {
        wipe(layout.next)
        wipe(layout.keys)
        if let fault = input.fault { put([Part(" \(fault) ", .warning)], in: layout.message, from: 1) }
        var x = 1 + put([Part(input.label, .prompt)], in: layout.next, from: 1)
        if input.purpose != .command, input.purpose != .search { x += 1 }
        // The end of the line is what is typed at; the start goes out of sight.
        let room = max(1, layout.width - x - 1)
        // Only the end can be seen, and a note from the editor may be long.
        var tail = SafeText(String(input.text.suffix(2 * room))).inOneLine
        while DisplayWidth.columns(of: tail) > room { tail = SafeText(String(tail.shown.dropFirst())) }
        x += put([Part(tail)], in: layout.next, from: x)
        cursor = Point(x: min(layout.width - 1, x), y: layout.next.y)
        put([Part("Enter", .key), Part(" goes on   "), Part("Esc", .key), Part(" leaves")], in: layout.keys, from: 1)
    }
}

extension Prompt {
    /// The prompt in one line.
    var line: SafeText {
        switch self {
        case .confirm(let confirmation): confirmation.question
        case .input(let input): SafeText("\(input.label) \(input.text)")
        case .severity(let number, let was, _): SafeText("\(number) is \(was.name). Its severity is really 1 to 5?")
        }
    }
}
