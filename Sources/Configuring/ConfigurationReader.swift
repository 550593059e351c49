internal import Incidents
internal import Routing

/// Walks over the nodes of a configuration and takes from them what it understands. It never stops at a fault: what is
/// wrong is noted, and reading goes on with what would hold without it.
struct ConfigurationReader {
    var findings: Findings
    /// The receivers that are defined, with whether they open incidents.
    var receivers: [Receiver] = []
    /// The time intervals that are defined.
    var intervals: [NamedInterval] = []
    var places = ConfigurationPlaces()
    /// How web addresses are spoken to where a receiver says nothing of its own: `global.http_config`.
    var http = HTTPSettings()

    init(findings: Findings) { self.findings = findings }

    /// The entries of a block, by key, after its keys were checked.
    struct Block {
        let place: Place
        private let entries: [String: ConfigurationNode.Entry]

        init(place: Place, entries: [ConfigurationNode.Entry]) {
            self.place = place
            self.entries = Dictionary(entries.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        }

        /// The value of a key, nil when the key is missing or has nothing behind it.
        subscript(key: String) -> ConfigurationNode? {
            entries[key].flatMap { $0.value.isNull ? nil : $0.value }
        }

        /// Whether a key stands there, with or without anything behind it.
        func has(_ key: String) -> Bool { entries[key] != nil }

        /// Where a key stands.
        func place(of key: String) -> Place { entries[key]?.keyPlace ?? place }
    }

    /// A block with the keys of a table. Unknown keys are faults; those not acted on yet are warnings.
    mutating func block(_ node: ConfigurationNode, _ what: String, _ keys: KeyTable) -> Block? {
        if node.isNull { return Block(place: node.place, entries: []) }
        guard case .block(let entries) = node.content else {
            wrongType(node, what, "a block of keys", "write \(keys.all.prefix(2).joined(separator: ", ")), … below it")
            return nil
        }
        for entry in entries {
            if keys.later.contains(entry.key) {
                if !entry.value.isEmpty { findings.warn(entry.keyPlace, "\(entry.key) is not acted on yet") }
            } else if !keys.acted.contains(entry.key) {
                findings.fault(
                    entry.keyPlace, "unknown key \"\(entry.key)\" in \(what)", remedy(for: entry.key, keys.all))
            }
        }
        return Block(place: node.place, entries: entries)
    }

    func remedy(for word: String, _ known: [String]) -> String {
        if let nearest = Spelling.nearest(to: word, in: known) { return "write \(nearest)" }
        if known.count <= 16 { return "write one of \(known.joined(separator: ", "))" }
        return "remove it"
    }

    mutating func wrongType(_ node: ConfigurationNode, _ what: String, _ expected: String, _ remedy: String) {
        findings.fault(node.place, "\(what) is \(node.kind) and must be \(expected)", remedy)
    }

    /// The items of a list; none where there is nothing.
    mutating func items(_ node: ConfigurationNode?, _ what: String, _ remedy: String) -> [ConfigurationNode] {
        guard let node, !node.isNull else { return [] }
        guard case .list(let items) = node.content else {
            wrongType(node, what, "a list", remedy)
            return []
        }
        return items
    }

    /// Whether there is nothing where something must be, as behind a `-` of a list; that is said.
    mutating func isMissing(_ node: ConfigurationNode, _ what: String, _ remedy: String) -> Bool {
        guard node.isNull else { return false }
        findings.fault(node.place, "there is nothing in \(what)", "write \(remedy) in it, or remove its -")
        return true
    }

    /// The text of a single value, which may also be a number or a flag, as in Alertmanager.
    mutating func text(_ node: ConfigurationNode?, _ what: String, _ remedy: String) -> String? {
        guard let node, !node.isNull else { return nil }
        guard case .text(let text, _) = node.content else {
            wrongType(node, what, "a single value", remedy)
            return nil
        }
        return text
    }

    /// A flag, or nil when there is none.
    mutating func flag(_ node: ConfigurationNode?, _ what: String) -> Bool? {
        guard let node, !node.isNull else { return nil }
        if node.isTrue { return true }
        if case .text(let text, isPlain: true) = node.content {
            if ["false", "no", "off", "n"].contains(text.lowercased()) { return false }
        }
        findings.fault(node.place, "\(what) must be true or false", "write \(what): true or \(what): false")
        return nil
    }

    /// A duration within bounds, or nil when there is none or it is a fault.
    mutating func duration(
        _ node: ConfigurationNode?, _ what: String, example: String, zero: Bool = false,
        max: Duration = PrometheusDuration.longest
    ) -> Duration? {
        guard let node, let text = text(node, what, "write \(what): \(example)") else { return nil }
        guard let duration = PrometheusDuration.parse(text) else {
            findings.fault(
                node.place, "\(what) \"\(text)\" is not a duration",
                "write a number and a unit, as in \(what): \(example)")
            return nil
        }
        if duration == .zero, !zero {
            findings.fault(node.place, "\(what) cannot be zero", "write \(what): \(example)")
            return nil
        }
        if duration > max {
            findings.fault(
                node.place, "\(what) is longer than \(PrometheusDuration.print(max))", "write \(what): \(example)")
            return nil
        }
        return duration
    }

    /// Sets a duration where the file has a valid one.
    mutating func take(
        _ target: inout Duration, _ block: Block, _ key: String, zero: Bool = false,
        max: Duration = .hours(24 * 365 * 10)
    ) {
        let example = PrometheusDuration.print(target)
        if let duration = duration(block[key], key, example: example, zero: zero, max: max) { target = duration }
    }
}
