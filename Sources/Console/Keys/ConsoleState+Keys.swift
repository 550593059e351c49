import Incidents
import TerminalUI

/// What keys do. A key acts on what was on the screen when it was pressed; only then may rows move.
extension ConsoleState {
    mutating func press(_ key: Key) {
        keyAt = now
        if case .paste = key, !isTyping {
            return say("pasted text is not taken for keys", isBad: true)
        }
        if let overlay {
            press(key, over: overlay)
        } else if let command = Keymap.command(for: key, on: incident == nil ? .triage : .incident) {
            run(command)
        }
        settle()
        reveal()
    }

    private var isTyping: Bool {
        switch overlay {
        case .prompt(.input), .filter: true
        default: false
        }
    }

    private mutating func run(_ command: Command) {
        switch command {
        case .down: move(by: 1)
        case .up: move(by: -1)
        case .top: move(by: -Int(Int32.max))
        case .bottom: move(by: Int(Int32.max))
        case .pageDown: if !scrollPane(by: 1) { move(by: linesOnScreen) }
        case .pageUp: if !scrollPane(by: -1) { move(by: -linesOnScreen) }
        case .halfDown: if !scrollPane(by: 1) { move(by: max(1, linesOnScreen / 2)) }
        case .halfUp: if !scrollPane(by: -1) { move(by: -max(1, linesOnScreen / 2)) }
        case .open: if let number = triage.selected { open(number) }
        case .back: back()
        case .quit: if incident != nil { back() } else { leave() }
        case .nextTab: turn(by: 1)
        case .previousTab: turn(by: -1)
        case .jump: jump()
        case .mark: mark()
        case .mineOnly: toggleMine()
        case .deed(let deed): attempt(deed)
        case .list(let command): run(command)
        case .incident(let command): run(command)
        case .menu: if let number = selectedNumber { overlay = .menu(number) }
        case .commandLine: overlay = .prompt(.input(Prompt.Input(purpose: .command, text: "")))
        case .help: overlay = .help(top: 0)
        case .refetch: refetch()
        case .repaint: wanted.append(.repaint)
        case .cancel: say("^C stops nothing here; q or :q leaves", isBad: false)
        }
    }

    private var linesOnScreen: Int { incident == nil ? rowsOnScreen : bodyHeight }

    private mutating func move(by step: Int) {
        if incident != nil {
            moveLine(by: step)
        } else if let cursor {
            select(cursor + step)
        }
    }

    private mutating func back() {
        if incident != nil {
            if !stepBackInIncident() { incident = nil }
        } else if !triage.marks.isEmpty {
            triage.marks.removeAll()
        } else {
            clearFilter()
        }
    }

    /// Leaves, or asks first when something would be lost.
    mutating func leave() {
        guard let question = leavingQuestion else { return wanted.append(.leave(status: 0)) }
        overlay = .prompt(
            .confirm(Prompt.Confirmation(question: question, acts: [], isLeaving: true, shownAt: now)))
    }

    /// Goes to the most urgent incident that nobody has.
    private mutating func jump() {
        settle()
        guard let first = roll.mostUrgent else { return say("nothing needs an acknowledge", isBad: false) }
        uncover(first)
        select(rows.index(of: first) ?? 0)
        if incident != nil { open(first) }
    }

    private mutating func mark() {
        guard let number = triage.selected, let cursor else { return }
        if let index = triage.marks.firstIndex(of: number) {
            triage.marks.remove(at: index)
        } else if triage.marks.count >= Limits.marksMax {
            return say(SafeText("no more than \(Limits.marksMax) marks"), isBad: true)
        } else {
            triage.marks.append(number)
        }
        select(cursor + 1)
    }

    private mutating func refetch() {
        wanted.append(.refetch)
        detail?.isStale = true
        say("getting everything anew", isBad: false)
    }

    /// Opens an incident, of the list or not.
    mutating func open(_ number: IncidentNumber) {
        if rows.contains(number) {
            triage.selected = number
            reveal()
        }
        let known = roll[number]
        // What was in the list was on the screen already; what is asked for by its number was not.
        let since = known == nil ? now : roll.shownSince(number) ?? now
        incident = IncidentScreen(number: number, summary: known, openedAt: since)
        if detail?.number != number { detail = nil }
        followNewest()
    }
}
