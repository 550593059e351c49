package import Incidents

/// The readable records that changes are folded into. Pure, so that every store comes to the same ones.
///
/// A store in memory keeps all records here. A store on disk takes the few that some changes touch (``ChangeScope``),
/// folds the changes, and writes them back.
package struct StoredRecords: Sendable {
    package var incidents: [IncidentNumber: Incident] = [:]
    /// The highest incident number ever seen.
    package var lastNumber = 0
    /// What is known of each alert: its latest occurrence in each incident that it was in, and in none.
    package var alerts: [Fingerprint: [AlertRecord]] = [:]
    /// Occurrences whose place in their incident, or in none, another one took, in the order in which that was.
    package var former: [FormerOccurrence] = []
    /// The latest word about each alert that is or was muted; one without a mute says that it was lifted.
    package var mutes: [Fingerprint: MuteRecord] = [:]
    /// When alerts were muted and unmuted, in order.
    package var muteHistory: [MuteRecord] = []
    package var silences: [SilenceID: Silence] = [:]
    /// When the grid of each receiver's group began; a nil value says that the group ended.
    package var groups: [DispatchID: Timestamp?] = [:]
    /// Who was told of what, in order.
    package var notifications: [Notification] = []
    /// Configurations, in the order in which they were loaded.
    package var configurations: [LoadedConfiguration] = []
    package var timeline: [IncidentNumber: [Int: TimelineEntry]] = [:]
    package var pages: [PageID: Page] = [:]
    package var requests: [RequestID: ServedRequest] = [:]

    package init() {}

    /// Takes a change in. Changes are taken in the order in which they were committed.
    package mutating func fold(_ change: Change) {
        switch change {
        case .alertStarted(let alert, let group, let incident): start(alert, group, incident)
        case .alertJoined(let fingerprint, let incident): move(fingerprint, to: incident)
        case .alertAnnotated(let fingerprint, let text, _):
            updateCurrent(fingerprint) { record in
                // When the occurrence became known stays: by it a restart tells which turns of its groups it missed.
                record.alert.text = text
            }
        case .alertEnded(let fingerprint, let end, let endsAt, let at):
            updateCurrent(fingerprint) { record in
                record.alert.end = end
                record.alert.endsAt = endsAt
                record.alert.endIsOurs = false
                record.alert.updatedAt = at
            }
        case .alertMuted(let fingerprint, let mute, let at):
            let record = MuteRecord(fingerprint: fingerprint, mute: mute, at: at)
            mutes[fingerprint] = record
            muteHistory.append(record)
        case .alertsMoved(let from, let to, let groups):
            let moved = alerts.values.compactMap { records in
                records.first { $0.isCurrent && $0.incident == from && groups.contains($0.group) }?.alert.fingerprint
            }
            for fingerprint in moved { move(fingerprint, to: to) }
        case .incident(let incident):
            incidents[incident.number] = incident
            lastNumber = max(lastNumber, incident.number.value)
        case .timeline(let entry): timeline[entry.incident, default: [:]][entry.ordinal] = entry
        case .page(let page): pages[page.id] = page
        case .served(let id, let outcome, let at): requests[id] = ServedRequest(id: id, outcome: outcome, at: at)
        case .silence(let silence): silences[silence.id] = silence
        case .groupStarted(let id, let first): groups.updateValue(first, forKey: id)
        case .groupEnded(let id): groups.updateValue(nil, forKey: id)
        case .notified(let notification): notifications.append(notification)
        case .configured(let configuration): configurations.append(configuration)
        }
    }

    /// An occurrence takes the place of the former one in the same incident. One that stays behind in another incident
    /// is over there, at the latest when this one began.
    private mutating func start(_ alert: Alert, _ group: GroupID, _ incident: IncidentNumber?) {
        var records = alerts[alert.fingerprint] ?? []
        for record in records where record.incident == incident {
            keepFormer(record, before: alert.startsAt)
        }
        records.removeAll { $0.incident == incident }
        for index in records.indices where records[index].isCurrent {
            records[index].isCurrent = false
            guard records[index].alert.isFiring else { continue }
            records[index].alert.end = .expired
            records[index].alert.endsAt = max(records[index].alert.startsAt, alert.startsAt)
            records[index].alert.endIsOurs = false
        }
        records.append(AlertRecord(alert: alert, group: group, incident: incident))
        alerts[alert.fingerprint] = records
    }

    /// What an alert left behind in the incident that it comes to now is no longer its latest there.
    private mutating func move(_ fingerprint: Fingerprint, to incident: IncidentNumber) {
        guard let current = alerts[fingerprint]?.first(where: \.isCurrent), current.incident != incident else { return }
        for record in alerts[fingerprint] ?? [] where record.incident == incident {
            keepFormer(record, before: current.alert.startsAt)
        }
        alerts[fingerprint]?.removeAll { $0.incident == incident }
        updateCurrent(fingerprint) { $0.incident = incident }
    }

    /// What began no earlier is the same occurrence: its sender says another thing about it. One that fires still is over
    /// by then.
    private mutating func keepFormer(_ record: AlertRecord, before start: Timestamp) {
        let alert = record.alert
        guard alert.startsAt < start else { return }
        former.append(
            FormerOccurrence(
                fingerprint: alert.fingerprint, incident: record.incident, startsAt: alert.startsAt,
                endsAt: alert.end == nil ? start : alert.endsAt, end: alert.end ?? .expired))
    }

    private mutating func updateCurrent(_ fingerprint: Fingerprint, _ body: (inout AlertRecord) -> Void) {
        guard let index = alerts[fingerprint]?.firstIndex(where: \.isCurrent) else { return }
        // Taken out meanwhile, so that it is changed in place and not copied.
        guard var records = alerts.removeValue(forKey: fingerprint) else { return }
        body(&records[index])
        alerts[fingerprint] = records
    }
}

/// The latest occurrence of an alert in one incident, or in none.
package struct AlertRecord: Hashable, Sendable {
    package var alert: Alert
    package var group: GroupID
    package var incident: IncidentNumber?
    /// Whether it is the latest occurrence at all: what further changes of the alert are about.
    package var isCurrent: Bool

    package init(alert: Alert, group: GroupID, incident: IncidentNumber?, isCurrent: Bool = true) {
        (self.alert, self.group, self.incident, self.isCurrent) = (alert, group, incident, isCurrent)
    }
}

/// An occurrence of an alert that was followed by another one in the same incident, or in none.
package struct FormerOccurrence: Hashable, Sendable {
    package var fingerprint: Fingerprint
    package var incident: IncidentNumber?
    package var startsAt: Timestamp
    package var endsAt: Timestamp
    package var end: AlertEnd

    package init(
        fingerprint: Fingerprint, incident: IncidentNumber?, startsAt: Timestamp, endsAt: Timestamp, end: AlertEnd
    ) {
        (self.fingerprint, self.incident) = (fingerprint, incident)
        (self.startsAt, self.endsAt, self.end) = (startsAt, endsAt, end)
    }
}

/// What a named rule did to an alert, and when: muted it, or ended that.
package struct MuteRecord: Hashable, Sendable {
    package var fingerprint: Fingerprint
    /// Nil when the alert was no longer muted.
    package var mute: Mute?
    package var at: Timestamp

    package init(fingerprint: Fingerprint, mute: Mute?, at: Timestamp) {
        (self.fingerprint, self.mute, self.at) = (fingerprint, mute, at)
    }
}
