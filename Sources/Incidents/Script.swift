/// What a letter is written in, as far as it matters for names that look like others.
///
/// The ranges are the blocks of `Blocks.txt` of the Unicode Character Database, version 14.0, whose letters
/// `Scripts.txt` gives to one script. What is common to all scripts (digits, marks, punctuation, symbols) has none.
enum Script: Hashable {
    case latin
    case greek
    case cyrillic
    case armenian
    case hebrew
    case arabic
    case georgian
    case cherokee
    /// Chinese, Japanese and Korean writing, which Latin letters stand among in honest names.
    case eastAsian
    /// Letters of ours in another shape: fullwidth, mathematical, in circles, small capitals of phonetics.
    case styled
    /// Any other, told apart by its block of 128 characters.
    case other(UInt32)

    /// Nil for what is no letter.
    init?(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        switch value {
        case 0x41...0x5A, 0x61...0x7A: self = .latin
        case 0..<0xAA, 0xB5, 0xD7, 0xF7, 0x2B9...0x2DF, 0x2000...0x20CF, 0x2126, 0x212A, 0x212B, 0x2190...0x245F:
            return nil
        case 0xAA...0x24F, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA720...0xA7FF, 0xAB30...0xAB6F: self = .latin
        case 0x250...0x2B8, 0x1D00...0x1DBF, 0x249C...0x24E9, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0x1D400...0x1D7FF,
            0x1F130...0x1F189:
            self = .styled
        case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
        case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: self = .cyrillic
        case 0x530...0x58F: self = .armenian
        case 0x590...0x5FF, 0xFB1D...0xFB4F: self = .hebrew
        case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFE: self = .arabic
        case 0x10A0...0x10FF, 0x1C90...0x1CBF, 0x2D00...0x2D2F: self = .georgian
        case 0x13A0...0x13FF, 0xAB70...0xABBF: self = .cherokee
        case 0x1100...0x11FF, 0x3005...0x3007, 0x3041...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7FF,
            0xF900...0xFAFF, 0xFF66...0xFFDC, 0x1B000...0x1B16F, 0x20000...0x3FFFF:
            self = .eastAsian
        default:
            guard scalar.properties.isAlphabetic else { return nil }
            self = .other(value >> 7)
        }
        // Digits and punctuation within the blocks above belong to no script of their own.
        if value > 0x24F, !scalar.properties.isAlphabetic { return nil }
    }
}

extension SafeText {
    /// Whether one word of a name is written in two scripts, as one does who imitates another name: `pаypal` with a
    /// Cyrillic `а`. For short names, of people and services; in prose it is no news.
    package var mixesScripts: Bool {
        if shown.utf8.allSatisfy({ $0 < 0x80 }) { return false }
        var seen: Script?
        for scalar in shown.unicodeScalars {
            guard let script = Script(scalar) else {
                // Digits, marks and apostrophes do not end a word.
                if ScalarKind(scalar) == .plain, !SafeText.joinsWords(scalar) { seen = nil }
                continue
            }
            if let seen, seen != script, !SafeText.stand(seen, beside: script) { return true }
            if seen == nil || seen == .eastAsian { seen = script }
        }
        return false
    }

    private static func stand(_ a: Script, beside b: Script) -> Bool {
        (a == .eastAsian && b == .latin) || (a == .latin && b == .eastAsian)
    }

    /// Whether a character without a script belongs to the word around it.
    private static func joinsWords(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "'", "\u{2019}", SafeText.marker: true
        default: scalar.properties.isAlphabetic
        }
    }
}

extension IncidentSummary {
    /// The names in it that imitate others, each once: those of its service and of its people that ``SafeText/mixesScripts``.
    package var namesInTwoScripts: [SafeText] {
        var names: [SafeText] = []
        for name in [service, acknowledgedBy, assignee, resolvedBy].compactMap(\.self)
        where name.mixesScripts && !names.contains(name) {
            names.append(name)
        }
        return names
    }
}
