package import Incidents

/// Writes JSON as bytes, in order, with no object in between: RFC 8259.
///
/// Control, bidi and invisible characters are written as `\uXXXX`, so that no answer can steer a terminal that it is
/// printed to; whoever reads it back has the raw text. Reuse one writer for many answers.
package struct JSONWriter: Sendable {
    /// What was written and not yet taken.
    package internal(set) var bytes: [UInt8] = []
    var needsComma = false

    package init(reserving capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Hands out what was written, for streaming; what is written next goes on behind it.
    package mutating func take() -> [UInt8] {
        let taken = bytes
        bytes = []
        bytes.reserveCapacity(taken.count)
        return taken
    }

    /// Forgets everything that was written, and keeps the memory.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// Begins an object; names and values follow in turn.
    package mutating func beginObject() { open(UInt8(ascii: "{")) }
    package mutating func endObject() { close(UInt8(ascii: "}")) }
    /// Begins an array; values follow.
    package mutating func beginArray() { open(UInt8(ascii: "[")) }
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    /// The name of a member of ours: plain ASCII without quotes.
    package mutating func name(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// The name of a member from outside.
    package mutating func name(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// The name of a member from outside, as bytes.
    package mutating func name(utf8: UnsafeRawBufferPointer) {
        string(utf8: utf8)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// The value null.
    package mutating func null() { word("null") }
    /// Ends a line of a text that holds a value a line.
    package mutating func endLine() {
        bytes.append(0x0A)
        needsComma = false
    }
    /// `true` or `false`.
    package mutating func bool(_ value: Bool) { word(value ? "true" : "false") }

    /// A whole number.
    package mutating func integer(_ value: some FixedWidthInteger) {
        separate()
        bytes.append(contentsOf: String(value).utf8)
        needsComma = true
    }

    /// A number that is not whole. It must be finite, which every number that was read is.
    package mutating func number(_ value: Double) {
        separate()
        bytes.append(contentsOf: (value.isFinite ? String(value) : "null").utf8)
        needsComma = true
    }

    /// Text; see ``string(utf8:)``.
    package mutating func string(_ text: String) {
        var copy = text
        copy.withUTF8 { string(utf8: UnsafeRawBufferPointer($0)) }
    }

    /// The text as it was sent.
    package mutating func string(_ text: SafeText) { string(text.original) }

    /// Text as UTF-8; what is not UTF-8 is written as U+FFFD.
    package mutating func string(utf8 text: UnsafeRawBufferPointer) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var (run, at) = (0, 0)
        while at < text.count {
            let byte = text[at]
            if byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                at += 1
                continue
            }
            if run < at { bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[run..<at])) }
            at += escape(text, at)
            run = at
        }
        if run < at { bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[run..<at])) }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// A moment, RFC 3339 in UTC with milliseconds; beyond the years 1 to 9999 the nearest one.
    package mutating func time(_ moment: Timestamp) {
        separate()
        let range = TimestampParser.range
        let time = CivilTime(
            Timestamp(milliseconds: min(max(moment.milliseconds, range.lowerBound), range.upperBound)))
        bytes.append(UInt8(ascii: "\""))
        digits(time.year, 4, then: "-")
        digits(time.month, 2, then: "-")
        digits(time.day, 2, then: "T")
        digits(time.hour, 2, then: ":")
        digits(time.minute, 2, then: ":")
        digits(time.second, 2, then: ".")
        digits(time.millisecond, 3, then: "Z")
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// A moment, or null.
    package mutating func time(_ moment: Timestamp?) {
        if let moment { time(moment) } else { null() }
    }

    /// A fingerprint: sixteen hexadecimal digits.
    package mutating func fingerprint(_ fingerprint: Fingerprint) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        for shift in stride(from: 60, through: 0, by: -4) {
            bytes.append(JSONWriter.hexadecimal(fingerprint.value >> UInt64(shift)))
        }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// An object of packed pairs; the pair without a name, if there is one, is left out.
    package mutating func object(_ pairs: PackedPairs) {
        beginObject()
        pairs.bytes.withUnsafeBytes { packed in
            pairs.forEachRange { name, value in
                guard !name.isEmpty else { return }
                self.name(utf8: UnsafeRawBufferPointer(rebasing: packed[name]))
                string(utf8: UnsafeRawBufferPointer(rebasing: packed[value]))
            }
        }
        endObject()
    }

    // MARK: - Bytes

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    @inline(__always)
    mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func word(_ word: StaticString) {
        separate()
        word.withUTF8Buffer { bytes.append(contentsOf: $0) }
        needsComma = true
    }

    @inline(__always)
    mutating func digits(_ number: Int, _ width: Int, then end: Unicode.Scalar) {
        var divisor = width == 4 ? 1000 : width == 3 ? 100 : 10
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
        bytes.append(UInt8(ascii: end))
    }

    /// Writes the character at an offset that does not stand for itself; answers how many bytes it took.
    private mutating func escape(_ text: UnsafeRawBufferPointer, _ at: Int) -> Int {
        switch text[at] {
        case UInt8(ascii: "\""): bytes.append(contentsOf: [0x5C, UInt8(ascii: "\"")])
        case UInt8(ascii: "\\"): bytes.append(contentsOf: [0x5C, 0x5C])
        case 0x0A: bytes.append(contentsOf: [0x5C, UInt8(ascii: "n")])
        case 0x0D: bytes.append(contentsOf: [0x5C, UInt8(ascii: "r")])
        case 0x09: bytes.append(contentsOf: [0x5C, UInt8(ascii: "t")])
        case let byte where byte < 0x80: codeUnit(UInt16(byte))
        default:
            guard let (scalar, count) = UTF8Reading.scalar(in: text, at: at, end: text.count) else {
                bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
                return 1
            }
            if SafeText.mustHide(scalar) {
                for unit in UTF16.encode(scalar).map({ Array($0) }) ?? [] { codeUnit(unit) }
            } else {
                bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[at..<at + count]))
            }
            return count
        }
        return 1
    }

    mutating func codeUnit(_ unit: UInt16) {
        bytes.append(contentsOf: [0x5C, UInt8(ascii: "u")])
        for shift in stride(from: 12, through: 0, by: -4) {
            bytes.append(JSONWriter.hexadecimal(UInt64(unit >> shift)))
        }
    }

    private static func hexadecimal(_ value: UInt64) -> UInt8 {
        let digit = UInt8(truncatingIfNeeded: value & 0xF)
        return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
}
