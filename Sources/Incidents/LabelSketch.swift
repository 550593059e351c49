/// A set of pairs of name and value in 128 bits, three for each pair: it may take a pair for one that it has, and never
/// misses one that it has (a Bloom filter: Bloom, 1970). Of a set of nine pairs it lets some one in a hundred others by.
package struct LabelSketch: Hashable, Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// The sketch of no pair; every sketch may hold all of it.
    package init() {}

    /// Adds a pair, from the hash of its name, 0xFF, its value and 0xFF.
    mutating func add(_ pair: FNV1a) {
        // Seven bits say which of the 128; those of the middle and the top of an FNV hash are the most mixed.
        set(pair.value >> 57)
        set(pair.value >> 43)
        set(pair.value >> 29)
    }

    @inline(__always)
    private mutating func set(_ place: UInt64) {
        let bit: UInt64 = 1 << (place & 63)
        if place & 64 == 0 { low |= bit } else { high |= bit }
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
    package func mayHold(_ other: LabelSketch) -> Bool {
        low & other.low == other.low && high & other.high == other.high
    }
}
