internal import Incidents

extension PackedPairs {
    /// Hands the bytes of a name's value to `body`: an empty buffer when the name is missing, which is the same thing
    /// to every matcher. Nothing is copied and nothing is allocated.
    @inline(__always)
    func withValue<Answer>(of name: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
        bytes.withUnsafeBufferPointer { all in
            name.withUnsafeBufferPointer { wanted in
                var walk = PackedWalk(all)
                while let pair = walk.next() {
                    if PackedWalk.areEqual(pair.name, wanted) { return body(pair.value) }
                }
                return body(UnsafeBufferPointer(start: nil, count: 0))
            }
        }
    }
}

/// Walks over packed pairs in place: the layout is that of ``PackedPairs/bytes``.
///
/// The walk ends where a length would lead out of the buffer, so even bytes that nobody has checked are never overrun.
struct PackedWalk {
    /// One pair: slices of the buffer that is walked over, valid as long as that is.
    struct Pair {
        /// The whole pair, lengths and all, as offsets into the buffer.
        var range: Range<Int>
        var name: UnsafeBufferPointer<UInt8>
        var value: UnsafeBufferPointer<UInt8>
    }

    private static let header = 5

    private let all: UnsafeBufferPointer<UInt8>
    private var at = 0

    @inline(__always)
    init(_ all: UnsafeBufferPointer<UInt8>) { self.all = all }

    @inline(__always)
    mutating func next() -> Pair? {
        guard all.count - at >= PackedWalk.header else { return nil }
        let nameLength = Int(all[at]) | Int(all[at + 1]) << 8
        let valueLength = Int(all[at + 2]) | Int(all[at + 3]) << 8 | Int(all[at + 4]) << 16
        let nameStart = at + PackedWalk.header
        let valueStart = nameStart + nameLength
        let end = valueStart + valueLength
        guard end <= all.count else { return nil }
        defer { at = end }
        return Pair(
            range: at..<end,
            name: UnsafeBufferPointer(rebasing: all[nameStart..<valueStart]),
            value: UnsafeBufferPointer(rebasing: all[valueStart..<end]))
    }

    @inline(__always)
    static func areEqual(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        guard a.count == b.count else { return false }
        var index = 0
        while index < a.count {
            if a[index] != b[index] { return false }
            index += 1
        }
        return true
    }
}
