internal import Incidents

/// The names of labels that somebody asks for, each with a number, so that an alert is looked through once for them all.
struct LabelIndex: Sendable {
    private let names: [[UInt8]]

    init(_ wanted: [[UInt8]]) {
        names = Array(Set(wanted)).sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// The number of a name, which must be one of those that were wanted.
    func slot(of name: [UInt8]) -> Int { names.firstIndex(of: name) ?? 0 }

    /// Hands the values of the wanted labels to `body`, by their numbers; a missing one is empty.
    func withValues<Answer>(
        of labels: LabelSet, _ body: (UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>) -> Answer
    ) -> Answer {
        withUnsafeTemporaryAllocation(of: UnsafeBufferPointer<UInt8>.self, capacity: max(names.count, 1)) { values in
            values.initialize(repeating: UnsafeBufferPointer(start: nil, count: 0))
            return labels.pairs.bytes.withUnsafeBufferPointer { all in
                var walk = PackedWalk(all)
                while let pair = walk.next() {
                    if let slot = find(pair.name) { values[slot] = pair.value }
                }
                return body(values)
            }
        }
    }

    private func find(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
        var (low, high) = (0, names.count)
        while low < high {
            let middle = (low + high) / 2
            let order = names[middle].withUnsafeBufferPointer { LabelIndex.order($0, name) }
            if order == 0 { return middle }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return nil
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
