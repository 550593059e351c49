/// Text that is looked for, without regard to the case of ASCII letters; `*` stands for anything.
///
/// Bytes are compared as they lie there: a hundred thousand titles are looked through while a key is pressed.
struct TextPattern: Hashable, Sendable {
    /// What stands between the stars, folded to lower case.
    private let pieces: [[UInt8]]

    init(_ text: some StringProtocol) {
        pieces = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map {
            $0.map(TextPattern.folded)
        }
    }

    /// Whether all of a text is of this pattern.
    func matches(_ text: SafeText) -> Bool {
        var copy = text.shown
        return copy.withUTF8 { matches($0) }
    }

    /// Whether some part of a text is of this pattern.
    func isFound(in text: SafeText) -> Bool {
        var copy = text.shown
        return copy.withUTF8 { isFound(in: $0) }
    }

    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = pieces.first, let last = pieces.last else { return false }
        if pieces.count == 1 { return text.count == first.count && Self.stands(first, in: text, at: 0) }
        guard text.count >= first.count + last.count, Self.stands(first, in: text, at: 0),
            Self.stands(last, in: text, at: text.count - last.count)
        else { return false }
        return end(of: pieces.dropFirst().dropLast(), in: text, from: first.count).map {
            $0 <= text.count - last.count
        } ?? false
    }

    func isFound(in text: UnsafeBufferPointer<UInt8>) -> Bool { end(of: pieces[...], in: text, from: 0) != nil }

    /// Where pieces end that follow one another in a text; nil when they do not.
    private func end(of pieces: ArraySlice<[UInt8]>, in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var at = start
        for piece in pieces {
            guard let found = Self.place(of: piece, in: text, from: at) else { return nil }
            at = found + piece.count
        }
        return at
    }

    private static func place(of piece: [UInt8], in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let first = piece.first else { return start }
        var at = start
        while at + piece.count <= text.count {
            if folded(text[at]) == first, stands(piece, in: text, at: at) { return at }
            at += 1
        }
        return nil
    }

    @inline(__always)
    private static func stands(_ piece: [UInt8], in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        var index = 0
        while index < piece.count {
            if folded(text[start + index]) != piece[index] { return false }
            index += 1
        }
        return true
    }

    @inline(__always)
    private static func folded(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }
}
