internal import Incidents
internal import Routing

extension ConfigurationReader {
    /// Reads the `route:` block. The receivers and time intervals must have been read.
    mutating func readRoot(_ node: ConfigurationNode) -> Route? {
        guard let block = block(node, "route", KnownKeys.route) else { return nil }
        refuseConditions(of: block)
        let settings = settings(of: block)
        let name = receiverName(block)
        if block["receiver"] == nil {
            findings.fault(node.place, "the root route has no receiver", "write receiver: NAME in it")
        }
        let children = items(block["routes"], "routes", "write - receiver: NAME below it")
        for child in children { checkChild(child) }
        if block["labels"].map({ !$0.isEmpty }) ?? false {
            findings.warn(block.place(of: "labels"), "labels is not acted on yet")
        }
        guard let name, let receiver = receivers.first(where: { $0.name == name }) else { return nil }
        if !children.isEmpty {
            findings.warn(
                block.place(of: "routes"), "routes is not acted on yet: every alert goes to receiver \"\(name)\"")
        }
        // As long as the tree is not acted on, alerts that it would lead to a pager arrive here, and must not be lost.
        let opens = receiver.opensIncidents || (!children.isEmpty && receivers.contains(where: \.opensIncidents))
        if !opens {
            findings.warn(
                block.place(of: "receiver"),
                "receiver \"\(name)\" has no integration, so no alert opens an incident; "
                    + "write incidents: open in that receiver if it should")
        }
        return Route(
            receiver: name, groupBy: settings.groupBy ?? .none, groupWait: settings.wait ?? .seconds(30),
            groupInterval: settings.interval ?? .minutes(5), repeatInterval: settings.repeatAfter ?? .hours(4),
            opensIncidents: opens)
    }

    private mutating func refuseConditions(of block: Block) {
        for key in ["matchers", "match", "match_re"] where !(block[key]?.isEmpty ?? true) {
            findings.fault(
                block.place(of: key), "the root route takes every alert and has no \(key)",
                "move \(key) into a route below routes")
        }
        for key in ["mute_time_intervals", "active_time_intervals"] where !(block[key]?.isEmpty ?? true) {
            findings.fault(
                block.place(of: key), "the root route is never muted and has no \(key)",
                "move \(key) into a route below routes")
        }
        if flag(block["continue"], "continue") == true {
            findings.fault(
                block.place(of: "continue"), "the root route has no neighbour to continue with", "remove continue")
        }
    }

    /// Checks a route below the root, and those below it. They are not acted on yet.
    private mutating func checkChild(_ node: ConfigurationNode) {
        guard let block = block(node, "a route", KnownKeys.route) else { return }
        _ = settings(of: block)
        _ = receiverName(block)
        _ = flag(block["continue"], "continue")
        checkMatchers(block["matchers"], "matchers")
        checkMatch(block["match"], "match", areRegexes: false)
        checkMatch(block["match_re"], "match_re", areRegexes: true)
        for key in ["mute_time_intervals", "active_time_intervals"] {
            for item in items(block[key], key, "write - NAME below it") {
                guard let name = text(item, "a time interval", "write its name"), !timeIntervals.contains(name) else {
                    continue
                }
                findings.fault(
                    item.place, "the time interval \"\(name)\" is not defined",
                    remedy(for: name, timeIntervals.sorted(), or: "define it in time_intervals"))
            }
        }
        for child in items(block["routes"], "routes", "write - receiver: NAME below it") { checkChild(child) }
    }

    /// The name of the receiver, if there is one and it is defined.
    private mutating func receiverName(_ block: Block) -> String? {
        guard let node = block["receiver"], let name = text(node, "receiver", "write receiver: NAME") else {
            return nil
        }
        guard !receivers.contains(where: { $0.name == name }) else { return name }
        findings.fault(
            node.place, "the receiver \"\(name)\" is not defined",
            remedy(for: name, receivers.map(\.name), or: "write - name: \(name) in receivers"))
        return nil
    }

    private func remedy(for name: String, _ known: [String], or other: String) -> String {
        Spelling.nearest(to: name, in: known).map { "write \($0)" } ?? other
    }

    private struct Settings {
        var groupBy: GroupBy?
        var wait: Duration?
        var interval: Duration?
        var repeatAfter: Duration?
    }

    private mutating func settings(of block: Block) -> Settings {
        Settings(
            groupBy: groupBy(block["group_by"]),
            wait: duration(block["group_wait"], "group_wait", example: "30s", zero: true),
            interval: duration(block["group_interval"], "group_interval", example: "5m"),
            repeatAfter: duration(block["repeat_interval"], "repeat_interval", example: "4h"))
    }

    private mutating func groupBy(_ node: ConfigurationNode?) -> GroupBy? {
        guard let node else { return nil }
        var names: [String] = []
        var all: ConfigurationNode?
        for item in items(node, "group_by", "write group_by: [alertname, cluster]") {
            guard let name = text(item, "a label in group_by", "write its name") else { continue }
            if name == "..." {
                all = item
            } else if !LabelName.isValid(name) {
                findings.fault(
                    item.place, "\"\(name)\" in group_by is no label name",
                    "write letters, digits and _, not beginning with a digit")
            } else if names.contains(name) {
                findings.fault(item.place, "the label \"\(name)\" stands twice in group_by", "remove one of them")
            } else {
                names.append(name)
            }
        }
        if let all {
            if names.isEmpty { return .all }
            findings.fault(
                all.place, "group_by mixes ... with other labels", "write group_by: ['...'] or leave out the ...")
        }
        return names.isEmpty ? GroupBy.none : .labels(names)
    }
}
