import Incidents
import Testing
import Wire

@Suite struct SilencesParserTests {
    /// The answer that a body gets: nothing when it is read, or the fault's.
    private static func answer(_ text: String, _ limits: ParserLimits = ParserLimits()) -> String {
        do {
            _ = try SilencesParser(limits: limits).parse(Array(text.utf8))
            return ""
        } catch {
            return "\(error.status) \(Fixture.line(error.body))"
        }
    }

    private static func silence(
        matchers: String = #"[{"name":"a","value":"b","isRegex":false}]"#,
        startsAt: String = "\"2026-11-23T03:00:00Z\"",
        endsAt: String = "\"2036-11-23T03:00:00Z\"", createdBy: String = "\"x\"", more: String = ""
    ) -> String {
        """
        {"matchers":\(matchers),"startsAt":\(startsAt),"endsAt":\(endsAt),"createdBy":\(createdBy),"comment":"c"\(more)}
        """
    }

    @Test func `what amtool posts is read whole`() throws {
        let posted = try SilencesParser().parse(try Fixture.bytes("amtool_silence_add.json"))

        #expect(posted.draft.id == nil && !posted.namesNone && posted.request == nil)
        #expect(
            posted.draft.matchers == [
                SilenceMatcher(name: "service", value: "checkout"),
                SilenceMatcher(name: "severity", value: "warn.*", isRegex: true),
                SilenceMatcher(name: "team", value: "x", isEqual: false),
            ])
        #expect(posted.draft.createdBy == "alice" && posted.draft.comment == "deploying")
        #expect(posted.draft.endsAt == (try Fixture.moment("2026-11-23T05:04:46.111Z")))
        #expect(posted.draft.reviewAt == nil && !posted.draft.endsWithAlerts)
    }

    @Test func `an update names its silence`() throws {
        let posted = try SilencesParser().parse(try Fixture.bytes("amtool_silence_update.json"))

        #expect(posted.draft.id == SilenceID("f63ca1e9-2ba5-499b-92aa-29e4b70312ec"))
    }

    // Seen on a real Alertmanager 0.25.0.
    @Test(arguments: [
        ("", #"422 {"code":602,"message":"silence in body is required"}"#),
        (
            "garbage",
            #"400 {"code":400,"message":"parsing silence body from \"\" failed, because invalid character 'g' looking for beginning of value"}"#
        ),
        (
            "[]",
            #"400 {"code":400,"message":"parsing silence body from \"\" failed, because json: cannot unmarshal array into Go value of type struct { ID string \"json:\\\"id,omitempty\\\"\" }"}"#
        ),
        ("null", #"422 {"code":602,"message":"comment in body is required"}"#),
        ("{}", #"422 {"code":602,"message":"comment in body is required"}"#),
        (silence(createdBy: "null"), #"422 {"code":602,"message":"createdBy in body is required"}"#),
        (silence(endsAt: "null"), #"422 {"code":602,"message":"endsAt in body is required"}"#),
        (silence(startsAt: "null"), #"422 {"code":602,"message":"startsAt in body is required"}"#),
        (silence(matchers: "null"), #"422 {"code":602,"message":"matchers in body is required"}"#),
        (silence(matchers: "[]"), #"422 {"code":612,"message":"matchers in body should have at least 1 items"}"#),
        (
            silence(matchers: #"[{"name":"a"}]"#),
            #"422 {"code":602,"message":"matchers.0.isRegex in body is required"}"#
        ),
        (
            silence(matchers: #"[{"value":"b","isRegex":false}]"#),
            #"422 {"code":602,"message":"matchers.0.name in body is required"}"#
        ),
        (
            silence(startsAt: "\"2036-11-23T03:00:00Z\""),
            #"400 "Failed to create silence: start time must be before end time""#
        ),
        (
            silence(endsAt: "\"0001-01-01T00:00:00Z\""),
            #"400 "Failed to create silence: start time must be before end time""#
        ),
        (
            silence(startsAt: "\"yesterday\""),
            #"400 {"code":400,"message":"parsing silence body from \"\" failed, because parsing time \"yesterday\" as \"2006-01-02 15:04:05\": cannot parse \"yesterday\" as \"2006\""}"#
        ),
        (
            silence(matchers: #"[{"name":"a","value":5,"isRegex":false}]"#),
            #"400 {"code":400,"message":"parsing silence body from \"\" failed, because json: cannot unmarshal number into Go struct field Matcher.matchers.value of type string"}"#
        ),
        (
            silence(matchers: #"[{"name":"a","value":"b","isRegex":"no"}]"#),
            #"400 {"code":400,"message":"parsing silence body from \"\" failed, because json: cannot unmarshal string into Go struct field Matcher.matchers.isRegex of type bool"}"#
        ),
        (
            silence(matchers: #"{"name":"a"}"#),
            #"400 {"code":400,"message":"parsing silence body from \"\" failed, because json: cannot unmarshal object into Go struct field Silence.matchers of type models.Matchers"}"#
        ),
        (
            silence(matchers: #"["a"]"#),
            #"400 {"code":400,"message":"parsing silence body from \"\" failed, because json: cannot unmarshal string into Go struct field Silence.matchers of type models.Matcher"}"#
        ),
        (
            silence(startsAt: "5"),
            #"400 {"code":400,"message":"parsing silence body from \"\" failed, because json: cannot unmarshal number into Go struct field Silence.startsAt of type string"}"#
        ),
        (
            silence(createdBy: "5"),
            #"400 {"code":400,"message":"parsing silence body from \"\" failed, because json: cannot unmarshal number into Go struct field Silence.createdBy of type string"}"#
        ),
        (
            silence(more: ",\"id\":5"),
            #"400 {"code":400,"message":"parsing silence body from \"\" failed, because json: cannot unmarshal number into Go struct field .id of type string"}"#
        ),
        (silence(startsAt: "\"0001-01-01T00:00:00Z\"", createdBy: "\"\""), ""),
        (silence(startsAt: "\"\"", more: ",\"unknown\":[{}],\"id\":\"\""), ""),
    ])
    func `a body gets the very answer of a real Alertmanager`(body: String, expected: String) {
        #expect(SilencesParserTests.answer(body) == expected)
    }

    @Test func `the recorded answers that a body alone decides are those of a real Alertmanager`() throws {
        let recorded = try RecordedAnswer.all().filter { $0.request == "POST /api/v2/silences" }
        #expect(recorded.count == 6)
        // What the matchers and the known silences decide is not for the reader of bodies.
        for answer in recorded where answer.status != 404 && !answer.answer.contains("silence invalid") {
            #expect(SilencesParserTests.answer(answer.body) == "\(answer.status) \(answer.answer)")
        }
    }

    @Test func `a silence that no id of ours can name is known to be none`() throws {
        let posted = try SilencesParser().parse(Array(Self.silence(more: ",\"id\":\"MW-12\"").utf8))

        #expect(posted.namesNone && posted.draft.id == nil)
    }

    @Test func `names of members are taken without regard to case, and isEqual is true unless it is said`() throws {
        let body = Self.silence(
            matchers:
                #"[{"NAME":"a","Value":"b","isregex":true},{"name":"c","value":"d","isRegex":false,"isEqual":false}]"#,
            more: ",\"ReviewAt\":\"2030-01-01T00:00:00Z\",\"endsWithAlerts\":true,\"request\":\"r1\"")
        let posted = try SilencesParser().parse(Array(body.utf8))

        #expect(
            posted.draft.matchers == [
                SilenceMatcher(name: "a", value: "b", isRegex: true),
                SilenceMatcher(name: "c", value: "d", isEqual: false),
            ])
        #expect(posted.draft.reviewAt == (try Fixture.moment("2030-01-01T00:00:00Z")))
        #expect(posted.draft.endsWithAlerts && posted.request == RequestID("r1"))
    }

    @Test func `what is longer than its bound is refused with the bound`() {
        let limits = ParserLimits(nameLengthMax: 8, valueLengthMax: 16, annotationLengthMax: 16)
        let long = String(repeating: "x", count: 17)
        let many =
            "[" + Array(repeating: #"{"name":"a","value":"b","isRegex":false}"#, count: 129).joined(separator: ",")
            + "]"
        for (body, part) in [
            (Self.silence(matchers: many), "more than 128 matchers"),
            (
                Self.silence(matchers: "[{\"name\":\"\(long)\",\"value\":\"b\",\"isRegex\":false}]"),
                "its name is longer"
            ),
            (
                Self.silence(matchers: "[{\"name\":\"a\",\"value\":\"\(long)\",\"isRegex\":false}]"),
                "its value is longer"
            ),
            (Self.silence(createdBy: "\"\(long)\""), "createdBy is longer"),
            (Self.silence(more: ",\"comment\":\"\(long)\""), "the comment is longer"),
            (Self.silence(more: ",\"request\":\"\(String(repeating: "r", count: 129))\""), "request must be"),
        ] {
            let answer = Self.answer(body, limits)
            #expect(answer.hasPrefix("400 \"silence invalid: ") && answer.contains(part), "\(answer)")
        }
    }

    @Test func `hostile bytes are refused and do no harm`() {
        for body in ["{", "{\"matchers\":[", "\u{0}", Fixture.hostile, String(repeating: "[", count: 100_000)] {
            #expect(Self.answer(body).hasPrefix("400 "))
        }
        #expect(Self.answer(Self.silence(more: ",\"comment\":\(JSONText.quoted(Fixture.hostile))")) == "")
    }
}

/// A string as JSON.
enum JSONText {
    static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
