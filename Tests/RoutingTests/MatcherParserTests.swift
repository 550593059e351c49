import Incidents
import Routing
import Testing

@Suite struct MatcherParserTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var text: String
        var name: String
        var operation: Matcher.Operation
        var value: String

        init(_ text: String, _ name: String, _ operation: Matcher.Operation, _ value: String) {
            (self.text, self.name, self.operation, self.value) = (text, name, operation, value)
        }

        var testDescription: String { text }
    }

    @Test(
        "a matcher is a name, a sign and a value",
        arguments: [
            Row("foo=bar", "foo", .equal, "bar"),
            Row("foo!=bar", "foo", .notEqual, "bar"),
            Row("foo=~bar", "foo", .regex, "bar"),
            Row("foo!~bar", "foo", .notRegex, "bar"),
            Row(" \t\r\n\u{0C}foo \t= \tbar \t\r\n\u{0C}", "foo", .equal, "bar"),
            Row("foo=", "foo", .equal, ""),
            Row("foo=\"\"", "foo", .equal, ""),
            Row("foo= ~bar", "foo", .equal, "~bar"),
            Row("foo==bar", "foo", .equal, "=bar"),
            Row("foo=bar=baz", "foo", .equal, "bar=baz"),
            Row("foo=b a r", "foo", .equal, "b a r"),
            Row("foo=\"bar\"", "foo", .equal, "bar"),
            Row("foo=\" bar \"", "foo", .equal, " bar "),
            Row("foo=\"b,a}r\"", "foo", .equal, "b,a}r"),
            Row("foo=b,ar", "foo", .equal, "b,ar"),
            Row(#"foo="b\"a\\r\n""#, "foo", .equal, "b\"a\\r\n"),
            Row(#"foo=b\"ar"#, "foo", .equal, "b\"ar"),
            Row(#"foo=~"\d+\.""#, "foo", .regex, #"\d+\."#),
            Row(#"foo=bar\"#, "foo", .equal, #"bar\"#),
            Row(#"foo=\ü"#, "foo", .equal, #"\ü"#),
            Row("foo=\"line\nfeed\"", "foo", .equal, "line\nfeed"),
            Row("_a1:b=1", "_a1:b", .equal, "1"),
            Row(":=1", ":", .equal, "1"),
            Row("foo='bar'", "foo", .equal, "'bar'"),
            Row("team=Ünï", "team", .equal, "Ünï"),
        ])
    func reads(_ row: Row) throws {
        let matcher = try MatcherParser.matcher(row.text)

        #expect(matcher.name == row.name)
        #expect(matcher.operation == row.operation)
        #expect(matcher.value == row.value)
    }

    @Test(
        "what is no matcher is refused in Alertmanager's words",
        arguments: [
            ("bad", "bad matcher format: bad"),
            ("", "bad matcher format: "),
            ("=bar", "bad matcher format: =bar"),
            ("1foo=bar", "bad matcher format: 1foo=bar"),
            ("foo!bar", "bad matcher format: foo!bar"),
            ("foo-bar=1", "bad matcher format: foo-bar=1"),
            ("ünï=1", "bad matcher format: ünï=1"),
            ("\u{0B}foo=1", "bad matcher format: \u{0B}foo=1"),
            ("\"foo\"=1", "bad matcher format: \"foo\"=1"),
            ("foo=\"bar", "matcher value contains unescaped double quote: \"bar"),
            ("foo=bar\"", "matcher value contains unescaped double quote: bar\""),
            ("foo=b\"ar", "matcher value contains unescaped double quote: b\"ar"),
            ("foo=\"b\"ar\"", "matcher value contains unescaped double quote: \"b\"ar\""),
            (#"foo="bar\""#, #"matcher value contains unescaped double quote: "bar\""#),
            ("foo=\"", "matcher value contains unescaped double quote: \""),
            ("foo=~(", "error parsing regexp: missing closing ): `^(?:()$`"),
            ("foo=~)", "error parsing regexp: unexpected ): `^(?:))$`"),
            ("foo=~[a", "error parsing regexp: missing closing ]: `[a)$`"),
            ("foo=~a**", "error parsing regexp: invalid nested repetition operator: `**`"),
            ("foo=~*", "error parsing regexp: missing argument to repetition operator: `*`"),
            ("foo=~a{2000}", "error parsing regexp: invalid repeat count: `{2000}`"),
            ("foo=~(?=a)", "error parsing regexp: invalid or unsupported Perl syntax: `(?=`"),
            (#"foo=~(a)\1"#, #"error parsing regexp: invalid escape sequence: `\1`"#),
            (#"foo=~a\C"#, #"error parsing regexp: invalid escape sequence: `\C`"#),
            ("foo=~[z-a]", "error parsing regexp: invalid character class range: `z-a`"),
        ])
    func refuses(_ text: String, _ said: String) {
        #expect(throws: MatcherFault.self) { try MatcherParser.matcher(text) }
        #expect(fault(text) == said)
    }

    @Test(
        "one matcher may be in either syntax; what the classic one reads means what it always meant",
        arguments: [
            ("x.y=b", "x.y", "b"), ("\"x.y\"=b", "x.y", "b"), ("qux🙂=\"a b\"", "qux🙂", "a b"), ("a=b,c", "a", "b,c"),
            (#"a=~\Q\C\E"#, "a", #"\Q\C\E"#),
        ])
    func readsEither(_ text: String, _ name: String, _ value: String) throws {
        let matcher = try MatcherParser.matcherOfEitherSyntax(text)

        #expect(matcher.name == name)
        #expect(matcher.value == value)
    }

    @Test("what is no one matcher is refused", arguments: ["x.y", "x.y=a,z.w=b", "{}", "", "foo=~("])
    func refusesEither(_ text: String) {
        #expect(throws: MatcherFault.self) { try MatcherParser.matcherOfEitherSyntax(text) }
    }

    @Test(
        "a list of matchers stands between commas, with braces or without",
        arguments: [
            ("", []),
            ("{}", []),
            ("{ }", []),
            ("foo=bar", ["foo=\"bar\""]),
            ("{foo=\"bar\",baz=~\"d\"}", ["foo=\"bar\"", "baz=~\"d\""]),
            ("foo=bar, dings!=bums", ["foo=\"bar\"", "dings!=\"bums\""]),
            ("{foo = \"bar\", dings != \"bums\", }", ["foo=\"bar\"", "dings!=\"bums\""]),
            ("{foo=\"a,b\"}", ["foo=\"a,b\""]),
            (#"{quote="She said: \"Hi, ladies!\""}"#, [#"quote="She said: \"Hi, ladies!\"""#]),
            ("statuscode=~\"5..\"", ["statuscode=~\"5..\""]),
            ("{foo=bar", ["foo=\"bar\""]),
            ("foo=bar}", ["foo=\"bar\""]),
            ("foo=bar,\u{A0}", ["foo=\"bar\""]),
        ])
    func readsLists(_ text: String, _ printed: [String]) throws {
        #expect(try MatcherParser.matchers(text).map(\.description) == printed)
    }

    @Test("an empty part before a comma is no matcher", arguments: [",foo=bar", "{,}", "foo=bar,,baz=qux", "a=b,x"])
    func refusesLists(_ text: String) {
        #expect(throws: MatcherFault.self) { try MatcherParser.matchers(text) }
    }

    @Test("an expression longer than its bound is refused, not compiled")
    func refusesLongExpressions() {
        #expect(throws: MatcherFault.self) {
            try MatcherParser.matcher("a=~" + String(repeating: "b", count: AnchoredRegex.lengthMax + 1))
        }
    }

    private func fault(_ text: String) -> String {
        do {
            return "no fault: \(try MatcherParser.matcher(text))"
        } catch {
            return error.description
        }
    }
}
