import Incidents

/// What typed lines do.
extension PlainConsole {
    /// How many incidents a list says at one go to a person.
    static let pageSize = 20
    /// How many lines of a history and alerts `show` says.
    static let historyMax = 15

    mutating func execute(_ command: PlainCommand) {
        if command != .quit { spoken.unansweredQuit = false }
        switch command {
        case .nothing: if !isScript { sayWhereItStands() }
        case .list(let query): list(query)
        case .more: sayList()
        case .show(let number): ask(for: number)
        case .why(let question): explain(question)
        case .number(let value):
            guard value > 0 else { return refuse("no incident has the number 0", status: 2) }
            ask(for: IncidentNumber(value))
        case .deed(let deed): attempt(deed)
        case .silence(let typed): attempt(typed)
        case .menu(let number): openMenu(number)
        case .refetch:
            output.intents.append(.refetch)
            say("Getting everything anew.")
        case .help: for line in PlainHelp.lines(isRestricted: state.isRestricted) { say(line) }
        case .quit: quit()
        case .fault(let why): refuse(why, status: 2)
        }
    }

    private mutating func quit() {
        let count = pending.count + silencing.pending.count
        if count > 0, !isScript, !spoken.unansweredQuit {
            spoken.unansweredQuit = true
            let word = count == 1 ? "1 act has" : "\(count) acts have"
            return say(SafeText("\(word) no answer yet. Type quit again to leave all the same."))
        }
        leave()
    }

    // MARK: Listing

    private mutating func list(_ text: String) {
        let query: IncidentQuery
        do {
            query = try IncidentQuery(text)
        } catch {
            return refuse(error.said, status: 2)
        }
        let me = state.you.name
        let found = ordered { query.matches($0, me: me, at: now) }
        rest = found.map(\.number)
        let hidden = incidents.values.count { $0.needsAcknowledge } - found.count { $0.needsAcknowledge }
        if found.isEmpty { say(incidents.isEmpty ? "No incident is open." : "None of them.") }
        sayList(isFirst: true)
        if hidden > 0 {
            say(SafeText("Not listed: \(hidden) that \(hidden == 1 ? "needs" : "need") an acknowledge."))
        }
        if query.asksForResolved { say("Those that are over are not listed here; midwatch list lists them.") }
    }

    private mutating func sayList(isFirst: Bool = false) {
        if rest.isEmpty, !isFirst { return say("That was all.") }
        let count = isScript ? rest.count : PlainConsole.pageSize
        for number in rest.prefix(count) {
            guard let incident = incidents[number] else { continue }
            say(PlainWords.sentence(incident, me: state.you.name, at: now))
        }
        rest.removeFirst(min(count, rest.count))
        if !rest.isEmpty { say(SafeText("\(rest.count) more; type more to hear them.")) }
    }

    // MARK: Showing one

    private mutating func ask(for number: IncidentNumber) {
        if state.isStale, let incident = incidents[number] {
            say(PlainWords.sentence(incident, me: state.you.name, at: now))
            return refuse("this is what was last known; the router is not reached for more", status: 3)
        }
        showing = number
        output.intents.append(.fetchDetail(number))
    }

    mutating func missing(_ number: IncidentNumber, _ why: SafeText) {
        guard showing == number else { return }
        showing = nil
        refuse(why)
    }

    mutating func show(_ incident: IncidentSummary, _ timeline: [TimelineEntry], _ alerts: [AlertSummary]) {
        guard showing == incident.number else { return }
        showing = nil
        let answers = Answers(incident, in: state)
        say(PlainWords.sentence(incident, me: state.you.name, at: now))
        say(PlainWords.sentence(SafeText("What: \(answers.what)")))
        let age = PlainWords.span(minutes: now.minutes - incident.openedAt.minutes)
        say(SafeText("Since \(incident.openedAt.clock)Z, \(age) ago."))
        say(PlainWords.sentence(SafeText("Changed: \(answers.changed)")))
        say(PlainWords.sentence(runbook(alerts)))
        let others = (state.present?[incident.number] ?? []).filter { $0.name != state.you.name }
        if !others.isEmpty {
            let names = others.map { $0.isWriting ? "\($0.name), who writes a note" : $0.name.shown }
            say(SafeText("Looking at it too: \(names.joined(separator: "; "))."))
        }
        sayAlerts(alerts.sorted(by: Detail.isBefore), common: incident.labels)
        let last = timeline.suffix(PlainConsole.historyMax)
        if !last.isEmpty { say(SafeText("History, the last \(last.count) of \(timeline.count):")) }
        for entry in last {
            let word = entry.kind.word
            let text = entry.text.isEmpty || entry.text.shown == word ? "" : ": \(entry.text)"
            let imitates = entry.actor.isPerson && entry.actor.name.mixesScripts ? " (a name in two scripts)" : ""
            say(SafeText("\(entry.at.clock)Z \(entry.actor.name)\(imitates), \(word)\(text)"))
        }
        if !isScript { say(SafeText("Type menu \(incident.number.value) for what can be done.")) }
    }

    private func runbook(_ alerts: [AlertSummary]) -> SafeText {
        for alert in alerts {
            guard let link = alert.annotations.first(where: { $0.name.shown == "runbook_url" }) else { continue }
            return SafeText("Do: runbook \(link.value)")
        }
        return "Do: none of its alerts names a runbook"
    }

    private mutating func sayAlerts(_ alerts: [AlertSummary], common: [LabelText]) {
        let count = alerts.count
        for (index, alert) in alerts.prefix(PlainConsole.historyMax).enumerated() {
            let own = alert.labels.filter { !common.contains($0) }
            let labels = (own.isEmpty ? alert.labels : own).map { "\($0.name) \($0.value)" }.joined(separator: ", ")
            let state =
                switch alert.end {
                case nil: "fires"
                case .resolved: "is resolved"
                case .expired: "has no news"
                }
            say(SafeText("Alert \(index + 1) of \(count) \(state), since \(alert.startsAt.clock)Z: \(labels)."))
        }
        if count > PlainConsole.historyMax {
            say(SafeText("\(count - PlainConsole.historyMax) more alerts are not said here."))
        }
    }

    // MARK: Menus

    private mutating func openMenu(_ named: IncidentNumber?) {
        let target = named.map { incidents[$0] } ?? mostUrgent
        if let named, target == nil {
            return refuse(SafeText("\(named) is not in the list; show \(named.value) asks the router for it"))
        }
        var items: [PlainQuestion.Item] = []
        if let target {
            let number = target.number
            items.append(PlainQuestion.Item(label: SafeText("show \(number)"), command: .show(number)))
            for (deed, words) in PlainHelp.deeds where ![.merge, .undo].contains(deed) {
                guard obstacle(to: deed, number) == nil else { continue }
                let command = PlainCommand.deed(PlainDeed(deed: deed, numbers: [number]))
                items.append(PlainQuestion.Item(label: SafeText("\(words) \(number)"), command: command))
            }
        }
        items.append(PlainQuestion.Item(label: "list what is open", command: .list("")))
        items.append(PlainQuestion.Item(label: "help", command: .help))
        items.append(PlainQuestion.Item(label: "quit", command: .quit))
        if let target { say(SafeText("Menu for \(PlainWords.name(target)).")) }
        for (index, item) in items.enumerated() { say(SafeText("\(index + 1) \(item.label)")) }
        say("Type a number, or 0 to leave the menu.")
        question = PlainQuestion(kind: .menu(items), shownAt: now)
    }
}
