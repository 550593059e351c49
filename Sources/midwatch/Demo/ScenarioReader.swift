import Configuring
import Incidents
import Yams

/// Reads the file of a scenario.
struct ScenarioReader {
    private let file: String
    private let root: Node

    /// The most alerts that one template may become.
    private static let repeatMax = 10_000

    /// Reads a scenario from YAML.
    static func read(_ text: String, name: String) throws -> Scenario {
        let file = "\(name).yaml"
        guard let root = try Yams.compose(yaml: text) else {
            throw ScenarioFault(file: file, line: 0, message: "the file is empty")
        }
        return try ScenarioReader(file: file, root: root).scenario(name)
    }

    private func scenario(_ name: String) throws -> Scenario {
        let promise = try member(root, "expects")
        var alerts: [ScenarioAlerts] = []
        for (key, node) in try mapping(try member(root, "alerts")) {
            alerts.append(ScenarioAlerts(name: try text(key), alerts: try expand(node)))
        }
        let people = try list(try member(root, "people")).map(text)
        var steps: [ScenarioStep] = []
        for node in try list(try member(root, "steps")) {
            let step = try step(node, alerts: Set(alerts.map(\.name)), people: Set(people))
            if let last = steps.last, step.at < last.at { throw fault(node, "a step lies before the one above it") }
            steps.append(step)
        }
        return Scenario(
            name: name, title: SafeText(try text(try member(root, "title"))),
            starts: try text(try member(root, "starts")),
            groupBy: try list(try member(root, "group_by")).map(text), people: people, alerts: alerts, steps: steps,
            promise: .init(
                alerts: try number(try member(promise, "alerts")),
                incidents: try number(try member(promise, "incidents"))))
    }

    // MARK: Steps

    private func step(_ node: Node, alerts: Set<String>, people: Set<String>) throws -> ScenarioStep {
        let at = try text(try member(node, "at")).split(separator: " ").joined()
        guard let at = PrometheusDuration.parse(at) else { throw fault(node, "at must be a span: 2m or 1m 30s") }
        func named(_ node: Node) throws -> String {
            let name = try text(node)
            guard alerts.contains(name) else { throw fault(node, "there are no alerts named \(name)") }
            return name
        }
        let what: ScenarioStep.What
        if let said = try optional(node, "say") {
            what = .say(SafeText(try text(said)))
        } else if let names = try optional(node, "fire") {
            what = .fire(try list(names).map(named))
        } else if let names = try optional(node, "end") {
            what = .end(try list(names).map(named))
        } else {
            let person = try text(try member(node, "by"))
            guard people.contains(person) else { throw fault(node, "\(person) is not among people") }
            let deed = try deed(node, named)
            what = .act(by: person, deed, on: try named(try member(node, "on")))
        }
        return ScenarioStep(at: at, what: what)
    }

    private func deed(_ node: Node, _ named: (Node) throws -> String) throws -> ScenarioStep.Deed {
        switch try text(try member(node, "do")) {
        case "ack": .acknowledge
        case "take": .take
        case "mitigate": .mitigate
        case "resolve": .resolve
        case "note": .note(SafeText(try text(try member(node, "text"))))
        case "merge": .merge(into: try named(try member(node, "into")))
        default: throw fault(node, "do must be one of ack, take, mitigate, resolve, note, merge")
        }
    }

    // MARK: Alerts

    /// The alerts of a template: one for each combination of what it is repeated with.
    private func expand(_ node: Node) throws -> [ScenarioAlert] {
        let labels = try pairs(try member(node, "labels"))
        let annotations = try optional(node, "annotations").map(pairs) ?? []
        var values: [[ScenarioAlert.Pair]] = [[]]
        if let repeated = try optional(node, "repeat") {
            for (key, range) in try mapping(repeated) {
                let (name, all) = (try text(key), try words(range))
                values = values.flatMap { chosen in all.map { chosen + [.init(name: name, value: $0)] } }
                guard values.count <= ScenarioReader.repeatMax else { throw fault(node, "too many alerts") }
            }
        }
        return values.map { chosen in
            func filled(_ pair: ScenarioAlert.Pair) -> ScenarioAlert.Pair {
                let value = chosen.reduce(pair.value) { $0.replacing("{\($1.name)}", with: $1.value) }
                return .init(name: pair.name, value: value)
            }
            return ScenarioAlert(labels: labels.map(filled), annotations: annotations.map(filled))
        }
    }

    /// A list of words, or `01..48`, where the digits of the first number are kept.
    private func words(_ node: Node) throws -> [String] {
        if case .sequence = node { return try list(node).map(text) }
        let bounds = try text(node).split(separator: "..", omittingEmptySubsequences: false)
        guard bounds.count == 2, let first = Int(bounds[0]), let last = Int(bounds[1]), first >= 0, first <= last,
            last - first < ScenarioReader.repeatMax
        else { throw fault(node, "must be a list, or a range such as 01..48") }
        return (first...last).map { number in
            let digits = String(number)
            return String(repeating: "0", count: max(0, bounds[0].count - digits.count)) + digits
        }
    }

    private func pairs(_ node: Node) throws -> [ScenarioAlert.Pair] {
        try mapping(node).map { .init(name: try text($0), value: try text($1)) }
    }

    // MARK: Nodes

    private func fault(_ node: Node, _ message: String) -> ScenarioFault {
        ScenarioFault(file: file, line: node.mark?.line ?? 0, message: SafeText(message))
    }

    private func mapping(_ node: Node) throws -> [(Node, Node)] {
        guard case .mapping(let mapping) = node else { throw fault(node, "must be a mapping") }
        return mapping.map { ($0.key, $0.value) }
    }

    private func optional(_ node: Node, _ name: String) throws -> Node? {
        try mapping(node).first { $0.0.scalar?.string == name }?.1
    }

    private func member(_ node: Node, _ name: String) throws -> Node {
        guard let member = try optional(node, name) else { throw fault(node, "\(name) is missing") }
        return member
    }

    private func list(_ node: Node) throws -> [Node] {
        guard case .sequence(let sequence) = node else { throw fault(node, "must be a list") }
        return Array(sequence)
    }

    private func text(_ node: Node) throws -> String {
        guard case .scalar(let scalar) = node else { throw fault(node, "must be text") }
        return scalar.string
    }

    private func number(_ node: Node) throws -> Int {
        guard let number = Int(try text(node)) else { throw fault(node, "must be a number") }
        return number
    }
}
