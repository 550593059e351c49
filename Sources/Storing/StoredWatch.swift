package import Incidents

/// What a store holds, for restoring a watch. ``LoadRule`` says what is in it.
package struct StoredWatch: Hashable, Sendable {
    /// The last sequence number that is folded whole into the records here.
    package var foldedSeq: Int64
    /// Open incidents and those resolved lately, by number.
    package var incidents: [Incident]
    /// The highest incident number that is folded into the records.
    package var lastNumber: Int
    /// The latest occurrence of each alert that still matters: firing, or ended lately or in an incident that is open.
    package var alerts: [StoredAlert]
    /// All mutes that stand, also of alerts that have not arrived yet or are over.
    package var mutes: [StoredMute]
    /// Pages that are queued, by id.
    package var pages: [Page]
    package var requests: [ServedRequest]
    /// Silences that have not expired, and those that did lately, by id.
    package var silences: [Silence]
    /// When the grid of each receiver's group began, by id.
    package var groups: [StoredGroup]
    /// The notification log: what each receiver was last told of each group, by key.
    package var notifications: [Notification]
    /// The configuration that was loaded last.
    package var configuration: LoadedConfiguration?
    /// The batches after `foldedSeq`, in order. Of the first, changes that are folded already are left out.
    package var tail: [ChangeBatch]

    package init(
        foldedSeq: Int64 = 0, incidents: [Incident] = [], lastNumber: Int = 0, alerts: [StoredAlert] = [],
        mutes: [StoredMute] = [], pages: [Page] = [], requests: [ServedRequest] = [], silences: [Silence] = [],
        groups: [StoredGroup] = [], notifications: [Notification] = [], configuration: LoadedConfiguration? = nil,
        tail: [ChangeBatch] = []
    ) {
        (self.silences, self.groups, self.notifications) = (silences, groups, notifications)
        self.configuration = configuration
        (self.foldedSeq, self.incidents, self.lastNumber) = (foldedSeq, incidents, lastNumber)
        (self.alerts, self.mutes, self.pages, self.requests) = (alerts, mutes, pages, requests)
        self.tail = tail
    }

    package var lastSeq: Int64 { tail.last?.seq ?? foldedSeq }
}

/// An alert with what the watch knows about it beyond what its sender said.
package struct StoredAlert: Hashable, Sendable {
    package var alert: Alert
    package var group: GroupID
    package var incident: IncidentNumber?
    package var mute: Mute?

    package init(alert: Alert, group: GroupID, incident: IncidentNumber?, mute: Mute? = nil) {
        (self.alert, self.group, self.incident, self.mute) = (alert, group, incident, mute)
    }
}

/// Why an alert is kept quiet, whether it has arrived or not.
package struct StoredMute: Hashable, Sendable {
    package var fingerprint: Fingerprint
    package var mute: Mute
    package var since: Timestamp

    package init(_ fingerprint: Fingerprint, _ mute: Mute, since: Timestamp) {
        (self.fingerprint, self.mute, self.since) = (fingerprint, mute, since)
    }
}

/// The clock of a receiver's group.
package struct StoredGroup: Hashable, Sendable {
    package var id: DispatchID
    /// The first moment of its grid.
    package var first: Timestamp

    package init(id: DispatchID, first: Timestamp) { (self.id, self.first) = (id, first) }
}

/// An act that was done, and its answer.
package struct ServedRequest: Hashable, Sendable {
    package var id: RequestID
    package var outcome: Outcome
    package var at: Timestamp

    package init(id: RequestID, outcome: Outcome, at: Timestamp) {
        (self.id, self.outcome, self.at) = (id, outcome, at)
    }
}
