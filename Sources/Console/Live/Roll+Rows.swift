import Incidents

/// The rows: what of the roll is on the screen, in its order.
extension Roll {
    var count: Int { ladder.count }
    var isEmpty: Bool { ladder.count == 0 }

    /// How many there are with the filter off.
    var total: Int { tally.open + tally.cleared }

    /// The incident of a row; nil outside.
    subscript(index: Int) -> IncidentNumber? { ladder[index] }

    func contains(_ number: IncidentNumber) -> Bool { slotOf[number].map { slots[Int($0)].isRow } ?? false }

    /// The row of an incident, in logarithmic time; nil when it has none.
    func index(of number: IncidentNumber) -> Int? {
        guard let slot = slotOf[number].map(Int.init), slots[slot].isRow,
            let place = ladder.standing(of: number) ?? Place(slots[slot].incident, in: view.order)
        else { return nil }
        return ladder.index(of: place)
    }

    /// Whether a row waits to move or to go, and may.
    var isUnsettled: Bool { frost == nil && (ladder.isUnsettled || folding?.restless.isEmpty == false) }

    /// The most urgent that needs an acknowledge, whether it is shown or not; nil when none does. What is muted waits: it
    /// rings nobody, so that it comes once nothing else needs an answer.
    var mostUrgent: IncidentNumber? {
        guard tally.needAcknowledge > 0 else { return nil }
        if view.order == ListOrder(), !view.isFiltered, frost == nil, let first = firstUnmutedRow,
            let urgent = mostUrgent(orInFolds: first)
        {
            return urgent
        }
        var (best, isBestMuted): (Place?, Bool) = (nil, true)
        for index in slots.indices where slots[index].incident.phase == .triggered {
            let isMuted = slots[index].incident.mute != nil
            guard !isMuted || isBestMuted, let place = Place(slots[index].incident) else { continue }
            if let best, isMuted == isBestMuted, best < place { continue }
            (best, isBestMuted) = (place, isMuted)
        }
        return best?.number
    }

    /// The first row that needs an acknowledge and rings; nil where there is none among the first.
    private var firstUnmutedRow: IncidentNumber? {
        for index in 0..<min(count, Roll.lookedAtMax) {
            guard let number = ladder[index], let incident = self[number], incident.needsAcknowledge else { return nil }
            if incident.mute == nil { return number }
        }
        return nil
    }

    /// With every key so many rows are looked at.
    private static let lookedAtMax = 1_000

    /// Who passes a filter changes with the time where it asks for an age: looks at all once more. What no longer
    /// passes waits to go, as every row does.
    mutating func refresh(at now: Timestamp) {
        guard view.isFiltered, view.dependsOnTime else { return }
        var (new, moves): ([Place], FoldMoves) = ([], FoldMoves())
        for index in slots.indices {
            let incident = slots[index].incident
            guard incident.isListed || slots[index].isRow else { continue }
            let isHidden = !view.lets(incident, through: now)
            guard isHidden != slots[index].isHidden else { continue }
            let before = member(incident.number)
            hidden.count(incident, by: isHidden ? 1 : -1)
            slots[index].isHidden = isHidden
            fit(index)
            note(incident.number, before, into: &moves)
            if let place = enter(incident.number) { new.append(place) }
        }
        ladder.insert(new + fold(moves, at: now))
    }
}

/// What is shown of all incidents, in which order, to whom.
struct ListView: Sendable {
    var order = ListOrder()
    /// Who `me` is in a filter.
    var me = SafeText.empty
    /// Nil shows all.
    private(set) var query: IncidentQuery?

    /// Whether anything could be hidden.
    var isFiltered: Bool { query != nil }

    /// The filter as it was typed; empty when there is none.
    var text: String { query?.text ?? "" }

    mutating func filter(by query: IncidentQuery?) { self.query = query.flatMap { $0.isEmpty ? nil : $0 } }

    /// Whether an incident is to be shown.
    func lets(_ incident: IncidentSummary, through now: Timestamp) -> Bool {
        query?.matches(incident, me: me, at: now) ?? true
    }

    /// Whether what passes changes by itself, as far as its words tell.
    var dependsOnTime: Bool {
        let words = text.lowercased()
        return words.contains("age") || words.contains("changed")
    }
}

/// Rows that stand still because a person wants to read them.
struct Frost: Sendable {
    let since: Timestamp
    /// What rows showed when they froze, for those that changed since.
    var faces: [IncidentNumber: IncidentSummary] = [:]
    /// New ones that wait for the thaw.
    var waiting: Set<IncidentNumber> = []

    init(since: Timestamp) { self.since = since }
}

extension Roll {
    /// Lets rows change again, and shows what came in meanwhile. Answers what that was, in the order of numbers.
    mutating func thaw(at now: Timestamp) -> [IncidentNumber] {
        guard let frost else { return [] }
        self.frost = nil
        guard folding == nil else {
            // Folds stood still as well: they are made anew.
            rebuild(at: now, isFilterNew: false)
            return frost.waiting.sorted().filter { contains($0) }
        }
        let new = frost.waiting.sorted().compactMap { enter($0) }
        ladder.insert(new)
        return new.map(\.number)
    }
}
