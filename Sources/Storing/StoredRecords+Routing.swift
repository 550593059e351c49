package import Incidents

/// What is read and forgotten of silences, notifications, mutes and configurations.
extension StoredRecords {
    package var silencesByID: [Silence] { silences.values.sorted { $0.id < $1.id } }

    /// For each key of the notification log the last telling that its receiver took, by key.
    package var latestNotifications: [Notification] {
        latestTold.values.map { notifications[$0] }.sorted { $0.key < $1.key }
    }

    /// The place of the last telling of each key that its receiver took.
    private var latestTold: [NotificationKey: Int] {
        var latest: [NotificationKey: Int] = [:]
        for (place, notification) in notifications.enumerated() where notification.outcome.isTold {
            latest[notification.key] = place
        }
        return latest
    }

    package func notifications(
        about fingerprint: Fingerprint, upTo moment: Timestamp, limit: Int
    ) -> [Notification] {
        newest(notifications.filter { $0.decidedAt <= moment && $0.tells(of: fingerprint) }, limit)
    }

    package func notifications(
        about fingerprints: Set<Fingerprint>, upTo moment: Timestamp, limit: Int
    ) -> [Fingerprint: [Notification]] {
        let each = fingerprints.map { ($0, notifications(about: $0, upTo: moment, limit: limit)) }
        return Dictionary(uniqueKeysWithValues: each)
    }

    package func notifications(since moment: Timestamp, limit: Int) -> [Notification] {
        newest(notifications.filter { $0.at >= moment }, limit)
    }

    /// Of one moment, the one that was committed later comes first.
    private func newest(_ found: [Notification], _ limit: Int) -> [Notification] {
        let sorted = found.enumerated().sorted { ($0.element.at, $0.offset) > ($1.element.at, $1.offset) }
        return sorted.prefix(max(0, limit)).map(\.element)
    }

    package func muteHistory(of fingerprint: Fingerprint, upTo moment: Timestamp, limit: Int) -> [MuteRecord] {
        let found = muteHistory.filter { $0.fingerprint == fingerprint && $0.at <= moment }
        return Array(found.reversed().prefix(max(0, limit)))
    }

    package func muteHistory(
        of fingerprints: Set<Fingerprint>, upTo moment: Timestamp, limit: Int
    ) -> [Fingerprint: [MuteRecord]] {
        let each = fingerprints.map { ($0, muteHistory(of: $0, upTo: moment, limit: limit)) }
        return Dictionary(uniqueKeysWithValues: each)
    }

    /// By the order in which they were loaded: a clock that was set back makes no older one count again.
    package func configuration(at moment: Timestamp) -> LoadedConfiguration? {
        configurations.last { $0.at <= moment }
    }

    /// Forgets what is older than its time, but nothing that still counts at that moment.
    mutating func pruneRouting(_ horizon: RetentionHorizon) {
        silences = silences.filter { !horizon.forgets($0.value) }
        let inForce = configurations.lastIndex { $0.at < horizon.incidents }
        let configurations = configurations.enumerated().filter { place, configuration in
            place == inForce || configuration.at >= horizon.incidents
        }
        self.configurations = configurations.map(\.element)
        pruneNotifications(before: horizon.alerts)
        pruneMuteHistory(before: horizon.alerts)
    }

    private mutating func pruneNotifications(before moment: Timestamp) {
        let firing = Set(alerts.values.joined().filter { $0.alert.isFiring }.map(\.alert.fingerprint))
        let latest = latestTold
        let kept = notifications.enumerated().filter { place, notification in
            notification.at >= moment
                || latest[notification.key] == place && notification.firing.contains(where: firing.contains)
        }
        notifications = kept.map(\.element)
    }

    /// A mute goes once another word about the alert was old too, or once nobody says any more that it stands.
    private mutating func pruneMuteHistory(before moment: Timestamp) {
        var (later, laterAndOld): (Set<Fingerprint>, Set<Fingerprint>) = ([], [])
        var kept: [MuteRecord] = []
        for record in muteHistory.reversed() {
            let fingerprint = record.fingerprint
            let counted = later.contains(fingerprint) || mutes[fingerprint]?.mute != nil
            if record.at >= moment || record.mute != nil && counted && !laterAndOld.contains(fingerprint) {
                kept.append(record)
            }
            later.insert(fingerprint)
            if record.at < moment { laterAndOld.insert(fingerprint) }
        }
        muteHistory = kept.reversed()
    }
}
