/// A configuration that a test made up, to be written as a file that Alertmanager takes.
package struct GeneratedConfiguration: Sendable {
    package var route: GeneratedRoute
    package var receivers: [GeneratedReceiver]
    package var rules: [GeneratedInhibitRule] = []

    package init(route: GeneratedRoute, receivers: [GeneratedReceiver], rules: [GeneratedInhibitRule] = []) {
        (self.route, self.receivers, self.rules) = (route, receivers, rules)
    }

    /// The intervals that every one has: it is always `always`, never `never`, and sometimes `nights`.
    package static let intervals = ["always", "never", "nights"]

    package var yaml: String {
        var text = "route:\n"
        route.write(indent: "  ", into: &text)
        text += "receivers:\n"
        for receiver in receivers { text += receiver.yaml }
        if !rules.isEmpty { text += "inhibit_rules:\n" }
        for rule in rules { text += rule.yaml }
        return text + """
            time_intervals:
            - {name: always, time_intervals: [{weekdays: ['sunday:saturday']}]}
            - {name: never, time_intervals: [{years: ['1999']}]}
            mute_time_intervals:
            - name: nights
              time_intervals:
              - times: [{start_time: '22:00', end_time: '24:00'}]
              - times: [{start_time: '00:00', end_time: '06:00'}]

            """
    }
}

/// A route and what lies below it.
package struct GeneratedRoute: Sendable {
    /// How its matchers are written.
    package enum Spelling: CaseIterable, Sendable {
        /// `match` and `match_re`: no negation, and each name once in each.
        case old
        /// One string for each.
        case list
        /// All in one string, between braces.
        case joined
    }

    package var receiver: String?
    package var matchers: [GeneratedMatcher] = []
    package var spelling = Spelling.list
    package var continues = false
    /// Nil: as the route above.
    package var groupBy: [String]?
    /// As the file has them, such as `group_wait: 1s`.
    package var timers: [String] = []
    package var mutes: [String] = []
    package var actives: [String] = []
    package var children: [GeneratedRoute] = []

    package init(receiver: String? = nil) { self.receiver = receiver }

    /// All lines of it, each after the indent.
    func write(indent: String, into text: inout String) {
        var lines: [String] = []
        if let receiver { lines.append("receiver: \(receiver.inYAML)") }
        lines += Self.lines(matchers, spelling, prefix: "")
        if continues { lines.append("continue: true") }
        if let groupBy { lines.append("group_by: [\(groupBy.map(\.inPlainYAML).joined(separator: ", "))]") }
        lines += timers
        if !mutes.isEmpty { lines.append("mute_time_intervals: [\(mutes.joined(separator: ", "))]") }
        if !actives.isEmpty { lines.append("active_time_intervals: [\(actives.joined(separator: ", "))]") }
        // A route that says nothing of its own is an empty mapping.
        if lines.isEmpty { lines.append("continue: false") }
        for line in lines { text += "\(indent)\(line)\n" }
        guard !children.isEmpty else { return }
        text += "\(indent)routes:\n"
        for child in children {
            var own = ""
            child.write(indent: indent + "  ", into: &own)
            text += "\(indent)- \(own.dropFirst(indent.utf8.count + 2))"
        }
    }

    /// Matchers as lines of a mapping, under names such as `source_match` when there is a prefix.
    static func lines(_ matchers: [GeneratedMatcher], _ spelling: Spelling, prefix: String) -> [String] {
        guard !matchers.isEmpty else { return [] }
        switch spelling {
        case .old:
            return [(false, "match"), (true, "match_re")].compactMap { isRegex, name in
                let pairs = matchers.filter { $0.isRegex == isRegex }.map { "\($0.name): \($0.value.inYAML)" }
                return pairs.isEmpty ? nil : "\(prefix)\(name): {\(pairs.joined(separator: ", "))}"
            }
        case .list:
            return ["\(prefix)matchers: [\(matchers.map(\.text.inPlainYAML).joined(separator: ", "))]"]
        case .joined:
            return ["\(prefix)matchers: [\("{\(matchers.map(\.text).joined(separator: ", "))}".inYAML)]"]
        }
    }

    /// How many routes it is, with those below it.
    package var count: Int { 1 + children.reduce(0) { $0 + $1.count } }
}

/// A receiver with web hooks.
package struct GeneratedReceiver: Sendable {
    /// One integration.
    package struct Hook: Hashable, Sendable {
        package var url: String
        package var sendsResolved: Bool?
        package var alertsMax: Int?

        package init(url: String, sendsResolved: Bool? = nil, alertsMax: Int? = nil) {
            (self.url, self.sendsResolved, self.alertsMax) = (url, sendsResolved, alertsMax)
        }
    }

    package var name: String
    package var hooks: [Hook]

    package init(_ name: String, hooks: [Hook] = []) { (self.name, self.hooks) = (name, hooks) }

    var yaml: String {
        var text = "- name: \(name.inYAML)\n"
        if !hooks.isEmpty { text += "  webhook_configs:\n" }
        for hook in hooks {
            text += "  - url: \(hook.url.inPlainYAML)\n"
            if let sends = hook.sendsResolved { text += "    send_resolved: \(sends)\n" }
            if let count = hook.alertsMax { text += "    max_alerts: \(count)\n" }
        }
        return text
    }
}

/// A rule by which some alerts mute others.
package struct GeneratedInhibitRule: Sendable {
    package var source: [GeneratedMatcher]
    package var target: [GeneratedMatcher]
    package var equal: [String]
    package var spelling: GeneratedRoute.Spelling

    package init(
        source: [GeneratedMatcher], target: [GeneratedMatcher], equal: [String],
        spelling: GeneratedRoute.Spelling = .list
    ) { (self.source, self.target, self.equal, self.spelling) = (source, target, equal, spelling) }

    var yaml: String {
        let lines =
            GeneratedRoute.lines(source, spelling, prefix: "source_")
            + GeneratedRoute.lines(target, spelling, prefix: "target_")
            + ["equal: [\(equal.joined(separator: ", "))]"]
        return "- \(lines.joined(separator: "\n  "))\n"
    }

    /// Whether a firing alert mutes another: the labels named are equal, and not both are on both sides.
    package func mutes(_ target: [String: String], by source: [String: String]) -> Bool {
        guard self.target.hold(for: target), self.source.hold(for: source) else { return false }
        guard equal.allSatisfy({ (target[$0] ?? "") == (source[$0] ?? "") }) else { return false }
        return !(self.source.hold(for: target) && self.target.hold(for: source))
    }
}
