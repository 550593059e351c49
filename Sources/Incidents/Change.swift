/// Everything that the watch can decide. The rows of a transaction, the items of the feed, the pages to send, and what
/// a restart folds back into the same state are these values.
package enum Change: Hashable, Sendable {
    /// An occurrence of an alert began, in an incident or in none (muted, or routed to nobody).
    case alertStarted(Alert, group: GroupID, incident: IncidentNumber?)
    /// An alert that had started joined an incident.
    case alertJoined(Fingerprint, IncidentNumber)
    /// A firing alert came back with other annotations.
    case alertAnnotated(Fingerprint, AlertText, at: Timestamp)
    case alertEnded(Fingerprint, AlertEnd, endsAt: Timestamp, at: Timestamp)
    /// A named rule keeps an alert quiet from a moment on, or no longer.
    case alertMuted(Fingerprint, Mute?, at: Timestamp)
    /// All alerts of one incident, of these groups, now belong to another.
    case alertsMoved(from: IncidentNumber, to: IncidentNumber, groups: [GroupID])
    /// An incident as it stands now, whole.
    indirect case incident(Incident)
    case timeline(TimelineEntry)
    /// A page as it stands now, whole.
    case page(Page)
    /// An act was done: kept so that the same request has no second effect.
    case served(RequestID, Outcome, at: Timestamp)
    /// A silence as it stands now, whole.
    indirect case silence(Silence)
    /// The clock of a receiver's group began: the first moment of its grid.
    case groupStarted(DispatchID, first: Timestamp)
    case groupEnded(DispatchID)
    /// A receiver was told of a group, or could not be.
    indirect case notified(Notification)
    /// A configuration was loaded, other than the one before.
    case configured(LoadedConfiguration)
}

/// The changes of one batch of events: what becomes durable together, under one sequence number.
package struct ChangeBatch: Hashable, Sendable {
    /// One up from the batch before; the first is 1.
    package var seq: Int64
    package var at: Timestamp
    package var changes: [Change]

    package init(seq: Int64, at: Timestamp, changes: [Change]) {
        (self.seq, self.at, self.changes) = (seq, at, changes)
    }
}
