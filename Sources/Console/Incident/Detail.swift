import Incidents

/// What was fetched about one incident. What a screen asks for at every key is kept ready, since a history may have
/// ten thousand lines.
struct Detail: Sendable {
    let number: IncidentNumber
    private(set) var timeline: [TimelineEntry] = []
    /// Where in the timeline the notes are.
    private(set) var notes: [Int] = []
    /// Everybody who did something, in the order of their first act.
    private(set) var acted: [Acted] = []
    private var indexOfActed: [SafeText: Int] = [:]
    /// Those that fire first, then by age.
    var alerts: [AlertSummary] = []
    var hasArrived = false
    /// Whether something happened that the answer does not know of yet.
    var isStale = false
    var requestedAt: Timestamp
    /// Why there is nothing.
    var missing: SafeText?

    /// Somebody who did something to the incident.
    struct Acted: Hashable, Sendable {
        let name: SafeText
        var count: Int
        var lastAt: Timestamp
        var lastKind: TimelineEntry.Kind
    }

    init(number: IncidentNumber, requestedAt: Timestamp) {
        (self.number, self.requestedAt) = (number, requestedAt)
    }

    /// The ordinal of the newest line; -1 before the first.
    var lastOrdinal: Int { timeline.last?.ordinal ?? -1 }

    /// How many older lines there are that were not fetched.
    var olderCount: Int { timeline.first?.ordinal ?? 0 }

    /// Takes a history as the router told it; lines that the feed told of meanwhile stay.
    mutating func take(_ told: [TimelineEntry]) {
        let last = told.last?.ordinal ?? -1
        let later = timeline.suffix(while: { $0.ordinal > last })
        keep(later.isEmpty ? told : told + later)
    }

    /// Takes the next line. Answers how many old ones were let go, so that a console that stays open for days does not
    /// grow.
    mutating func append(_ entry: TimelineEntry) -> Int {
        guard timeline.count < Limits.timelineMax else {
            let left = timeline.count / 2
            keep(Array(timeline.dropFirst(left)) + [entry])
            return left
        }
        timeline.append(entry)
        note(entry, at: timeline.count - 1)
        return 0
    }

    private mutating func keep(_ entries: [TimelineEntry]) {
        timeline = entries
        notes.removeAll(keepingCapacity: true)
        acted.removeAll(keepingCapacity: true)
        indexOfActed.removeAll(keepingCapacity: true)
        for (index, entry) in entries.enumerated() { note(entry, at: index) }
    }

    private mutating func note(_ entry: TimelineEntry, at index: Int) {
        if entry.kind == .note { notes.append(index) }
        guard case .person(let name) = entry.actor else { return }
        if let known = indexOfActed[name] {
            acted[known].count += 1
            (acted[known].lastAt, acted[known].lastKind) = (entry.at, entry.kind)
        } else {
            indexOfActed[name] = acted.count
            acted.append(Acted(name: name, count: 1, lastAt: entry.at, lastKind: entry.kind))
        }
    }
}

extension Array {
    /// The elements at the end for which a condition holds.
    fileprivate func suffix(while isWanted: (Element) -> Bool) -> ArraySlice<Element> {
        var start = endIndex
        while start > startIndex, isWanted(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
