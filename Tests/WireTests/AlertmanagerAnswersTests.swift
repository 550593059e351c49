import Testing
import Wire

/// One request to a real Alertmanager, and its answer.
struct RecordedAnswer: Sendable, CustomTestStringConvertible {
    var request: String
    var body: String
    var status: Int
    var answer: String

    var testDescription: String { "\(request) \(body)" }

    static func all() throws -> [RecordedAnswer] {
        let lines = try Fixture.text("am_error_responses.txt").split(separator: "\n").filter { !$0.hasPrefix("#") }
        return try stride(from: 0, to: lines.count - 1, by: 2).map { index in
            let request = try #require(lines[index].firstRange(of: "  REQ="))
            let answer = try #require(lines[index + 1].firstRange(of: "BODY="))
            let words = lines[index + 1].split(separator: " ")
            return RecordedAnswer(
                request: String(lines[index][..<request.lowerBound]),
                body: String(lines[index][request.upperBound...]), status: try #require(Int(words[1])),
                answer: String(lines[index + 1][answer.upperBound...]))
        }
    }

    static var posts: [RecordedAnswer] {
        get throws { try all().filter { $0.request == "POST /api/v2/alerts" && $0.status != 415 } }
    }
}

@Suite struct AlertmanagerAnswersTests {
    @Test(arguments: try RecordedAnswer.posts)
    func `a body gets the very answer of a real Alertmanager`(recorded: RecordedAnswer) {
        let answer = Fixture.answer(recorded.body)

        #expect(answer.status == recorded.status)
        #expect(answer.body == recorded.answer)
    }

    @Test func `the recorded answers are all there`() throws { #expect(try RecordedAnswer.posts.count == 9) }

    @Test func `errors of the framework are those of a real Alertmanager`() throws {
        let recorded = try RecordedAnswer.all()
        let missing = try #require(recorded.first { $0.status == 404 && !$0.answer.isEmpty })
        let method = try #require(recorded.first { $0.status == 405 })
        let type = try #require(recorded.first { $0.status == 415 })
        let bare = try #require(recorded.first { $0.request == "GET /api/v2/alerts?filter=bad" })

        #expect(AlertmanagerV2.notFound(path: "/api/v2/nope") == Array(missing.answer.utf8))
        #expect(AlertmanagerV2.methodNotAllowed("PUT", allowed: ["POST", "GET"]) == Array(method.answer.utf8))
        #expect(AlertmanagerV2.unsupportedMediaType("text/plain") == Array(type.answer.utf8))
        #expect(Fixture.line(AlertmanagerV2.error("bad matcher format: bad")) == bare.answer)
    }

    @Test(
        arguments: [
            ("", #"{"code":602,"message":"alerts in body is required"}"#, 422),
            (" \n ", #"{"code":602,"message":"alerts in body is required"}"#, 422),
            ("[{\"labels\":null}]", #"{"code":602,"message":"0.labels in body is required"}"#, 422),
            ("[{\"labels\":{\"a\":\"b\"}},{}]", #"{"code":602,"message":"1.labels in body is required"}"#, 422),
            ("[null]", #"{"code":602,"message":"0.labels in body is required"}"#, 422),
            ("[5]", "json: cannot unmarshal number into Go value of type models.PostableAlert", 400),
            (
                "[{\"labels\":[]}]", "cannot unmarshal array into Go struct field Alert.labels of type models.LabelSet",
                400
            ),
            (
                "[{\"labels\":{\"a\":{}}}]", "cannot unmarshal object into Go struct field Alert.labels of type string",
                400
            ),
            ("[{\"annotations\":{\"a\":true}}]", "cannot unmarshal bool into Go struct field .annotations", 400),
            (
                "[{\"labels\":{},\"startsAt\":{}}]",
                "cannot unmarshal object into Go struct field .startsAt of type string", 400
            ),
            ("[", "unexpected EOF", 400), ("[{\"labels\":{\"a\":\"b\"}}", "unexpected EOF", 400),
            ("[,]", "invalid character ',' looking for beginning of value", 400),
            ("[{}]x", "invalid character 'x' after top-level value", 400),
            ("[{} {}]", "invalid character '{' after array element", 400),
            ("[{\"a\" 1}]", "invalid character '1' after object key", 400),
            ("[{\"a\":1 2}]", "invalid character '2' after object key:value pair", 400),
            ("[{\"a\":1,}]", "invalid character '}' looking for beginning of object key string", 400),
            ("[{\"a\":tru}]", "invalid character '}' in literal true (expecting 'e')", 400),
            ("[{\"a\":01}]", "invalid character '1' after object key:value pair", 400),
            ("[{\"a\":1.}]", "invalid character '}' after decimal point in numeric literal", 400),
            ("[{\"a\":\"\\x\"}]", "invalid character 'x' in string escape code", 400),
            ("[{\"a\":\"\\u12g4\"}]", "invalid character 'g' in \\\\u hexadecimal character escape", 400),
            ("[{\"a\":\"\u{1}\"}]", "invalid character '\\\\x01' in string literal", 400),
        ])
    func `a body that cannot be read says why`(body: String, words: String, status: Int) {
        let answer = Fixture.answer(body)

        #expect(answer.status == status)
        #expect(answer.body.contains(words), "\(answer.body)")
    }

    @Test func `nothing is taken from a body that breaks off after a good alert`() {
        let answer = Fixture.answer("[{\"labels\":{\"alertname\":\"Good\"}},{\"labels\":{\"alertname\":\"Bad\"")

        #expect(answer.status == 400)
    }

    @Test(arguments: ["[]", "null", " [ ] "])
    func `a body without alerts is no fault`(body: String) throws {
        let batch = try Fixture.parse(body)

        #expect(batch == PostedBatch())
    }
}
