import Incidents

/// Rows in order of urgency, as they are shown. New rows come in at once; a row that should move or go waits for
/// ``settle(keeping:)``, so that nothing moves under a hand.
struct Ladder: Sendable {
    /// What a row that is shown waits for.
    private enum Wish: Hashable {
        case move(Place)
        case leave
    }

    private var places: [Place] = []
    private var placeOf: [IncidentNumber: Place] = [:]
    private var wishes: [IncidentNumber: Wish] = [:]

    /// Up to so many rows are moved one by one; more are merged in one pass over all.
    private static let fewMax = 32

    init() {}

    /// All rows at once, in any order.
    init(_ places: [Place]) {
        self.places = places.sorted()
        placeOf = Dictionary(places.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
    }

    var count: Int { places.count }
    var isEmpty: Bool { places.isEmpty }

    /// Whether a row waits to move or to go.
    var isUnsettled: Bool { !wishes.isEmpty }

    /// The incident of a row; nil outside.
    subscript(index: Int) -> IncidentNumber? { places.indices.contains(index) ? places[index].number : nil }

    func contains(_ number: IncidentNumber) -> Bool { placeOf[number] != nil }

    /// The row of an incident, in logarithmic time.
    func index(of number: IncidentNumber) -> Int? { placeOf[number].map(firstIndex(from:)) }

    /// Takes in where an incident belongs now, nil for nowhere. Answers whether it is new here: then ``insert(_:)``.
    mutating func place(_ number: IncidentNumber, at place: Place?) -> Bool {
        guard let shown = placeOf[number] else { return place != nil }
        if let place {
            wishes[number] = place == shown ? nil : .move(place)
        } else {
            wishes[number] = .leave
        }
        return false
    }

    /// Shows new rows, at once.
    mutating func insert(_ new: [Place]) {
        for place in new { placeOf[place.number] = place }
        if new.count <= Ladder.fewMax {
            for place in new { places.insert(place, at: firstIndex(from: place)) }
        } else {
            merge(new.sorted())
        }
    }

    /// Lets all rows that wait move or go, but for those that are to stay visible. Answers who went.
    mutating func settle(keeping kept: [IncidentNumber]) -> [IncidentNumber] {
        guard !wishes.isEmpty else { return [] }
        var (gone, moved): ([IncidentNumber], [Place]) = ([], [])
        for (number, wish) in wishes {
            switch wish {
            case .move(let place): moved.append(place)
            case .leave: if !kept.contains(number) { gone.append(number) }
            }
        }
        remove(gone + moved.map(\.number))
        insert(moved)
        for number in gone + moved.map(\.number) { wishes[number] = nil }
        return gone
    }

    private mutating func remove(_ numbers: [IncidentNumber]) {
        if numbers.count <= Ladder.fewMax {
            for number in numbers {
                guard let place = placeOf.removeValue(forKey: number) else { continue }
                places.remove(at: firstIndex(from: place))
            }
        } else {
            let leaving = Set(numbers)
            places.removeAll { leaving.contains($0.number) }
            for number in numbers { placeOf[number] = nil }
        }
    }

    private mutating func merge(_ new: [Place]) {
        var merged: [Place] = []
        merged.reserveCapacity(places.count + new.count)
        var next = 0
        for place in places {
            while next < new.count, new[next] < place {
                merged.append(new[next])
                next += 1
            }
            merged.append(place)
        }
        merged.append(contentsOf: new[next...])
        places = merged
    }

    /// The first row that is not before a place.
    private func firstIndex(from place: Place) -> Int {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < place {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
