import Incidents
import TerminalUI

/// Keys while something lies over the screen: it takes them all.
extension ConsoleState {
    mutating func press(_ key: Key, over overlay: Overlay) {
        switch overlay {
        case .help(let top): pressInHelp(key, top)
        case .menu(let number): pressInMenu(key, number)
        case .prompt(.confirm(let confirmation)): answer(key, confirmation)
        case .prompt(.severity(let number, let was, let shownAt)): pick(key, number, was, shownAt)
        case .prompt(.input(let input)): type(key, input)
        case .filter(let input): press(key, in: input)
        case .views(let top): pressInViews(key, top)
        }
    }

    private mutating func pressInHelp(_ key: Key, _ top: Int) {
        let room = max(1, height - 2)
        let last = max(0, helpRowCount - room)
        switch Keymap.command(for: key, on: .triage) {
        case .down: overlay = .help(top: min(top + 1, last))
        case .up: overlay = .help(top: max(0, top - 1))
        case .pageDown, .halfDown: overlay = .help(top: min(top + room, last))
        case .pageUp, .halfUp: overlay = .help(top: max(0, top - room))
        case .top: overlay = .help(top: 0)
        case .bottom: overlay = .help(top: last)
        default: overlay = nil
        }
    }

    private mutating func pressInMenu(_ key: Key, _ number: IncidentNumber) {
        overlay = nil
        guard case .character(let letter) = key, number == selectedNumber,
            let binding = menuBindings.first(where: { $0.letter == letter }), let deed = binding.deed
        else { return }
        attempt(deed)
    }

    /// What the action menu offers on this screen.
    var menuBindings: [Binding] {
        let screen: Binding.Screen = incident == nil ? .triage : .incident
        return Keymap.bindings.filter { $0.letter != nil && $0.screens.contains(screen) }
    }

    private mutating func answer(_ key: Key, _ confirmation: Prompt.Confirmation) {
        guard isOut(of: confirmation.shownAt) else { return }
        overlay = nil
        guard key == .character("y") else { return say("nothing was done", isBad: false) }
        if confirmation.isLeaving {
            wanted.append(.leave(status: 0))
        } else {
            let isMerge = confirmation.acts.contains { $0.verb.deed == .merge }
            if isMerge, obstacleToActing == nil { triage.marks.removeAll() }
            perform(confirmation.acts)
        }
    }

    private mutating func pick(_ key: Key, _ number: IncidentNumber, _ was: Severity, _ shownAt: Timestamp) {
        guard isOut(of: shownAt) else { return }
        overlay = nil
        guard case .character(let scalar) = key, let severity = Severity(name: String(scalar)) else {
            return say("nothing was done", isBad: false)
        }
        guard severity != was else { return say(SafeText("\(number) is \(was.name) already"), isBad: false) }
        perform([Act(.severity(severity), number)])
    }

    /// Whether a prompt has been there long enough to be answered: what was typed ahead was not meant for it.
    private func isOut(of shownAt: Timestamp) -> Bool { now - shownAt >= Limits.lockout || now < shownAt }

    private mutating func type(_ key: Key, _ before: Prompt.Input) {
        var input = before
        switch input.take(key) {
        case .edited: overlay = .prompt(.input(input))
        case .left:
            overlay = nil
            if case .note(let number) = input.purpose { leaveNote(input.text, on: number) }
        case .finished: finish(input)
        }
    }

    private mutating func finish(_ input: Prompt.Input) {
        overlay = nil
        switch input.purpose {
        case .note(let number):
            guard input.text.contains(where: { !$0.isWhitespace }) else {
                return say("an empty note is no note", isBad: false)
            }
            keepDraft(input.text, for: number)
            perform([Act(.note(SafeText(input.text)), number)])
        case .snooze(let number): askToSnooze(number, input)
        case .command: execute(input)
        case .search: search(for: input.text)
        }
    }

    private mutating func askToSnooze(_ number: IncidentNumber, _ input: Prompt.Input) {
        guard let span = duration(from: input.text) else {
            return again(input, "not a duration; such as 30m, 2h, 1h30m, 1d")
        }
        let until = now + span
        let question = SafeText("snooze \(number) until \(until.clock)Z (\(Words.span(span)))? it is quiet until then")
        let act = Act(.snooze(until: until), number)
        overlay = .prompt(.confirm(Prompt.Confirmation(question: question, acts: [act], shownAt: now)))
    }

    private mutating func execute(_ input: Prompt.Input) {
        let word = input.text.filter { $0 != " " && $0 != "#" }
        if word.isEmpty { return }
        if word == "q" || word == "quit" { return leave() }
        if word == "raw" { return toggleRaw() }
        if let number = Int(word), number > 0 { return open(IncidentNumber(number)) }
        switch executeView(input.text) {
        case .done: return
        case .fault(let why): return again(input, why)
        case .unknown: break
        }
        again(input, "no such command; :4127 opens that incident, :q leaves")
    }

    private mutating func again(_ input: Prompt.Input, _ fault: SafeText) {
        var input = input
        input.fault = fault
        overlay = .prompt(.input(input))
    }
}
