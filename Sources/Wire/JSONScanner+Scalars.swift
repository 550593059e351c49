/// A string in a JSON text: where its contents lie, without the quotes.
struct JSONText {
    var range: Range<Int>
    /// Whether the bytes are not yet the text: there are escapes, or broken UTF-8.
    var needsDecoding: Bool
}

extension JSONScanner {
    /// Passes a string; it stands at the opening quote.
    @inline(__always)
    mutating func string() throws(JSONFault) -> JSONText {
        at += 1
        let start = at
        while at + 8 <= end {
            let found = JSONScanner.special(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            if found == 0 {
                at += 8
                continue
            }
            at += found.trailingZeroBitCount >> 3
            break
        }
        // Nearly every string ends here: eight bytes a step, and no escape on the way.
        if at < end, bytes[at] == UInt8(ascii: "\"") {
            let text = JSONText(range: start..<at, needsDecoding: false)
            at += 1
            return text
        }
        return try stringTail(from: start)
    }

    private mutating func stringTail(from start: Int) throws(JSONFault) -> JSONText {
        var (hasEscapes, hasForeign) = (false, false)
        while at < end {
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: "\""):
                let range = start..<at
                at += 1
                return JSONText(
                    range: range, needsDecoding: hasEscapes || (hasForeign && !UTF8Reading.isValid(bytes, range)))
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try skipEscape()
            case 0..<0x20: throw unexpected(.string)
            case 0x80...:
                hasForeign = true
                at += 1
            default: at += 1
            }
        }
        throw JSONFault(.unexpectedEnd, at: end)
    }

    private mutating func skipEscape() throws(JSONFault) {
        at += 1
        guard at < end else { throw unexpected(.escape) }
        switch bytes[at] {
        case UInt8(ascii: "u"):
            at += 1
            for _ in 0..<4 {
                guard at < end, JSONScanner.hexadecimal(bytes[at]) != nil else { throw unexpected(.hexadecimal) }
                at += 1
            }
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            at += 1
        default: throw unexpected(.escape)
        }
    }

    /// Passes a number; answers where it lies and whether it is written as a whole one.
    mutating func number() throws(JSONFault) -> (range: Range<Int>, isInteger: Bool) {
        let start = at
        var isInteger = true
        if bytes[at] == UInt8(ascii: "-") { at += 1 }
        guard at < end, isDigit(at) else { throw unexpected(.number) }
        if bytes[at] == UInt8(ascii: "0") { at += 1 } else { skipDigits() }
        if at < end, bytes[at] == UInt8(ascii: ".") {
            isInteger = false
            at += 1
            guard at < end, isDigit(at) else { throw unexpected(.fraction) }
            skipDigits()
        }
        if at < end, bytes[at] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            at += 1
            if at < end, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
            guard at < end, isDigit(at) else { throw unexpected(.exponent) }
            skipDigits()
        }
        return (start..<at, isInteger)
    }

    private func isDigit(_ offset: Int) -> Bool { bytes[offset] &- UInt8(ascii: "0") < 10 }

    private mutating func skipDigits() {
        while at < end, isDigit(at) { at += 1 }
    }

    /// Passes `true` or `false`.
    mutating func bool() throws(JSONFault) -> Bool {
        if bytes[at] == UInt8(ascii: "t") {
            try literal(.true)
            return true
        }
        try literal(.false)
        return false
    }

    /// Passes `null`.
    mutating func null() throws(JSONFault) { try literal(.null) }

    private mutating func literal(_ word: JSONFault.Place.StaticText) throws(JSONFault) {
        for expected in word.rawValue.utf8 {
            guard at < end, bytes[at] == expected else { throw unexpected(.literal(word, expecting: expected)) }
            at += 1
        }
    }

    /// Appends the text of a string: escapes resolved, what is not UTF-8 replaced by U+FFFD byte for byte, and a
    /// surrogate without its other half replaced by U+FFFD too, as Go's reader does it.
    func decode(_ text: JSONText, into arena: inout [UInt8]) {
        var at = text.range.lowerBound
        let end = text.range.upperBound
        while at < end {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\\") {
                at = decodeEscape(at: at, end: end, into: &arena)
            } else if byte < 0x80 {
                arena.append(byte)
                at += 1
            } else if let (_, count) = UTF8Reading.scalar(in: bytes, at: at, end: end) {
                arena.append(contentsOf: bytes[at..<at + count])
                at += count
            } else {
                arena.append(contentsOf: [0xEF, 0xBF, 0xBD])
                at += 1
            }
        }
    }

    /// Resolves the escape at an offset; answers where the text goes on.
    private func decodeEscape(at offset: Int, end: Int, into arena: inout [UInt8]) -> Int {
        switch bytes[offset + 1] {
        case UInt8(ascii: "b"): arena.append(0x08)
        case UInt8(ascii: "f"): arena.append(0x0C)
        case UInt8(ascii: "n"): arena.append(0x0A)
        case UInt8(ascii: "r"): arena.append(0x0D)
        case UInt8(ascii: "t"): arena.append(0x09)
        case UInt8(ascii: "u"):
            let unit = codeUnit(at: offset + 2)
            if unit & 0xFC00 == 0xD800, offset + 12 <= end, bytes[offset + 6] == UInt8(ascii: "\\"),
                bytes[offset + 7] == UInt8(ascii: "u")
            {
                let low = codeUnit(at: offset + 8)
                let value = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
                if low & 0xFC00 == 0xDC00, let scalar = Unicode.Scalar(value) {
                    UTF8Reading.append(scalar, to: &arena)
                    return offset + 12
                }
            }
            UTF8Reading.append(Unicode.Scalar(unit) ?? "\u{FFFD}", to: &arena)
            return offset + 6
        case let byte: arena.append(byte)
        }
        return offset + 2
    }

    private func codeUnit(at offset: Int) -> UInt32 {
        var unit: UInt32 = 0
        for index in offset..<offset + 4 { unit = unit << 4 | (JSONScanner.hexadecimal(bytes[index]) ?? 0) }
        return unit
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// Sets the top bit of each of eight bytes that is a quote, a backslash, a control or not ASCII. Exact up to and
    /// including the first such byte, which is all that is asked; bytes after it may be marked for nothing.
    @inline(__always)
    private static func special(_ word: UInt64) -> UInt64 {
        let word = UInt64(littleEndian: word)
        let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        let quote = word ^ 0x2222_2222_2222_2222
        let backslash = word ^ 0x5C5C_5C5C_5C5C_5C5C
        let found = (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word | word
        return found & tops
    }
}
