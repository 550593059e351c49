import Incidents
import TerminalUI

/// The line that a filter is typed into, and the saved views.
extension Frame {
    mutating func drawFilter(_ input: FilterInput, _ state: ConsoleState, _ layout: Layout) {
        wipe(layout.next)
        wipe(layout.keys)
        rule(at: layout.message.origin, width: layout.width)
        put([Frame.remark(input, state)], in: layout.message, from: layout.width < 60 ? 0 : 1)
        let x = 1 + put([Part("filter: ", .prompt)], in: layout.next, from: 1)
        let (text, column) = input.line.line.shown(in: max(1, layout.width - x - 1))
        put([Part(text, input.line.line.isSuggestion ? .dim : .text)], in: layout.next, from: x)
        cursor = Point(x: min(layout.width - 1, x + column), y: layout.next.y)
        let keys = [("Enter", "keeps it"), ("Esc", "leaves"), ("Tab", "completes"), ("Up", "earlier ones")]
        var at = 1
        for (key, title) in keys where at + key.utf8.count + 1 + title.utf8.count < layout.width {
            at += put([Part(key, .key), Part(" "), Part(title)], in: layout.keys, from: at) + 2
        }
    }

    /// What is wrong with the line, or what it could become, or what it finds.
    private static func remark(_ input: FilterInput, _ state: ConsoleState) -> Part {
        if let fault = input.line.fault { return Part(" \(fault) ", .warning) }
        if !input.completions.isEmpty { return Part(" \(input.completions.joined(separator: "  ")) ", .strong) }
        guard input.isTried, !input.line.text.isEmpty else {
            return Part(" sev<=2  state:triggered  svc:check*  owner:me  age>10m  words  !words ")
        }
        let hidden = state.roll.hidden
        let found = state.roll.total - hidden.open - hidden.cleared
        return Part(" \(found) of \(state.roll.total) found ", .strong)
    }

    mutating func drawViews(_ state: ConsoleState, from top: Int) {
        let bounds = Rect(x: 0, y: 0, width: width, height: height)
        put(
            Frame.banner(state) + [Part("SAVED VIEWS", .title), Part("   :NAME shows one, any other key leaves")],
            in: bounds.row(0), from: 1)
        let views = state.list.views.sorted { $0.key < $1.key }
        let room = max(0, height - 2)
        if views.isEmpty {
            let why: SafeText = "None is saved. / filters the list, then :save night gives that filter a name."
            put(why, wrappedIn: bounds.inset(columns: 3, rows: 1))
        }
        for (index, view) in views.dropFirst(top).prefix(room).enumerated() {
            let row = bounds.row(index + 1)
            let used = put([Part(":\(view.key)", .key)], in: row, from: 1)
            put([Part(view.value)], in: row, from: max(14, used + 3))
        }
        let left = views.count - top - room
        put([Part(left > 0 ? "\(left) more below" : "that is all of them", .dim)], in: bounds.row(height - 1), from: 1)
        cursor = Point(x: 0, y: 0)
    }
}
