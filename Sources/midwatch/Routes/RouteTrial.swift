import Configuring
import Incidents
import Routing
import Wire

/// Where the routes of a configuration lead one alert, and why.
struct RouteTrial {
    private let labels: LabelSet
    private let configuration: Configuration
    private let moment: Timestamp
    /// Whether somebody named the moment.
    private let isDated: Bool
    private let steps: [RouteStep]

    init(_ labels: LabelSet, _ configuration: Configuration, at moment: Timestamp, isDated: Bool) {
        (self.labels, self.configuration, self.moment, self.isDated) = (labels, configuration, moment, isDated)
        steps = configuration.tree.explanation(for: labels)
    }

    private var tree: RoutingTree { configuration.tree }

    /// The receivers in the order in which they are told; one may be told twice.
    var receivers: [String] { tree.routes(for: labels).map { tree.routes[$0].receiver } }

    /// The receivers, and the tree with a word at each route.
    var text: String {
        let verdicts = Dictionary(steps.map { ($0.route, $0.verdict) }, uniquingKeysWith: { first, _ in first })
        let drawn = RouteTreeText.drawn(tree) { index in
            guard let verdict = verdicts[index] else { return nil }
            let head = "\(RouteTreeText.condition(of: index, in: tree)) → \(SafeText(tree.routes[index].receiver))"
            return "\(RouteMark(verdict).rawValue) \(head): \(reason(verdict, at: index))"
        }
        let head = SafeText(receivers.joined(separator: ", "))
        return "\(head)\n\(isDated ? "as of \(moment.rfc3339)\n" : "")\n\(drawn)"
    }

    private func reason(_ verdict: RouteStep.Verdict, at index: RoutingTree.Index) -> String {
        switch verdict {
        case .taken:
            (["taken"] + (quiet(index).map { ["but \($0)"] } ?? [])
                + RouteTreeText.unspoken(on: index, in: configuration).map { "but \($0)" }).joined(separator: ", ")
        case .passedOn: "taken by what is below it"
        case .unmet(let matchers): matchers.map(value).joined(separator: ", ")
        case .stopped(let sibling):
            "not asked, as the route \(place(of: sibling)) has taken it and does not continue"
        }
    }

    /// What the label is that a matcher is about.
    private func value(_ matcher: Matcher) -> String {
        guard let value = labels[raw: matcher.name] else { return "\(SafeText(matcher.name)) is missing" }
        return "\(SafeText(matcher.name)) is \"\(SafeText(value))\""
    }

    private func place(of index: RoutingTree.Index) -> String {
        configuration.line(ofRoute: index).map { "in line \($0)" } ?? "before it"
    }

    /// Why nobody is told although the route is taken.
    private func quiet(_ index: RoutingTree.Index) -> String? {
        tree.quiet(index, at: moment).map { "\(SafeText($0.said))" }
    }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("receivers")
        RouteTreeText.write(receivers, &writer)
        writer.name("at")
        writer.time(moment)
        writer.name("routes")
        writer.beginArray()
        for step in steps {
            writer.beginObject()
            RouteTreeText.writeHead(of: step.route, configuration, &writer)
            write(step, &writer)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private func write(_ step: RouteStep, _ writer: inout JSONWriter) {
        writer.name("verdict")
        switch step.verdict {
        case .taken: writer.string("taken")
        case .passedOn: writer.string("passedOn")
        case .unmet(let matchers):
            writer.string("unmet")
            writer.name("unmet")
            RouteTreeText.write(matchers.map(\.description), &writer)
        case .stopped(let sibling):
            writer.string("stopped")
            writer.name("stoppedBy")
            writer.integer(sibling)
        }
        guard step.verdict == .taken else { return }
        writer.name("quiet")
        if let quiet = quiet(step.route) { writer.string(quiet) } else { writer.null() }
    }
}
