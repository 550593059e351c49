/// Text that came from outside, made fit to be shown: one line, no control, no bidi, no invisible character.
///
/// It is made once, where foreign bytes become values, and it is the only text that a frame, a table, a title or a
/// message to a terminal takes. Nothing is dropped silently: what is hidden leaves a mark, and `original` keeps the
/// text as it was sent for those answers that must be exact.
package struct SafeText: Hashable, Sendable {
    /// What may be drawn. Hidden characters stand as ``marker``, line breaks and tabs as a space.
    package let shown: String

    /// What was sent, where it differs from ``shown``.
    private let sent: String?

    /// The longest text that is kept for showing, in bytes of UTF-8.
    package static let lengthMax = 4096

    /// What stands in the place of a character that would be invisible or would steer the terminal.
    package static let marker: Unicode.Scalar = "\u{FFFD}"

    /// What stands for a cut tail.
    package static let ellipsis = "…"

    /// Whether something in the text was hidden, so that a screen may say so.
    package let hidesSomething: Bool

    package init(_ text: String) {
        if SafeText.isPlain(text.utf8) {
            (shown, sent, hidesSomething) = (text, nil, false)
            return
        }
        var cleaner = SafeTextCleaner()
        for scalar in text.unicodeScalars { cleaner.add(scalar) }
        let result = cleaner.finish()
        shown = result.text
        sent = result.text == text ? nil : text
        hidesSomething = result.hidSomething
    }

    /// Text of our own, written in the source.
    package init(_ text: StaticString) {
        (shown, sent, hidesSomething) = ("\(text)", nil, false)
    }

    package static let empty = SafeText("" as StaticString)

    /// The text exactly as it was sent. Never to be written to a terminal.
    package var original: String { sent ?? shown }

    package var isEmpty: Bool { shown.isEmpty }

    /// Joins two safe texts; the result is safe again.
    package static func + (a: SafeText, b: SafeText) -> SafeText { SafeText(a.original + b.original) }

    /// The text with escapes in the place of what is hidden: `\u{202E}`. What `:raw` shows.
    package var escaped: String {
        guard sent != nil else { return shown }
        var text = ""
        for scalar in original.unicodeScalars {
            if SafeText.mustHide(scalar) || scalar.properties.generalCategory == .control {
                text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// Whether bytes are printable ASCII and short enough: nearly all text is, and needs no further look.
    private static func isPlain(_ bytes: String.UTF8View) -> Bool {
        bytes.count <= lengthMax && bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    /// Whether a scalar is invisible, reorders its neighbours, or has no agreed meaning.
    package static func mustHide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7F: return false
        case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0: return true
        case 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F: return true
        case 0xFE00...0xFE0F, 0xFFF9...0xFFFB, 0x2800: return true
        case 0xE0000...0xE01EF: return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return true
        case .spaceSeparator: return scalar.value != 0x20 && scalar.value != 0xA0 && scalar.value != 0x3000
        default: return scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isNoncharacterCodePoint
        }
    }
}

extension SafeText: ExpressibleByStringLiteral, CustomStringConvertible {
    package init(stringLiteral text: StaticString) { self.init(text) }

    package var description: String { shown }
}

/// Turns scalars into safe text, one after the other.
private struct SafeTextCleaner {
    /// More than two combining marks on one base pile up over neighbouring lines.
    static let marksMax = 2

    private var text = ""
    private var marks = 0
    private var hasBase = false
    private var hid = false
    private var isCut = false
    private var previousWasReturn = false

    mutating func add(_ scalar: Unicode.Scalar) {
        guard !isCut else { return }
        if text.utf8.count > SafeText.lengthMax - 4 {
            text += SafeText.ellipsis
            isCut = true
            return
        }
        defer { previousWasReturn = scalar == "\r" }
        switch scalar {
        case "\n" where previousWasReturn: return
        case "\t", "\n", "\r", "\u{2028}", "\u{2029}", "\u{85}": append(" ", isBase: true)
        case _ where SafeText.mustHide(scalar):
            append(SafeText.marker, isBase: true)
            hid = true
        case _ where scalar.properties.generalCategory.isMark:
            guard hasBase, marks < SafeTextCleaner.marksMax else {
                hid = true
                return
            }
            marks += 1
            text.unicodeScalars.append(scalar)
        default: append(scalar == "\u{A0}" ? " " : scalar, isBase: true)
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar, isBase: Bool) {
        text.unicodeScalars.append(scalar)
        hasBase = isBase
        marks = 0
    }

    func finish() -> (text: String, hidSomething: Bool) { (text, hid) }
}

extension Unicode.GeneralCategory {
    fileprivate var isMark: Bool {
        switch self {
        case .nonspacingMark, .enclosingMark, .spacingMark: true
        default: false
        }
    }
}
