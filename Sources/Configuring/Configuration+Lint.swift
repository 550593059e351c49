package import Incidents
package import Routing

extension Configuration {
    /// What is valid and most likely not what its author meant, in the order of the file.
    ///
    /// - Parameters:
    ///   - now: what lies before counts as past.
    ///   - seen: the labels that alerts had, as far as a store knows.
    package func lint(at now: Timestamp, seen: SeenLabels = SeenLabels()) -> [ConfigurationWarning] {
        let all =
            unreachableRoutes + unusedReceivers + unusedIntervals + emptyIntervals(at: now) + unknownSeverities
            + unmetMatchers(seen) + severitiesNobodyKnows(seen)
        return all.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }

    /// The line in which a route stands; nil when it was read from no file.
    package func line(ofRoute index: Int) -> Int? { place(of: index)?.line }

    private func warning(_ place: Place?, _ message: String) -> ConfigurationWarning {
        ConfigurationWarning(file: file ?? "", line: place?.line ?? 0, column: place?.column ?? 0, message: message)
    }

    private func place(of route: RoutingTree.Index) -> Place? {
        places.routes.indices.contains(route) ? places.routes[route] : nil
    }

    private var unreachableRoutes: [ConfigurationWarning] {
        tree.unreachable.map { route, why in
            switch why {
            case .shadowed(let sibling):
                warning(
                    place(of: route),
                    "no alert ever takes this route: the one in line \(place(of: sibling)?.line ?? 0) takes all that it "
                        + "would, and does not continue; move it up, or write continue: true in that one")
            case .contradicted(let label):
                warning(
                    place(of: route),
                    "no alert ever takes this route: its matchers and those above it contradict each other about the "
                        + "label \(label)")
            }
        }
    }

    private var unusedReceivers: [ConfigurationWarning] {
        let used = ByName(tree.routes.map { ($0.receiver, true) })
        return receivers.filter { used[$0.name] == nil && places.receivers[$0.name] != nil }.map {
            warning(places.receivers[$0.name], "no route leads to the receiver \"\($0.name)\"")
        }
    }

    private var unusedIntervals: [ConfigurationWarning] {
        let used = ByName(tree.routes.flatMap { $0.muteTimes + $0.activeTimes }.map { ($0, true) })
        return intervals.filter { used[$0.name] == nil }.map {
            warning(places.intervals[$0.name], "no route names the time interval \"\($0.name)\"")
        }
    }

    /// The matchers of all routes and inhibit rules, each with the place that it is told at.
    private var placedMatchers: [(place: Place?, matcher: Matcher)] {
        let routes = tree.routes.indices.flatMap { index in
            tree.routes[index].matchers.map { (place: place(of: index), matcher: $0) }
        }
        let rules = zip(inhibitRules, places.inhibitRules).flatMap { rule, place in
            (rule.sourceMatchers + rule.targetMatchers).map { (place: Optional(place), matcher: $0) }
        }
        return routes + rules
    }

    private func emptyIntervals(at now: Timestamp) -> [ConfigurationWarning] {
        intervals.flatMap { named -> [ConfigurationWarning] in
            let empty = named.intervals.indices.filter { !named.intervals[$0].occurs(after: now) }
            if empty.count == named.intervals.count {
                return [warning(places.intervals[named.name], "the time interval \"\(named.name)\" never occurs again")]
            }
            return empty.map {
                warning(
                    places.intervals[named.name],
                    "entry \($0 + 1) of the time interval \"\(named.name)\" never occurs again")
            }
        }
    }

    private func unmetMatchers(_ seen: SeenLabels) -> [ConfigurationWarning] {
        placedMatchers.compactMap { place, matcher in
            seen.unmet(by: matcher).map { values in
                let had = Configuration.some(values)
                let tail = values.isEmpty ? "none has the label \(matcher.name)" : "\(matcher.name) was \(had)"
                return warning(place, "none of the \(seen.alerts) alerts seen lately meets \(matcher): \(tail)")
            }
        }
    }

    /// `"a", "b", "c" and 2 more`.
    private static func some(_ values: [String]) -> String {
        let more = values.count > 3 ? " and \(values.count - 3) more" : ""
        return values.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ") + more
    }

    private var knownSeverities: Set<String> { Set(rules.severities.levels.map { $0.value.lowercased() }) }

    /// What alerts had that were seen. It stands nowhere in the file, so that it is said of the route that takes all.
    private func severitiesNobodyKnows(_ seen: SeenLabels) -> [ConfigurationWarning] {
        let (rules, known) = (rules.severities, knownSeverities)
        let odd = (seen.values(of: rules.label) ?? []).filter { !$0.isEmpty && !known.contains($0.lowercased()) }
        guard !odd.isEmpty else { return [] }
        return [
            warning(
                place(of: 0),
                "alerts seen lately had \(rules.label) \(Configuration.some(odd)), none of incidents.severity.values: such an alert is "
                    + "\(rules.otherwise.name)")
        ]
    }

    private var unknownSeverities: [ConfigurationWarning] {
        let (rules, known) = (rules.severities, knownSeverities)
        return placedMatchers.filter { $0.matcher.name == rules.label }.flatMap { place, matcher in
            (matcher.acceptedValues ?? []).filter { !$0.isEmpty && !known.contains($0.lowercased()) }.map { value in
                warning(
                    place,
                    "\(rules.label) \"\(value)\" is none of incidents.severity.values: such an alert is "
                        + "\(rules.otherwise.name)")
            }
        }
    }
}
