internal import Incidents

/// JSON as Go's `encoding/json` writes it, byte for byte (Go 1.19, which Alertmanager 0.25 is built with): what receivers
/// of Alertmanager's notifications get. It escapes for web pages and not for terminals.
extension JSONWriter {
    mutating func goString(_ text: String) {
        var copy = text
        copy.withUTF8 { goString(utf8: UnsafeRawBufferPointer($0)) }
    }

    /// Text as UTF-8; what is not UTF-8 is written as `\ufffd`.
    mutating func goString(utf8 text: UnsafeRawBufferPointer) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var (run, at) = (0, 0)
        while at < text.count {
            let byte = text[at]
            if byte < 0x80, !JSONWriter.goEscapes(byte) {
                at += 1
                continue
            }
            if run < at { bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[run..<at])) }
            at += goEscape(text, at)
            run = at
        }
        if run < at { bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[run..<at])) }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    @inline(__always)
    private static func goEscapes(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
            true
        default: false
        }
    }

    /// Writes the character at an offset that may not stand for itself; answers how many bytes it took.
    private mutating func goEscape(_ text: UnsafeRawBufferPointer, _ at: Int) -> Int {
        switch text[at] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [0x5C, text[at]])
        case 0x0A: bytes.append(contentsOf: [0x5C, UInt8(ascii: "n")])
        case 0x0D: bytes.append(contentsOf: [0x5C, UInt8(ascii: "r")])
        case 0x09: bytes.append(contentsOf: [0x5C, UInt8(ascii: "t")])
        case let byte where byte < 0x80: codeUnit(UInt16(byte))
        default:
            guard let (scalar, count) = UTF8Reading.scalar(in: text, at: at, end: text.count) else {
                codeUnit(0xFFFD)
                return 1
            }
            // Line ends for scripts of web pages, which Go escapes everywhere.
            if scalar.value == 0x2028 || scalar.value == 0x2029 {
                codeUnit(UInt16(scalar.value))
            } else {
                bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[at..<at + count]))
            }
            return count
        }
        return 1
    }

    /// An object of packed pairs; the pair without a name, if there is one, is left out.
    mutating func goObject(_ pairs: PackedPairs) {
        beginObject()
        pairs.bytes.withUnsafeBytes { packed in
            pairs.forEachRange { name, value in
                guard !name.isEmpty else { return }
                goPair(
                    name: UnsafeRawBufferPointer(rebasing: packed[name]),
                    value: UnsafeRawBufferPointer(rebasing: packed[value]))
            }
        }
        endObject()
    }

    /// A member and its value, both text.
    mutating func goPair(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
        goString(utf8: name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
        goString(utf8: value)
    }

    /// A moment as Go prints it: RFC 3339 in UTC, its fraction without zeros at the end.
    mutating func goTime(_ moment: Timestamp) {
        time(moment)
        // Written as `….120Z"`: the zeros before the last two bytes go, and a point that nothing follows.
        bytes.removeLast(2)
        while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
        bytes.append(contentsOf: [UInt8(ascii: "Z"), UInt8(ascii: "\"")])
    }
}
