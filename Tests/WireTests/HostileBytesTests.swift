import Incidents
import Testing
import Wire

/// Bodies that nobody would send but somebody will: nothing traps, and what is read is written and read the same.
@Suite struct HostileBytesTests {
    private static let tokens = [
        "\"", "\\", "\\u", "\\ud83d", "\\u0000", "{", "}", "[", "]", ",", ":", "null", "true", "1e9", "-",
        "0001-01-01T00:00:00Z",
        "labels", "annotations", "startsAt", "\u{202E}", "\u{0}", "😀", "[[[[[[[[", "{\"a\":",
    ].map { Array($0.utf8) }

    /// A copy with one to four things done to it.
    private static func mutated(_ bytes: [UInt8], _ generator: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 2: bytes.insert(contentsOf: tokens.randomElement(using: &generator) ?? [], at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...9, using: &generator)))
            default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 20)], at: place)
            }
        }
        return bytes
    }

    @Test(arguments: 0..<20, Fixture.alertBodies)
    func `mutated bodies of alerts never trap, and what is taken can be posted again`(seed: Int, file: String) throws {
        var generator = SplitMix64(state: UInt64(seed))
        var parser = PostableAlertsParser()
        let original = try Fixture.bytes(file)
        #expect(throws: Never.self) { try parser.parse(original) }
        for _ in 0..<60 {
            let body = HostileBytesTests.mutated(original, &generator)
            guard let batch = try? parser.parse(body) else { continue }
            let again = try parser.parse(Fixture.body(of: batch.alerts))
            #expect(again.alerts == batch.alerts, "\(String(decoding: body, as: UTF8.self))")
            #expect(again.fault == nil)
        }
    }

    @Test(arguments: 0..<20)
    func `mutated trees never trap, and what is read can be written and read again`(seed: Int) throws {
        var generator = SplitMix64(state: UInt64(seed))
        let reader = JSONReader()
        let original = try Fixture.bytes("am_get_alert_groups_response.json")
        #expect(throws: Never.self) { try reader.read(original) }
        for _ in 0..<60 {
            guard let value = try? reader.read(HostileBytesTests.mutated(original, &generator)) else { continue }
            var writer = JSONWriter()
            writer.value(value)
            #expect(try reader.read(writer.bytes) == value)
        }
    }

    @Test(arguments: 0..<20)
    func `mutated resources never trap, and what is read can be written and read again`(seed: Int) throws {
        var generator = SplitMix64(state: UInt64(seed))
        let snapshot = Resources.encode(ResourceSamples.snapshot)
        let detail = Resources.encode(ResourceSamples.detail)
        let batch = Resources.encode(ResourceSamples.batch)
        #expect(throws: Never.self) { try Resources.snapshot(from: snapshot) }
        for _ in 0..<20 {
            if let read = try? Resources.snapshot(from: HostileBytesTests.mutated(snapshot, &generator)) {
                #expect(try Resources.snapshot(from: Resources.encode(read)) == read)
            }
            if let read = try? Resources.detail(from: HostileBytesTests.mutated(detail, &generator)) {
                #expect(try Resources.detail(from: Resources.encode(read)) == read)
            }
            if let read = try? Resources.feedBatch(from: HostileBytesTests.mutated(batch, &generator)) {
                #expect(try Resources.feedBatch(from: Resources.encode(read)) == read)
            }
        }
    }

    @Test(arguments: Fixture.alertBodies)
    func `a body cut off anywhere is refused, and nothing is taken of it`(file: String) throws {
        let body = try Fixture.bytes(file)
        let end = try #require(body.lastIndex(of: UInt8(ascii: "]")))
        var parser = PostableAlertsParser()

        let taken = (0...end).filter { (try? parser.parse(Array(body[..<$0]))) != nil }
        #expect(taken == [])
    }

    @Test func `a snapshot cut off anywhere is refused`() {
        let body = Resources.encode(ResourceSamples.snapshot)

        let read = stride(from: 0, to: body.count, by: 7).filter {
            (try? Resources.snapshot(from: Array(body[..<$0]))) != nil
        }
        #expect(read == [])
    }

    @Test func `a buffer without any memory is an empty body`() {
        var parser = PostableAlertsParser()

        #expect(throws: AlertsFault.self) { try parser.parse(UnsafeRawBufferPointer(start: nil, count: 0)) }
        #expect(throws: Never.self) { try TimestampParser.parse(UnsafeRawBufferPointer(start: nil, count: 0)) }
    }
}
