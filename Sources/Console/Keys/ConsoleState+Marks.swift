import Incidents

/// Marks: the incidents that the next act is about, by their numbers, wherever their rows go.
extension ConsoleState {
    mutating func mark() {
        guard let number = triage.selected, let cursor else { return }
        if justAppeared(number) { return }
        if let index = triage.marks.firstIndex(of: number) {
            triage.marks.remove(at: index)
        } else {
            guard hasRoomForMark() else { return }
            triage.marks.append(number)
        }
        select(cursor + 1)
    }

    /// Begins a range at the cursor, or marks from its beginning to the cursor.
    mutating func markRange() {
        guard let number = triage.selected, let cursor else { return }
        guard let start = triage.rangeStart, let first = rows.index(of: start) else {
            if justAppeared(number) { return }
            triage.rangeStart = number
            let key = keys.key(of: .markRange)
            return say(
                SafeText("a range starts at \(number): \(key) again marks from there to the cursor"), isBad: false)
        }
        triage.rangeStart = nil
        markRows(min(first, cursor)...max(first, cursor))
    }

    /// Marks all that the list shows.
    mutating func markAll() {
        guard !rows.isEmpty else { return say("there is nothing to mark", isBad: false) }
        markRows(0...(rows.count - 1))
    }

    mutating func unmark() {
        triage.rangeStart = nil
        triage.marks.removeAll()
    }

    private mutating func markRows(_ range: ClosedRange<Int>) {
        let rows = rows
        let marked = Set(triage.marks)
        for index in range {
            guard let number = rows[index], !marked.contains(number) else { continue }
            guard hasRoomForMark() else { return }
            triage.marks.append(number)
        }
    }

    private mutating func hasRoomForMark() -> Bool {
        guard triage.marks.count >= Limits.marksMax else { return true }
        say(SafeText("no more than \(Limits.marksMax) marks"), isBad: true)
        return false
    }
}
