/// The order in which a receiver is told of alerts.
extension Alert {
    /// Whether an alert stands before another in a message, as in Alertmanager (`types.AlertSlice`): by job, then by
    /// instance, those without one last; then those with fewer labels; then by the first label that differs, where a
    /// set that lacks it comes first.
    package static func isToldBefore(_ a: Alert, _ b: Alert) -> Bool {
        a.labels.pairs.bytes.withUnsafeBufferPointer { first in
            b.labels.pairs.bytes.withUnsafeBufferPointer { second in
                for name in LabelWalk.leading {
                    switch (LabelWalk.value(of: name, in: first), LabelWalk.value(of: name, in: second)) {
                    case (nil, nil): continue
                    case (nil, _?): return false
                    case (_?, nil): return true
                    case (let one?, let two?):
                        let order = LabelWalk.order(one, two)
                        if order != 0 { return order < 0 }
                    }
                }
                return LabelWalk.isBefore(first, second)
            }
        }
    }
}

/// Walks over packed labels in place: a group of a hundred thousand alerts is sorted by this, so nothing is allocated.
private struct LabelWalk {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// The labels that are looked at before all others.
    static let leading: [StaticString] = ["job", "instance"]

    private let all: Bytes
    private var at = 0

    private init(_ all: Bytes) { self.all = all }

    private mutating func next() -> (name: Bytes, value: Bytes)? {
        guard all.count - at >= PackedPairs.header else { return nil }
        let nameStart = at + PackedPairs.header
        let valueStart = nameStart + (Int(all[at]) | Int(all[at + 1]) << 8)
        let end = valueStart + (Int(all[at + 2]) | Int(all[at + 3]) << 8 | Int(all[at + 4]) << 16)
        guard end <= all.count else { return nil }
        at = end
        return (Bytes(rebasing: all[nameStart..<valueStart]), Bytes(rebasing: all[valueStart..<end]))
    }

    static func value(of name: StaticString, in all: Bytes) -> Bytes? {
        let wanted = Bytes(start: name.utf8Start, count: name.utf8CodeUnitCount)
        var walk = LabelWalk(all)
        while let pair = walk.next() {
            if order(pair.name, wanted) == 0 { return pair.value }
        }
        return nil
    }

    private static func count(_ all: Bytes) -> Int {
        var (walk, count) = (LabelWalk(all), 0)
        while walk.next() != nil { count += 1 }
        return count
    }

    static func isBefore(_ a: Bytes, _ b: Bytes) -> Bool {
        let (first, second) = (count(a), count(b))
        guard first == second else { return first < second }
        var (one, two) = (LabelWalk(a), LabelWalk(b))
        while let left = one.next(), let right = two.next() {
            let names = order(left.name, right.name)
            // The smaller name is what the other set lacks, and what lacks it comes first.
            if names != 0 { return names > 0 }
            let values = order(left.value, right.value)
            if values != 0 { return values < 0 }
        }
        return false
    }

    /// Less than zero when `a` comes first, zero when both are the same.
    static func order(_ a: Bytes, _ b: Bytes) -> Int {
        var index = 0
        while index < a.count, index < b.count {
            if a[index] != b[index] { return Int(a[index]) - Int(b[index]) }
            index += 1
        }
        return a.count - b.count
    }
}
