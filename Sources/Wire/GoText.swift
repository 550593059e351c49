internal import Incidents

/// Text quoted the way Go quotes it: part of the error messages that Alertmanager's clients know.
enum GoText {
    /// A text in double quotes, with everything escaped that would not print.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars { append(scalar, to: &quoted, quote: "\"") }
        return quoted + "\""
    }

    /// A text in double quotes as Go's reader of times quotes it: every byte that is not printable ASCII as `\xNN`.
    static func quoted(time bytes: some Sequence<UInt8>) -> String {
        var quoted = "\""
        for byte in bytes {
            let scalar = Unicode.Scalar(byte)
            if byte < 0x7F, byte >= 0x20 {
                append(scalar, to: &quoted, quote: "\"")
            } else {
                quoted += "\\x" + padded(UInt32(byte), 2)
            }
        }
        return quoted + "\""
    }

    /// One byte in single quotes, read as Latin-1.
    static func quoted(byte: UInt8) -> String {
        var quoted = "'"
        append(Unicode.Scalar(byte), to: &quoted, quote: "'")
        return quoted + "'"
    }

    private static func append(_ scalar: Unicode.Scalar, to text: inout String, quote: Unicode.Scalar) {
        switch scalar {
        case quote, "\\":
            text += "\\"
            text.unicodeScalars.append(scalar)
        case "\u{07}": text += "\\a"
        case "\u{08}": text += "\\b"
        case "\u{0C}": text += "\\f"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case "\u{0B}": text += "\\v"
        case _ where scalar.value < 0x20 || scalar.value == 0x7F: text += "\\x" + padded(scalar.value, 2)
        case _ where SafeText.mustHide(scalar):
            text += scalar.value > 0xFFFF ? "\\U" + padded(scalar.value, 8) : "\\u" + padded(scalar.value, 4)
        default: text.unicodeScalars.append(scalar)
        }
    }

    private static func padded(_ value: UInt32, _ width: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
