import Incidents

/// What is asked before acts are sent: nothing, yes or no, or a word: their count or their service.
extension ConsoleState {
    /// Sends acts of one kind, or asks first: what wakes a person or makes something quiet asks yes or no, and so do up
    /// to five incidents at one go; for more a word is typed. Those that cannot be done are left out, and named.
    ///
    /// - Parameter forced: whether to ask in any case.
    mutating func propose(_ verb: Act.Verb, on numbers: [IncidentNumber], forced: Bool = false) {
        var (acts, leftOut): ([Act], [(number: IncidentNumber, reason: SafeText)]) = ([], [])
        let waiting = Set(pending.filter { $0.act.verb.deed == verb.deed }.map(\.act.incident))
        for number in numbers {
            if waiting.contains(number) {
                leftOut.append((number, SafeText("\(verb.name) of \(number) is on its way")))
            } else if let known = summary(of: number), let reason = obstacle(to: verb.deed, on: known) {
                leftOut.append((number, reason))
            } else {
                acts.append(Act(verb, number))
            }
        }
        guard !acts.isEmpty else {
            guard numbers.count > 1, let first = leftOut.first else {
                return say(leftOut.first?.reason ?? "no incident is selected", isBad: waiting.isEmpty)
            }
            let text = "none of \(numbers.count) can be \(verb.pastName); \(named(first.number, first.reason))"
            return say(SafeText(text), isBad: true)
        }
        if numbers.count > 1 { return askAboutMany(verb, acts, leftOut) }
        if let question = question(verb, on: numbers[0]) { return ask(question, acts) }
        if forced { return ask("\(words(for: verb)) \(numbers[0])? it is marked, and not under the cursor", acts) }
        perform(acts)
    }

    /// What is asked before an act on one incident; nil when it is mine to do and can be taken back.
    private func question(_ verb: Act.Verb, on number: IncidentNumber) -> String? {
        let known = summary(of: number)
        let other = known.flatMap { holder(of: $0) }.flatMap { $0 == you.name ? nil : $0 }
        switch verb {
        case .take:
            if let other { return "take \(number) over from \(Words.name(other))? \(other) is told" }
        case .snooze(let until):
            let span = Words.span(until - now)
            return "snooze \(number) until \(until.clock)Z (\(span))? it is quiet until then"
        case .resolve:
            guard let known else { break }
            let holding = other.map { "; \(Words.name($0)) has it" } ?? ""
            return "resolve \(number)? \(effect(ofFiring: known.counts.firing))\(holding)"
        case .unacknowledge: return "unacknowledge \(number)? it rings again, from the first step"
        case .reopen: return "reopen \(number)? it rings at once"
        case .unmerge:
            let into = known?.mergedInto.map { "\($0)" } ?? "the other"
            return "unmerge \(number) from \(into)? it may ring"
        case .acknowledge, .mitigate, .note, .severity, .merge, .undo: break
        }
        // What is not in the list cannot be looked at before it is acted on: a number may be mistyped.
        return known == nil ? "\(words(for: verb)) \(number)? it is not in the list" : nil
    }

    private mutating func askAboutMany(
        _ verb: Act.Verb, _ acts: [Act], _ leftOut: [(number: IncidentNumber, reason: SafeText)]
    ) {
        let numbers = acts.map(\.incident)
        let known = numbers.compactMap { summary(of: $0) }
        var question = "\(words(for: verb)) \(Words.count(acts.count, "incident")): \(Words.numbers(numbers))?"
        let firing = known.reduce(0) { $0 + $1.counts.firing }
        if verb == .resolve { question += " \(effect(ofFiring: firing))" }
        if verb == .reopen || verb == .unacknowledge { question += " they ring" }
        if case .snooze = verb { question += " they are quiet until then" }
        var notes: [String] = []
        let others = known.compactMap { holder(of: $0) }.filter { $0 != you.name }.map(\.shown)
        if verb == .take || verb == .resolve, !others.isEmpty {
            let names = Set(others).sorted()
            notes.append(names.joined(separator: ", ") + (names.count == 1 ? " is told" : " are told"))
        }
        if let first = leftOut.first {
            let more = leftOut.count > 1 ? ", and \(leftOut.count - 1) more" : ""
            notes.append("left out: \(named(first.number, first.reason))\(more)")
        }
        if verb == .acknowledge, foldUnderCursor != nil { notes += [unopenedNote(of: numbers)].compactMap(\.self) }
        ask(joined(question, notes + [foldNote(of: numbers), hiddenNote(of: numbers)].compactMap(\.self)), acts)
    }

    /// A question with what is to be known besides: `…? kim is told; 1 of them is hidden by the filter`.
    func joined(_ question: String, _ notes: [String]) -> String {
        notes.reduce(question) { $0 + ($0.hasSuffix("?") ? " " : "; ") + $1 }
    }

    /// `2 of them are hidden by the filter`, where the list does not show all of what is acted on.
    func hiddenNote(of numbers: [IncidentNumber]) -> String? {
        guard incident == nil else { return nil }
        let roll = roll
        let hidden = numbers.count { roll[$0] != nil && !roll.shows($0) }
        return hidden == 0 ? nil : "\(hidden) of them \(hidden == 1 ? "is" : "are") hidden by the filter"
    }

    /// A reason with the number in front, unless it names the number itself.
    func named(_ number: IncidentNumber, _ reason: SafeText) -> String {
        let words = reason.shown.split(separator: " ")
        return words.contains("\(number)") ? reason.shown : "\(number) \(reason)"
    }

    private func effect(ofFiring firing: Int) -> String {
        switch firing {
        case 0: "none of its alerts fires"
        case 1: "1 alert still fires"
        default: "\(firing) alerts still fire"
        }
    }

    private func words(for verb: Act.Verb) -> String {
        switch verb {
        case .acknowledge: "acknowledge"
        case .unacknowledge: "unacknowledge"
        case .severity(let severity): "set to \(severity.name)"
        case .snooze(let until): "snooze until \(until.clock)Z"
        case .note(let text): "note \"\(text)\" on"
        case .take, .mitigate, .resolve, .reopen, .merge, .unmerge, .undo: verb.name
        }
    }

    /// Asks yes or no; for many their count or their service is typed, since a letter is too easily pressed.
    mutating func ask(_ question: String, _ acts: [Act]) {
        guard acts.count > Limits.askMax else {
            let confirmation = Prompt.Confirmation(question: SafeText(question), acts: acts, shownAt: now)
            overlay = .prompt(.confirm(confirmation))
            return
        }
        askForCount(question, acts)
    }

    /// Asks for the count of what is touched, or for the service where it is all of one.
    mutating func askForCount(_ question: String, _ acts: [Act]) {
        let typed = Prompt.TypedConfirmation(
            question: SafeText(question), service: TypedAnswer.service(ofAll: acts.map { summary(of: $0.incident) }),
            acts: acts, shownAt: now)
        overlay = .prompt(.typed(typed))
    }

    /// Everything in the list that needs an acknowledge, as far as it was on the screen long enough to be meant.
    mutating func acknowledgeAll() {
        if let reason = obstacleToActing { return say(reason, isBad: true) }
        var (acts, tooNew): ([Act], Int) = ([], 0)
        let rows = rows
        for number in (0..<rows.count).lazy.compactMap({ rows[$0] }).flatMap({ rows.incidents(ofRow: $0) }) {
            guard roll[number]?.needsAcknowledge == true else { continue }
            if isNew(number) {
                tooNew += 1
                continue
            }
            acts.append(Act(.acknowledge, number))
            if acts.count > Limits.bulkMax { break }
        }
        guard !acts.isEmpty else { return say("nothing that is shown needs an acknowledge", isBad: false) }
        guard acts.count <= Limits.bulkMax else {
            let text = "more than \(Limits.bulkMax) need an acknowledge; filter first, or look what they have in common"
            return say(SafeText(text), isBad: true)
        }
        let numbers = acts.map(\.incident)
        let question = "acknowledge \(Words.count(acts.count, "incident")): \(Words.numbers(numbers))?"
        var notes = [unopenedNote(of: numbers)].compactMap(\.self)
        if tooNew > 0 { notes.append("\(tooNew) just appeared and \(tooNew == 1 ? "is" : "are") left out") }
        askForCount(joined(question, notes), acts)
    }
}
