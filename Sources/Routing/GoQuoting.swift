/// Text in double quotes as Go's `%q` writes it, which is what Alertmanager's group keys are made of.
package enum GoQuoting {
    package static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars { append(scalar, to: &quoted) }
        return quoted + "\""
    }

    private static func append(_ scalar: Unicode.Scalar, to quoted: inout String) {
        switch scalar {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case "\u{07}": quoted += "\\a"
        case "\u{08}": quoted += "\\b"
        case "\u{0C}": quoted += "\\f"
        case "\n": quoted += "\\n"
        case "\r": quoted += "\\r"
        case "\t": quoted += "\\t"
        case "\u{0B}": quoted += "\\v"
        case _ where isPrinted(scalar): quoted.unicodeScalars.append(scalar)
        case _ where scalar.value < 0x80: quoted += "\\x" + hexadecimal(scalar, digits: 2)
        case _ where scalar.value <= 0xFFFF: quoted += "\\u" + hexadecimal(scalar, digits: 4)
        default: quoted += "\\U" + hexadecimal(scalar, digits: 8)
        }
    }

    /// Go prints letters, marks, numbers, punctuation, symbols and the ASCII space as they are.
    private static func isPrinted(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned: return false
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: return false
        default: return true
        }
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar, digits: Int) -> String {
        let text = String(scalar.value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}
