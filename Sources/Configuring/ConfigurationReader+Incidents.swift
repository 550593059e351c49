internal import Incidents
internal import Routing

extension ConfigurationReader {
    /// Reads the `incidents:` block into the rules.
    mutating func readIncidents(_ node: ConfigurationNode, into rules: inout WatchRules) {
        guard let block = block(node, "incidents", KnownKeys.incidents) else { return }
        take(&rules.reopenWithin, block, "reopen_within", zero: true)
        take(&rules.resolveExpiredAfter, block, "resolve_expired_after")
        take(&rules.resolveRecheck, block, "resolve_recheck")
        take(&rules.acknowledgeWarning, block, "ack_warning")
        take(&rules.mitigateTimeout, block, "mitigate_timeout")
        take(&rules.ringEvery, block, "ring_every")
        take(&rules.ringUrgentEvery, block, "ring_urgent_every")
        take(&rules.undoWithin, block, "undo_within", zero: true)
        take(&rules.snoozeMax, block, "snooze_max")
        take(&rules.resolvedKept, block, "resolved_kept", max: .hours(24 * 365))
        take(&rules.requestsKept, block, "requests_kept", max: .hours(24 * 365))
        take(&rules.joinEvery, block, "join_every")
        take(&rules.annotateEvery, block, "annotate_every")
        take(&rules.flapWithin, block, "flap_within")
        readFlapChanges(block["flap_changes"], into: &rules)
        readAcknowledgeTimeouts(block["ack_timeout"], into: &rules)
        readSeverities(block["severity"], into: &rules)
        check(rules, block)
    }

    /// What must hold between the times.
    private mutating func check(_ rules: WatchRules, _ block: Block) {
        let timeouts = rules.acknowledgeTimeouts.values.sorted()
        if let shortest = timeouts.first, rules.acknowledgeWarning >= shortest {
            let key = block["ack_warning"] == nil ? "ack_timeout" : "ack_warning"
            let (warning, timeout) = (
                PrometheusDuration.print(rules.acknowledgeWarning), PrometheusDuration.print(shortest)
            )
            findings.fault(
                block.place(of: key), "ack_warning (\(warning)) is not shorter than ack_timeout (\(timeout))",
                "write a shorter ack_warning")
        }
        if rules.resolvedKept < rules.reopenWithin {
            let key = block["resolved_kept"] == nil ? "reopen_within" : "resolved_kept"
            let reopen = PrometheusDuration.print(rules.reopenWithin)
            findings.fault(
                block.place(of: key), "resolved_kept is shorter than reopen_within (\(reopen))",
                "write resolved_kept: \(reopen)")
        }
    }

    /// How many changes make an incident flap: few enough that they are remembered with it.
    private mutating func readFlapChanges(_ node: ConfigurationNode?, into rules: inout WatchRules) {
        guard let node, let word = text(node, "flap_changes", "write flap_changes: 6, or 0 for never") else { return }
        guard let count = Int(word), count == 0 || (2...100).contains(count) else {
            return findings.fault(
                node.place, "flap_changes is \"\(word)\" and must be 0 or between 2 and 100",
                "write flap_changes: 6, or 0 for never")
        }
        rules.flapChanges = count
    }

    /// One time for all severities, or a block of them: `{SEV1: 30m, SEV4: none}`.
    private mutating func readAcknowledgeTimeouts(_ node: ConfigurationNode?, into rules: inout WatchRules) {
        guard let node else { return }
        switch node.content {
        case .text:
            let timeout = acknowledgeTimeout(node)
            for severity in Severity.allCases { rules.acknowledgeTimeouts[severity] = timeout }
        case .block(let entries):
            for entry in entries {
                guard let severity = severity(named: entry.key, at: entry.keyPlace) else { continue }
                rules.acknowledgeTimeouts[severity] = acknowledgeTimeout(entry.value)
            }
        case .list:
            wrongType(
                node, "ack_timeout", "a duration or a block of them", "write ack_timeout: {SEV1: 30m, SEV4: none}")
        }
    }

    /// Nil for `none`, and where there is a fault.
    private mutating func acknowledgeTimeout(_ node: ConfigurationNode) -> Duration? {
        if case .text("none", _) = node.content { return nil }
        return duration(node, "ack_timeout", example: "30m")
    }

    private mutating func severity(named name: String, at place: Place) -> Severity? {
        if let severity = Severity(name: name) { return severity }
        findings.fault(place, "\"\(name)\" is no severity", "write one of SEV1, SEV2, SEV3, SEV4, SEV5")
        return nil
    }

    private mutating func readSeverities(_ node: ConfigurationNode?, into rules: inout WatchRules) {
        guard let node, let block = block(node, "severity", KnownKeys.severity) else { return }
        let label = text(block["label"], "label", "write label: severity") ?? SeverityRules.standard.label
        if let node = block["label"], node.isText, !LabelName.isValid(label) {
            findings.fault(
                node.place, "\"\(label)\" is no label name", "write letters, digits and _, not beginning with a digit")
        }
        var otherwise = SeverityRules.standard.otherwise
        if let node = block["otherwise"], let name = text(node, "otherwise", "write otherwise: SEV4") {
            otherwise = severity(named: name, at: node.place) ?? otherwise
        }
        var levels = SeverityRules.standardLevels
        if let node = block["values"] {
            guard case .block(let entries) = node.content else {
                return wrongType(node, "values", "a block of label values", "write critical: SEV1 below it")
            }
            levels = []
            for entry in entries {
                guard let name = text(entry.value, entry.key, "write \(entry.key): SEV3"),
                    let severity = severity(named: name, at: entry.value.place)
                else { continue }
                levels.append(SeverityRules.Level(entry.key, severity))
            }
        }
        rules.severities = SeverityRules(label: label, levels: levels, otherwise: otherwise)
    }
}
