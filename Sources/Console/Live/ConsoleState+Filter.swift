import Incidents

/// What the list shows: a filter, and that it never hides anything silently.
extension ConsoleState {
    /// Shows only what a filter lets through, and remembers it.
    mutating func filter(by query: IncidentQuery) {
        apply(query)
        guard !query.isEmpty else { return }
        list.remember(query.text)
        list.lastQuery = query
    }

    /// Shows what a filter lets through. Nothing is looked at again when it is the one that is on.
    mutating func apply(_ query: IncidentQuery?) {
        let text = query.map { $0.isEmpty ? "" : $0.text } ?? ""
        guard text != roll.view.text else { return }
        let row = cursorRow
        roll.view.filter(by: query)
        roll.rebuild(at: now)
        settleView(at: row)
    }

    mutating func clearFilter() {
        guard roll.view.isFiltered else { return }
        apply(nil)
        say("no filter: everything is shown", isBad: false)
    }

    /// Takes the filter off when it hides an incident that somebody asked for.
    mutating func uncover(_ number: IncidentNumber) {
        if isFrozen { thaw(because: nil) }
        if roll.row(showing: number) == nil { clearFilter() }
    }

    /// Only mine, or what was shown before.
    mutating func toggleMine() {
        if roll.view.text == ConsoleState.mine {
            apply(list.queryBeforeMine)
            list.queryBeforeMine = nil
        } else if let mine = try? IncidentQuery(ConsoleState.mine) {
            list.queryBeforeMine = roll.view.query
            filter(by: mine)
        }
    }

    /// The filter that shows what the person at the keyboard has.
    static let mine = "owner:me"

    /// Shows only what is like the incident under the cursor: in the column that the list is sorted by, else in its
    /// service.
    mutating func filterByValue() {
        guard let number = triage.selected, let incident = roll[number] else {
            return say("no incident is selected", isBad: false)
        }
        guard let text = Filter.text(like: incident, in: roll.view.order.column, me: you.name) else {
            return say(SafeText("\(number) has nothing there to filter by"), isBad: false)
        }
        do throws(QueryFault) {
            filter(by: try IncidentQuery(text))
        } catch {
            say(error.said, isBad: true)
        }
    }

    /// A filter hides what is new: that is said, since nobody can see it.
    mutating func sayHidden(_ numbers: [IncidentNumber]) {
        let urgent = numbers.compactMap { roll[$0] }.filter(\.needsAcknowledge)
        guard let worst = urgent.min(by: { IncidentSummary.isMoreUrgent($0, than: $1) }) else { return }
        let others = urgent.count > 1 ? " and \(urgent.count - 1) more" : ""
        let what = "\(worst.number) \(worst.severity.name) \(worst.title)\(others)"
        let text = "new, hidden by the filter: \(what); :\(worst.number.value) opens it"
        say(SafeText(text), isBad: true)
    }
}

/// Filters made by the console itself.
enum Filter {
    /// A filter for what is like an incident in a column; nil where it has nothing there.
    static func text(like incident: IncidentSummary, in column: SortColumn, me: SafeText) -> String? {
        switch column {
        case .severity: "sev=\(incident.severity.rawValue)"
        case .state: "state:\(incident.shown.word)"
        case .who:
            (incident.acknowledgedBy ?? incident.assignee).map { term("owner", $0 == me ? "me" : $0) } ?? "owner:nobody"
        case .urgency, .age, .rings, .number, .service, .what, .alerts:
            incident.service.isEmpty ? nil : term("svc", incident.service)
        }
    }

    /// `svc:checkout`, with quotes where the value has blanks. What a quote cannot hold stands as `*`.
    static func term(_ field: String, _ value: SafeText) -> String {
        let isPlain = value.shown.unicodeScalars.allSatisfy { $0 != "\"" && !$0.properties.isWhitespace }
        return isPlain ? "\(field):\(value)" : "\(field):\"\(String(value.shown.map { $0 == "\"" ? "*" : $0 }))\""
    }
}

extension ShownState {
    /// The state as a filter names it.
    var word: String {
        switch self {
        case .triggered: "trig"
        case .acknowledged: "ack"
        case .snoozed: "snooze"
        case .mitigated: "mitg"
        case .resolved: "rslv"
        case .cleared: "clrd"
        case .muted: "muted"
        case .noNews: "nonews"
        }
    }
}
