import Incidents

/// What is searched for in lines: without regard to the case of ASCII letters, by bytes, so that ten thousand lines are
/// searched between two keys.
struct Needle: Hashable, Sendable {
    let text: SafeText
    private let bytes: [UInt8]

    /// Nil for a text of blanks.
    init?(_ text: String) {
        let safe = SafeText(text)
        guard safe.shown.contains(where: { $0 != " " }) else { return nil }
        self.text = safe
        bytes = safe.shown.utf8.map(Needle.folded)
    }

    func isIn(_ text: SafeText) -> Bool { place(in: text) != nil }

    /// Where the first hit is, as bytes of what is shown; nil when there is none.
    func place(in text: SafeText) -> Range<Int>? {
        let found = text.shown.utf8.withContiguousStorageIfAvailable { place(in: $0) }
        return found ?? Array(text.shown.utf8).withUnsafeBufferPointer { place(in: $0) }
    }

    private func place(in hay: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        guard hay.count >= bytes.count else { return nil }
        let first = bytes[0]
        for start in 0...(hay.count - bytes.count) where Needle.folded(hay[start]) == first {
            var length = 1
            while length < bytes.count, Needle.folded(hay[start + length]) == bytes[length] { length += 1 }
            if length == bytes.count { return start..<(start + length) }
        }
        return nil
    }

    private static func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
