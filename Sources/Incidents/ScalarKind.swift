/// What a character does on a screen, and so what becomes of it in ``SafeText``.
enum ScalarKind: Hashable {
    /// It is drawn as it is.
    case plain
    /// It is drawn onto the character before it.
    case mark
    /// It is a line break, a tab or a space of another width: a space is drawn.
    case blank
    /// It is invisible, steers the terminal, turns text around, or means nothing agreed: a marker is drawn.
    case hidden

    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if value < 0x7F {
            self = value >= 0x20 ? .plain : value == 0x09 || value == 0x0A || value == 0x0D ? .blank : .hidden
        } else if ScalarKind.isEasy(value) {
            self = .plain
        } else if ScalarKind.isBlank(value) {
            self = .blank
        } else if ScalarKind.isLookAlike(value) {
            self = .hidden
        } else if (0x1161...0x11FF).contains(value) || (0xD7B0...0xD7C6).contains(value)
            || (0xD7CB...0xD7FB).contains(value)
        {
            // Vowels and tails of Hangul in parts: letters, but drawn into the syllable before them.
            self = .mark
        } else {
            self = ScalarKind.looked(up: scalar)
        }
    }

    /// The blocks of which nearly all text is, without their marks and their gaps: looking a character up in the
    /// tables of the language takes fifty times as long.
    static func isEasy(_ value: UInt32) -> Bool {
        switch value {
        // Latin, Greek, Cyrillic, Hebrew and Arabic letters.
        case 0xA1...0xAC, 0xAE...0x2FF, 0x38E...0x3A1, 0x3A3...0x482, 0x48A...0x52F, 0x5D0...0x5EA, 0x620...0x64A: true
        // Punctuation, money, arrows, mathematics, boxes, symbols.
        case 0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20BF, 0x2100...0x218B, 0x2190...0x2426, 0x2460...0x27FF: true
        // What Chinese, Japanese and Korean are written with.
        case 0x3000...0x3029, 0x3030...0x303E, 0x3041...0x3096, 0x309B...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF: true
        case 0xAC00...0xD7A3, 0xFF01...0xFF9F: true
        // Pictures.
        case 0x1F300...0x1F64F, 0x1F680...0x1F6D7: true
        default: false
        }
    }

    /// NEL, the separators of lines and paragraphs, and the spaces (`Zs`) but those of 0x20 and U+3000.
    private static func isBlank(_ value: UInt32) -> Bool {
        switch value {
        case 0x85, 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F: true
        default: false
        }
    }

    /// What has a category of visible characters and is drawn as nothing, or as a blank: fillers of Hangul, Khitan,
    /// Khmer, Mongolian and Egyptian, the empty braille cell, the Ogham space, the null note, an object's stand-in.
    private static func isLookAlike(_ value: UInt32) -> Bool {
        switch value {
        case 0x034F, 0x115F, 0x1160, 0x1680, 0x17B4, 0x17B5, 0x180B...0x180F, 0x2800, 0x3164, 0xFFA0, 0xFFFC: true
        case 0x13441, 0x13442, 0x16FE4, 0x1D159: true
        case 0xFE00...0xFE0F, 0xE0000...0xE0FFF: true
        default: false
        }
    }

    private static func looked(up scalar: Unicode.Scalar) -> ScalarKind {
        let properties = scalar.properties
        if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint { return .hidden }
        return switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: .hidden
        case .spaceSeparator: .hidden
        case .nonspacingMark, .enclosingMark, .spacingMark: .mark
        default: .plain
        }
    }
}
