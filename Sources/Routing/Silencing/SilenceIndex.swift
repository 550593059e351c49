package import Incidents

/// Silences, found by the labels that they are about: an alert is held against few of them, however many there are.
///
/// Each lies under a label and a value that it demands, if it demands any; the others are asked one by one.
package struct SilenceIndex: Sendable {
    private struct Entry: Sendable {
        var id: SilenceID
        var conditions: LabelConditions
    }

    /// By the hash of a label and its value. What else has the same hash is told apart by the matchers.
    private var byPair: [UInt64: [Entry]] = [:]
    private var others: [Entry] = []
    private struct Place: Sendable {
        /// None means among the others.
        var keys: [UInt64]
        var conditions: LabelConditions
    }

    private var places: [SilenceID: Place] = [:]

    /// A matcher that takes more values than this one is not used to find a silence by.
    private static let valuesMax = 16

    package init() {}

    package var isEmpty: Bool { places.isEmpty }

    package func contains(_ id: SilenceID) -> Bool { places[id] != nil }

    /// What a silence demands; nil when it is not here.
    package func conditions(of id: SilenceID) -> LabelConditions? { places[id]?.conditions }

    /// Takes a silence in, in the place of one of the same id.
    package mutating func add(_ id: SilenceID, _ matchers: [Matcher]) {
        remove(id)
        let entry = Entry(id: id, conditions: LabelConditions(matchers))
        let best = matchers.compactMap { SilenceIndex.keys(of: $0) }.min { crowd($0) < crowd($1) }
        places[id] = Place(keys: best ?? [], conditions: entry.conditions)
        guard let best else { return others.append(entry) }
        for key in best { byPair[key, default: []].append(entry) }
    }

    package mutating func remove(_ id: SilenceID) {
        guard let old = places.removeValue(forKey: id) else { return }
        if old.keys.isEmpty { others.removeAll { $0.id == id } }
        for key in old.keys {
            byPair[key]?.removeAll { $0.id == id }
            if byPair[key]?.isEmpty == true { byPair[key] = nil }
        }
    }

    /// Visits the silences whose matchers an alert meets, each once, in no particular order.
    package func forEachMatch(of labels: LabelSet, _ body: (SilenceID) -> Void) {
        if !byPair.isEmpty {
            labels.pairs.bytes.withUnsafeBufferPointer { all in
                var walk = PackedWalk(all)
                while let pair = walk.next() {
                    guard let entries = byPair[SilenceIndex.key(pair.name, pair.value)] else { continue }
                    SilenceIndex.ask(entries, labels, body)
                }
            }
        }
        SilenceIndex.ask(others, labels, body)
    }

    private static func ask(_ entries: [Entry], _ labels: LabelSet, _ body: (SilenceID) -> Void) {
        entries.withUnsafeBufferPointer { entries in
            for index in entries.indices where entries[index].conditions.areMet(by: labels) { body(entries[index].id) }
        }
    }

    /// How many silences a lookup by these keys would have to ask.
    private func crowd(_ keys: [UInt64]) -> Int { keys.reduce(0) { max($0, byPair[$1]?.count ?? 0) } }

    /// The keys of a matcher that only few values meet; nil for any other. No two of them are met by one alert.
    private static func keys(of matcher: Matcher) -> [UInt64]? {
        guard let values = matcher.acceptedValues, values.count <= valuesMax, !values.contains("") else { return nil }
        var keys: [UInt64] = []
        for value in values {
            let key = matcher.nameBytes.withUnsafeBufferPointer { name in
                Array(value.utf8).withUnsafeBufferPointer { SilenceIndex.key(name, $0) }
            }
            if !keys.contains(key) { keys.append(key) }
        }
        return keys
    }

    @inline(__always)
    private static func key(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash = FNV1a()
        var index = 0
        while index < name.count {
            hash.add(name[index])
            index += 1
        }
        hash.add(0xFF)
        index = 0
        while index < value.count {
            hash.add(value[index])
            index += 1
        }
        return hash.value
    }
}
