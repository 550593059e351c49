import Configuring
import Incidents
import Routing
import Wire

/// The routes of a configuration, drawn as a tree.
enum RouteTreeText {
    static func text(_ configuration: Configuration) -> String {
        let tree = configuration.tree
        return drawn(tree) { index in
            let details = details(of: index, in: tree) + unspoken(on: index, in: configuration)
            let tail = details.isEmpty ? "" : "  (\(details.map(\.shown).joined(separator: "; ")))"
            return "\(condition(of: index, in: tree)) → \(SafeText(tree.routes[index].receiver))\(tail)"
        }
    }

    /// Draws each route in a line, below the one above it; where there is none, it is left out with what is below it.
    static func drawn(_ tree: RoutingTree, _ line: (RoutingTree.Index) -> String?) -> String {
        var text = ""
        draw(0, tree, head: "", tail: "", line, &text)
        return text
    }

    private static func draw(
        _ index: RoutingTree.Index, _ tree: RoutingTree, head: String, tail: String,
        _ line: (RoutingTree.Index) -> String?, _ text: inout String
    ) {
        guard let own = line(index) else { return }
        text += "\(head)\(own)\n"
        let children = tree.children(of: index).filter { line($0) != nil }
        for child in children {
            let isLast = child == children.last
            draw(
                child, tree, head: tail + (isLast ? "└─ " : "├─ "), tail: tail + (isLast ? "   " : "│  "), line, &text)
        }
    }

    /// What an alert must meet.
    static func condition(of index: RoutingTree.Index, in tree: RoutingTree) -> SafeText {
        let matchers = tree.routes[index].matchers
        if matchers.isEmpty { return index == 0 ? "every alert" : "everything else" }
        return SafeText(matchers.map(\.description).joined(separator: ", "))
    }

    /// What is different from the route above.
    private static func details(of index: RoutingTree.Index, in tree: RoutingTree) -> [SafeText] {
        let route = tree.routes[index]
        let above = tree.parent(of: index).map { tree.routes[$0] }
        var details: [SafeText] = []
        if route.groupBy != above?.groupBy {
            switch route.groupBy {
            case .none: details.append("one group")
            case .all: details.append("no groups")
            case .labels(let names): details.append(SafeText("by \(names.joined(separator: ", "))"))
            }
        }
        for (word, time, inherited) in [
            ("wait", route.groupWait, above?.groupWait), ("interval", route.groupInterval, above?.groupInterval),
            ("repeat", route.repeatInterval, above?.repeatInterval),
        ] where time != inherited { details.append(SafeText("\(word) \(PrometheusDuration.print(time))")) }
        if route.continues { details.append("continue") }
        if !route.muteTimes.isEmpty {
            details.append(SafeText("muted in \(route.muteTimes.joined(separator: ", "))"))
        }
        if !route.activeTimes.isEmpty {
            details.append(SafeText("only in \(route.activeTimes.joined(separator: ", "))"))
        }
        if !route.opensIncidents { details.append("opens no incident") }
        return details
    }

    /// Who hears nothing of what a route leads to its receiver, for each kind of integration that is not spoken here.
    static func unspoken(on index: RoutingTree.Index, in configuration: Configuration) -> [SafeText] {
        let name = configuration.tree.routes[index].receiver
        guard let receiver = configuration.receivers.first(where: { $0.name.isSame(as: name) }) else { return [] }
        let isTold = receiver.unspoken.count < receiver.integrations.count
        return receiver.unspoken.map { SafeText("\($0) is not spoken here: nobody told\(isTold ? " by it" : "")") }
    }

    /// An array of routes, each before those below it.
    static func json(_ configuration: Configuration) -> [UInt8] {
        let tree = configuration.tree
        var writer = JSONWriter()
        writer.beginArray()
        for index in tree.routes.indices {
            let route = tree.routes[index]
            writer.beginObject()
            writeHead(of: index, configuration, &writer)
            writer.name("groupBy")
            switch route.groupBy {
            case .none: write([], &writer)
            case .all: write(["..."], &writer)
            case .labels(let names): write(names, &writer)
            }
            for (name, time) in [
                ("groupWait", route.groupWait), ("groupInterval", route.groupInterval),
                ("repeatInterval", route.repeatInterval),
            ] {
                writer.name(name)
                writer.string(PrometheusDuration.print(time))
            }
            writer.name("continue")
            writer.bool(route.continues)
            writer.name("muteTimeIntervals")
            write(route.muteTimes, &writer)
            writer.name("activeTimeIntervals")
            write(route.activeTimes, &writer)
            writer.name("opensIncidents")
            writer.bool(route.opensIncidents)
            writer.endObject()
        }
        writer.endArray()
        return writer.bytes
    }

    /// Which route it is: its place, its depth, its line, its receiver and its matchers.
    static func writeHead(of index: RoutingTree.Index, _ configuration: Configuration, _ writer: inout JSONWriter) {
        let tree = configuration.tree
        writer.name("route")
        writer.integer(index)
        writer.name("parent")
        if let parent = tree.parent(of: index) { writer.integer(parent) } else { writer.null() }
        writer.name("line")
        if let line = configuration.line(ofRoute: index) { writer.integer(line) } else { writer.null() }
        writer.name("receiver")
        writer.string(tree.routes[index].receiver)
        writer.name("matchers")
        write(tree.routes[index].matchers.map(\.description), &writer)
    }

    static func write(_ texts: [String], _ writer: inout JSONWriter) {
        writer.beginArray()
        for text in texts { writer.string(text) }
        writer.endArray()
    }
}
