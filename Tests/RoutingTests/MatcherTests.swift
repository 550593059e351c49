import Incidents
import Routing
import Testing

@Suite struct MatcherTests {
    static let labels = LabelSet([
        "alertname": "DiskFull", "cluster": "c1", "service": "say \"hi\"", "severity": "critical", "note": "a\nb",
        "team": "Ünï",
    ])

    @Test(
        "a matcher compares the whole value, and a missing label is an empty one",
        arguments: [
            ("severity=critical", true),
            ("severity=critica", false),
            ("severity=Critical", false),
            ("severity!=critical", false),
            ("severity!=page", true),
            ("severity=~\"critical|page\"", true),
            ("severity=~crit", false),
            ("severity=~itical", false),
            ("severity=~crit.*", true),
            ("severity!~\"crit\"", true),
            ("severity!~\"critical|page\"", false),
            ("missing=", true),
            ("missing!=", false),
            ("missing=x", false),
            ("missing!=x", true),
            ("missing=~\"\"", true),
            ("missing=~\".*\"", true),
            ("missing=~\".+\"", false),
            ("missing!~\".+\"", true),
            ("missing=~\"|db\"", true),
            ("severity=", false),
            ("severity!=", true),
            ("alertname=~\"(?i)diskfull\"", true),
            ("service=\"say \\\"hi\\\"\"", true),
            ("cluster=~\"c[0-9]\"", true),
            ("cluster=~\"c\\d\"", true),
            ("cluster=~\"c2|c1\"", true),
            ("team=~\"...\"", true),
            ("team=Ünï", true),
            ("note=~\"a.b\"", false),
            ("note=~\"(?s)a.b\"", true),
            ("note=~\"a\\nb\"", true),
            ("note=~\"a\"", false),
            ("note=~\"(?m)a$\"", false),
            ("alertnam=~\".+\"", false),
        ])
    func compares(_ text: String, _ expected: Bool) throws {
        let matcher = try MatcherParser.matcher(text)

        #expect(matcher.matches(MatcherTests.labels) == expected)
    }

    @Test("an expression that closes the group it stands in is what Go makes of it")
    func followsGoWherePatternsLeaveTheirGroup() throws {
        let matcher = try MatcherParser.matcher("severity=~\"crit)|(?:x\"")

        #expect(matcher.matches(MatcherTests.labels))
        #expect(!matcher.matches(value: "a critical"))
    }

    @Test("several matchers must all be met")
    func joinsByAnd() throws {
        let both = try MatcherParser.matchers("{severity=critical, cluster=c1}")
        let one = try MatcherParser.matchers("{severity=critical, cluster=c2}")

        #expect(both.matches(MatcherTests.labels))
        #expect(!one.matches(MatcherTests.labels))
        #expect([Matcher]().matches(MatcherTests.labels))
    }

    @Test("a matcher knows whether it is met by nothing", arguments: [("a=", true), ("a!=b", true), ("a=b", false)])
    func knowsTheEmptyValue(_ text: String, _ expected: Bool) throws {
        #expect(try MatcherParser.matcher(text).matchesEmpty == expected)
    }

    @Test("matchers are equal when name, sign and value are")
    func areEqualByWhatTheySay() throws {
        #expect(try MatcherParser.matcher("a=~\"b|c\"") == MatcherParser.matcher(" a =~ b|c "))
        #expect(try MatcherParser.matcher("a=~b") != MatcherParser.matcher("a=b"))
    }

    @Test("one expression is matched from many tasks at once")
    func matchesConcurrently() async throws {
        let regex = try AnchoredRegex("(a|b)*c[0-9]{3}")

        let hits = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<500).count { regex.matches("abab\(task % 2 == 0 ? "c" : "d")\(100 + $0 % 900)") }
                }
            }
            return await group.reduce(0, +)
        }

        #expect(hits == 2000)
    }

    @Test("an expression made to blow up is answered in linear time")
    func staysLinear() throws {
        let regex = try AnchoredRegex("(a*)*b")

        #expect(!regex.matches(String(repeating: "a", count: 100_000)))
    }

    @Test("a receiver is found by its whole name")
    func anchorsReceivers() throws {
        let regex = try AnchoredRegex("team-.*|ops")

        #expect(regex.matches("team-db"))
        #expect(!regex.matches("my-team-db"))
        #expect(!regex.matches("opsy"))
        #expect(!regex.matches(""))
    }

    @Test("Two that differ in how a letter is written are two, as they match")
    func bytes() throws {
        let (one, other) = (try Matcher("v", .equal, "\u{E9}"), try Matcher("v", .equal, "e\u{301}"))
        #expect(one != other)
        #expect(Set([one, other]).count == 2)
        #expect(SilenceMatcher(name: "v", value: "\u{E9}") != SilenceMatcher(name: "v", value: "e\u{301}"))
        #expect(try one == Matcher("v", .equal, "\u{E9}"))
    }

    @Test(
        "That no alert is left out is said only where it is so",
        arguments: [
            ([("alertname", Matcher.Operation.regex, ".+")], true), ([("team", .regex, ".*")], true),
            ([("alertname", .notEqual, "")], true), ([("instance", .regex, ".+")], false),
            ([("severity", .notEqual, "critical")], false), ([("team", .notRegex, "db.*")], false),
            ([("alertname", .regex, "^(.*)$"), ("team", .equal, "db")], false), ([], false),
        ])
    func anyAlert(conditions: [(String, Matcher.Operation, String)], expected: Bool) throws {
        #expect(try conditions.map { try Matcher($0.0, $0.1, $0.2) }.matchAnyAlert == expected)
    }
}
