import Incidents

/// Rows in a chosen order, as they are shown. New rows come in at once; a row that should move or go waits for
/// ``settle(keeping:)``, so that nothing moves under a hand.
///
/// It holds places only. Where a row stands follows from its incident, unless the row waits: then it is kept here.
struct Ladder: Sendable {
    /// A row that waits: where it stands, and where it belongs; nil for nowhere.
    private struct Wish {
        var standing: Place
        var wanted: Place?
    }

    private var places: [Place] = []
    private var wishes: [IncidentNumber: Wish] = [:]

    /// Up to so many rows are moved one by one; more are merged in one pass over all.
    private static let fewMax = 32

    init() {}

    /// All rows at once, in any order.
    init(_ places: [Place]) { self.places = places.sorted() }

    var count: Int { places.count }

    /// Whether a row waits to move or to go.
    var isUnsettled: Bool { !wishes.isEmpty }

    /// The incident of a row; nil outside.
    subscript(index: Int) -> IncidentNumber? { places.indices.contains(index) ? places[index].number : nil }

    /// Where a row stands that waits to move or to go; nil for one that stands where its incident belongs.
    func standing(of number: IncidentNumber) -> Place? { wishes[number]?.standing }

    /// The row that stands at a place, in logarithmic time.
    func index(of place: Place) -> Int? {
        let index = firstIndex(from: place)
        return index < places.count && places[index].number == place.number ? index : nil
    }

    /// Takes in where a row belongs now, nil for nowhere.
    mutating func wish(_ number: IncidentNumber, from standing: Place, to wanted: Place?) {
        wishes[number] = wanted == standing ? nil : Wish(standing: standing, wanted: wanted)
    }

    /// Shows new rows, at once.
    mutating func insert(_ new: [Place]) {
        if new.count <= Ladder.fewMax {
            for place in new { places.insert(place, at: firstIndex(from: place)) }
        } else {
            merge(new.sorted())
        }
    }

    /// Takes away the row that stands at a place, whatever it waits for.
    mutating func drop(_ standing: Place) {
        remove([standing])
        wishes[standing.number] = nil
    }

    /// Lets all rows that wait move or go, but for those that are to stay visible. Answers who went.
    mutating func settle(keeping kept: [IncidentNumber]) -> [IncidentNumber] {
        guard !wishes.isEmpty else { return [] }
        var (leaving, gone, moved): ([Place], [IncidentNumber], [Place]) = ([], [], [])
        for (number, wish) in wishes {
            if let wanted = wish.wanted {
                moved.append(wanted)
            } else if kept.contains(number) {
                continue
            } else {
                gone.append(number)
            }
            leaving.append(wish.standing)
        }
        remove(leaving)
        insert(moved)
        for place in leaving { wishes[place.number] = nil }
        return gone
    }

    /// Takes rows away, at once.
    mutating func remove(_ leaving: [Place]) {
        if leaving.count <= Ladder.fewMax {
            for place in leaving {
                if let index = index(of: place) { places.remove(at: index) }
            }
        } else {
            let numbers = Set(leaving.map(\.number))
            places.removeAll { numbers.contains($0.number) }
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
