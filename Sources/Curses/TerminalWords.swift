import Incidents

/// Text in the middle of a sequence: a `;` or a BEL in it would end the sequence and begin another.
enum TerminalWords {
    /// The longest title or notification, in characters.
    static let countMax = 80

    /// Letters, digits, blanks and `#.-` of a text, each anything else a blank, and never two blanks in a row.
    static func words(_ text: SafeText) -> String {
        var words = ""
        for scalar in text.shown.unicodeScalars where words.utf8.count < countMax {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "#", ".", "-": words.unicodeScalars.append(scalar)
            default: if !words.isEmpty, words.last != " " { words.append(" ") }
            }
        }
        if words.last == " " { words.removeLast() }
        return words
    }

    /// The bytes of a text as RFC 4648 writes them: letters, digits, `+`, `/` and `=` only.
    static func base64(_ bytes: some Collection<UInt8>) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var (text, group, count) = ([UInt8](), UInt32(0), 0)
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        func put(_ places: Int) {
            for place in 0..<4 {
                text.append(place < places ? letters[Int(group >> (18 - 6 * UInt32(place))) & 63] : UInt8(ascii: "="))
            }
        }
        for byte in bytes {
            (group, count) = (group | UInt32(byte) << (16 - 8 * UInt32(count)), count + 1)
            if count == 3 {
                put(4)
                (group, count) = (0, 0)
            }
        }
        if count > 0 { put(count + 1) }
        return String(decoding: text, as: UTF8.self)
    }
}
