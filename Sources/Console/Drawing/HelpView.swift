import Incidents
import TerminalUI

/// Help: the table of keys, with the reason where a key is off.
extension Frame {
    mutating func drawHelp(_ state: ConsoleState, _ help: HelpState) {
        let bounds = Rect(x: 0, y: 0, width: width, height: height)
        let screen = state.screen.name
        let search = state.keys.key(of: .list(.filter))
        put(
            Frame.banner(state) + [
                Part("KEYS in \(screen)", .title), Part("   j k scroll, \(search) searches, any other key leaves"),
            ],
            in: bounds.row(0), from: 1)
        let rows = state.helpRows(help)
        let room = max(0, height - 2)
        let labelWidth = min(
            width < 60 ? 9 : 16, 1 + (state.helpRows(HelpState()).map { label(of: $0, state) }.max() ?? 0))
        for (index, binding) in rows.dropFirst(help.top).prefix(room).enumerated() {
            drawHelpRow(binding, state, bounds.row(index + 1), labelWidth)
        }
        let left = rows.count - help.top - room
        var foot = left > 0 ? "\(left) more below" : "that is all of them"
        if rows.isEmpty { foot = "no key says that" }
        cursor = Point(x: 0, y: 0)
        let last = bounds.row(height - 1)
        guard let query = help.query else {
            put([Part(foot, .dim)], in: last, from: 1)
            return
        }
        let (text, column) = query.shown(in: max(1, width - 22))
        let used = put([Part("/", .prompt), Part(text), Part("  \(foot)", .dim)], in: last, from: 1)
        if help.isSearching { cursor = Point(x: min(width - 1, 2 + min(column, used)), y: last.y) }
    }

    private func label(of binding: Binding, _ state: ConsoleState) -> Int {
        DisplayWidth.columns(of: state.keys.label(of: binding))
    }

    private mutating func drawHelpRow(_ binding: Binding, _ state: ConsoleState, _ row: Rect, _ labelWidth: Int) {
        put(state.keys.label(of: binding), at: Point(x: 1, y: row.y), width: labelWidth - 1, style: Style(.key))
        put([Part(binding.tier.word, .marker)], in: row, from: labelWidth + 1)
        let title = Part(binding.title)
        let start = labelWidth + 7
        guard let reason = state.reasonOff(binding) else {
            put([title], in: row, from: start)
            return
        }
        put([title, Part("  off: \(reason)", .dim)], in: row, from: start)
    }
}
