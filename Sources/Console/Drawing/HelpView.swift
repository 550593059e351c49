import Incidents
import TerminalUI

/// Help and the action menu: the keymap as a table, with the reason where a key is off.
extension Frame {
    mutating func drawHelp(_ state: ConsoleState, from top: Int) {
        let bounds = Rect(x: 0, y: 0, width: width, height: height)
        let screen = state.incident == nil ? "Triage" : "Incident"
        put(
            [Part("KEYS in \(screen)", .title), Part("   j k scroll, any other key leaves")], in: bounds.row(0), from: 1
        )
        let rows = state.helpRows
        let room = max(0, height - 2)
        for (index, binding) in rows.dropFirst(top).prefix(room).enumerated() {
            drawHelpRow(binding, state, bounds.row(index + 1))
        }
        let left = rows.count - top - room
        let foot = left > 0 ? "\(left) more below" : "that is all of them"
        put([Part(foot, .dim)], in: bounds.row(height - 1), from: 1)
        cursor = Point(x: 0, y: 0)
    }

    private mutating func drawHelpRow(_ binding: Binding, _ state: ConsoleState, _ row: Rect) {
        put([Part(binding.label, .key)], in: row, from: 1)
        put([Part(binding.tier.rawValue, .marker)], in: row, from: 10)
        let title = Part(binding.title)
        guard let reason = state.reasonOff(binding) else {
            put([title], in: row, from: 15)
            return
        }
        put([title, Part("  off: \(reason)", .dim)], in: row, from: 15)
    }

    mutating func drawMenu(of number: IncidentNumber, _ state: ConsoleState, _ layout: Layout) {
        let bindings = state.menuBindings
        let height = min(bindings.count + 2, layout.keys.y)
        let area = Rect(x: 0, y: layout.keys.y + 1 - height, width: layout.width, height: height)
        wipe(area)
        rule(at: area.origin, width: area.width)
        put([Part(" what to do with \(number)? ", .strong)], in: area.row(0), from: 1)
        for (index, binding) in bindings.enumerated() where index < height - 2 {
            let row = area.row(index + 1)
            let reason = state.reasonOff(binding)
            put(
                [Part(String(binding.letter.map(Character.init) ?? " "), reason == nil ? .key : .dim)], in: row, from: 1
            )
            let title = Part(binding.title, reason == nil ? .text : .dim)
            put(reason.map { [title, Part("  off: \($0)", .dim)] } ?? [title], in: row, from: 4)
        }
        put([Part("a letter does it, any other key leaves")], in: area.row(height - 1), from: 1)
        cursor = Point(x: 0, y: area.y)
    }
}

extension ConsoleState {
    /// The rows of the help: what works on the screen that it was asked from.
    var helpRows: [Binding] {
        let screen: Binding.Screen = incident == nil ? .triage : .incident
        return Keymap.bindings.filter { $0.screens.contains(screen) }
    }

    var helpRowCount: Int { helpRows.count }

    /// Why a key does nothing now; nil when it works.
    func reasonOff(_ binding: Binding) -> SafeText? {
        guard let deed = binding.deed else { return nil }
        if deed == .undo, let reason = obstacleToActing { return reason }
        guard let target else { return deed == .undo ? nil : "no incident is selected" }
        return obstacle(to: deed, on: target)
    }
}
