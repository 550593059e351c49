import Incidents

/// The list as a whole: its order, its shape, its hits.
extension ConsoleState {
    mutating func run(_ command: ListCommand) {
        if incident != nil { return runInIncident(command) }
        switch command {
        case .sortLeft: sort(by: -1)
        case .sortRight: sort(by: 1)
        case .invert:
            var order = roll.view.order
            order.isInverted.toggle()
            self.order(by: order)
        case .wide:
            list.isWide.toggle()
            reveal()
        case .zoom:
            list.isZoomed.toggle()
            reveal()
        case .freeze: if isFrozen { thaw(because: nil) } else { freeze() }
        case .fold: toggleFolds()
        case .filter: openFilter()
        case .filterByValue: filterByValue()
        case .nextHit: goToFound(by: 1)
        case .previousHit: goToFound(by: -1)
        }
    }

    /// In an opened incident the same keys look through its lines.
    private mutating func runInIncident(_ command: ListCommand) {
        switch command {
        case .filter: run(IncidentCommand.search)
        case .nextHit: run(IncidentCommand.nextHit)
        case .previousHit: run(IncidentCommand.previousHit)
        case .zoom: run(IncidentCommand.zoom)
        case .sortLeft, .sortRight, .invert, .wide, .freeze, .fold, .filterByValue:
            say("that is for the list", isBad: false)
        }
    }

    /// What the list can be ordered by: urgency, and each column that it has.
    private var sortings: [SortColumn] { [.urgency] + list.shownColumns.compactMap(\.sorting) }

    private mutating func sort(by step: Int) {
        let all = sortings
        let index = all.firstIndex(of: roll.view.order.column) ?? 0
        order(by: all[(index + step + all.count) % all.count])
    }

    /// Orders the list by one column.
    mutating func order(by column: SortColumn) { order(by: ListOrder(column: column)) }

    /// Rows go to their places in another order. The cursor stays with its incident, but for one at the top.
    private mutating func order(by order: ListOrder) {
        let wasAtTop = triage.isAtTop
        // Where the cursor is can be told only as long as rows stand in the order that is said.
        let row = cursorRow
        roll.view.order = order
        roll.rebuild(at: now, isFilterNew: false)
        settleView(at: row)
        if wasAtTop { select(0) }
        reveal()
    }

    /// After all rows were made anew: the cursor stays with its incident where that is still shown.
    mutating func settleView(at row: Int) {
        triage.newAbove.removeAll()
        followFold()
        if cursor == nil {
            triage.selected = nil
            triage.offset = 0
            if let first = rows[0] {
                triage.selected = first
                triage.selectedSince = now
                triage.isAtTop = true
            }
        }
        anchor(at: row)
        triage.offset = max(0, min(triage.offset, rows.count - rowsOnScreen))
        reveal()
    }

    /// Goes to the next row that the last filter finds, around the end.
    private mutating func goToFound(by step: Int) {
        guard let query = roll.view.query ?? list.lastQuery else {
            return say("nothing was looked for yet; / does", isBad: false)
        }
        let count = rows.count
        guard count > 0, let start = cursor else { return say("there are no rows", isBad: false) }
        var index = start
        repeat {
            index = (index + step + count) % count
            guard let number = rows[index], finds(number, query) else { continue }
            if index == start { break }
            return select(index)
        } while index != start
        say(SafeText("no other hit of \(query.text)"), isBad: false)
    }

    /// Whether a filter finds an incident that a row stands for.
    private func finds(_ number: IncidentNumber, _ query: IncidentQuery) -> Bool {
        rows.incidents(ofRow: number).contains { number in
            roll[number].map { query.matches($0, me: you.name, at: now) } ?? false
        }
    }
}

/// Rows that stand still.
extension ConsoleState {
    var isFrozen: Bool { roll.frost != nil }

    private mutating func freeze() {
        roll.frost = Frost(since: now)
        say("the rows stand still for 60 s, or until a new SEV1 or SEV2; Z thaws", isBad: false)
    }

    /// Lets the rows move again; says why, where that was not by a key.
    mutating func thaw(because why: StaticString?) {
        guard isFrozen else { return }
        let row = cursorRow
        count(new: roll.thaw(at: now))
        followFold()
        if roll.folding != nil, cursor == nil { settleView(at: row) }
        anchor(at: row)
        selectFirstIfNone()
        if let why {
            say(SafeText(why), isBad: false)
        } else {
            say("the rows move again", isBad: false)
        }
    }

    /// Whether an incident is one that nobody may miss because they froze their rows.
    func breaksFrost(_ incident: IncidentSummary) -> Bool {
        func isAlarm(_ it: IncidentSummary) -> Bool { it.needsAcknowledge && it.severity <= .sev2 && it.mute == nil }
        return isAlarm(incident) && !(roll[incident.number].map(isAlarm) ?? false)
    }

    /// When something of the list happens by itself.
    var listMoments: [Timestamp] {
        var moments: [Timestamp] = []
        if let frost = roll.frost { moments.append(frost.since + Limits.frost) }
        if case .filter(let input) = overlay, !input.isTried { moments.append(keyAt + Limits.typing) }
        if layout.hasServices, list.isCountOld {
            moments.append(max(keyAt + Limits.idle, list.countedAt + Limits.idle))
        }
        return moments
    }

    mutating func letListTimePass() {
        if let frost = roll.frost, now - frost.since >= Limits.frost || now < frost.since {
            thaw(because: "frozen for 60 s: the rows move again")
        }
        if now.minutes != list.refreshedAt {
            list.refreshedAt = now.minutes
            let row = cursorRow
            roll.refresh(at: now)
            anchor(at: row)
        }
        countServices()
    }

    /// Counts new rows, until somebody has had them on the screen.
    mutating func count(new: [IncidentNumber]) {
        triage.newAbove.formUnion(new.prefix(max(0, Limits.newMax + 1 - triage.newAbove.count)))
    }
}
