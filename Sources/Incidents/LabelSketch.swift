/// A set of pairs of name and value in 64 bits, two for each pair: it may take a pair for one that it has, and never
/// misses one that it has (a Bloom filter: Bloom, 1970).
package struct LabelSketch: Hashable, Sendable {
    private var bits: UInt64 = 0

    /// The sketch of no pair; every sketch may hold all of it.
    package init() {}

    /// Adds a pair, from the hash of its name, 0xFF, its value and 0xFF.
    mutating func add(_ pair: FNV1a) {
        bits |= 1 << (pair.value >> 58) | 1 << (pair.value >> 29 & 63)
    }

    /// Adds a pair.
    package mutating func add(name: String, value: String) {
        var hash = FNV1a()
        for text in [name, value] {
            hash.add(text.utf8)
            hash.add(0xFF)
        }
        add(hash)
    }

    /// Whether all pairs of another sketch may be in this one.
    package func mayHold(_ other: LabelSketch) -> Bool { bits & other.bits == other.bits }
}
