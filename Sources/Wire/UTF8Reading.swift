/// Reads scalars from bytes that may not be UTF-8 at all.
enum UTF8Reading {
    /// The scalar that starts at an offset and how many bytes it takes, or nil where none does: a stray or missing
    /// continuation, an overlong form, a surrogate, or a value beyond U+10FFFF.
    static func scalar(in bytes: UnsafeRawBufferPointer, at offset: Int, end: Int) -> (Unicode.Scalar, Int)? {
        let lead = bytes[offset]
        let count: Int
        var value: UInt32
        switch lead {
        case 0..<0x80: return (Unicode.Scalar(lead), 1)
        case 0xC2...0xDF: (count, value) = (2, UInt32(lead & 0x1F))
        case 0xE0...0xEF: (count, value) = (3, UInt32(lead & 0x0F))
        case 0xF0...0xF4: (count, value) = (4, UInt32(lead & 0x07))
        default: return nil
        }
        guard offset + count <= end else { return nil }
        for index in offset + 1..<offset + count {
            guard bytes[index] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(bytes[index] & 0x3F)
        }
        let smallest: UInt32 = count == 2 ? 0x80 : count == 3 ? 0x800 : 0x10000
        guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, count)
    }

    /// Whether a range is valid UTF-8.
    static func isValid(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
        var at = range.lowerBound
        while at < range.upperBound {
            if bytes[at] < 0x80 {
                at += 1
            } else if let (_, count) = scalar(in: bytes, at: at, end: range.upperBound) {
                at += count
            } else {
                return false
            }
        }
        return true
    }

    /// Appends a scalar as UTF-8.
    static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        for byte in scalar.utf8 { bytes.append(byte) }
    }
}
