import Incidents
import TerminalUI

/// Help: which part of it is shown, and what is looked for in it.
struct HelpState: Hashable, Sendable {
    /// The first line shown.
    var top = 0
    /// Only rows that say this are shown; nil when nothing is looked for.
    var query: LineEditor?
    var isSearching = false
}

extension ConsoleState {
    mutating func pressInHelp(_ key: Key, _ before: HelpState) {
        var help = before
        if help.isSearching { return search(key, help) }
        let room = max(1, height - 2)
        let last = max(0, helpRows(help).count - room)
        switch keys.binding(for: key, on: .triage)?.command {
        case .down: help.top = min(help.top + 1, last)
        case .up: help.top = max(0, help.top - 1)
        case .pageDown, .halfDown: help.top = min(help.top + room, last)
        case .pageUp, .halfUp: help.top = max(0, help.top - room)
        case .top: help.top = 0
        case .bottom: help.top = last
        case .list(.filter): (help.isSearching, help.query, help.top) = (true, LineEditor(), 0)
        case .back where help.query != nil: (help.query, help.top) = (nil, 0)
        default:
            overlay = nil
            return
        }
        overlay = .help(help)
    }

    private mutating func search(_ key: Key, _ before: HelpState) {
        var (help, line) = (before, before.query ?? LineEditor())
        switch line.take(key) {
        case .edited, .unknown: help.query = line
        case .finished: (help.isSearching, help.query) = (false, line.text.isEmpty ? nil : line)
        case .left: (help.isSearching, help.query) = (false, nil)
        }
        help.top = 0
        overlay = .help(help)
    }

    /// The rows of the help: what works on the screen that it was asked from, and says what is looked for.
    func helpRows(_ help: HelpState) -> [Binding] {
        let rows = keys.bindings(on: screen)
        guard let query = help.query?.text.lowercased(), !query.isEmpty else { return rows }
        return rows.filter { binding in
            let texts = [keys.label(of: binding).shown, binding.name, binding.title.shown, binding.tier.word.shown]
            let reason = reasonOff(binding).map { "off: \($0)" }
            return (texts + [reason ?? ""]).contains { $0.lowercased().contains(query) }
        }
    }

    /// Why a key does nothing now; nil when it works.
    func reasonOff(_ binding: Binding) -> SafeText? {
        switch binding.command {
        case .missing(let reason): return reason
        case .acknowledgeAll: return obstacleToActing
        case .link, .runbook, .copy: return target == nil ? "no incident is selected" : nil
        case .why: return selectedNumber == nil ? "no incident is selected" : nil
        case .silence(let command): return reasonOff(command, on: targets)
        case .lastIncident: return places.lastIncident == nil ? "no incident was opened yet" : nil
        default: break
        }
        guard let deed = binding.deed else { return nil }
        if deed == .undo, let reason = obstacleToActing { return reason }
        guard let target else { return deed == .undo ? nil : "no incident is selected" }
        // Marks are looked at one by one when the key is pressed: what cannot be done to some can be done to others.
        if deed != .undo, deed != .merge, actsOnMany { return obstacleToActing }
        let acted = deed == .undo || deed == .merge ? target : targets.first.flatMap { summary(of: $0) } ?? target
        return obstacle(to: deed, on: acted)
    }
}
