/// Finds `ESC [ 201 ~`, which ends a paste, in pasted bytes.
struct PasteEnd {
    private static let mark = Array("\u{1B}[201~".utf8)
    private var matched = 0

    var isComplete: Bool { matched == PasteEnd.mark.count }

    /// Takes one byte and answers those that turned out to be text.
    mutating func take(_ byte: UInt8) -> ArraySlice<UInt8> {
        if byte == PasteEnd.mark[matched] {
            matched += 1
            return []
        }
        let text = PasteEnd.mark.prefix(matched)
        matched = byte == PasteEnd.mark[0] ? 1 : 0
        return matched == 1 ? text : text + [byte]
    }
}
