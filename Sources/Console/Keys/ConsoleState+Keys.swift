import Incidents
import TerminalUI

/// What keys do. A key acts on what was on the screen when it was pressed; only then may rows move.
extension ConsoleState {
    /// The screen that keys work on.
    var screen: Binding.Screen { incident != nil ? .incident : silences.screen == nil ? .triage : .silences }

    mutating func press(_ key: Key) {
        // Looking at another window is no key: it answers no question.
        if case .focus(let isHere) = key {
            isAway = !isHere
            return
        }
        // A terminal that does not tell of the way back: whoever presses a key is here.
        isAway = false
        keyAt = now
        switch key {
        case .paste where !isTyping: return say("pasted text is not taken for keys", isBad: true)
        case .mouse(let event): point(event)
        case .character where isRestOfAnswer, .enter where isRestOfAnswer: dropBehindAnswer(key)
        case .character(let letter) where isTypedIntoWrongPane(letter):
            return say("that looks like typing: letters are dropped until you pause; : and c take text", isBad: true)
        default:
            if let overlay {
                press(key, over: overlay)
            } else if let binding = keys.binding(for: key, on: screen) {
                run(binding.command)
            }
        }
        places.visit(incident.map { .incident($0.number) } ?? (silences.screen == nil ? .triage : .silences))
        lookAtStorm()
        settle()
        reveal()
    }

    /// Whether a line is being typed.
    private var isTyping: Bool {
        switch overlay {
        case .prompt(.input), .prompt(.typed), .palette, .filter: true
        case .help(let help): help.isSearching
        case .silence(let prompt): prompt.isTyping
        case .prompt(.confirm), .prompt(.severity), .menu, .copy, .text, .views, .why, nil: false
        }
    }

    /// Whether a key came right behind the letter that answered a question: whoever types yes, or y and Enter, means
    /// nothing by the rest, and what it would act on was not on the screen yet.
    private var isRestOfAnswer: Bool {
        guard let answeredAt, now >= answeredAt else { return false }
        return !isOut(of: answeredAt)
    }

    /// A key that moves the cursor is soon pressed again, and one that is held is not to be held off; of every other one
    /// whoever meant it must know.
    private mutating func dropBehindAnswer(_ key: Key) {
        if overlay == nil, keys.binding(for: key, on: screen)?.command.movesCursor == true { return }
        answeredAt = now
        say("dropped: it came right behind the answer; press it again", isBad: true)
    }

    /// A question was answered, by a letter or by a key that nobody types on behind.
    mutating func answered(by key: Key) {
        if case .character = key { answeredAt = now } else { answeredAt = nil }
    }

    private mutating func isTypedIntoWrongPane(_ letter: Unicode.Scalar) -> Bool {
        guard !isTyping else {
            typing.forget()
            return false
        }
        guard letter.properties.isAlphabetic else { return false }
        let movesOnly = overlay == nil && keys.binding(for: .character(letter), on: screen)?.command.movesCursor == true
        return typing.notices(letter, movesOnly: movesOnly, at: now)
    }

    /// Does what a key, the palette or the command line asks for.
    mutating func run(_ command: Command) {
        switch command {
        case .down: move(by: 1)
        case .up: move(by: -1)
        case .top: move(by: -Int(Int32.max))
        case .bottom: move(by: Int(Int32.max))
        case .pageDown: if !scrollPane(by: 1) { move(by: linesOnScreen) }
        case .pageUp: if !scrollPane(by: -1) { move(by: -linesOnScreen) }
        case .halfDown: if !scrollPane(by: 1) { move(by: max(1, linesOnScreen / 2)) }
        case .halfUp: if !scrollPane(by: -1) { move(by: -max(1, linesOnScreen / 2)) }
        case .open: openSelected()
        case .back: back()
        case .quit: if screen != .triage { back() } else { leave() }
        case .nextTab: turn(by: 1)
        case .previousTab: turn(by: -1)
        case .follow: run(IncidentCommand.follow)
        case .jump, .triage, .lastIncident, .lastView, .historyBack, .historyForward: go(command)
        case .mark: mark()
        case .markRange: markRange()
        case .mineOnly: toggleMine()
        case .deed(let deed): attempt(deed)
        case .acknowledgeAll: acknowledgeAll()
        case .list(let command): run(command)
        case .incident(let command): run(command)
        case .silence(let command): run(command)
        case .copy: openCopyMenu()
        case .link: copyLink(.source)
        case .runbook: copyLink(.runbook)
        case .why: explain()
        case .menu: openMenu()
        case .palette: openPalette()
        case .commandLine: overlay = .prompt(.input(Prompt.Input(purpose: .command, text: "")))
        case .help: overlay = .help(HelpState())
        case .refetch: refetch()
        case .repaint: wanted.append(.repaint)
        case .cancel: cancel()
        case .missing(let reason): say(reason, isBad: true)
        }
    }

    private var linesOnScreen: Int {
        switch screen {
        case .triage: rowsOnScreen
        case .incident: bodyHeight
        case .silences: silenceLinesOnScreen
        }
    }

    mutating func move(by step: Int) {
        if incident != nil {
            moveLine(by: step)
        } else if silences.screen != nil {
            moveInSilences(by: step)
        } else if let cursor {
            select(cursor + step)
        }
    }

    private mutating func back() {
        if incident != nil {
            if !stepBackInIncident() { incident = nil }
        } else if silences.screen != nil {
            backFromSilences()
        } else if triage.rangeStart != nil {
            triage.rangeStart = nil
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

    private mutating func cancel() {
        if let cancelledAt, now - cancelledAt <= Limits.cancelTwice, now >= cancelledAt {
            return say(SafeText("\(keys.key(of: .commandLine))q and Enter leaves the console"), isBad: false)
        }
        cancelledAt = now
        say(SafeText("^C stops nothing here; \(keys.key(of: .quit)) or :q leaves"), isBad: false)
    }

    private mutating func refetch() {
        wanted.append(.refetch)
        detail?.isStale = true
        say("getting everything anew", isBad: false)
    }

    /// Opens what is under the cursor: an incident, a silence, or the rows that are folded there.
    private mutating func openSelected() {
        if silences.screen != nil { return openSelectedSilence() }
        guard let number = triage.selected else { return }
        if roll.fold(at: number) == nil { open(number) } else { unfold(number) }
    }

    /// Opens an incident, of the list or not.
    mutating func open(_ number: IncidentNumber) {
        if let row = roll.row(showing: number) {
            triage.selected = row
            reveal()
        }
        let known = roll[number]
        // What was in the list was on the screen already; what is asked for by its number was not.
        let since = known == nil ? now : roll.shownSince(number) ?? now
        leaveSilences()
        incident = IncidentScreen(number: number, summary: known, openedAt: since)
        opened.insert(number)
        if detail?.number != number { detail = nil }
        followNewest()
    }
}

extension Command {
    /// Whether it does nothing but move the cursor.
    var movesCursor: Bool {
        switch self {
        case .down, .up, .top, .bottom, .pageDown, .pageUp, .halfDown, .halfUp, .nextTab, .previousTab: true
        default: false
        }
    }
}
