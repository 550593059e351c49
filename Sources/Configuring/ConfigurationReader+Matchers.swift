internal import Routing

extension ConfigurationReader {
    /// The matchers of a route or of one side of an inhibit rule, which may be written in three ways at once.
    ///
    /// - Parameter prefix: what stands before each key: `source_` in an inhibit rule.
    mutating func readMatchers(_ block: Block, prefix: String = "") -> [Matcher] {
        readMatch(block["\(prefix)match"], "\(prefix)match", areRegexes: false)
            + readMatch(block["\(prefix)match_re"], "\(prefix)match_re", areRegexes: true)
            + readMatcherList(block["\(prefix)matchers"], "\(prefix)matchers")
    }

    private mutating func readMatcherList(_ node: ConfigurationNode?, _ key: String) -> [Matcher] {
        var matchers: [Matcher] = []
        for item in items(node, key, "write - severity=\"critical\" below it") {
            guard let text = text(item, "a matcher", "write it as name=\"value\"") else { continue }
            do {
                matchers += try MatcherParser.matchersOfEitherSyntax(text)
            } catch {
                findings.fault(item.place, error.description, MatcherFault.remedy(error))
            }
        }
        return matchers
    }

    /// A block of label names and values, or regular expressions.
    private mutating func readMatch(_ node: ConfigurationNode?, _ key: String, areRegexes: Bool) -> [Matcher] {
        guard let node, !node.isNull else { return [] }
        guard case .block(let entries) = node.content else {
            wrongType(node, key, "a block of labels", "write severity: critical below it")
            return []
        }
        var matchers: [Matcher] = []
        for entry in entries {
            if !LabelName.isValid(entry.key) {
                findings.fault(
                    entry.keyPlace, "\"\(entry.key)\" in \(key) is no label name",
                    "write letters, digits and _, not beginning with a digit")
            }
            // A value that is left out is an empty one; an expression that is left out is a fault, as in Alertmanager.
            if areRegexes, entry.value.isNull {
                findings.fault(
                    entry.keyPlace, "\"\(entry.key)\" in \(key) has no expression", "write one behind it, or remove it")
                continue
            }
            guard let value = entry.value.isNull ? "" : text(entry.value, entry.key, "write a value") else { continue }
            do {
                matchers.append(
                    try areRegexes ? Matcher.matchRE(entry.key, value) : Matcher(entry.key, .equal, value))
            } catch {
                findings.fault(entry.value.place, error.description, "write a regular expression in RE2 syntax")
            }
        }
        return matchers
    }

    /// Reads `inhibit_rules:`.
    mutating func readInhibition(_ node: ConfigurationNode?) -> [InhibitRule] {
        items(node, "inhibit_rules", "write - source_matchers: […] below it").compactMap { item in
            guard !isMissing(item, "an inhibit rule", "source_matchers: […]"),
                let block = block(item, "an inhibit rule", KnownKeys.inhibitRule)
            else { return nil }
            places.inhibitRules.append(item.place)
            let name = block["name"].flatMap {
                $0.isNull ? nil : text($0, "the name of an inhibit rule", "write a text")
            }
            places.inhibitNames.append(name.flatMap { $0.isEmpty ? nil : $0 })
            let source = readMatchers(block, prefix: "source_")
            let target = readMatchers(block, prefix: "target_")
            return InhibitRule(
                sourceMatchers: source.sorted(by: Matcher.precedes),
                targetMatchers: target.sorted(by: Matcher.precedes),
                equal: readEqual(block["equal"]))
        }
    }

    private mutating func readEqual(_ node: ConfigurationNode?) -> [String] {
        var names: [String] = []
        for label in items(node, "equal", "write equal: [alertname]") {
            guard let name = label.isNull ? "" : text(label, "a label in equal", "write its name") else { continue }
            if LabelName.isValidUTF8(name) {
                if !names.contains(name) { names.append(name) }
            } else {
                findings.fault(label.place, "an empty name in equal is no label name", "remove it")
            }
        }
        return names
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
