import Incidents
import Testing

@Suite("Conditions of silences, as they are typed")
struct SilenceMatcherTests {
    @Test(
        "What is written is read back",
        arguments: [
            "", "search", "a b", "\"", "\\", "a\\.b", "line\nbreak", "back\\nslash", "\\\"", "=~!", "Ж", "e\u{301}\"",
            "\"\u{301}",
        ])
    func roundTrip(value: String) {
        for (isRegex, isEqual) in [(false, true), (false, false), (true, true), (true, false)] {
            let matcher = SilenceMatcher(name: "a_b1", value: value, isRegex: isRegex, isEqual: isEqual)
            #expect(SilenceMatcher(reading: matcher.written) == matcher, "\(matcher.written)")
            #expect(SilenceMatcher.words(of: "x=y \(matcher.written)  z=w") == ["x=y", matcher.written, "z=w"])
        }
    }

    @Test(
        "What amtool takes is read",
        arguments: [
            ("a=b", "a=b"), ("a=~b.*", "a=~\"b.*\""), ("a!~\"x|y\"", "a!~\"x|y\""), ("a!=", "a!=\"\""),
            ("a=\"x\\.y\"", "a=\"x\\\\.y\""),
        ])
    func reading(text: String, written: String) {
        #expect(SilenceMatcher(reading: text)?.written == written)
    }

    @Test(
        "What is no condition is not read",
        arguments: ["", "a", "=b", "1a=b", "a b=c", "a=\"b", "a=b\"", "a=\"b\"c", "a~b", "a-b=c"])
    func unread(text: String) { #expect(SilenceMatcher(reading: text) == nil) }
}
