package import Incidents
package import Routing

/// Configurations: taken over while the watch goes on, and which one was in force when.
extension Watch {
    /// Takes other rules and routes. What that changes about who is muted is emitted with the next batch, which is due
    /// at once. What is derived from them is made anew only where they differ, and alerts are looked at only by what
    /// differs: senders wait meanwhile.
    package mutating func configure(rules: WatchRules, routing: RoutingTree, at now: Timestamp) {
        let change = takeChange(to: rules, routing)
        let formerRules = self.rules
        (self.rules, self.routing) = (rules, routing)
        if rules.inhibitRules != formerRules.inhibitRules { inhibitOtherwise(at: now) }
        guard let change else { return }
        quietOtherwise(by: change, at: now)
        // The groups may still be those of routes before: then they go from those to these at once.
        let former = dispatch.change?.former
        redispatch(by: former.map { looked(RouteChange(from: $0, to: routing, change.plan)) } ?? change)
    }

    /// How many pages of alerts are prepared for another configuration in one turn.
    private static let pagesPrepared = 4
    /// Pages from here on are those of the second walk.
    private static let secondWalk = 1 << 32

    /// Prepares for another configuration, some alerts at a time, so that whoever waits has their turn in between: to be
    /// called until it answers nil, with what it answered last. ``configure(rules:routing:at:)`` is fast then, and right
    /// in any case.
    package mutating func prepare(
        for rules: WatchRules, routing: RoutingTree, from page: Int = 0, at now: Timestamp
    ) -> Int? {
        if page == 0 {
            muter.inhibition.prepare(for: rules.inhibitRules)
            dispatch.coming = routeChange(to: rules, routing)
            if dispatch.coming != nil, !dispatch.isStale { sweepLog(at: now) }
            preparedTo = 0
        }
        // Another preparation has begun meanwhile; or the watch was restarted or its clock set, which has made all anew.
        guard page == preparedTo else { return nil }
        preparedTo = preparePages(from: page, for: rules, routing)
        return preparedTo
    }

    private mutating func preparePages(from page: Int, for rules: WatchRules, _ routing: RoutingTree) -> Int? {
        let inhibits = muter.inhibition.isPreparing(for: rules.inhibitRules)
        let isLed = dispatch.coming.map { $0.routing == routing && !$0.isComplete } ?? false
        guard inhibits || isLed else { return nil }
        let (walk, start) = (page / Watch.secondWalk, page % Watch.secondWalk)
        let end = min(start + Watch.pagesPrepared, alerts.pageCount)
        let (alerts, pages) = (alerts, min(start, end)..<end)
        if walk == 0 {
            if inhibits { alerts.forEachFiring(onPages: pages) { muter.inhibition.prepare(with: $0) } }
            if isLed { alerts.forEachLabels(onPages: pages) { dispatch.coming?.look(at: $0) } }
            if end < alerts.pageCount { return end }
            dispatch.coming?.isComplete = true
            if inhibits { muter.inhibition.compare() }
            return inhibits ? Watch.secondWalk : nil
        }
        alerts.forEachFiring(onPages: pages) { muter.inhibition.compare(with: $0) }
        if end < alerts.pageCount { return Watch.secondWalk + end }
        muter.inhibition.prepared()
        return nil
    }

    /// What other routes and receivers change; nil where they are those that there are.
    private func routeChange(to rules: WatchRules, _ routing: RoutingTree) -> RouteChange? {
        guard routing != self.routing || rules.integrations != self.rules.integrations else { return nil }
        return RouteChange(
            from: (self.routing, dispatch.change?.plan ?? dispatch.plan), to: routing, DispatchPlan(rules, routing))
    }

    /// The same with every alert looked at: before, where it was prepared for.
    private mutating func takeChange(to rules: WatchRules, _ routing: RoutingTree) -> RouteChange? {
        let prepared = dispatch.coming
        dispatch.coming = nil
        guard let change = routeChange(to: rules, routing) else { return nil }
        if var prepared, prepared.isComplete, prepared.leads(like: change) {
            prepared.plan = change.plan
            return prepared
        }
        return looked(change)
    }

    /// A change that every alert was held against.
    private func looked(_ change: RouteChange) -> RouteChange {
        var change = change
        if !change.isComplete {
            alerts.forEachLabels { change.look(at: $0) }
            change.isComplete = true
        }
        return change
    }

    /// Keeps the text of a configuration and what it says of telling, unless just that is kept already.
    mutating func configured(_ text: String, at now: Timestamp) -> Outcome {
        let loaded = LoadedConfiguration(at: now, text: text, paging: rules.paging, unspoken: rules.unspoken)
        if configuration.map({ !loaded.says(like: $0) }) ?? true { emit(.configured(loaded)) }
        return .done(Receipt())
    }
}
