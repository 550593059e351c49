import Incidents
import TerminalUI

/// The action menu: all that can be done to the incidents that it was opened for.
struct ActionMenu: Hashable, Sendable {
    /// Bound when the menu was opened: rows may move below it.
    var numbers: [IncidentNumber]
    /// The row under the cursor; nil until it was moved: Enter alone does nothing.
    var index: Int?
}

/// A text that is shown whole, such as a link or what hidden characters are.
struct TextPanel: Hashable, Sendable {
    var title: SafeText
    var lines: [SafeText]
    /// The first line shown, once lines are broken.
    var top = 0
}

extension ConsoleState {
    mutating func openMenu() {
        let numbers = targets
        guard !numbers.isEmpty else { return say("no incident is selected", isBad: true) }
        overlay = .menu(ActionMenu(numbers: numbers))
    }

    /// What the action menu offers on this screen.
    var menuBindings: [Binding] { keys.bindings(on: screen).filter { $0.letter != nil } }

    mutating func pressInMenu(_ key: Key, _ before: ActionMenu) {
        var menu = before
        let bindings = menuBindings
        switch key {
        case .up: menu.index = max(0, (menu.index ?? bindings.count) - 1)
        case .down: menu.index = min(bindings.count - 1, (menu.index ?? -1) + 1)
        case .enter:
            overlay = nil
            if let index = menu.index, bindings.indices.contains(index) { choose(bindings[index], menu) }
            return
        case .character(let letter):
            overlay = nil
            if let binding = bindings.first(where: { $0.letter == letter }) { choose(binding, menu) }
            return
        default:
            overlay = nil
            return
        }
        overlay = .menu(menu)
    }

    private mutating func choose(_ binding: Binding, _ menu: ActionMenu) {
        if case .silence(let command) = binding.command { return run(command, on: menu.numbers) }
        guard let deed = binding.deed else { return }
        // Where the cursor is still on the same row, the row itself may have just come.
        if menu.numbers == targets { return attempt(deed) }
        attempt(deed, on: menu.numbers)
    }

    mutating func pressInText(_ key: Key, _ before: TextPanel) {
        var panel = before
        switch keys.binding(for: key, on: .triage)?.command {
        case .down: panel.top += 1
        case .up: panel.top = max(0, panel.top - 1)
        default:
            overlay = nil
            return
        }
        overlay = .text(panel)
    }

    /// Shows the escapes of what is hidden in the incident that is open or under the cursor.
    mutating func showRaw() {
        guard let target else { return say("no incident is selected", isBad: true) }
        var texts: [(name: String, text: SafeText)] = [("title", target.title), ("service", target.service)]
        texts += target.labels.map { ("label \($0.name)", $0.value) }
        if let detail, detail.number == target.number {
            texts += detail.timeline.map { ("\($0.at.clock) \($0.kind.word)", $0.text) }
            for alert in detail.alerts {
                texts += (alert.labels + alert.annotations).map { ("alert \($0.name)", $0.value) }
            }
        }
        var lines: [SafeText] = []
        for item in texts where item.text.hidesSomething || item.text.escaped != item.text.shown {
            let line = SafeText("\(item.name): \(item.text.escaped)")
            if !lines.contains(line) { lines.append(line) }
            if lines.count >= Limits.foundMax { break }
        }
        guard !lines.isEmpty else {
            return say(SafeText("nothing is hidden in \(target.number), as far as it was fetched"), isBad: false)
        }
        overlay = .text(TextPanel(title: SafeText("hidden characters of \(target.number)"), lines: lines))
    }
}
