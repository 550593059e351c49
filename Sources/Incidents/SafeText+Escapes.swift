extension SafeText {
    /// The most combining marks on one base: more pile up over neighbouring lines.
    static let marksMax = 2

    /// The text with escapes in the place of all that ``shown`` hides or shows as something else: `\u{202E}`. What
    /// `:raw` shows. An escape that was itself sent as text is told apart: its backslash is escaped.
    package var escaped: String {
        var text = String.UnicodeScalarView()
        var (marks, hasBase, index) = (0, false, original.unicodeScalars.startIndex)
        let scalars = original.unicodeScalars
        while index < scalars.endIndex {
            let scalar = scalars[index]
            index = scalars.index(after: index)
            var isShown = false
            switch ScalarKind(scalar) {
            case .plain:
                isShown = scalar != "\\" || !scalars[index...].starts(with: "u{".unicodeScalars)
                (marks, hasBase) = (0, isShown)
            case .mark:
                marks += 1
                isShown = hasBase && marks <= SafeText.marksMax
            case .blank, .hidden: hasBase = false
            }
            if isShown {
                text.append(scalar)
            } else {
                text.append(contentsOf: SafeText.escape(scalar).unicodeScalars)
            }
        }
        return String(text)
    }

    /// The text in printable ASCII, with `?` for every other character: for places whose encoding nobody knows.
    package var ascii: String {
        String(decoding: shown.unicodeScalars.map { $0.isASCII ? UInt8($0.value) : UInt8(ascii: "?") }, as: UTF8.self)
    }

    /// One scalar as an escape of Swift's form: `\u{1B}`.
    package static func escape(_ scalar: Unicode.Scalar) -> String {
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }

    /// Whether a scalar is invisible, reorders its neighbours, or has no agreed meaning.
    package static func mustHide(_ scalar: Unicode.Scalar) -> Bool {
        switch ScalarKind(scalar) {
        case .hidden: true
        case .blank: scalar != "\u{A0}"
        case .plain, .mark: false
        }
    }
}
