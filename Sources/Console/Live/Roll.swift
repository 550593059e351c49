import Incidents

/// All incidents that a console knows: what they are, which of them are shown, and in which order.
struct Roll: Sendable {
    struct Slot: Sendable {
        var incident: IncidentSummary
        /// Whether the filter does not let it through, as it stands now.
        var isHidden = false
        /// Whether it has a row.
        var isRow = false
        /// Whether it stands in the row of another one.
        var isFolded = false
        /// Since when it is known here; from then on it had a row, unless a filter hid it.
        var shownSince: Timestamp
    }

    /// Summaries are large: they lie side by side in one array, and rows name them by number.
    var slots: [Slot] = []
    var slotOf: [IncidentNumber: Int32] = [:]
    private var free: [Int32] = []
    private var services = SharedText()

    private(set) var tally = Tally()
    /// Of those, the ones that the filter hides.
    var hidden = Tally()
    var ladder = Ladder()
    /// What is shown, in which order, to whom.
    var view = ListView()
    /// Nil unless the rows are frozen.
    var frost: Frost?
    /// How many opened lately.
    var storm = StormWatch()
    /// Nil unless incidents stand in one row.
    var folding: Folding?

    init() {}

    /// Everything anew, from a snapshot. A row that was there before keeps the time that it was shown since.
    init(_ incidents: [IncidentSummary], view: ListView, at now: Timestamp, after old: Roll) {
        self.view = view
        (storm, folding) = (old.storm.emptied(at: now), old.folding?.emptied)
        slots.reserveCapacity(incidents.count)
        slotOf.reserveCapacity(incidents.count)
        for incident in incidents where incident.isListed && slotOf[incident.number] == nil {
            slotOf[incident.number] = Int32(slots.count)
            slots.append(Slot(incident: incident, shownSince: old.shownSince(incident.number) ?? now))
            slots[slots.count - 1].incident.service = services.shared(incident.service)
            count(incident)
        }
        rebuild(at: now)
    }

    subscript(number: IncidentNumber) -> IncidentSummary? { slotOf[number].map { slots[Int($0)].incident } }

    /// An incident as its row shows it: while rows are frozen, as it was then.
    subscript(face number: IncidentNumber) -> IncidentSummary? { frost?.faces[number] ?? self[number] }

    /// Since when an incident has a row.
    func shownSince(_ number: IncidentNumber) -> Timestamp? { slotOf[number].map { slots[Int($0)].shownSince } }

    /// Takes in incidents as they stand now. Answers those that are new.
    mutating func take(_ incidents: [IncidentSummary], at now: Timestamp) -> Arrivals {
        var (arrivals, new): (Arrivals, [Place]) = (Arrivals(), [])
        var moves = FoldMoves()
        for incident in Roll.latest(of: incidents) {
            let before = member(incident.number)
            if let slot = slotOf[incident.number] {
                change(Int(slot), to: incident, at: now)
            } else if incident.isListed {
                let isHidden = !view.lets(incident, through: now)
                add(Slot(incident: incident, isHidden: isHidden, shownSince: now))
                if isHidden { arrivals.hidden.append(incident.number) } else { arrivals.shown.append(incident.number) }
                if folding?.isOpened(incident) == true { folding?.joinUnfolded() }
            }
            note(incident.number, before, into: &moves)
            if let place = enter(incident.number) { new.append(place) }
        }
        ladder.insert(new + fold(moves, at: now))
        leave(moves.joining.values.joined(), at: now)
        if frost != nil { arrivals.shown = [] }
        return arrivals
    }

    /// Lets rows that wait move or go, but for those that are to stay visible.
    mutating func settle(keeping kept: [IncidentNumber], at now: Timestamp) {
        guard frost == nil else { return }
        settleFolds(at: now)
        for number in ladder.settle(keeping: kept) {
            guard let slot = slotOf[number].map(Int.init) else { continue }
            slots[slot].isRow = false
            if !slots[slot].incident.isListed { forget(slot) }
        }
    }

    /// Where an incident's row goes that has none and should; nil when it has one, should have none, or has to wait.
    mutating func enter(_ number: IncidentNumber) -> Place? {
        guard let slot = slotOf[number].map(Int.init), !slots[slot].isRow, !slots[slot].isHidden,
            !slots[slot].isFolded, let place = Place(slots[slot].incident, in: view.order)
        else { return nil }
        guard frost == nil else {
            frost?.waiting.insert(number)
            return nil
        }
        slots[slot].isRow = true
        return place
    }

    private mutating func change(_ slot: Int, to incident: IncidentSummary, at now: Timestamp) {
        let old = slots[slot].incident
        count(old, by: -1)
        count(incident)
        if slots[slot].isHidden { hidden.count(old, by: -1) }
        let isHidden = !view.lets(incident, through: now)
        if isHidden { hidden.count(incident) }
        slots[slot].isHidden = isHidden
        slots[slot].incident = incident
        slots[slot].incident.service = services.shared(incident.service)
        if slots[slot].isRow {
            if let standing = ladder.standing(of: old.number) ?? Place(old, in: view.order) {
                let wanted = isHidden || slots[slot].isFolded ? nil : Place(incident, in: view.order)
                ladder.wish(old.number, from: standing, to: wanted)
            }
            if frost != nil, frost?.faces[old.number] == nil { frost?.faces[old.number] = old }
        } else if !incident.isListed {
            forget(slot)
        }
    }

    private mutating func count(_ incident: IncidentSummary, by sign: Int = 1) {
        tally.count(incident, by: sign)
        storm.count(incident, by: sign)
    }

    private mutating func add(_ new: Slot) {
        var slot = new
        slot.incident.service = services.shared(new.incident.service)
        count(slot.incident)
        if slot.isHidden { hidden.count(slot.incident) }
        if let index = free.popLast() {
            slots[Int(index)] = slot
            slotOf[slot.incident.number] = index
        } else {
            slotOf[slot.incident.number] = Int32(slots.count)
            slots.append(slot)
        }
    }

    private mutating func forget(_ slot: Int) {
        let incident = slots[slot].incident
        guard let index = slotOf.removeValue(forKey: incident.number) else { return }
        count(incident, by: -1)
        if slots[slot].isHidden { hidden.count(incident, by: -1) }
        frost?.waiting.remove(incident.number)
        (slots[slot].isHidden, slots[slot].isFolded) = (true, false)
        free.append(index)
    }

    /// All rows anew, for another filter or order. Rows of what is over go, whatever they waited for.
    mutating func rebuild(at now: Timestamp, isFilterNew: Bool = true) {
        frost = nil
        folding = folding?.emptied
        if folding?.causes == nil { folding?.seekCauses(in: slots, at: now) }
        var within = 0
        var (places, over, hidden): ([Place], [Int], Tally) = ([], [], Tally())
        var together: [FoldKey: [Int]] = [:]
        places.reserveCapacity(slots.count)
        let view = view
        for index in slots.indices {
            // One copy of each: with a hundred thousand of them, copies are what takes the time.
            let incident = slots[index].incident
            guard incident.isListed else {
                if slots[index].isRow { over.append(index) }
                slots[index].isRow = false
                continue
            }
            if folding?.isWithin(incident) == true { within += 1 }
            if isFilterNew { slots[index].isHidden = !view.lets(incident, through: now) }
            if slots[index].isHidden {
                (slots[index].isRow, slots[index].isFolded) = (false, false)
                hidden.count(incident)
            } else if let key = folding?.key(of: incident) {
                together[key, default: []].append(index)
            } else if let place = stand(index, at: now) {
                places.append(place)
            }
        }
        self.hidden = hidden
        folding?.count(within: within)
        ladder = Ladder(places + fold(together, at: now))
        for index in over { forget(index) }
    }

    /// Of several states of the same incident the last one, in the order of the first.
    private static func latest(of incidents: [IncidentSummary]) -> [IncidentSummary] {
        guard incidents.count > 1 else { return incidents }
        var (latest, indexOf): ([IncidentSummary], [IncidentNumber: Int]) = ([], [:])
        for incident in incidents {
            if let index = indexOf[incident.number] {
                latest[index] = incident
            } else {
                indexOf[incident.number] = latest.count
                latest.append(incident)
            }
        }
        return latest
    }
}

/// Which incidents came in that were not known before.
struct Arrivals: Hashable, Sendable {
    /// Those that have a row now.
    var shown: [IncidentNumber] = []
    /// Those that the filter hides.
    var hidden: [IncidentNumber] = []
}
