internal import Routing

extension ConfigurationReader {
    /// Checks a list of matchers.
    mutating func checkMatchers(_ node: ConfigurationNode?, _ key: String) {
        for item in items(node, key, "write - severity=\"critical\" below it") {
            guard let text = text(item, "a matcher", "write it as name=\"value\"") else { continue }
            do {
                _ = try MatcherParser.matchers(text)
            } catch {
                findings.fault(item.place, error.description, MatcherFault.remedy(error))
            }
        }
    }

    /// Checks a block of label names and values, or regular expressions.
    mutating func checkMatch(_ node: ConfigurationNode?, _ key: String, areRegexes: Bool) {
        guard let node, !node.isNull else { return }
        guard case .block(let entries) = node.content else {
            return wrongType(node, key, "a block of labels", "write severity: critical below it")
        }
        for entry in entries {
            if !LabelName.isValid(entry.key) {
                findings.fault(
                    entry.keyPlace, "\"\(entry.key)\" in \(key) is no label name",
                    "write letters, digits and _, not beginning with a digit")
            }
            guard let value = text(entry.value, entry.key, "write a value"), areRegexes else { continue }
            do {
                _ = try AnchoredRegex(value)
            } catch {
                findings.fault(entry.value.place, error.description, "write a regular expression in RE2 syntax")
            }
        }
    }

    /// Reads what is checked and not acted on yet: inhibition and time intervals.
    mutating func checkInhibition(_ node: ConfigurationNode?) {
        for item in items(node, "inhibit_rules", "write - source_matchers: […] below it") {
            guard let block = block(item, "an inhibit rule", KnownKeys.inhibitRule) else { continue }
            for side in ["source", "target"] {
                checkMatchers(block["\(side)_matchers"], "\(side)_matchers")
                checkMatch(block["\(side)_match"], "\(side)_match", areRegexes: false)
                checkMatch(block["\(side)_match_re"], "\(side)_match_re", areRegexes: true)
            }
            for label in items(block["equal"], "equal", "write equal: [alertname]") {
                guard let name = text(label, "a label in equal", "write its name"), !LabelName.isValid(name) else {
                    continue
                }
                findings.fault(
                    label.place, "\"\(name)\" in equal is no label name",
                    "write letters, digits and _, not beginning with a digit")
            }
        }
    }

    /// Reads the names of time intervals from `time_intervals:` or `mute_time_intervals:`.
    mutating func readTimeIntervals(_ node: ConfigurationNode?, _ key: String) {
        for item in items(node, key, "write - name: NAME below it") {
            guard let block = block(item, "a time interval", KnownKeys.timeInterval) else { continue }
            for spec in items(block["time_intervals"], "time_intervals", "write - weekdays: [monday:friday] below it") {
                _ = self.block(spec, "a time interval", KnownKeys.timeIntervalSpec)
            }
            guard let nameNode = block["name"], let name = text(nameNode, "name", "write name: NAME") else {
                if block["name"] == nil {
                    findings.fault(item.place, "a time interval has no name", "write name: NAME in it")
                }
                continue
            }
            if !timeIntervals.insert(name).inserted {
                findings.fault(
                    nameNode.place, "the time interval \"\(name)\" is already defined", "give one of them another name")
            }
        }
    }
}

extension MatcherFault {
    fileprivate static func remedy(_ fault: MatcherFault) -> String {
        switch fault {
        case .badFormat: "write name=\"value\", with =, !=, =~ or !~ between them"
        case .unescapedQuote: "write \\\" for a quote inside the value, and close the outer ones"
        case .badRegex: "write a regular expression in RE2 syntax"
        }
    }
}
