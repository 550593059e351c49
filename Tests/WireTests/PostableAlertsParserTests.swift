import Incidents
import Testing
import Wire

@Suite struct PostableAlertsParserTests {
    @Test(
        arguments: [
            ("amtool_alert_add.json", "1e13768c7ec52373"), ("prometheus_post_alerts_resolved.json", "7f4edca8a5902ee1"),
            ("prometheus_post_alerts_noannotations_firing.json", "7f4edca8a5902ee1"),
            ("prometheus_post_alerts_firing.json", "45deb6f4bc1f1d7b"),
        ])
    func `a real body has the fingerprint that Alertmanager gave it`(file: String, fingerprint: String) throws {
        let batch = try Fixture.parse(try Fixture.text(file))

        #expect(batch.fault == nil)
        #expect(batch.alerts.map(\.labels.fingerprint.description) == [fingerprint])
        let vectors = try Fixture.text("vector_alertmanager_fingerprint.txt")
        #expect(vectors.contains(fingerprint))
    }

    @Test func `a body of Prometheus comes out whole`() throws {
        let posted = try Fixture.parse(try Fixture.text("prometheus_post_alerts_rich.json")).alerts[0]

        #expect(posted.labels[raw: "team"] == "db")
        #expect(posted.labels.pairs.count == 6)
        #expect(posted.text[raw: "runbook_url"] == "https://runbooks.example/always")
        #expect(posted.text.generatorURL == "http://prometheus.example:9090/graph?g0.expr=vector%281%29+%3E+0&g0.tab=1")
        #expect(posted.startsAt?.rfc3339 == "2026-11-23T03:03:59.568Z")
        #expect(posted.endsAt?.rfc3339 == "2026-11-23T03:09:00.568Z")
    }

    @Test func `the request that Prometheus sent is read with its escapes`() throws {
        let request = try Fixture.text("prometheus_post_alerts_request.http")
        let body = try #require(request.firstRange(of: "\n\n") ?? request.firstRange(of: "\r\n\r\n"))
        let posted = try Fixture.parse(String(request[body.upperBound...])).alerts[0]

        #expect(posted.text.generatorURL.hasSuffix("+0&g0.tab=1"))
    }

    @Test func `what amtool leaves at Go's zero time is not set`() throws {
        let posted = try Fixture.parse(try Fixture.text("amtool_alert_add.json")).alerts[0]

        #expect(posted.startsAt == nil)
        #expect(posted.endsAt == nil)
    }

    @Test func `good alerts of a batch are kept, and the reasons of the others are joined`() throws {
        let batch = try Fixture.parse(
            """
            [{"labels":{"1bad":"x"}},{"labels":{"alertname":"Good"}},{"labels":{"a":""}},
             {"labels":{"a":"b"},"annotations":{"x-y":"z"}},
             {"labels":{"a":"b"},"startsAt":"2026-01-01T00:00:01Z","endsAt":"2026-01-01T00:00:00Z"}]
            """)
        let fault = try #require(batch.fault)

        #expect(batch.alerts.map { $0.labels[raw: "alertname"] } == ["Good"])
        #expect(batch.refusals.count == 4)
        #expect(fault.status == 400)
        #expect(
            Fixture.line(fault.body) == #""invalid label set: invalid name \"1bad\"; "#
                + #"at least one label pair required; invalid annotations: invalid name \"x-y\"; "#
                + #"start time must be before end time""#)
    }

    @Test(
        arguments: [
            (#"{"b":"2","a":"1"}"#, ["a": "1", "b": "2"]), (#"{"a":"1","a":"2"}"#, ["a": "2"]),
            (#"{"a":"1","b":null,"c":""}"#, ["a": "1"]), (#"{"a":"1","a":"","b":"x"}"#, ["b": "x"]),
            (#"{"1bad":"","a":"1"}"#, ["a": "1"]), (#"{"\u0061":"\u0031"}"#, ["a": "1"]),
            (#"{"a":"\ud83d\ude00\b\f\n\r\t\/\\\""}"#, ["a": "😀\u{8}\u{c}\n\r\t/\\\""]),
            (#"{"a":"\ud83d"}"#, ["a": "\u{FFFD}"]), (#"{"a":"\ude00x"}"#, ["a": "\u{FFFD}x"]),
            (#"{"a":"\ud83d\u0041"}"#, ["a": "\u{FFFD}A"]),
            (#"{"a":"\ud83d\ud83d\ude00"}"#, ["a": "\u{FFFD}😀"]), ("{\"a\":\"é漢😀\"}", ["a": "é漢😀"]),
        ] as [(String, [String: String])])
    func `labels are sorted, unescaped, and without empty ones`(json: String, expected: [String: String]) throws {
        let labels = try Fixture.parse("[{\"labels\":\(json)}]").alerts[0].labels

        #expect(labels == LabelSet(PackedPairs(expected.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })))
    }

    @Test(
        arguments: [
            ([0xFF], 1), ([0xC3], 1), ([0xE2, 0x82], 2), ([0xC0, 0xAF], 2), ([0xED, 0xA0, 0x80], 3),
            ([0xF5, 0x80, 0x80, 0x80], 4), ([0xF0, 0x9F, 0x98], 3), ([0x80], 1),
        ] as [([UInt8], Int)])
    func `broken UTF-8 becomes replacement characters, one a byte`(broken: [UInt8], count: Int) throws {
        var parser = PostableAlertsParser()
        let body = Array("[{\"labels\":{\"a\":\"x".utf8) + broken + Array("yé\"}}]".utf8)
        let labels = try parser.parse(body).alerts[0].labels

        #expect(labels[raw: "a"] == "x" + String(repeating: "\u{FFFD}", count: count) + "yé")
    }

    @Test func `members match without regard to case, and unknown ones are passed over`() throws {
        let batch = try Fixture.parse(
            """
            [{"x":[1,{"y":[null,true,"z"]},-1.5e+3],"LABELS":{"a":"1"},"labels":{"b":"2"},
              "\\u0053tartsAt":"1970-01-01T00:00:01Z",
              "annotations":null,"generatorURL":null,"endsAt":null,"status":{}}]
            """)

        #expect(batch.alerts[0].labels == LabelSet(["a": "1", "b": "2"]))
        #expect(batch.alerts[0].startsAt == Timestamp(milliseconds: 1000))
        #expect(batch.alerts[0].text == AlertText())
    }

    @Test func `null annotations after escaped ones forget them and keep the address`() throws {
        let batch = try Fixture.parse(
            #"[{"labels":{"a":"1"},"annotations":{"b":"\u0041"},"generatorURL":"\u0041","annotations":null}]"#)

        #expect(batch.alerts[0].text == AlertText(generatorURL: "A"))
    }

    @Test func `a time may be milliseconds since 1970`() throws {
        let batch = try Fixture.parse(#"[{"labels":{"a":"1"},"startsAt":1500}]"#)

        #expect(batch.alerts[0].startsAt == Timestamp(milliseconds: 1500))
        #expect(Fixture.answer(#"[{"labels":{"a":"1"},"startsAt":1.5}]"#).status == 400)
        #expect(Fixture.answer(#"[{"labels":{"a":"1"},"startsAt":99999999999999999999}]"#).status == 400)
    }

    @Test func `a parser that is used again remembers nothing`() throws {
        var parser = PostableAlertsParser()
        let body = try Fixture.bytes("prometheus_post_alerts_rich.json")
        let first = try parser.parse(body)
        _ = try? parser.parse(Array(#"[{"labels":{"z":"\u0041"},"annotations":{"q":"r"},"startsAt":"x"}]"#.utf8))

        #expect(try parser.parse(body) == first)
    }

    @Test func `equals what the vocabulary's own builder packs`() throws {
        let labels = try Fixture.parse(#"[{"labels":{"z":"1","a":"2","m":"","z":"3"}}]"#).alerts[0].labels
        var builder = PackedPairsBuilder()
        for (name, value) in [("z", "1"), ("a", "2"), ("m", ""), ("z", "3")] {
            builder.add(name: name.utf8, value: value.utf8)
        }

        #expect(labels.pairs == builder.finish(droppingEmptyValues: true))
    }
}

@Suite struct ParserLimitsTests {
    private static let small = ParserLimits(
        alertsMax: 2, labelsMax: 2, nameLengthMax: 4, valueLengthMax: 8, annotationLengthMax: 16, depthMax: 5)

    @Test(
        arguments: [
            (#"{"labels":{"a":"1","b":"2","c":"3"}}"#, "alert 1: more than 2 labels"),
            (#"{"labels":{"a":"123456789"}}"#, #"alert 1: label \"a\": value of 9 bytes is longer than 8"#),
            (#"{"labels":{"abcde":"1"}}"#, #"alert 1: label name starting \"abcde\": longer than 4 bytes"#),
            (
                #"{"labels":{"a":"1"},"annotations":{"b":"12345678901234567"}}"#,
                #"alert 1: annotation \"b\": value of 17 bytes is longer than 16"#
            ),
            (
                #"{"labels":{"a":"1"},"annotations":{"b":"","c":"","d":""}}"#,
                "alert 1: more than 2 annotations"
            ),
            (
                #"{"labels":{"a":"1"},"generatorURL":"12345678901234567"}"#,
                "alert 1: generatorURL: longer than 16 bytes"
            ),
        ])
    func `an alert over a bound is refused by its place, and the others are kept`(alert: String, words: String) throws {
        let batch = try Fixture.parse("[{\"labels\":{\"ok\":\"1\"}},\(alert)]", limits: ParserLimitsTests.small)

        #expect(batch.alerts.count == 1)
        #expect(batch.fault?.status == 400)
        #expect(batch.fault.map { Fixture.line($0.body) } == "\"\(words)\"")
    }

    @Test func `what lies exactly on a bound is taken`() throws {
        let alert = #"{"labels":{"abcd":"12345678","b":"2"},"annotations":{"b":"1234567890123456"}}"#
        let batch = try Fixture.parse("[\(alert),\(alert)]", limits: ParserLimitsTests.small)

        #expect(batch.alerts.count == 2)
        #expect(batch.fault == nil)
    }

    @Test func `the watch adds its reasons to those of the body`() throws {
        var batch = try Fixture.parse(#"[{"labels":{}},{"labels":{"a":"b"}}]"#)
        batch.refusals.add("start time must be before end time")

        let words = "at least one label pair required; start time must be before end time"
        #expect(batch.fault.map { Fixture.line($0.body) } == "\"\(words)\"")
        #expect(Refusals().fault == nil)
    }

    @Test func `a batch of too many alerts is refused as a whole`() {
        let answer = Fixture.answer(
            #"[{"labels":{"a":"1"}},{"labels":{"a":"2"}},{"labels":{"a":"3"}}]"#, limits: ParserLimitsTests.small)

        #expect(answer.status == 413)
        #expect(answer.body == #"{"code":413,"message":"body holds 3 alerts, more than 2"}"#)
    }

    @Test(arguments: [4, 64, 5000, 200_000])
    func `nesting beyond the bound is refused and nothing overflows`(depth: Int) {
        let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let answer = Fixture.answer("[{\"x\":\(nested),\"labels\":{\"a\":\"1\"}}]", limits: ParserLimitsTests.small)

        #expect(answer.status == 400)
        #expect(answer.body.contains("nested deeper than 5"))
    }

    @Test func `the reasons of a batch that is all wrong stay short`() throws {
        let name = String(repeating: "-", count: 1000)
        let alert = "{\"labels\":{\"\(name)\":\"x\"}}"
        let batch = try Fixture.parse("[" + Array(repeating: alert, count: 1000).joined(separator: ",") + "]")

        #expect(batch.refusals.count == 1000)
        let words = Fixture.line(try #require(batch.fault).body)
        #expect(words.utf8.count < 70_000)
        #expect(words.hasSuffix("more\""))
    }
}
