import Incidents
import TerminalUI

/// Keys while something lies over the screen: it takes them all.
extension ConsoleState {
    mutating func press(_ key: Key, over overlay: Overlay) {
        switch overlay {
        case .help(let help): pressInHelp(key, help)
        case .menu(let menu): pressInMenu(key, menu)
        case .copy(let number): pressInCopyMenu(key, number)
        case .palette(let palette): pressInPalette(key, palette)
        case .text(let panel): pressInText(key, panel)
        case .prompt(.confirm(let confirmation)): answer(key, confirmation)
        case .prompt(.typed(let typed)): type(key, typed)
        case .prompt(.severity(let numbers, let was, let shownAt)): pick(key, numbers, was, shownAt)
        case .prompt(.input(let input)): type(key, input)
        case .silence(let prompt): press(key, in: prompt)
        case .filter(let input): press(key, in: input)
        case .views(let top): pressInViews(key, top)
        case .why(let panel): pressInWhy(key, panel)
        }
    }

    private mutating func answer(_ key: Key, _ confirmation: Prompt.Confirmation) {
        guard isOut(of: confirmation.shownAt) else { return }
        overlay = nil
        answered(by: key)
        guard key == .character("y") else { return say("nothing was done", isBad: false) }
        if confirmation.isLeaving {
            wanted.append(.leave(status: 0))
        } else {
            perform(confirmation.acts)
        }
    }

    private mutating func type(_ key: Key, _ before: Prompt.TypedConfirmation) {
        guard isOut(of: before.shownAt) else { return }
        var typed = before
        switch typed.line.take(key) {
        case .edited, .unknown: overlay = .prompt(.typed(typed))
        case .left:
            overlay = nil
            say("nothing was done", isBad: false)
        case .finished:
            overlay = nil
            guard typed.isGiven else {
                return say(SafeText("nothing was done: that was not \(typed.words)"), isBad: false)
            }
            perform(typed.acts)
        }
    }

    private mutating func pick(_ key: Key, _ numbers: [IncidentNumber], _ was: Severity?, _ shownAt: Timestamp) {
        guard isOut(of: shownAt) else { return }
        overlay = nil
        answered(by: key)
        guard case .character(let scalar) = key, let severity = Severity(name: String(scalar)) else {
            return say("nothing was done", isBad: false)
        }
        set(severity, on: numbers, was)
    }

    /// Sets a severity, unless it is set already.
    mutating func set(_ severity: Severity, on numbers: [IncidentNumber], _ was: Severity?) {
        guard severity != was else {
            return say(SafeText("\(Words.numbers(numbers)) is \(severity.name) already"), isBad: false)
        }
        propose(.severity(severity), on: numbers)
    }

    /// Whether a question has been there long enough to be answered: what was typed ahead was not meant for it.
    func isOut(of shownAt: Timestamp) -> Bool {
        now - shownAt >= (isRemote ? Limits.lockoutRemote : Limits.lockout) || now < shownAt
    }

    private mutating func type(_ key: Key, _ before: Prompt.Input) {
        var input = before
        if input.purpose == .command, takeCommandKey(key, &input) {
            overlay = .prompt(.input(input))
            return
        }
        input.completion = nil
        switch input.line.take(key) {
        case .edited, .unknown:
            input.fault = nil
            overlay = .prompt(.input(input))
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
            propose(.note(SafeText(input.text)), on: input.numbers)
        case .snooze:
            guard let span = duration(from: input.text) else {
                return again(input, durationFault(input.text))
            }
            propose(.snooze(until: now + span), on: input.numbers)
        case .command: execute(input)
        case .search: search(for: input.text)
        case .silences: filterSilences(input.text)
        }
    }

    /// Leaves a line that was not taken where it is, with the reason.
    mutating func again(_ input: Prompt.Input, _ fault: SafeText) {
        var input = input
        input.fault = fault
        overlay = .prompt(.input(input))
    }
}
