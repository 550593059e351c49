import Incidents
import Testing
import Wire

@Suite struct JSONWriterTests {
    private func written(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test(
        arguments: [
            ("plain", #""plain""#), ("\"\\/", #""\"\\/""#), ("\n\r\t\u{8}\u{c}", #""\n\r\t\u0008\u000c""#),
            ("\u{0}\u{1B}\u{7F}", #""\u0000\u001b\u007f""#), ("\u{202E}\u{200B}\u{FEFF}", #""\u202e\u200b\ufeff""#),
            ("\u{85}\u{2028}", #""\u0085\u2028""#), ("\u{E0041}", #""\udb40\udc41""#), ("é漢😀", "\"é漢😀\""), ("", "\"\""),
        ])
    func `what would not be seen is written as an escape`(text: String, json: String) throws {
        #expect(written(text) == json)
        #expect(try JSONReader().read(Array(json.utf8)) == .string(text))
    }

    @Test func `hostile text comes back as it was and shows nothing of itself`() throws {
        let json = written(Fixture.hostile)

        #expect(json.unicodeScalars.allSatisfy { !SafeText.mustHide($0) })
        #expect(try JSONReader().read(Array(json.utf8)) == .string(Fixture.hostile))
    }

    @Test func `commas stand between members and elements, and nowhere else`() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("a")
        writer.beginArray()
        writer.integer(1)
        writer.null()
        writer.beginObject()
        writer.endObject()
        writer.bool(false)
        writer.endArray()
        writer.name("b\n" as String)
        writer.number(1.5)
        writer.endObject()

        #expect(String(decoding: writer.bytes, as: UTF8.self) == #"{"a":[1,null,{},false],"b\n":1.5}"#)
    }

    @Test func `pieces that are taken join to the whole`() {
        var writer = JSONWriter()
        writer.beginArray()
        writer.integer(1)
        let first = writer.take()
        writer.integer(2)
        writer.endArray()

        #expect(first + writer.take() == Array("[1,2]".utf8))
    }

    @Test func `a moment beyond what can be written is written as the nearest`() {
        var writer = JSONWriter()
        writer.time(Timestamp.distantFuture)

        #expect(writer.bytes == Array("\"9999-12-31T23:59:59.999Z\"".utf8))
    }
}

@Suite struct JSONReaderTests {
    private func read(_ text: String) throws -> JSONValue { try JSONReader().read(Array(text.utf8)) }

    @Test func `of equal names the last value counts`() throws {
        #expect(try read(#"{"a":1,"b":2,"a":3}"#) == (try read(#"{"b":2,"a":3}"#)))
    }

    @Test(
        arguments: [
            ("1", .integer(1)), ("-0", .integer(0)), ("9223372036854775807", .integer(.max)),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("1.5e2", .number(150)), ("true", .bool(true)),
            (" null ", .null), ("[]", .array([])), (#""\ud834\udd1e""#, .string("𝄞")),
        ] as [(String, JSONValue)])
    func `values are read`(text: String, value: JSONValue) throws {
        #expect(try read(text) == value)
    }

    @Test(
        arguments: [
            ("", JSONFault(.unexpectedEnd, at: 0)), ("{\"a\":\n\n x}", JSONFault(.unexpected(0x78, .value), at: 8)),
            ("[1,]", JSONFault(.unexpected(0x5D, .value), at: 3)), ("1e999", JSONFault(.numberOutOfRange, at: 0)),
            ("\"\u{1F}\"", JSONFault(.unexpected(0x1F, .string), at: 1)),
            ("{} {}", JSONFault(.unexpected(0x7B, .afterValue), at: 3)),
            ("nul", JSONFault(.unexpectedEnd, at: 3)), ("+1", JSONFault(.unexpected(0x2B, .value), at: 0)),
            (".5", JSONFault(.unexpected(0x2E, .value), at: 0)), ("'a'", JSONFault(.unexpected(0x27, .value), at: 0)),
        ])
    func `a fault says what and where`(text: String, fault: JSONFault) {
        #expect(throws: fault) { try read(text) }
    }

    @Test func `a fault knows its line`() {
        #expect(JSONFault(.unexpectedEnd, at: 4).line(in: Array("a\nb\ncd".utf8)) == 3)
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `depth is bounded`(opening: String) {
        let fine = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)

        #expect(throws: Never.self) { try read(fine) }
        #expect(throws: JSONFault.self) { try read(String(repeating: opening, count: 100_000)) }
        #expect(throws: JSONFault(.tooDeep(max: 64), at: 64)) { try read(String(repeating: "[", count: 65)) }
    }

    @Test func `size is bounded`() {
        #expect(throws: JSONFault(.tooLong(max: 3), at: 3)) { try JSONReader(sizeMax: 3).read(Array("1234".utf8)) }
    }
}
