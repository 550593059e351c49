/// What several sets of pairs have in common.
extension PackedPairs {
    /// What is said to be shared takes at most so many bytes: some twenty labels of usual length.
    package static let sharedMax = 2_048

    /// Those of these pairs that the other set has too. Where that is all of them nothing is copied: on the hot path,
    /// an alert that joins an incident mostly has what the others have.
    package func shared(with other: PackedPairs) -> PackedPairs {
        var length = 0
        forEachShared(with: other) { length += $0.count }
        if length == bytes.count { return self }
        var shared: [UInt8] = []
        shared.reserveCapacity(length)
        forEachShared(with: other) { shared.append(contentsOf: bytes[$0]) }
        return PackedPairs(trusted: shared)
    }

    /// Those of these pairs whose names the other set does not have; what does not fit into ``sharedMax`` is left out.
    package func without(namesOf other: PackedPairs) -> PackedPairs {
        var kept: [UInt8] = []
        forEachRange { name, value in
            let pair = name.lowerBound - PackedPairs.header..<value.upperBound
            guard kept.count + pair.count <= PackedPairs.sharedMax, other.range(of: Array(bytes[name])) == nil else {
                return
            }
            kept.append(contentsOf: bytes[pair])
        }
        return PackedPairs(trusted: kept)
    }

    /// Visits the pairs that both have, each with its header. Both are in order of their names: one walk over each.
    private func forEachShared(with other: PackedPairs, _ body: (Range<Int>) -> Void) {
        bytes.withUnsafeBufferPointer { mine in
            other.bytes.withUnsafeBufferPointer { others in
                var (at, otherAt) = (0, 0)
                while at < mine.count, otherAt < others.count {
                    let (name, otherName) = (Pair(mine, at), Pair(others, otherAt))
                    let order = name.compareName(otherName)
                    if order == 0, name.hasValue(of: otherName) { body(at..<name.end) }
                    if order <= 0 { at = name.end }
                    if order >= 0 { otherAt = otherName.end }
                }
            }
        }
    }

    /// One pair in packed bytes, from its header on.
    private struct Pair {
        private let bytes: UnsafeBufferPointer<UInt8>
        private let name: Int
        private let value: Int
        let end: Int

        init(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) {
            self.bytes = bytes
            name = at + PackedPairs.header
            value = name + (Int(bytes[at]) | Int(bytes[at + 1]) << 8)
            end = value + (Int(bytes[at + 2]) | Int(bytes[at + 3]) << 8 | Int(bytes[at + 4]) << 16)
        }

        /// Less than nought when this name comes first, more when the other does, nought for the same name.
        func compareName(_ other: Pair) -> Int {
            let (length, otherLength) = (value - name, other.value - other.name)
            for index in 0..<min(length, otherLength) {
                let (byte, otherByte) = (bytes[name + index], other.bytes[other.name + index])
                if byte != otherByte { return Int(byte) - Int(otherByte) }
            }
            return length - otherLength
        }

        func hasValue(of other: Pair) -> Bool {
            guard end - value == other.end - other.value else { return false }
            for index in 0..<end - value where bytes[value + index] != other.bytes[other.value + index] { return false }
            return true
        }
    }
}
