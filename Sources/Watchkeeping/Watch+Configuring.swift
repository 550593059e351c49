package import Incidents
package import Routing

/// Configurations: taken over while the watch goes on, and which one was in force when.
extension Watch {
    /// Takes other rules and routes. What that changes about who is muted is emitted with the next batch, which is due
    /// at once. What is derived from them is made anew only where they differ, and alerts are looked at only by what
    /// differs: senders wait meanwhile.
    package mutating func configure(rules: WatchRules, routing: RoutingTree, at now: Timestamp) {
        let (formerRules, formerRouting) = (self.rules, self.routing)
        (self.rules, self.routing) = (rules, routing)
        if rules.inhibitRules != formerRules.inhibitRules { inhibitOtherwise(at: now) }
        guard routing != formerRouting || rules.integrations != formerRules.integrations else { return }
        let leadsAlike = routing.leads(like: formerRouting)
        if routing != formerRouting { quietOtherwise(leadsAlike: leadsAlike, at: now) }
        reconfigureDispatch(keepsMembers: leadsAlike)
    }

    /// Keeps the text of a configuration and what it says of telling, unless just that is kept already.
    mutating func configured(_ text: String, at now: Timestamp) -> Outcome {
        let loaded = LoadedConfiguration(at: now, text: text, paging: rules.paging, unspoken: rules.unspoken)
        if configuration.map({ !loaded.says(like: $0) }) ?? true { emit(.configured(loaded)) }
        return .done(Receipt())
    }
}
