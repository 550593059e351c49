import HeapModule
import Incidents

/// A set of alerts; most have one member or none, and then cost no memory of their own.
struct FingerprintSet: Sendable {
    private enum Content: Sendable {
        case none
        case one(Fingerprint)
        case many(Set<Fingerprint>)
    }

    private var content = Content.none

    var count: Int {
        switch content {
        case .none: 0
        case .one: 1
        case .many(let all): all.count
        }
    }

    var isEmpty: Bool { count == 0 }

    func contains(_ fingerprint: Fingerprint) -> Bool {
        switch content {
        case .none: false
        case .one(let only): only == fingerprint
        case .many(let all): all.contains(fingerprint)
        }
    }

    /// Answers whether it is new.
    @discardableResult
    mutating func insert(_ fingerprint: Fingerprint) -> Bool {
        switch content {
        case .none:
            content = .one(fingerprint)
            return true
        case .one(let only):
            guard only != fingerprint else { return false }
            content = .many([only, fingerprint])
            return true
        case .many(var all):
            // Given up here meanwhile, so that it is changed in place.
            content = .none
            defer { content = .many(all) }
            return all.insert(fingerprint).inserted
        }
    }

    mutating func remove(_ fingerprint: Fingerprint) {
        switch content {
        case .none: break
        case .one(let only): if only == fingerprint { content = .none }
        case .many(var all):
            content = .none
            all.remove(fingerprint)
            content = all.isEmpty ? .none : .many(all)
        }
    }

    /// Visits every member, in no particular order.
    func forEach(_ body: (Fingerprint) -> Void) {
        switch content {
        case .none: break
        case .one(let only): body(only)
        case .many(let all): for fingerprint in all { body(fingerprint) }
        }
    }
}

/// Alerts that inhibit, with the smallest fingerprint at hand.
struct SourceSet: Sendable {
    private var members = FingerprintSet()
    /// All members when there are several, and some that have gone.
    private var heap = Heap<Fingerprint>()
    private(set) var least: Fingerprint?

    var isEmpty: Bool { members.isEmpty }

    func forEach(_ body: (Fingerprint) -> Void) { members.forEach(body) }

    mutating func insert(_ fingerprint: Fingerprint) {
        guard members.insert(fingerprint) else { return }
        if heap.isEmpty, let least { heap.insert(least) }
        if members.count > 1 { heap.insert(fingerprint) }
        least = min(least ?? fingerprint, fingerprint)
        // Members come and go; what has gone is swept out before it is the greater part.
        if heap.count > 2 * members.count + 32 { refill() }
    }

    mutating func remove(_ fingerprint: Fingerprint) {
        members.remove(fingerprint)
        guard fingerprint == least else { return }
        while let top = heap.min, !members.contains(top) { heap.removeMin() }
        least = heap.min
        if members.isEmpty { heap = Heap() }
    }

    private mutating func refill() {
        var all: [Fingerprint] = []
        members.forEach { all.append($0) }
        heap = Heap(all)
    }
}
