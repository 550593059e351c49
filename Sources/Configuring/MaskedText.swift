/// A file's text with two things hidden from the YAML library, each behind one private-use character in its place, so
/// that lines and columns stay what they are.
///
/// - Every `*`, so that aliases arrive as plain scalars and are unfolded by us, within bounds.
/// - The first character of a key that stands again in the same block, so that reading goes on behind it.
struct MaskedText {
    /// Stands for `*`. A plain scalar cannot begin with one, so one that does was an alias.
    private static let star: Unicode.Scalar = "\u{E02A}"
    /// The first of the characters that stand for the beginning of a key.
    private static let firstKey: UInt32 = 0xE080
    private static let reserved: ClosedRange<Unicode.Scalar> = "\u{E000}"..."\u{E0FF}"

    private var scalars: [Unicode.Scalar]
    /// What each masked key began with.
    private var beginnings: [Unicode.Scalar] = []

    init(_ text: Substring) {
        scalars = text.unicodeScalars.map { $0 == "*" ? MaskedText.star : $0 }
    }

    /// What the YAML library reads.
    var masked: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Where a text has a character that masking needs for itself.
    static func reservedPlace(in text: Substring) -> Place? {
        guard text.unicodeScalars.contains(where: reserved.contains) else { return nil }
        var place = Place.start
        for scalar in text.unicodeScalars {
            if reserved.contains(scalar) { break }
            place =
                scalar == "\n"
                ? Place(line: place.line + 1, column: 1) : Place(line: place.line, column: place.column + 1)
        }
        return place
    }

    /// Hides the key that begins at a place. False where that cannot be done in its place: an empty key, an escape.
    mutating func maskKey(at place: Place) -> Bool {
        guard var index = index(of: place), let mask = Unicode.Scalar(MaskedText.firstKey + UInt32(beginnings.count)),
            MaskedText.reserved.contains(mask)
        else { return false }
        if scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
        guard index < scalars.count, !"\"'\\&!:?\n".unicodeScalars.contains(scalars[index]) else { return false }
        beginnings.append(scalars[index])
        scalars[index] = mask
        return true
    }

    /// Whether a tab stands at a place.
    func hasTab(at place: Place) -> Bool { index(of: place).map { scalars[$0] == "\t" } ?? false }

    private func index(of place: Place) -> Int? {
        var (line, index) = (1, 0)
        while line < place.line, index < scalars.count {
            if MaskedText.breaksLine(scalars, index) { line += 1 }
            index += 1
        }
        let found = index + place.column - 1
        return found < scalars.count ? found : nil
    }

    /// What YAML counts as the end of a line.
    private static func breaksLine(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        switch scalars[index] {
        case "\n", "\u{85}", "\u{2028}", "\u{2029}": true
        case "\r": index + 1 == scalars.count || scalars[index + 1] != "\n"
        default: false
        }
    }

    /// The name of the alias that a plain scalar was, or nil.
    static func alias(in text: String) -> String? {
        guard let first = text.unicodeScalars.first, first == star else { return nil }
        return restored(String(text.unicodeScalars.dropFirst()))
    }

    /// The text of a scalar as it stands in the file.
    static func restored(_ text: String) -> String {
        guard text.unicodeScalars.contains(star) else { return text }
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { view.append(scalar == star ? "*" : scalar) }
        return String(view)
    }

    /// The text of a key as it stands in the file, masked or not.
    func restoredKey(_ text: String) -> String {
        // An escape in quotes may say such a character without having been masked.
        guard let first = text.unicodeScalars.first, first.value >= MaskedText.firstKey,
            first.value < MaskedText.firstKey + UInt32(beginnings.count)
        else { return MaskedText.restored(text) }
        var view = String.UnicodeScalarView()
        view.append(beginnings[Int(first.value - MaskedText.firstKey)])
        view.append(contentsOf: text.unicodeScalars.dropFirst())
        return MaskedText.restored(String(view))
    }
}
