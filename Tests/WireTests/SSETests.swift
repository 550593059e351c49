import Incidents
import Testing
import Wire

@Suite struct SSEParserTests {
    private static let stream: [UInt8] = Array(
        ("\u{FEFF}: beat\n\nid: 7\nevent: changes\ndata: {\"a\":1}\ndata:two\n\r\nevent:notice\r\ndata\r\n\r\n"
            + "retry: 5\rdata:x\r\rid: z\n\ndata: 😀\n\n").utf8)
    private static let items: [SSEItem] = [
        .comment("beat"), .event(SSEEvent(id: "7", event: "changes", data: Array("{\"a\":1}\ntwo".utf8))),
        .event(SSEEvent(id: "7", event: "notice", data: [])), .event(SSEEvent(id: "7", data: Array("x".utf8))),
        .event(SSEEvent(id: "z", data: Array("😀".utf8))),
    ]

    @Test func `a stream is taken apart`() throws {
        var parser = SSEParser()

        #expect(try parser.feed(SSEParserTests.stream) == SSEParserTests.items)
    }

    @Test(arguments: 0...SSEParserTests.stream.count)
    func `a stream split anywhere is the same`(split: Int) throws {
        var parser = SSEParser()
        let first = try parser.feed(Array(SSEParserTests.stream[..<split]))
        let second = try parser.feed(Array(SSEParserTests.stream[split...]))

        #expect(first + second == SSEParserTests.items)
    }

    @Test func `a stream in single bytes is the same`() throws {
        var parser = SSEParser()
        var items: [SSEItem] = []
        for byte in SSEParserTests.stream { items += try parser.feed([byte]) }

        #expect(items == SSEParserTests.items)
    }

    @Test func `a line and an event are bounded`() {
        var short = SSEParser(lineLengthMax: 8, eventSizeMax: 1 << 20)
        var small = SSEParser(lineLengthMax: 1 << 20, eventSizeMax: 8)

        #expect(throws: SSEFault.lineTooLong(max: 8)) { try short.feed(Array("data: 123".utf8)) }
        #expect(throws: SSEFault.eventTooLarge(max: 8)) { try small.feed(Array("data: 1234\ndata: 1234\n\n".utf8)) }
    }

    @Test func `an event that breaks off is not handed out`() throws {
        var parser = SSEParser()

        #expect(try parser.feed(Array("id: 1\ndata: x\n".utf8)).isEmpty)
    }

    @Test func `what the encoder writes the parser reads`() throws {
        var parser = SSEParser()
        let batch = FeedBatch(seq: 9, at: Timestamp(milliseconds: 5), items: [.page(ResourceSamples.page)])
        let bytes = SSEEncoder.changes(batch) + SSEEncoder.beat + SSEEncoder.notice(Notice(degraded: nil))

        let notice = #"{"degraded":null,"clockSet":null,"paging":"on","allMuted":null}"#
        #expect(
            try parser.feed(bytes) == [
                .event(SSEEvent(id: "9", event: "changes", data: Resources.encode(batch))), .comment("beat"),
                .event(SSEEvent(id: "9", event: "notice", data: Array(notice.utf8))),
            ])
    }

    @Test func `data of several lines stays one event`() throws {
        var parser = SSEParser()

        #expect(
            try parser.feed(SSEEncoder.event("x", data: Array("a\n\nb".utf8)))
                == [.event(SSEEvent(event: "x", data: Array("a\n\nb".utf8)))])
    }
}
