import Incidents

/// Where a person looks: the list, one incident, or the silences.
enum Whereabouts: Hashable, Sendable {
    case triage
    case incident(IncidentNumber)
    case silences
}

/// The places that were looked at, as `[` and `]` go through them.
struct PlaceHistory: Sendable {
    private var places: [Whereabouts] = [.triage]
    private var index = 0
    /// Where the person was before, for the key that goes to and fro.
    private var before: Whereabouts?
    /// The incident that was open last.
    private(set) var lastIncident: IncidentNumber?

    /// The person is at a place; what lay ahead is forgotten, as in a browser.
    mutating func visit(_ place: Whereabouts) {
        guard place != places[index] else { return }
        before = places[index]
        remember(place)
        places.removeSubrange((index + 1)...)
        places.append(place)
        if places.count > Limits.placesMax { places.removeFirst() }
        index = places.count - 1
    }

    /// The place before this one, or after it; nil at the end. The person is there then.
    mutating func go(by step: Int) -> Whereabouts? {
        guard places.indices.contains(index + step) else { return nil }
        before = places[index]
        index += step
        remember(places[index])
        return places[index]
    }

    /// Where the person was before; nil when nowhere else.
    var last: Whereabouts? { before }

    private mutating func remember(_ place: Whereabouts) {
        if case .incident(let number) = place { lastIncident = number }
    }
}
