import Incidents

/// All incidents that a console knows: what they are, and in which order they are shown.
struct Roll: Sendable {
    private struct Slot: Sendable {
        var incident: IncidentSummary
        /// Since when it has a row.
        var shownSince: Timestamp
    }

    /// Summaries are large: they lie side by side in one array, and rows name them by number.
    private var slots: [Slot] = []
    private var slotOf: [IncidentNumber: Int] = [:]
    private var free: [Int] = []

    private(set) var tally = Tally()
    /// The rows of everybody's incidents, and of those that are mine.
    private(set) var all = Ladder()
    private(set) var mine = Ladder()
    private var me = SafeText.empty

    init() {}

    /// Everything anew, from a snapshot. A row that was there before keeps the time that it was shown since.
    init(_ incidents: [IncidentSummary], me: SafeText, at now: Timestamp, after old: Roll) {
        self.me = me
        slots.reserveCapacity(incidents.count)
        slotOf.reserveCapacity(incidents.count)
        for incident in incidents where slotOf[incident.number] == nil && Place(incident) != nil {
            slotOf[incident.number] = slots.count
            slots.append(Slot(incident: incident, shownSince: old.shownSince(incident.number) ?? now))
            tally.count(incident)
        }
        all = Ladder(slots.compactMap { Place($0.incident) })
        mine = Ladder(slots.filter { isMine($0.incident) }.compactMap { Place($0.incident) })
    }

    subscript(number: IncidentNumber) -> IncidentSummary? { slotOf[number].map { slots[$0].incident } }

    /// Since when an incident has a row.
    func shownSince(_ number: IncidentNumber) -> Timestamp? { slotOf[number].map { slots[$0].shownSince } }

    /// Whether a row waits to move or to go.
    var isUnsettled: Bool { all.isUnsettled || mine.isUnsettled }

    /// Whether somebody holds an incident or is assigned to it, and that is the person at the keyboard.
    func isMine(_ incident: IncidentSummary) -> Bool { incident.acknowledgedBy == me || incident.assignee == me }

    /// Takes in incidents as they stand now. Answers those that are new in the list.
    mutating func take(_ incidents: [IncidentSummary], at now: Timestamp) -> [IncidentNumber] {
        var (new, newOfMine): ([Place], [Place]) = ([], [])
        for incident in Roll.latest(of: incidents) {
            let place = Place(incident)
            keep(incident, isListed: place != nil, at: now)
            if all.place(incident.number, at: place), let place { new.append(place) }
            let ownPlace = isMine(incident) ? place : nil
            if mine.place(incident.number, at: ownPlace), let ownPlace { newOfMine.append(ownPlace) }
        }
        all.insert(new)
        mine.insert(newOfMine)
        return new.map(\.number)
    }

    /// Lets rows that wait move or go, but for those that are to stay visible.
    mutating func settle(keeping kept: [IncidentNumber]) {
        let gone = all.settle(keeping: kept) + mine.settle(keeping: kept)
        for number in gone where !all.contains(number) && !mine.contains(number) { forget(number) }
    }

    private mutating func keep(_ incident: IncidentSummary, isListed: Bool, at now: Timestamp) {
        if let slot = slotOf[incident.number] {
            tally.count(slots[slot].incident, by: -1)
            tally.count(incident)
            slots[slot].incident = incident
        } else if isListed {
            tally.count(incident)
            let slot = Slot(incident: incident, shownSince: now)
            if let index = free.popLast() {
                slots[index] = slot
                slotOf[incident.number] = index
            } else {
                slotOf[incident.number] = slots.count
                slots.append(slot)
            }
        }
    }

    private mutating func forget(_ number: IncidentNumber) {
        guard let slot = slotOf.removeValue(forKey: number) else { return }
        tally.count(slots[slot].incident, by: -1)
        free.append(slot)
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
