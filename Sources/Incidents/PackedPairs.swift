/// Sorted pairs of name and value in one allocation: four bytes of lengths, the name, the value, and so on.
///
/// A hundred thousand alerts are held at once, so a label costs its bytes and four more, and no object of its own.
/// Names and values are UTF-8; whoever builds one from foreign bytes has checked that. A name is at most 65,535 bytes.
package struct PackedPairs: Hashable, Sendable {
    package static let nameLengthMax = Int(UInt16.max)
    package static let valueLengthMax = 0xFF_FFFF

    /// The packed form: for each pair, two bytes name length, three bytes value length (little endian), name, value.
    package let bytes: [UInt8]

    package static let empty = PackedPairs(trusted: [])

    /// Takes bytes that were packed by this type before.
    package init(trusted bytes: [UInt8]) { self.bytes = bytes }

    /// Takes bytes from a store, and refuses any that are not well formed.
    package init?(checking bytes: [UInt8]) {
        var at = 0
        while at < bytes.count {
            guard bytes.count - at >= PackedPairs.header else { return nil }
            at += PackedPairs.header + PackedPairs.nameLength(bytes, at) + PackedPairs.valueLength(bytes, at)
        }
        guard at == bytes.count else { return nil }
        self.bytes = bytes
    }

    /// Packs pairs in any order; of two equal names the later wins, as in a JSON object. Over-long text is cut.
    package init(_ pairs: some Sequence<(String, String)>) {
        var builder = PackedPairsBuilder()
        for (name, value) in pairs { builder.add(name: name.utf8, value: value.utf8) }
        self = builder.finish()
    }

    package var isEmpty: Bool { bytes.isEmpty }

    static let header = 5

    static func nameLength(_ bytes: [UInt8], _ at: Int) -> Int { Int(bytes[at]) | Int(bytes[at + 1]) << 8 }

    static func valueLength(_ bytes: [UInt8], _ at: Int) -> Int {
        Int(bytes[at + 2]) | Int(bytes[at + 3]) << 8 | Int(bytes[at + 4]) << 16
    }

    /// Visits each pair in order of its name, as ranges of ``bytes``.
    @inline(__always)
    package func forEachRange(_ body: (_ name: Range<Int>, _ value: Range<Int>) -> Void) {
        var at = 0
        while at < bytes.count {
            let name = at + PackedPairs.header..<at + PackedPairs.header + PackedPairs.nameLength(bytes, at)
            let value = name.upperBound..<name.upperBound + PackedPairs.valueLength(bytes, at)
            body(name, value)
            at = value.upperBound
        }
    }

    /// The pairs as text, in order of their names. For edges and tests; hot paths use ranges.
    package var pairs: [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        forEachRange { name, value in pairs.append((text(name), text(value))) }
        return pairs
    }

    package var count: Int {
        var count = 0
        forEachRange { _, _ in count += 1 }
        return count
    }

    /// The text at a range of ``bytes``.
    package func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// Where the value of a name lies in ``bytes``, or nil. On the hot path: concrete, so that no generic code is called.
    package func range(of name: [UInt8]) -> Range<Int>? {
        bytes.withUnsafeBufferPointer { bytes in
            name.withUnsafeBufferPointer { name in
                var at = 0
                while at < bytes.count {
                    let nameLength = Int(bytes[at]) | Int(bytes[at + 1]) << 8
                    let valueLength = Int(bytes[at + 2]) | Int(bytes[at + 3]) << 8 | Int(bytes[at + 4]) << 16
                    let valueStart = at + PackedPairs.header + nameLength
                    if nameLength == name.count {
                        var index = 0
                        while index < nameLength, bytes[at + PackedPairs.header + index] == name[index] { index += 1 }
                        if index == nameLength { return valueStart..<valueStart + valueLength }
                    }
                    at = valueStart + valueLength
                }
                return nil
            }
        }
    }

    /// The raw value of a name, exactly as it was sent. To show it to a person, go through ``SafeText``.
    package subscript(raw name: String) -> String? { range(of: Array(name.utf8)).map(text) }
}

/// Collects pairs and packs them sorted. Reused from alert to alert, so that the hot path allocates only the result.
package struct PackedPairsBuilder {
    private struct Entry {
        var name: Range<Int>
        var value: Range<Int>
    }

    private var arena: [UInt8] = []
    private var entries: [Entry] = []

    package init() {}

    package var isEmpty: Bool { entries.isEmpty }
    package var count: Int { entries.count }

    /// Adds a pair; what is longer than ``PackedPairs`` can hold is cut (the bounds of intake are far below).
    package mutating func add(name: some Collection<UInt8>, value: some Collection<UInt8>) {
        let start = arena.count
        arena.append(contentsOf: name.prefix(PackedPairs.nameLengthMax))
        let middle = arena.count
        arena.append(contentsOf: value.prefix(PackedPairs.valueLengthMax))
        entries.append(Entry(name: start..<middle, value: middle..<arena.count))
    }

    /// The packed pairs; the builder is empty afterwards and keeps its capacity.
    package mutating func finish(droppingEmptyValues: Bool = false) -> PackedPairs {
        sortEntries()
        var packed: [UInt8] = []
        packed.reserveCapacity(arena.count + entries.count * PackedPairs.header)
        for (index, entry) in entries.enumerated() {
            if index + 1 < entries.count, arena[entry.name].elementsEqual(arena[entries[index + 1].name]) { continue }
            if droppingEmptyValues, entry.value.isEmpty { continue }
            let (name, value) = (entry.name.count, entry.value.count)
            packed.append(UInt8(truncatingIfNeeded: name))
            packed.append(UInt8(truncatingIfNeeded: name >> 8))
            packed.append(UInt8(truncatingIfNeeded: value))
            packed.append(UInt8(truncatingIfNeeded: value >> 8))
            packed.append(UInt8(truncatingIfNeeded: value >> 16))
            packed.append(contentsOf: arena[entry.name])
            packed.append(contentsOf: arena[entry.value])
        }
        arena.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        return PackedPairs(trusted: packed)
    }

    /// Insertion sort, stable: label sets are short and mostly arrive sorted.
    private mutating func sortEntries() {
        for index in entries.indices.dropFirst() {
            let entry = entries[index]
            var hole = index
            while hole > 0, arena[entry.name].lexicographicallyPrecedes(arena[entries[hole - 1].name]) {
                entries[hole] = entries[hole - 1]
                hole -= 1
            }
            entries[hole] = entry
        }
    }
}
