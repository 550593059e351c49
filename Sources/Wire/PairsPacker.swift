internal import Incidents

/// Collects the pairs of one JSON object as ranges of the body and packs them sorted, in one allocation.
///
/// It makes what ``PackedPairsBuilder`` makes of the same pairs; a body's bytes are copied once, into the result.
/// Only text with escapes or broken UTF-8 takes a detour, through an arena that is reused.
struct PairsPacker {
    /// A piece of text: in the body, or in the arena.
    struct Piece {
        var start: Int
        var count: Int
        var isInArena: Bool

        static let empty = Piece(start: 0, count: 0, isInArena: true)
    }

    private struct Pair {
        var name: Piece
        var value: Piece
    }

    private var pairs: [Pair] = []
    private var arena: [UInt8] = []

    /// How many pairs were added, repeated names included.
    var count: Int { pairs.count }

    mutating func removeAll() {
        pairs.removeAll(keepingCapacity: true)
        arena.removeAll(keepingCapacity: true)
    }

    /// Forgets the pairs, but keeps pieces that were made.
    mutating func removePairs() { pairs.removeAll(keepingCapacity: true) }

    /// Makes a piece of a string of the body.
    @inline(__always)
    mutating func piece(of text: JSONText, in scanner: JSONScanner) -> Piece {
        guard text.needsDecoding else {
            return Piece(start: text.range.lowerBound, count: text.range.count, isInArena: false)
        }
        let start = arena.count
        scanner.decode(text, into: &arena)
        return Piece(start: start, count: arena.count - start, isInArena: true)
    }

    @inline(__always)
    mutating func add(_ name: Piece, _ value: Piece) { pairs.append(Pair(name: name, value: value)) }

    /// The text of a piece, for an error message.
    func text(_ piece: Piece, in body: UnsafeRawBufferPointer) -> String {
        let range = piece.start..<piece.start + piece.count
        return piece.isInArena
            ? String(decoding: arena[range], as: UTF8.self) : String(decoding: body[range], as: UTF8.self)
    }

    /// The first name that is not `[a-zA-Z_][a-zA-Z0-9_]*`, of a pair that counts.
    func invalidName(in body: UnsafeRawBufferPointer, ignoringEmptyValues: Bool) -> String? {
        arena.withUnsafeBytes { arena in
            for pair in pairs where !(ignoringEmptyValues && pair.value.count == 0) {
                let source = pair.name.isInArena ? arena : body
                if !LabelName.isValid(source, pair.name.start..<pair.name.start + pair.name.count) {
                    return text(pair.name, in: body)
                }
            }
            return nil
        }
    }

    /// Packs the pairs in order of their names; of equal names the last counts. The packer is empty afterwards.
    mutating func finish(_ body: UnsafeRawBufferPointer, droppingEmptyValues: Bool) -> PackedPairs {
        defer { removeAll() }
        if pairs.isEmpty { return .empty }
        return arena.withUnsafeBytes { arena in
            Packing(body: body, arena: arena).pack(&pairs, droppingEmptyValues: droppingEmptyValues)
        }
    }

    private struct Packing {
        let body: UnsafeRawBufferPointer
        let arena: UnsafeRawBufferPointer

        func pack(_ pairs: inout [Pair], droppingEmptyValues: Bool) -> PackedPairs {
            sort(&pairs)
            var size = 0
            for index in pairs.indices {
                let pair = pairs[index]
                let isRepeated = index + 1 < pairs.count && order(pair.name, pairs[index + 1].name) == 0
                if isRepeated || (droppingEmptyValues && pair.value.count == 0) {
                    // A count below zero marks a pair that is left out.
                    pairs[index].name.count = -1
                } else {
                    size += 5 + pair.name.count + pair.value.count
                }
            }
            if size == 0 { return .empty }
            let packed = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                let target = UnsafeMutableRawBufferPointer(buffer)
                for pair in pairs where pair.name.count >= 0 {
                    let (name, value) = (pair.name.count, pair.value.count)
                    target[count] = UInt8(truncatingIfNeeded: name)
                    target[count + 1] = UInt8(truncatingIfNeeded: name >> 8)
                    target[count + 2] = UInt8(truncatingIfNeeded: value)
                    target[count + 3] = UInt8(truncatingIfNeeded: value >> 8)
                    target[count + 4] = UInt8(truncatingIfNeeded: value >> 16)
                    copy(pair.name, to: target, at: count + 5)
                    copy(pair.value, to: target, at: count + 5 + name)
                    count += 5 + name + value
                }
            }
            return PackedPairs(trusted: packed)
        }

        @inline(__always)
        private func bytes(_ piece: Piece) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(
                rebasing: (piece.isInArena ? arena : body)[piece.start..<piece.start + piece.count])
        }

        @inline(__always)
        private func copy(_ piece: Piece, to target: UnsafeMutableRawBufferPointer, at offset: Int) {
            guard piece.count > 0 else { return }
            UnsafeMutableRawBufferPointer(rebasing: target[offset..<offset + piece.count]).copyMemory(
                from: bytes(piece))
        }

        /// Less than, equal to or greater than zero, by the bytes of two names.
        @inline(__always)
        private func order(_ a: Piece, _ b: Piece) -> Int {
            let (first, second) = (bytes(a), bytes(b))
            let shared = min(first.count, second.count)
            for index in 0..<shared where first[index] != second[index] {
                return Int(first[index]) - Int(second[index])
            }
            return first.count - second.count
        }

        /// Insertion sort, stable: label sets are short, bounded, and mostly arrive sorted.
        private func sort(_ pairs: inout [Pair]) {
            for index in pairs.indices.dropFirst() where order(pairs[index].name, pairs[index - 1].name) < 0 {
                let pair = pairs[index]
                var hole = index
                while hole > 0, order(pair.name, pairs[hole - 1].name) < 0 {
                    pairs[hole] = pairs[hole - 1]
                    hole -= 1
                }
                pairs[hole] = pair
            }
        }
    }
}

/// What Alertmanager takes as the name of a label.
enum LabelName {
    static func isValid(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return false }
        for index in range {
            let byte = bytes[index]
            switch byte | 0x20 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): continue
            default:
                if byte == UInt8(ascii: "_") { continue }
                guard byte &- UInt8(ascii: "0") < 10, index > range.lowerBound else { return false }
            }
        }
        return true
    }
}
