import Routing
import Testing

@Suite struct ValueShapeTests {
    static let patterns = [
        "", "a", "abc", "a|b", "a|b|", "|", "a.c", "a\\.c", "a\\-c", "a\\/c|b", ".*", ".+", "abc.*", "a|b.*", ".*abc",
        "^a$", "^a", "a$", "^a|b$", "a\\$", "a\\\\", "a\\\\$", "(a|b)", "(?:a|b)", "^(a|b)$", "^(?:a|b)$",
        "^(?:^(a|b)$)$", "(a)|(b)", "(?i)ABC", "(?i:ABC)", "(?i:a|b)", "(?s:.*)", "(.*)", "(.+)", "^.*$", "(abc.*)",
        "(a|b).*", "a|.*", "a)|(b", "a{2}", "[ab]", "a?", "ab*", "a+", "ü|ö", "ü.*", "a\\|b", "^", "$", "()", "(|a)",
        "a\nb", ".*\n", "(?P<x>a)", "a]", "a-b_c:d/e", "^^a$$", "((a|b))",
    ]

    static let values = [
        "", "a", "b", "ab", "abc", "abcd", "ABC", "a.c", "a-c", "a/c", "aa", "a$", "a\\", "a\\$", "a|b", "abc\n", "\n",
        "abc\nd", "a\nb", "ü", "üx", "ö", "a]", "a-b_c:d/e", "c",
    ]

    @Test("an expression of a simple shape is matched as the engine would match it", arguments: patterns)
    func agrees(_ pattern: String) throws {
        let engine = try AnchoredRegex(pattern)
        let positive = try Matcher("x", .regex, pattern)
        let negative = try Matcher("x", .notRegex, pattern)
        let wrapped = try Matcher.matchRE("x", pattern)
        for value in ValueShapeTests.values {
            let expected = engine.matches(value)
            #expect(positive.matches(value: value) == expected, "\(pattern) on \(value)")
            #expect(negative.matches(value: value) != expected, "\(pattern) on \(value)")
            if !pattern.contains(")|(") {
                #expect(wrapped.matches(value: value) == expected, "match_re \(pattern) on \(value)")
            }
        }
    }

    @Test("what the engine refuses is refused", arguments: ["(", "*", "a**", "[", "a\\", "^*+?", "(?z)", "a|("])
    func refuses(_ pattern: String) {
        #expect(throws: RegexFault.self) { try AnchoredRegex(pattern) }
        #expect(throws: RegexFault.self) { try Matcher("x", .regex, pattern) }
        #expect(throws: RegexFault.self) { try Matcher.matchRE("x", pattern) }
    }

    @Test(
        "the syntax of UTF-8 is read where the classic one cannot be",
        arguments: [
            ("a=b", "a=\"b\""), ("{a=b,c!~\"d\"}", "a=\"b\" c!~\"d\""), ("\"foo.bar\"=baz", "\"foo.bar\"=\"baz\""),
            ("foo🙂 = \"x\"", "\"foo🙂\"=\"x\""), ("\"a b\" =~ \"x|y\" , c=d", "\"a b\"=~\"x|y\" c=\"d\""),
            ("{\"a b\"=\"\\u00fc\\x41\\101\\t\"}", "\"a b\"=\"üAA\t\""), ("{ü=\"x\",}", "\"ü\"=\"x\""),
            // Both read it; the classic one's meaning stays.
            ("a=\"\\d\"", "a=\"\\\\d\""), ("", ""), ("{}", ""), ("a=", "a=\"\""),
        ])
    func eitherSyntax(_ text: String, _ expected: String) throws {
        let matchers = try MatcherParser.matchersOfEitherSyntax(text)

        #expect(matchers.map(\.description).joined(separator: " ") == expected)
    }

    @Test(
        "what neither syntax can read is a fault",
        arguments: ["ü", "ü=", "{ü=x", "ü=x}", "ü=\"x", "ü=x y", "\"\\q\"=x", "ü=~\"(\"", "9\"=x", "ü=\"\n\""])
    func neitherSyntax(_ text: String) {
        #expect(throws: MatcherFault.self) { try MatcherParser.matchersOfEitherSyntax(text) }
    }
}
