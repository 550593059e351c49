package import Incidents

/// What is read from the records.
extension StoredRecords {
    /// Why an alert is kept quiet, or nil.
    package func mute(of fingerprint: Fingerprint) -> Mute? { mutes[fingerprint]?.mute }

    package func timeline(of incident: IncidentNumber, from ordinal: Int, limit: Int) -> [TimelineEntry] {
        let entries = (timeline[incident] ?? [:]).values.filter { $0.ordinal >= ordinal }
        return Array(entries.sorted { $0.ordinal < $1.ordinal }.prefix(max(0, limit)))
    }

    package func pages(of incident: IncidentNumber) -> [Page] {
        pages.values.filter { $0.id.incident == incident }.sorted { $0.id < $1.id }
    }

    package func alerts(of incident: IncidentNumber) -> [StoredAlert] {
        var found: [StoredAlert] = []
        for records in alerts.values {
            for record in records where record.incident == incident { found.append(stored(record)) }
        }
        return found.sorted { ($0.alert.startsAt, $0.alert.fingerprint) < ($1.alert.startsAt, $1.alert.fingerprint) }
    }

    package func alertRecords(of fingerprint: Fingerprint) -> [StoredAlert] {
        (alerts[fingerprint] ?? []).map(stored).sorted { one, other in
            (one.alert.startsAt, one.incident?.value ?? 0) < (other.alert.startsAt, other.incident?.value ?? 0)
        }
    }

    /// Of each alert the latest one in each incident and in none, by incident, none first.
    package func formerOccurrences(
        of fingerprints: Set<Fingerprint>, upTo moment: Timestamp
    ) -> [Fingerprint: [FormerOccurrence]] {
        var latest: [Fingerprint: [Int: FormerOccurrence]] = [:]
        for occurrence in former
        where fingerprints.contains(occurrence.fingerprint) && occurrence.startsAt <= moment {
            let place = occurrence.incident?.value ?? 0
            let known = latest[occurrence.fingerprint]?[place]
            if known.map({ $0.startsAt <= occurrence.startsAt }) ?? true {
                latest[occurrence.fingerprint, default: [:]][place] = occurrence
            }
        }
        return latest.mapValues { found in found.sorted { $0.key < $1.key }.map(\.value) }
    }

    package func labels(limit: Int) -> [LabelSet] {
        let latest = alerts.values.compactMap { $0.max { $0.alert.updatedAt < $1.alert.updatedAt } }
        return latest.sorted { $0.alert.updatedAt > $1.alert.updatedAt }.prefix(max(0, limit)).map(\.alert.labels)
    }

    package func resolvedIncidents(below number: IncidentNumber?, limit: Int) -> [Incident] {
        let found = incidents.values.filter { incident in
            incident.phase.isResolved && number.map { incident.number < $0 } ?? true
        }
        return Array(found.sorted { $0.number > $1.number }.prefix(max(0, limit)))
    }

    /// What a watch is restored from, but for the batches that are not folded yet.
    ///
    /// - Parameter moment: what was over before this is left out; see ``LoadRule``.
    package func watch(foldedSeq: Int64, resolvedSince moment: Timestamp) -> StoredWatch {
        let taken = incidents.values.filter { LoadRule.takes($0, since: moment) }.sorted { $0.number < $1.number }
        var current: [StoredAlert] = []
        for records in alerts.values {
            for record in records where record.isCurrent {
                let incident = record.incident.flatMap { incidents[$0] }
                if LoadRule.takes(record.alert, in: incident, since: moment) { current.append(stored(record)) }
            }
        }
        current.sort { $0.alert.fingerprint < $1.alert.fingerprint }
        var standing: [StoredMute] = []
        for (fingerprint, record) in mutes {
            if let mute = record.mute { standing.append(StoredMute(fingerprint, mute, since: record.at)) }
        }
        return StoredWatch(
            foldedSeq: foldedSeq, incidents: taken, lastNumber: lastNumber, alerts: current,
            mutes: standing.sorted { $0.fingerprint < $1.fingerprint },
            pages: pages.values.filter { $0.state == .queued }.sorted { $0.id < $1.id },
            requests: requests.values.sorted { $0.id < $1.id },
            silences: silencesByID.filter { LoadRule.takes($0, since: moment) },
            groups: groups.compactMap { id, first in first.map { StoredGroup(id: id, first: $0) } }
                .sorted { $0.id < $1.id },
            notifications: latestNotifications, configuration: configurations.last)
    }

    private func stored(_ record: AlertRecord) -> StoredAlert {
        StoredAlert(
            alert: record.alert, group: record.group, incident: record.incident,
            mute: mute(of: record.alert.fingerprint))
    }

    /// Forgets what is older than its time.
    package mutating func prune(_ horizon: RetentionHorizon) {
        let forgotten = Set(incidents.values.filter { horizon.forgets($0) }.map(\.number))
        for number in forgotten {
            incidents[number] = nil
            timeline[number] = nil
        }
        pages = pages.filter { !forgotten.contains($0.key.incident) }
        for (fingerprint, records) in alerts {
            let kept = records.filter { !isOver($0, by: horizon, forgotten: forgotten) }
            alerts[fingerprint] = kept.isEmpty ? nil : kept
        }
        requests = requests.filter { $0.value.at >= horizon.requests }
        mutes = mutes.filter { _, record in record.mute.map { $0.until.map { $0 >= horizon.alerts } ?? true } ?? false }
        former.removeAll { $0.endsAt < horizon.alerts }
        pruneRouting(horizon)
    }

    private func isOver(
        _ record: AlertRecord, by horizon: RetentionHorizon, forgotten: Set<IncidentNumber>
    ) -> Bool {
        guard record.alert.end != nil else { return false }
        if let number = record.incident {
            if forgotten.contains(number) { return true }
            if incidents[number]?.isOpen == true { return false }
        }
        return record.alert.endsAt < horizon.alerts
    }
}
