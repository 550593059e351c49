import Incidents
import TerminalUI

/// The command line: its keys, and what a line does.
extension ConsoleState {
    /// Takes the keys that only the command line has: Tab, and Up and Down through what was typed before. Answers
    /// whether it was one of them.
    mutating func takeCommandKey(_ key: Key, _ input: inout Prompt.Input) -> Bool {
        switch key {
        case .tab: complete(&input, by: 1)
        case .backTab: complete(&input, by: -1)
        case .up, .control("p"): recall(&input, by: 1)
        case .down, .control("n"): recall(&input, by: -1)
        default: return false
        }
        return true
    }

    private func recall(_ input: inout Prompt.Input, by step: Int) {
        let before = input.recalled ?? Prompt.Input.Recall(index: 0, typed: input.text)
        let index = min(max(0, before.index + step), history.count)
        input.completion = nil
        input.recalled = index == 0 ? nil : Prompt.Input.Recall(index: index, typed: before.typed)
        input.line = LineEditor(index == 0 ? before.typed : history[history.count - index])
    }

    private func complete(_ input: inout Prompt.Input, by step: Int) {
        if var completion = input.completion {
            completion.turn(by: step)
            input.line = LineEditor(completion.line)
            input.completion = completion
            return
        }
        let completion = Completion(of: String(input.line.head), in: self)
        guard let first = completion.candidates.first else {
            input.fault = "nothing begins like that"
            return
        }
        input.fault = nil
        if completion.candidates.count == 1 {
            input.line = LineEditor(completion.start + first.text + " ")
        } else {
            input.line = LineEditor(completion.start + completion.commonPrefix)
            input.completion = completion
        }
    }

    mutating func execute(_ input: Prompt.Input) {
        let line = SafeText(input.text).shown
        do {
            let actions = Set(keys.bindings.filter { !$0.isMissing }.map(\.name))
            guard let command = try LineCommand.read(line, views: viewNames, actions: actions) else { return }
            if history.last != line { history.append(line) }
            if history.count > Limits.historyMax { history.removeFirst() }
            run(command)
        } catch {
            again(input, error.said)
        }
    }

    private mutating func run(_ command: LineCommand) {
        switch command {
        case .deed(let deed, let numbers): numbers.isEmpty ? attempt(deed) : attempt(deed, on: numbers)
        case .snooze(let numbers, let span): order(.snooze(until: now + span), numbers)
        case .note(let numbers, let text): order(.note(SafeText(text)), numbers)
        case .severity(let numbers, let severity):
            let numbers = numbers.isEmpty ? targets : numbers
            let was = numbers.count == 1 ? summary(of: numbers[0])?.severity : nil
            guard severity == was else { return order(.severity(severity), numbers) }
            set(severity, on: numbers, was)
        case .merge(let numbers, let into):
            guard let target = summary(of: into) else {
                return say(SafeText("\(into) is not in the list; open it first with :\(into.value)"), isBad: true)
            }
            if let reason = obstacleToActing { return say(reason, isBad: true) }
            let others = numbers.filter { $0 != into }
            guard others.count <= Limits.mergeMax else {
                return say(SafeText("no more than \(Limits.mergeMax) are merged at one go"), isBad: true)
            }
            guard !others.isEmpty else { return say(SafeText("\(into) cannot go into itself"), isBad: true) }
            askToMerge(others, into: target)
        case .open(let number): open(number)
        case .why(let subject?, let time): explain(WhyQuestion(subject, at: time))
        case .why(nil, let time): explain(at: time)
        case .markAll: markAll()
        case .unmark: unmark()
        case .fold: fold()
        case .unfold: unfold()
        case .raw: if incident == nil { showRaw() } else { toggleRaw() }
        case .mouse: toggleMouse()
        case .quit: leave()
        case .view(let command): run(command)
        case .silence(let line): run(line)
        case .action(let name): act(name)
        }
    }

    /// An action by its name; what it would do to the hidden list is not done from the silences.
    private mutating func act(_ name: String) {
        guard let binding = keys[name] else { return }
        guard silences.screen == nil || binding.screens.contains(.silences) else {
            return say(SafeText("\(name) is for incidents; \(keys.key(of: .triage)) goes to them"), isBad: true)
        }
        run(binding.command)
    }

    /// An act with all that it needs, on the incidents that were named, else on those that a key would act on.
    private mutating func order(_ verb: Act.Verb, _ named: [IncidentNumber]) {
        if let reason = obstacleToActing { return say(reason, isBad: true) }
        let numbers = named.isEmpty ? targets : named
        guard !numbers.isEmpty else { return say("no incident is selected", isBad: true) }
        guard numbers.count <= Limits.bulkMax else {
            return say(SafeText("no more than \(Limits.bulkMax) at one go"), isBad: true)
        }
        propose(verb, on: numbers)
    }
}
