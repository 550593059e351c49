internal import Routing

/// Writes what a configuration does as an Alertmanager configuration: what `GET /api/v2/status` answers as
/// `config.original`, and what amtool reads strictly.
package enum AlertmanagerRendering {
    /// The YAML text: the time-out, the tree of routes, inhibit rules, time intervals and the receivers by name. Secrets
    /// are never among them.
    package static func text(_ configuration: Configuration) -> String {
        var lines = [
            "global:",
            "  resolve_timeout: \(PrometheusDuration.print(configuration.rules.resolveTimeout))",
            "route:",
        ]
        lines += route(0, configuration.tree).map { "  " + $0 }
        if !configuration.inhibitRules.isEmpty {
            lines.append("inhibit_rules:")
            lines += configuration.inhibitRules.flatMap(rule)
        }
        if !configuration.intervals.isEmpty {
            lines.append("time_intervals:")
            lines += configuration.intervals.flatMap(interval)
        }
        lines.append("receivers:")
        lines += configuration.receivers.map { "- name: \(YAMLQuoting.quoted($0.name))" }
        lines.append("templates: \(list(configuration.templates))")
        return lines.joined(separator: "\n") + "\n"
    }

    /// A route and those below it. The times stand where they are not those of the route above.
    private static func route(_ index: RoutingTree.Index, _ tree: RoutingTree) -> [String] {
        let route = tree.routes[index]
        let above = tree.parent(of: index).map { tree.routes[$0] }
        var lines = ["receiver: \(YAMLQuoting.quoted(route.receiver))"]
        if route.groupBy != above?.groupBy {
            switch route.groupBy {
            case .none: break
            case .all: lines.append("group_by: [\"...\"]")
            case .labels(let names): lines.append("group_by: \(list(names))")
            }
        }
        if !route.matchers.isEmpty { lines.append("matchers: \(list(route.matchers.map(\.description)))") }
        if !route.muteTimes.isEmpty { lines.append("mute_time_intervals: \(list(route.muteTimes))") }
        if !route.activeTimes.isEmpty { lines.append("active_time_intervals: \(list(route.activeTimes))") }
        if route.continues { lines.append("continue: true") }
        for (key, time, inherited) in [
            ("group_wait", route.groupWait, above?.groupWait),
            ("group_interval", route.groupInterval, above?.groupInterval),
            ("repeat_interval", route.repeatInterval, above?.repeatInterval),
        ] where time != inherited { lines.append("\(key): \(PrometheusDuration.print(time))") }
        let children = tree.children(of: index)
        guard !children.isEmpty else { return lines }
        lines.append("routes:")
        for child in children { lines += item(self.route(child, tree)) }
        return lines
    }

    private static func rule(_ rule: InhibitRule) -> [String] {
        item([
            "source_matchers: \(list(rule.sourceMatchers.map(\.description)))",
            "target_matchers: \(list(rule.targetMatchers.map(\.description)))",
            "equal: \(list(rule.equal))",
        ])
    }

    private static func interval(_ named: NamedInterval) -> [String] {
        var lines = ["- name: \(YAMLQuoting.quoted(named.name))"]
        guard !named.intervals.isEmpty else { return lines }
        lines.append("  time_intervals:")
        for interval in named.intervals {
            var fields: [String] = []
            if let times = interval.times {
                let ranges = times.map {
                    "{start_time: \"\(TimeInterval.clock($0.lowerBound))\", "
                        + "end_time: \"\(TimeInterval.clock($0.upperBound))\"}"
                }
                fields.append("times: [\(ranges.joined(separator: ", "))]")
            }
            if let days = interval.weekdays { fields.append("weekdays: \(list(days.map(TimeInterval.weekdayText)))") }
            if let days = interval.daysOfMonth {
                fields.append("days_of_month: \(list(days.map(TimeInterval.dayText)))")
            }
            if let months = interval.months { fields.append("months: \(list(months.map(TimeInterval.numberText)))") }
            if let years = interval.years { fields.append("years: \(list(years.map(TimeInterval.numberText)))") }
            if interval.zone != .utc { fields.append("location: \(YAMLQuoting.quoted(interval.zone.name))") }
            lines += item(fields.isEmpty ? ["{}"] : fields).map { "  " + $0 }
        }
        return lines
    }

    /// Lines as an item of a list.
    private static func item(_ lines: [String]) -> [String] {
        lines.enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element }
    }

    private static func list(_ texts: [String]) -> String {
        "[\(texts.map(YAMLQuoting.quoted).joined(separator: ", "))]"
    }
}

/// Text as a YAML scalar in double quotes, which means the same to every reader.
enum YAMLQuoting {
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where isWrittenOut(scalar): quoted.unicodeScalars.append(scalar)
            case _ where scalar.value <= 0xFFFF: quoted += "\\u" + padded(scalar.value, 4)
            default: quoted += "\\U" + padded(scalar.value, 8)
            }
        }
        return quoted + "\""
    }

    private static func isWrittenOut(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }

    private static func padded(_ value: UInt32, _ width: Int) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
