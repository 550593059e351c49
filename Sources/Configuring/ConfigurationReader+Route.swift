internal import Incidents
internal import Routing

extension ConfigurationReader {
    /// Reads the `route:` block. The receivers and time intervals must have been read.
    mutating func readRoot(_ node: ConfigurationNode) -> RoutingTree? {
        guard let block = block(node, "route", KnownKeys.route) else { return nil }
        refuseConditions(of: block)
        let root = readBranch(node, block, isRoot: true)
        if block["receiver"]?.isBlank ?? true {
            findings.fault(node.place, "the root route has no receiver", "write receiver: NAME in it")
        }
        guard let name = root.receiver else { return nil }
        let opening = ByName(receivers.map { ($0.name, $0.opensIncidents) })
        let tree = RoutingTree(root, intervals: intervals) { opening[$0] == true }
        if !tree.routes.contains(where: \.opensIncidents) {
            findings.warn(
                block.place(of: "receiver"),
                "receiver \"\(name)\" has no integration, so no alert opens an incident; "
                    + "write incidents: open in that receiver if it should")
        }
        return tree
    }

    /// Reads a route and those below it. Each notes its place in the order in which the tree holds them.
    private mutating func readBranch(_ node: ConfigurationNode, _ block: Block, isRoot: Bool = false) -> RouteBranch {
        places.routes.append(node.place)
        let settings = settings(of: block)
        var branch = RouteBranch(
            receiver: receiverName(block), groupBy: settings.groupBy, groupWait: settings.wait,
            groupInterval: settings.interval, repeatInterval: settings.repeatAfter, matchers: readMatchers(block),
            continues: flag(block["continue"], "continue") ?? false,
            muteTimes: isRoot ? [] : intervalNames(block, "mute_time_intervals"),
            activeTimes: isRoot ? [] : intervalNames(block, "active_time_intervals"))
        if block["labels"].map({ !$0.isEmpty }) ?? false {
            findings.warn(block.place(of: "labels"), "labels is not acted on yet")
        }
        for child in items(block["routes"], "routes", "write - receiver: NAME below it") {
            guard !isMissing(child, "a route", "receiver: NAME"),
                let block = self.block(child, "a route", KnownKeys.route)
            else { continue }
            branch.branches.append(readBranch(child, block))
        }
        return branch
    }

    private mutating func intervalNames(_ block: Block, _ key: String) -> [String] {
        var names: [String] = []
        for item in items(block[key], key, "write - NAME below it") {
            guard let name = item.isNull ? "" : text(item, "a time interval", "write its name") else { continue }
            if places.intervals[name] == nil {
                findings.fault(
                    item.place, "the time interval \"\(name)\" is not defined",
                    remedy(for: name, places.intervals.keys.sorted(), or: "define it in time_intervals"))
            }
            names.append(name)
        }
        return names
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
        if block["continue"]?.isTrue ?? false {
            findings.fault(
                block.place(of: "continue"), "the root route has no neighbour to continue with", "remove continue")
        }
    }

    /// The name of the receiver, if there is one and it is defined.
    private mutating func receiverName(_ block: Block) -> String? {
        guard let node = block["receiver"], let name = text(node, "receiver", "write receiver: NAME"), !name.isEmpty
        else { return nil }
        guard places.receivers[name] == nil else { return name }
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
            guard let name = item.isNull ? "" : text(item, "a label in group_by", "write its name") else { continue }
            if name == "..." {
                all = item
            } else if !LabelName.isValidUTF8(name) {
                findings.fault(item.place, "an empty name in group_by is no label name", "remove it")
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
        // An empty list is what a list that is left out is: it does not undo the one above.
        return names.isEmpty ? nil : .labels(names)
    }
}
