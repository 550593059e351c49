/// Reads what ``ByteWriter`` wrote. Whatever the bytes are, it throws ``CodecFault`` and never traps, and it never
/// allocates more than the bytes could hold.
package struct ByteReader {
    private let bytes: [UInt8]
    /// Where the next read begins.
    package private(set) var offset = 0
    /// The version of the format that the bytes were written in.
    package var version = ChangeCodec.version

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package var remaining: Int { bytes.count - offset }

    @inline(__always)
    package mutating func byte() throws(CodecFault) -> UInt8 {
        guard offset < bytes.count else { throw .truncated(at: offset) }
        defer { offset += 1 }
        return bytes[offset]
    }

    @inline(__always)
    package mutating func varint() throws(CodecFault) -> UInt64 {
        let start = offset
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            // The tenth byte has room for one bit.
            guard shift < 63 || next <= 1 else { throw .malformed("number", at: start) }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
        }
    }

    @inline(__always)
    package mutating func zigzag() throws(CodecFault) -> Int64 {
        let raw = try varint()
        return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
    }

    @inline(__always)
    package mutating func int() throws(CodecFault) -> Int { Int(try zigzag()) }

    @inline(__always)
    package mutating func fixed64() throws(CodecFault) -> UInt64 {
        guard remaining >= 8 else { throw .truncated(at: offset) }
        defer { offset += 8 }
        return bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
    }

    @inline(__always)
    package mutating func bool() throws(CodecFault) -> Bool {
        let start = offset
        switch try byte() {
        case 0: return false
        case 1: return true
        case let other: throw .unknownTag(UInt64(other), of: "yes or no", at: start)
        }
    }

    @inline(__always)
    package mutating func blob() throws(CodecFault) -> [UInt8] { Array(bytes[try range()]) }

    package mutating func string() throws(CodecFault) -> String {
        String(decoding: bytes[try range()], as: UTF8.self)
    }

    /// The range of a length-prefixed run of bytes, which is then behind the reader.
    @inline(__always)
    private mutating func range() throws(CodecFault) -> Range<Int> {
        let length = try varint()
        guard length <= UInt64(remaining) else { throw .truncated(at: offset) }
        let start = offset
        offset += Int(length)
        return start..<offset
    }

    @inline(__always)
    package mutating func optional<Value>(
        _ read: (inout ByteReader) throws(CodecFault) -> Value
    ) throws(CodecFault) -> Value? {
        try bool() ? try read(&self) : nil
    }

    @inline(__always)
    package mutating func array<Value>(
        _ read: (inout ByteReader) throws(CodecFault) -> Value
    ) throws(CodecFault) -> [Value] {
        let count = try varint()
        // Each element is at least a byte: a count beyond that is a lie, and reserves nothing.
        guard count <= UInt64(remaining) else { throw .truncated(at: offset) }
        var values: [Value] = []
        values.reserveCapacity(min(Int(count), 4096))
        for _ in 0..<count { values.append(try read(&self)) }
        return values
    }

    /// Throws when something is left: what was written is read to its end.
    package func finish() throws(CodecFault) {
        guard remaining == 0 else { throw .trailing(remaining, at: offset) }
    }
}
