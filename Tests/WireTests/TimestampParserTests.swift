import Incidents
import Testing
import Wire

@Suite struct TimestampParserTests {
    @Test(
        arguments: [
            ("2026-11-23T03:08:08.568Z", "2026-11-23T03:08:08.568Z"),
            ("2026-11-23T03:08:08.568123456Z", "2026-11-23T03:08:08.568Z"),
            ("2026-11-23T03:08:08.5Z", "2026-11-23T03:08:08.500Z"),
            ("2026-11-23T03:08:08Z", "2026-11-23T03:08:08.000Z"),
            ("2026-11-23T05:08:08+02:00", "2026-11-23T03:08:08.000Z"),
            ("2026-11-22T21:38:08.25-05:30", "2026-11-23T03:08:08.250Z"),
            ("2026-11-23t03:08:08z", "2026-11-23T03:08:08.000Z"),
            ("2016-08-12 15:23:28 UTC", "2016-08-12T15:23:28.000Z"),
            ("2021-04-28 21:50:00 +0200", "2021-04-28T19:50:00.000Z"),
            ("2015-07-17T08:42:58.315+0000", "2015-07-17T08:42:58.315Z"),
            ("2015-07-17T08:42:58+02", "2015-07-17T06:42:58.000Z"), ("2015-07-17 08:42:58", "2015-07-17T08:42:58.000Z"),
            ("2015-07-17T08:42", "2015-07-17T08:42:00.000Z"),
            ("2026-11-23T3:08:08Z", "2026-11-23T03:08:08.000Z"), ("2015-07-17", "2015-07-17T00:00:00.000Z"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"), ("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"),
            ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
            ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59.000Z"),
        ])
    func `every form that senders write is read`(text: String, expected: String) throws {
        #expect(try TimestampParser.parse(text)?.rfc3339 == expected)
    }

    @Test(arguments: ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z", "0001-01-01T02:00:00+02:00", ""])
    func `Go's zero time and nothing mean not said`(text: String) throws {
        #expect(try TimestampParser.parse(text) == nil)
    }

    @Test(
        arguments: [
            ("yesterday", #"parsing time "yesterday" as "2006-01-02 15:04:05": cannot parse "yesterday" as "2006""#),
            (
                "20x6-11-23T00:00:00Z",
                #"parsing time "20x6-11-23T00:00:00Z" as "2006-01-02 15:04:05": "#
                    + #"cannot parse "-11-23T00:00:00Z" as "2006""#
            ),
            (
                "2026-11-23 é",
                #"parsing time "2026-11-23 \xc3\xa9" as "2006-01-02 15:04:05": cannot parse "\xc3\xa9" as "15""#
            ), ("2026-11-23 25:x", #"parsing time "2026-11-23 25:x": hour out of range"#),
            ("2026-11-23T", #"parsing time "2026-11-23T" as "2006-01-02 15:04:05": cannot parse "T" as " ""#),
            ("2026-11-2", #"parsing time "2026-11-2" as "2006-01-02 15:04:05": cannot parse "2" as "02""#),
            ("2026", #"parsing time "2026" as "2006-01-02 15:04:05": cannot parse "" as "-""#),
            (
                "2026-11-23 01:02:03 nowhere",
                #"parsing time "2026-11-23 01:02:03 nowhere": extra text: " nowhere""#
            ),
            ("2026-13-01T00:00:00Z", #"parsing time "2026-13-01T00:00:00Z": month out of range"#),
            ("2026-02-29T00:00:00Z", #"parsing time "2026-02-29T00:00:00Z": day out of range"#),
            ("2026-01-01T24:00:00Z", #"parsing time "2026-01-01T24:00:00Z": hour out of range"#),
            ("2026-01-01T00:60:00Z", #"parsing time "2026-01-01T00:60:00Z": minute out of range"#),
            ("2026-01-01T00:00:61Z", #"parsing time "2026-01-01T00:00:61Z": second out of range"#),
            ("0000-12-31T00:00:00Z", #"parsing time "0000-12-31T00:00:00Z": year out of range"#),
            (String(repeating: "9", count: 65), "parsing time: longer than 64 bytes"),
        ])
    func `what is no time is refused with the reason`(text: String, words: String) {
        #expect(throws: TimestampFault.self) { try TimestampParser.parse(text) }
        do {
            _ = try TimestampParser.parse(text)
        } catch {
            #expect(error.description == words)
        }
    }

    @Test(arguments: [Int64.min, -62_135_596_800_001, 253_402_300_800_000, Int64.max])
    func `milliseconds beyond the years that can be written are refused`(milliseconds: Int64) {
        #expect(TimestampParser.parse(epochMilliseconds: milliseconds) == nil)
    }

    @Test(arguments: 0..<200)
    func `what the writer writes is read again`(seed: Int) throws {
        var generator = SplitMix64(state: UInt64(seed))
        let moment = Timestamp(
            milliseconds: Int64.random(in: -62_135_596_799_999...253_402_300_799_999, using: &generator))
        var writer = JSONWriter()
        writer.time(moment)
        let text = String(decoding: writer.bytes, as: UTF8.self)

        #expect(text == "\"\(moment.rfc3339)\"")
        #expect(try TimestampParser.parse(moment.rfc3339) == moment)
    }
}
