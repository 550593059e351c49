/// Choices that are the same for the same seed.
package struct Chance: Sendable {
    private var source: SplitMix64

    package init(seed: Int) { source = SplitMix64(seed: UInt64(truncatingIfNeeded: seed)) }

    /// A number from 0 up to, not including, the bound, which is above 0.
    package mutating func below(_ bound: Int) -> Int { Int(source.next() % UInt64(bound)) }

    /// A number of a range.
    package mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// Whether something is so that is so in this many of a hundred cases.
    package mutating func happens(_ percent: Int) -> Bool { below(100) < percent }

    /// One of several; there is at least one.
    package mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

    /// Each with the same chance, in the order in which they stand.
    package mutating func some<Item>(of items: [Item], percent: Int) -> [Item] {
        items.filter { _ in happens(percent) }
    }

    /// So many of several, at most all of them, none twice.
    package mutating func pick<Item>(_ count: Int, of items: [Item]) -> [Item] {
        var left = items
        return (0..<min(count, items.count)).map { _ in left.remove(at: below(left.count)) }
    }
}
