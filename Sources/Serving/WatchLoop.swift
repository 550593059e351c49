package import Incidents
package import Routing
package import Storing
package import Watchkeeping

/// The heart of the router without its threads: a watch, and the store that it is never ahead of for long.
///
/// The actor and the simulation drive this same value.
package struct WatchLoop: Sendable {
    package private(set) var watch: Watch
    package private(set) var seq: Int64
    private let store: any IncidentStore

    /// Restores the watch from the store.
    package init(restoring store: any IncidentStore, rules: WatchRules, routing: RoutingTree, at now: Timestamp) throws
    {
        self.store = store
        let stored = try store.load(resolvedSince: now - Watch.incidentsKept)
        seq = stored.lastSeq
        watch = Watch(
            restoring: stored.changes, lastNumber: stored.lastNumber, rules: rules, routing: routing, at: now)
    }

    /// Handles events that arrived together and makes what was decided durable, in one batch.
    ///
    /// - Returns: an outcome for each event; the batch, or nil when nothing changed; and what receivers are to be told,
    ///   which is durable nowhere: its outcome comes back as ``Event/notified(_:_:)``.
    /// - Throws: what the store threw. The watch is ahead of the store then: ``recover(at:)`` before the next batch.
    package mutating func process(_ events: [Event], at now: Timestamp) throws -> (
        outcomes: [Outcome], batch: ChangeBatch?, flushes: [Flush]
    ) {
        var changes: [Change] = []
        let outcomes = watch.handle(events, at: now, into: &changes)
        let flushes = watch.takeFlushes()
        guard !changes.isEmpty else { return (outcomes, nil, flushes) }
        let batch = ChangeBatch(seq: seq + 1, at: now, changes: changes)
        try store.commit(batch)
        seq += 1
        return (outcomes, batch, flushes)
    }

    /// Drops the watch, and takes the one that the store holds.
    package mutating func recover(at now: Timestamp) throws {
        self = try WatchLoop(restoring: store, rules: watch.rules, routing: watch.routing, at: now)
    }

    /// Prepares for another configuration, some alerts at a time. See ``Watch/prepare(for:routing:from:at:)``.
    package mutating func prepare(
        for rules: WatchRules, routing: RoutingTree, from page: Int, at now: Timestamp
    ) -> Int? {
        watch.prepare(for: rules, routing: routing, from: page, at: now)
    }

    /// Takes other rules and routes, from a configuration that was loaded again.
    package mutating func configure(rules: WatchRules, routing: RoutingTree, at now: Timestamp) {
        watch.configure(rules: rules, routing: routing, at: now)
    }
}

extension StoredWatch {
    /// The records and the tail as the changes that make the same watch.
    package var changes: [Change] {
        var changes: [Change] = incidents.map { .incident($0) }
        changes.reserveCapacity(incidents.count + alerts.count + mutes.count + pages.count + requests.count)
        for stored in alerts {
            changes.append(.alertStarted(stored.alert, group: stored.group, incident: stored.incident))
        }
        changes += mutes.map { .alertMuted($0.fingerprint, $0.mute, at: $0.since) }
        changes += pages.map { .page($0) }
        changes += requests.map { .served($0.id, $0.outcome, at: $0.at) }
        changes += silences.map { .silence($0) }
        changes += groups.map { .groupStarted($0.id, first: $0.first) }
        changes += notifications.map { .notified($0) }
        if let configuration { changes.append(.configured(configuration)) }
        for batch in tail { changes += batch.changes }
        return changes
    }
}
