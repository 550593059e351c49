import Configuring
import Incidents
import Routing
import Testing

@Suite struct LintTests {
    private func lint(_ text: String) throws -> [String] {
        let now = CivilTime(year: 2026, month: 11, day: 24).moment() ?? Timestamp(milliseconds: 0)
        return try Configuration.parse(text, file: "m").lint(at: now).map(\.description)
    }

    private func routes(_ routes: String) throws -> [String] {
        try lint("route:\n  receiver: a\n  routes:\n\(routes)receivers: [{name: a, incidents: open}]\n")
            .map { String($0.prefix { $0 != "," }) }
    }

    @Test(
        "a route is named that a sibling before it always takes the alerts of",
        arguments: [
            ("{match: {x: a}}", "{match: {x: a}}"), ("{match: {x: a}}", "{match: {x: a, y: b}}"),
            ("{}", "{match: {x: a}}"), ("{matchers: [x=~\"a|b\"]}", "{match: {x: b}}"),
            ("{matchers: [x!=c]}", "{matchers: [x=~\"a|b\"]}"), ("{matchers: [x=~\"a.*\"]}", "{match: {x: abc}}"),
            ("{matchers: [x=~\"a.*\"]}", "{matchers: [x=~\"ab.*\"]}"), ("{matchers: [x=~\".+\"]}", "{match: {x: a}}"),
            ("{match_re: {x: '[ab]'}}", "{matchers: ['x=~\"[ab]\"']}"), ("{matchers: [x=~\".*\"]}", "{match: {y: b}}"),
            ("{match_re: {x: '[ab]+'}}", "{match: {x: abba}}"), ("{matchers: [x!=\"\"]}", "{matchers: [x=~\".+\"]}"),
            ("{matchers: [x!=a]}", "{matchers: [x!~\"a|b\"]}"),
        ])
    func shadowed(_ first: String, _ second: String) throws {
        let route = "no alert ever takes this route: the one in line 4 takes all that it would"
        #expect(try routes("  - \(first)\n  - \(second)\n") == ["m:5:5: \(route)"])
    }

    @Test(
        "a route is not named that an alert may reach",
        arguments: [
            ("{match: {x: a}, continue: true}", "{match: {x: a}}"), ("{match: {x: a, y: b}}", "{match: {x: a}}"),
            ("{match: {x: a}}", "{matchers: [x=~\"a|b\"]}"), ("{matchers: [x=~\"ab.*\"]}", "{matchers: [x=~\"a.*\"]}"),
            ("{matchers: [x!=a]}", "{match: {x: a}}"), ("{match_re: {x: '[ab]'}}", "{match: {x: c}}"),
            ("{match: {x: a}}", "{match: {y: a}}"), ("{matchers: [x=~\".+\"]}", "{matchers: [y!=\"\"]}"),
        ])
    func reachable(_ first: String, _ second: String) throws {
        #expect(try routes("  - \(first)\n  - \(second)\n") == [])
    }

    @Test("what stands above counts too")
    func deep() throws {
        let text = """
              - match: {team: db}
                routes:
                - matchers: [team=~"db|web"]
                - match: {severity: info}
                - match: {team: web}

            """
        #expect(
            try routes(text) == [
                "m:7:7: no alert ever takes this route: the one in line 6 takes all that it would",
                "m:8:7: no alert ever takes this route: its matchers and those above it contradict each other about "
                    + "the label team",
            ])
    }

    @Test("receivers that nobody is led to, intervals that never occur and severities that nobody knows are named")
    func others() throws {
        let text = """
            route:
              receiver: a
              routes:
              - match: {severity: catastrophic}
                mute_time_intervals: [past, never, some, leap]
              - matchers: [severity=~"Critical|fatal"]
              - matchers: [severity!=odd]
            receivers:
            - {name: a, incidents: open}
            - {name: b, incidents: open}
            time_intervals:
            - {name: past, time_intervals: [{years: ['2020:2025']}]}
            - {name: never, time_intervals: []}
            - {name: some, time_intervals: [{weekdays: [monday]}, {days_of_month: ['31'], months: [april, '13']}]}
            - {name: leap, time_intervals: [{days_of_month: ['29'], months: [february], weekdays: [sunday]}]}
            """
        #expect(
            try lint(text) == [
                "m:4:5: severity \"catastrophic\" is none of incidents.severity.values: such an alert is SEV4",
                "m:6:5: severity \"fatal\" is none of incidents.severity.values: such an alert is SEV4",
                "m:10:10: no route leads to the receiver \"b\"",
                "m:12:10: the time interval \"past\" never occurs again",
                "m:13:10: the time interval \"never\" never occurs again",
                "m:14:10: entry 2 of the time interval \"some\" never occurs again",
            ])
    }

    @Test("inhibit rules are looked at as routes are, and an interval that nobody uses is named")
    func rules() throws {
        let text = """
            route: {receiver: a, routes: [{active_time_intervals: [used]}]}
            receivers: [{name: a, incidents: open}]
            inhibit_rules:
            - {source_matchers: [severity=fatal], target_matchers: [severity=~"warning|odd"]}
            - {source_match: {team: data}, target_match: {team: db}}
            time_intervals:
            - {name: used, time_intervals: [{weekdays: [monday]}]}
            - {name: idle, time_intervals: [{weekdays: [monday]}]}
            """
        let now = Timestamp(milliseconds: 0)

        let told = try Configuration.parse(text, file: "m").lint(at: now, seen: seen(200)).map(\.description)

        #expect(
            told.sorted() == [
                "m:4:3: none of the 200 alerts seen lately meets severity=\"fatal\": severity was \"critical\"",
                "m:4:3: none of the 200 alerts seen lately meets severity=~\"warning|odd\": severity was \"critical\"",
                "m:4:3: severity \"fatal\" is none of incidents.severity.values: such an alert is SEV4",
                "m:4:3: severity \"odd\" is none of incidents.severity.values: such an alert is SEV4",
                "m:5:3: none of the 200 alerts seen lately meets team=\"data\": team was \"db\", \"web\"",
                "m:8:10: no route names the time interval \"idle\"",
            ])
    }

    @Test("A severity that alerts had and nobody knows is named, and how it is taken")
    func severitiesSeen() throws {
        let text = """
            route: {receiver: a}
            receivers: [{name: a, incidents: open}]
            """
        func told(_ severities: String...) throws -> [String] {
            let seen = SeenLabels(severities.map { LabelSet(["alertname": "Down", "severity": $0]) })
            return try Configuration.parse(text, file: "m").lint(at: Timestamp(milliseconds: 0), seen: seen)
                .map(\.description)
        }
        #expect(try told("critical", "Warning", "") == [])
        #expect(
            try told("urgent", "critical", "urgent", "p1") == [
                "m:1:8: alerts seen lately had severity \"p1\", \"urgent\", none of incidents.severity.values: such an "
                    + "alert is SEV4"
            ])
        #expect(try told("a", "b", "c", "d", "e").first?.contains("\"c\" and 2 more, none of") == true)
    }

    /// As many alerts as it takes, of two teams, each on a host of its own.
    private func seen(_ count: Int) -> SeenLabels {
        SeenLabels(
            (0..<count).map { index in
                LabelSet([
                    "alertname": "Down", "team": index % 2 == 0 ? "db" : "web", "instance": "host-\(index)",
                    "severity": "critical",
                ])
            })
    }

    private func unmet(_ matchers: String, after count: Int = 200) throws -> [String] {
        let text = """
            route:
              receiver: a
              routes:
              - matchers: [\(matchers)]
            receivers: [{name: a, incidents: open}]
            """
        let now = Timestamp(milliseconds: 0)
        return try Configuration.parse(text, file: "m").lint(at: now, seen: seen(count)).map(\.description)
    }

    @Test("a matcher that none of the alerts met is named, with what they had instead")
    func unmetMatchers() throws {
        #expect(
            try unmet("team=data, severity=critical") == [
                "m:4:5: none of the 200 alerts seen lately meets team=\"data\": team was \"db\", \"web\""
            ])
        #expect(
            try unmet("region=~\"eu-.+\"") == [
                "m:4:5: none of the 200 alerts seen lately meets region=~\"eu-.+\": none has the label region"
            ])
    }

    @Test(
        "nothing is said of a matcher that an alert met, that a missing label meets, or that could be met any time",
        arguments: ["team=db", "team=~\"d.*\"", "region!=eu", "region=~\".*\"", "team!=data"])
    func metMatchers(matcher: String) throws {
        #expect(try unmet(matcher) == [])
    }

    @Test("a few alerts say nothing, and neither does a label with a thousand values")
    func tooLittle() throws {
        #expect(try unmet("team=data", after: 99) == [])
        #expect(try unmet("instance=other", after: 1000).count == 1)
        #expect(try unmet("instance=other", after: 1002) == [])
    }

    @Test("there is nothing to say about no file, and about the first one")
    func clean() throws {
        #expect(Configuration.standard.lint(at: Timestamp(milliseconds: 0)) == [])
        #expect(try lint(CommentedConfiguration(team: "t", login: "kim").text) == [])
    }
}
