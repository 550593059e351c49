package import Incidents

/// The order in which Alertmanager shows label sets: that of groups, and that of the alerts within one.
package enum AlertmanagerOrder {
    /// Whether one label set comes before another: the one of fewer labels; of as many, the first name that only one of
    /// them has, or the first value that differs, decides (`model.LabelSet.Before`). Bytes are compared.
    package static func precedes(_ a: LabelSet, _ b: LabelSet) -> Bool {
        let (first, second) = (a.pairs.count, b.pairs.count)
        if first != second { return first < second }
        return a.pairs.bytes.withUnsafeBufferPointer { first in
            b.pairs.bytes.withUnsafeBufferPointer { second in
                var (one, other) = (PackedWalk(first), PackedWalk(second))
                while let mine = one.next(), let theirs = other.next() {
                    let name = order(mine.name, theirs.name)
                    // The smaller name is missing in the other set, and the set that lacks it comes first.
                    if name != 0 { return name > 0 }
                    let value = order(mine.value, theirs.value)
                    if value != 0 { return value < 0 }
                }
                return false
            }
        }
    }

    private static let job = Array("job".utf8)
    private static let instance = Array("instance".utf8)

    /// The order of alerts in a group: by `job`, then by `instance`, those that have none last; then as label sets
    /// (`types.AlertSlice.Less`).
    package static func precedesInGroup(_ a: LabelSet, _ b: LabelSet) -> Bool {
        for name in [job, instance] {
            switch (a.pairs.range(of: name), b.pairs.range(of: name)) {
            case (nil, nil): continue
            case (nil, _): return false
            case (_, nil): return true
            case (let mine?, let theirs?):
                let (one, other) = (a.pairs.bytes[mine], b.pairs.bytes[theirs])
                if !one.elementsEqual(other) { return one.lexicographicallyPrecedes(other) }
            }
        }
        return precedes(a, b)
    }

    /// Less than zero when `a` comes first, zero when both are the same.
    @inline(__always)
    private static func order(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
        var index = 0
        while index < a.count, index < b.count {
            if a[index] != b[index] { return Int(a[index]) - Int(b[index]) }
            index += 1
        }
        return a.count - b.count
    }
}
