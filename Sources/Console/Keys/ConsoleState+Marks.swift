import Incidents

/// Marks: the incidents that the next act is about, by their numbers, wherever their rows go.
extension ConsoleState {
    mutating func mark() {
        guard let number = triage.selected, let cursor else { return }
        if justAppeared(number) { return }
        let numbers = rows.incidents(ofRow: number)
        let marked = Set(triage.marks)
        if numbers.allSatisfy(marked.contains) {
            let gone = Set(numbers)
            triage.marks.removeAll { gone.contains($0) }
        } else {
            guard add(marks: numbers) else { return }
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
        for index in range {
            guard let number = rows[index] else { continue }
            guard add(marks: rows.incidents(ofRow: number)) else { return }
        }
    }

    /// Marks incidents, as far as there is room. Answers whether there was.
    private mutating func add(marks numbers: [IncidentNumber]) -> Bool {
        let marked = Set(triage.marks)
        for number in numbers where !marked.contains(number) {
            guard hasRoomForMark() else { return false }
            triage.marks.append(number)
        }
        return true
    }

    private mutating func hasRoomForMark() -> Bool {
        guard triage.marks.count >= Limits.marksMax else { return true }
        say(SafeText("no more than \(Limits.marksMax) marks"), isBad: true)
        return false
    }
}
