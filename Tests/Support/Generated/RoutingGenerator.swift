/// Makes up configurations, label sets and matchers that have to do with each other.
package struct RoutingGenerator: Sendable {
    /// The words that everything is made of.
    package struct Vocabulary: Sendable {
        package var names: [String]
        package var values: [String]
        package var expressions: [String]

        /// What looks alike, or is hard to write.
        package static let wide = Vocabulary(
            names: ["severity", "team", "env", "service", "_x9"],
            values: [
                "critical", "db", "web", "prod", "prod-eu", "a.b", "axb", "c10", "Zürich 北", "two words", "a\"b",
                "a\\b",
                "two\nlines", "a,b", "{a}", "'", "#", "true", "1e3", "~", " lead", "%s",
            ],
            expressions: [
                "db|web", "prod.*", ".*", ".+", "a.b", "a\\.b", "a\\\\b", "c[0-9]+", "(?i)CRITICAL",
                "^(critical|prod)$",
                "|db", "\\w+", "(db|web)", "prod(-eu)?", "(?s)two.lines", "two.lines", "[^a]*", "\\d+|~", "Z.rich .",
                "\\pL+ \\p{Han}", "", "(?:a|b){1,2}.*", "critical|", "web|web", "\"?a.*",
            ])

        /// Few words, so that alerts, rules and silences meet.
        package static let narrow = Vocabulary(
            names: ["alertname", "severity", "team", "cluster", "instance"],
            values: ["A", "B", "critical", "warning", "info", "db", "web", "c1", "c2"],
            expressions: [
                "A|B", "critical|warning", "c.*", ".+", ".*", "d?b|web", "c[12]", "info|", "A|critical", "[^w].*",
            ])
    }

    package var chance: Chance
    package let words: Vocabulary

    package init(seed: Int, _ words: Vocabulary = .wide) { (chance, self.words) = (Chance(seed: seed), words) }

    /// Which values a label has in alerts: with few words each name has its own.
    private func values(of name: String) -> [String] {
        switch name {
        case "alertname" where words.names.contains("alertname"): ["A", "B", "C"]
        case "severity" where words.names.contains("alertname"): ["critical", "warning", "info"]
        case "team" where words.names.contains("alertname"): ["db", "web"]
        case "cluster": ["c1", "c2"]
        case "instance": ["i1", "i2"]
        default: words.values
        }
    }

    package mutating func labels(missing percent: Int = 25) -> [String: String] {
        var labels = ["alertname": chance.pick(["A", "B", "C"])]
        for name in words.names where !chance.happens(percent) { labels[name] = chance.pick(values(of: name)) }
        return labels
    }

    package mutating func matcher(signs: [GeneratedMatcher.Sign] = GeneratedMatcher.Sign.allCases) -> GeneratedMatcher {
        let (name, sign) = (chance.pick(words.names), chance.pick(signs))
        switch sign {
        case .equal, .unequal:
            return GeneratedMatcher(name, sign, chance.happens(8) ? "" : chance.pick(values(of: name)))
        case .like, .unlike:
            let list = chance.pick(2, of: values(of: name)).filter { $0.allSatisfy { $0.isLetter || $0.isNumber } }
            let own = list.joined(separator: "|")
            return GeneratedMatcher(name, sign, chance.happens(40) ? own : chance.pick(words.expressions))
        }
    }

    /// One to three of them, as they can be written in this spelling.
    package mutating func matchers(
        _ spelling: GeneratedRoute.Spelling, count: ClosedRange<Int> = 1...3
    ) -> [GeneratedMatcher] {
        let signs: [GeneratedMatcher.Sign] = spelling == .old ? [.equal, .like] : GeneratedMatcher.Sign.allCases
        var found: [GeneratedMatcher] = []
        for _ in 0..<chance.within(count) {
            let next = matcher(signs: signs)
            let isTwice = found.contains { $0.name == next.name && $0.isRegex == next.isRegex }
            if spelling != .old || !isTwice { found.append(next) }
        }
        return found
    }

    /// A tree of so many routes, and the receivers that it names; `timers` stand in some of the routes.
    package mutating func configuration(routes: ClosedRange<Int>, rules: Int = 0) -> GeneratedConfiguration {
        let names = (0...chance.within(1...12)).map { "r\($0)" }
        var left = chance.within(routes) - 1
        var root = GeneratedRoute(receiver: chance.pick(names))
        if chance.happens(60) { root.groupBy = groupBy() }
        while left > 0 { root.children.append(route(names, depth: 1, left: &left)) }
        return GeneratedConfiguration(
            route: root, receivers: names.map { GeneratedReceiver($0) }, rules: (0..<rules).map { _ in rule() })
    }

    private mutating func groupBy() -> [String] {
        switch chance.below(5) {
        case 0: []
        case 1: ["..."]
        default: chance.some(of: words.names + ["unknown"], percent: 35)
        }
    }

    private mutating func route(_ receivers: [String], depth: Int, left: inout Int) -> GeneratedRoute {
        left -= 1
        var route = GeneratedRoute(receiver: chance.happens(80) ? chance.pick(receivers) : nil)
        route.spelling = chance.pick(GeneratedRoute.Spelling.allCases)
        if !chance.happens(6) { route.matchers = matchers(route.spelling, count: 1...2) }
        route.continues = chance.happens(35)
        if chance.happens(30) { route.groupBy = groupBy() }
        for timer in chance.some(of: ["group_wait: 45s", "group_interval: 6m", "repeat_interval: 1d12h"], percent: 15) {
            route.timers.append(timer)
        }
        if chance.happens(12) { route.mutes = chance.pick(1, of: GeneratedConfiguration.intervals) }
        if chance.happens(8) { route.actives = chance.pick(2, of: GeneratedConfiguration.intervals) }
        while depth < 6, left > 0, chance.happens(depth == 1 ? 60 : 45) {
            let child = self.route(receivers, depth: depth + 1, left: &left)
            route.children.append(child)
            // The same once more, as files have it that were pasted together.
            if child.count <= left, chance.happens(15) {
                left -= child.count
                route.children.append(child)
            }
        }
        return route
    }

    package mutating func rule() -> GeneratedInhibitRule {
        let spelling = chance.pick(GeneratedRoute.Spelling.allCases)
        return GeneratedInhibitRule(
            source: matchers(spelling, count: 1...2), target: matchers(spelling, count: 1...2),
            equal: chance.some(of: words.names + ["unknown"], percent: 20), spelling: spelling)
    }
}
