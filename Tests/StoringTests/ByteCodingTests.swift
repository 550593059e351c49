import Storing
import Support
import Testing

@Suite("Bytes that are written and read back")
struct ByteCodingTests {
    @Test(
        "Numbers come back", arguments: [0, 1, -1, 63, -64, 64, 127, 128, 16_383, 16_384, .max, .min] as [Int64])
    func numbers(value: Int64) throws {
        var writer = ByteWriter()
        writer.zigzag(value)
        writer.varint(UInt64(bitPattern: value))
        writer.fixed64(UInt64(bitPattern: value))

        var reader = ByteReader(writer.bytes)
        #expect(try reader.zigzag() == value)
        #expect(try reader.varint() == UInt64(bitPattern: value))
        #expect(try reader.fixed64() == UInt64(bitPattern: value))
        #expect(throws: Never.self) { try reader.finish() }
    }

    @Test("Small numbers of either sign take one byte", arguments: [0, 1, -1, 63, -64] as [Int64])
    func small(value: Int64) {
        var writer = ByteWriter()
        writer.zigzag(value)
        #expect(writer.bytes.count == 1)
    }

    @Test("Text comes back, also with zeros in it", arguments: ChangeSamples.hostile)
    func text(text: String) throws {
        var writer = ByteWriter()
        writer.string(text)
        writer.optional(text) { $0.string($1) }
        writer.optional(String?.none) { $0.string($1) }

        var reader = ByteReader(writer.bytes)
        #expect(try reader.string() == text)
        #expect(try reader.optional { reader throws(CodecFault) in try reader.string() } == text)
        #expect(try reader.optional { reader throws(CodecFault) in try reader.string() } == nil)
    }

    @Test("A number that is too long is refused", arguments: [10, 11, 20])
    func overlong(length: Int) {
        var reader = ByteReader([UInt8](repeating: 0xFF, count: length))
        #expect(throws: CodecFault.malformed("number", at: 0)) { try reader.varint() }
    }

    @Test("A length beyond the end is refused, and nothing is reserved for it")
    func beyond() {
        var writer = ByteWriter()
        writer.varint(.max)
        var strings = ByteReader(writer.bytes)
        var arrays = ByteReader(writer.bytes)

        #expect(throws: CodecFault.self) { try strings.string() }
        #expect(throws: CodecFault.self) { try arrays.array { reader throws(CodecFault) in try reader.byte() } }
    }

    @Test("Neither yes nor no is refused, by its value")
    func bool() {
        var reader = ByteReader([2])
        #expect(throws: CodecFault.unknownTag(2, of: "yes or no", at: 0)) { try reader.bool() }
    }
}
