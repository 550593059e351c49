import Incidents

/// Storms: what opens faster than anyone can read stands in few rows. Nothing but the rows is touched by it: whoever is
/// paged is paged, and each incident keeps its number.
extension ConsoleState {
    /// Whether a storm is on that is not folded yet, and may be.
    var isStormNew: Bool {
        let isFolded = roll.folding.map { $0.until == nil } ?? false
        // A snapshot that is not whole does not tell when the storm began.
        return !isFolded && !isFrozen && missing == 0 && !roll.storm.isDeclined && roll.storm.isOn
    }

    /// Nobody has pressed a key for a while: rows may move.
    mutating func lookAtStormIfIdle() {
        guard now - keyAt >= Limits.idle || now < keyAt else { return }
        lookAtStorm()
        lookForCauses()
    }

    /// Folds when a storm has begun. It stays folded when it is over, until little of it is left; what opens then has a
    /// row. Only where rows may move: after a key, or when there was none for a while.
    mutating func lookAtStorm() {
        guard !isFrozen else { return }
        roll.storm.pass(to: now)
        if roll.storm.isOver { roll.storm.isDeclined = false }
        if isStormNew {
            foldStorm(least: roll.storm.rule?.incidents ?? 0)
            if let folding = roll.folding, folding.rows > 0 { remark(SafeText("storm: \(foldedWords(folding))")) }
        } else if let folding = roll.folding, folding.until == nil, roll.storm.isOver {
            endStorm(folding)
        } else if roll.folding == nil, !roll.storm.isPastKnown, router != nil, missing == 0 {
            foldPastStorm()
        }
    }

    /// Looks anew for what parts a storm that has grown. It takes a look at all incidents, so that no key waits for it.
    private mutating func lookForCauses() {
        guard !isFrozen, var folding = roll.folding, folding.isStale(at: now) else { return }
        // What the person has unfolded stays so, whatever its cause is found to be. What came later is only meant where it
        // belongs with that.
        let moment = folding.unfoldedAt ?? now
        let unfolded = roll.slots.lazy.filter { $0.shownSince <= moment && folding.isOpened($0.incident) }
            .map(\.incident.number)
        folding.seekCauses(in: roll.slots, keeping: Array(unfolded), slotOf: roll.slotOf, at: now)
        refold(folding)
    }

    /// Nothing opens so fast any more.
    private mutating func endStorm(_ folding: Folding) {
        let left = openings.filter { $0 >= folding.since }
        let key = keys.key(of: .list(.fold))
        guard let last = left.max(), roll.storm.isMuch(left.count) else {
            refold(nil)
            return remark(SafeText("the storm is over, all rows are shown again; \(key) folds rows"))
        }
        refold(folding.ended(at: last))
        remark(SafeText("the storm is over; what is left of it stays folded, \(key) shows all rows"))
    }

    /// Who comes to the terminal when a storm is over finds it as those do who were there.
    private mutating func foldPastStorm() {
        roll.storm.isPastKnown = true
        guard let storm = roll.storm.last(openings) else { return }
        refold(Folding(since: storm.since, until: storm.until, least: roll.storm.rule?.incidents ?? 0))
        if let folding = roll.folding, folding.rows > 0 { remark(SafeText("storm: \(foldedWords(folding))")) }
    }

    /// Folds what opened in the storm that is on, and what was folded before.
    private mutating func foldStorm(least: Int) {
        roll.storm.isPastKnown = true
        guard let beginning = roll.storm.beginning(openings) else { return }
        let since = roll.folding.map { min($0.since, beginning) } ?? beginning
        refold(Folding(since: since, until: nil, least: least))
    }

    /// When the incidents opened that are listed.
    private var openings: [Timestamp] {
        roll.slots.lazy.map(\.incident).filter(\.isListed).map(\.openedAt)
    }

    private func foldedWords(_ folding: Folding) -> String {
        let what = "\(folding.folded) incidents stand in \(Words.count(folding.rows, "row"))"
        return "\(what); \(keys.key(of: .open)) unfolds one, \(keys.key(of: .list(.fold))) all"
    }

    /// Says what the counts say too: it gives way to everything else.
    private mutating func remark(_ text: SafeText) {
        if toast == nil { say(text, isBad: false) }
    }

    // MARK: Keys

    /// Folds rows, or shows all again.
    mutating func toggleFolds() {
        if let folding = roll.folding, folding.opened.isEmpty, folding.rows > 0 { unfold() } else { fold() }
    }

    /// Folds all of a storm while it lasts, else what there is now: what opens later has a row.
    mutating func fold() {
        if isFrozen { thaw(because: nil) }
        roll.storm.isDeclined = false
        let fewest = StormRule.incidentsRange.lowerBound
        if !roll.storm.isOver {
            foldStorm(least: fewest)
        } else {
            let openings = openings
            if let first = openings.min(), let last = openings.max() {
                refold(Folding(since: first, until: last, least: fewest))
            }
        }
        if let folding = roll.folding, folding.rows > 0 { return say(SafeText(foldedWords(folding)), isBad: false) }
        if roll.folding?.until != nil { roll.folding = nil }
        say("nothing to fold: no two rows belong together", isBad: false)
    }

    /// Shows all rows, until the person folds them again or another storm begins.
    mutating func unfold() {
        guard roll.folding != nil else { return say("nothing is folded", isBad: false) }
        if isFrozen { thaw(because: nil) }
        (roll.storm.isDeclined, roll.storm.isPastKnown) = (!roll.storm.isOver, true)
        refold(nil)
        say(SafeText("all rows are shown; \(keys.key(of: .list(.fold))) folds them again"), isBad: false)
    }

    /// Shows the rows that stand in one.
    mutating func unfold(_ number: IncidentNumber) {
        if isFrozen { thaw(because: nil) }
        guard var folding = roll.folding, let fold = roll.fold(at: number), let key = roll.member(number)?.key else {
            return
        }
        folding.opened.insert(key)
        folding.unfoldedAt = now
        refold(folding)
        let what = Words.count(fold.count, "incident")
        say(SafeText("\(what) unfolded; \(keys.key(of: .list(.fold))) folds again"), isBad: false)
    }

    // MARK: Rows

    /// Makes all rows anew. The cursor stays with its incident, or goes to the row that it is folded into.
    private mutating func refold(_ folding: Folding?) {
        let row = cursorRow
        roll.folding = folding
        roll.rebuild(at: now, isFilterNew: false)
        settleView(at: row)
    }

    /// Where the incident under the cursor went into a fold, the cursor goes to that row. It takes no key at once.
    mutating func followFold() {
        guard let number = triage.selected, let row = roll.row(showing: number), row != number else { return }
        triage.selected = row
        triage.selectedSince = now
    }

    // MARK: Acts

    /// The fold under the cursor; nil where there is none, and while an incident is open.
    var foldUnderCursor: Fold? { screen == .triage ? triage.selected.flatMap { roll.fold(at: $0) } : nil }

    /// Whether a key acts on more than one incident.
    var actsOnMany: Bool {
        guard screen == .triage else { return false }
        return triage.marks.isEmpty ? foldUnderCursor != nil : triage.marks.count > 1
    }

    /// The incidents of a fold that a key acts on: the most urgent, as many as are taken at one go, and none that came
    /// in too late to be meant.
    func listed(in fold: Fold) -> [IncidentNumber] {
        var numbers: [IncidentNumber] = []
        for number in (0..<fold.count).lazy.compactMap({ fold.members[$0] }) where roll[number] != nil {
            guard !isNew(number) else { continue }
            numbers.append(number)
            if numbers.count == Limits.bulkMax { break }
        }
        return numbers
    }

    /// Whether an incident came in too late to be meant by a key.
    func isNew(_ number: IncidentNumber) -> Bool {
        roll.shownSince(number).map { now - $0 < Limits.lockout && now >= $0 } ?? false
    }

    /// What of the fold under the cursor is left out of an act.
    func foldNote(of numbers: [IncidentNumber]) -> String? {
        guard triage.marks.isEmpty, let fold = foldUnderCursor, fold.count > numbers.count else { return nil }
        return "left out: \(fold.count - numbers.count) more of this row, less urgent or just appeared"
    }

    /// The SEV1 incidents among these that nobody here has opened.
    func unopenedNote(of numbers: [IncidentNumber]) -> String? {
        let unopened = numbers.filter { roll[$0]?.severity == .sev1 && !opened.contains($0) }
        return unopened.isEmpty ? nil : "NOT OPENED YET: SEV1 \(Words.numbers(unopened))"
    }
}
