import Incidents
import Routing

/// Alerts: when an occurrence begins, goes on, changes its words and ends (Alertmanager's intake and merge rules).
extension Watch {
    mutating func alertPosted(_ posted: PostedAlert, at now: Timestamp) -> Outcome {
        let startsAt = posted.startsAt ?? posted.endsAt ?? now
        let endsAt = posted.endsAt ?? now + (posted.holds ?? rules.resolveTimeout)
        guard endsAt >= startsAt else {
            return .refused(Refusal(.alertRefused, "start time must be before end time"))
        }
        if !quietSenders.isEmpty { senderSpoke(posted, at: now) }
        guard let place = alerts.place(of: posted.labels.fingerprint), let known = alerts[place: place] else {
            if endsAt > now {
                begin(posted, startsAt: startsAt, endsAt: endsAt, at: now)
            } else {
                hearOfPast(posted, startsAt: startsAt, endsAt: endsAt, at: now)
            }
            return .done(Receipt())
        }
        guard known.alert.labels == posted.labels else {
            return .refused(Refusal(.alertRefused, "its fingerprint is that of another alert: change a label"))
        }
        switch (known.alert.isFiring, endsAt > now) {
        case (true, true): goOn(posted, known, at: place, startsAt: startsAt, endsAt: endsAt, now: now)
        case (false, true):
            begin(posted, startsAt: known.alert.start(with: startsAt, endsAt), endsAt: endsAt, at: now)
        case (_, false): conclude(posted, known, at: place, startsAt: startsAt, endsAt: endsAt, now: now)
        }
        return .done(Receipt())
    }

    /// An alert that was over before we heard of it: nobody is told, and no incident opens. What fires after it may have
    /// begun with it, and it counts in its groups as any other, whose clocks may begin with it.
    private mutating func hearOfPast(_ posted: PostedAlert, startsAt: Timestamp, endsAt: Timestamp, at now: Timestamp) {
        let alert = Alert(
            labels: posted.labels, text: posted.text, startsAt: startsAt, endsAt: endsAt, updatedAt: now, end: .resolved
        )
        let route = routing.incidentRoute(for: alert.labels).map { routing.routes[$0] } ?? routing.root
        emit(.alertStarted(alert, group: route.groupID(of: alert.labels), incident: nil))
        joinGroups(alert, at: now)
    }

    /// Its sender says that an alert is over: for the first time, or again and perhaps otherwise.
    private mutating func conclude(
        _ posted: PostedAlert, _ known: WatchedAlert, at place: Int, startsAt: Timestamp, endsAt: Timestamp,
        now: Timestamp
    ) {
        let (old, fingerprint) = (known.alert, known.alert.fingerprint)
        let isAgain = !old.isFiring
        var told = old
        if isAgain, isLeftBehind(known) {
            alerts.update(at: place) { $0.alert.updatedAt = now }
        } else {
            told.startsAt = old.start(with: startsAt, endsAt)
            let isLater = old.overlaps(startsAt, endsAt) && old.endsAt <= now && old.endsAt > endsAt
            let end = isLater ? old.endsAt : endsAt
            let isMoved = told.startsAt != old.startsAt
            if old.end == .resolved {
                (told.endsAt, told.updatedAt) = (end, now)
                if isMoved || end != old.endsAt {
                    emit(.alertStarted(told, group: known.group, incident: known.incident))
                } else {
                    alerts.update(at: place) { $0.alert.updatedAt = now }
                }
            } else if isMoved {
                emit(.alertStarted(told, group: known.group, incident: known.incident))
            }
            // The words of the end are the newest, and are what receivers are told with it.
            waitingTexts[fingerprint] = posted.text == old.text ? nil : posted.text
            if old.end != .resolved { self.end(fingerprint, .resolved, endsAt: end, at: now) }
        }
        if isAgain { joinGroups(told, at: now) } else { touchGroups(told, at: now) }
    }

    /// An occurrence begins: of a new alert, or of one that had ended.
    private mutating func begin(_ posted: PostedAlert, startsAt: Timestamp, endsAt: Timestamp, at now: Timestamp) {
        let alert = Alert(
            labels: posted.labels, text: posted.text, startsAt: startsAt, endsAt: endsAt, updatedAt: now,
            endIsOurs: posted.endsAt == nil)
        let index = routing.incidentRoute(for: alert.labels)
        let route = index.map { routing.routes[$0] }
        let group = (route ?? routing.root).groupID(of: alert.labels)
        let before = alerts[alert.fingerprint]
        let isNew = before?.alert.isFiring != true
        let muting = isNew ? firingBegan(alert.labels, on: index) : before?.muting
        let isMuted = muting != nil
        var incident: IncidentNumber?
        if let route { incident = admit(alert, group: group, route: route, isMuted: isMuted, before: before, at: now) }
        if isNew, let muting, let incident { outgrow(muting, alert, incident) }
        if let before, before.incident != incident { leave(before, at: now) }
        emit(.alertStarted(alert, group: group, incident: incident))
        if isNew, isMuted, let place = alerts.place(of: alert.fingerprint) { setMuting(muting, at: place, now: now) }
        joinGroups(alert, at: now)
        if let incident, let muting { muter.reconsider(incident, knowing: muting.mute) }
    }

    /// A firing alert was posted again: mostly nothing but a later end.
    private mutating func goOn(
        _ posted: PostedAlert, _ known: WatchedAlert, at place: Int, startsAt: Timestamp, endsAt: Timestamp,
        now: Timestamp
    ) {
        let old = known.alert
        guard startsAt < old.endsAt else {
            // No overlap: a new occurrence, although the old one had not ended yet.
            return begin(posted, startsAt: startsAt, endsAt: endsAt, at: now)
        }
        if startsAt > old.startsAt, known.incident.flatMap({ incidents[$0] })?.phase.isResolved == true {
            // Somebody resolved the incident by hand while it fired: a new start is news, and reopens it.
            return begin(posted, startsAt: startsAt, endsAt: endsAt, at: now)
        }
        let keepsOldEnd = old.overlaps(startsAt, endsAt) && old.endsAt > endsAt && !old.endIsOurs
        alerts.update(at: place) { watched in
            watched.alert.endsAt = keepsOldEnd ? old.endsAt : endsAt
            // Whose the end is goes with the newest word, whatever end is kept.
            watched.alert.endIsOurs = posted.endsAt == nil
            watched.alert.updatedAt = now
        }
        if startsAt < old.startsAt, var earlier = alerts[place: place]?.alert {
            earlier.startsAt = startsAt
            emit(.alertStarted(earlier, group: known.group, incident: known.incident))
        }
        armAlert(at: place)
        if dispatch.unflushed > 0, let alert = alerts[place: place]?.alert { touchGroups(alert, at: now) }
        if posted.text != old.text || waitingTexts[old.fingerprint] != nil {
            annotate(posted, known, at: place, now: now)
        }
    }

    /// An alert ends, or what ended it becomes known.
    mutating func end(_ fingerprint: Fingerprint, _ end: AlertEnd, endsAt: Timestamp, at now: Timestamp) {
        guard let known = alerts[fingerprint] else { return }
        if let text = waitingTexts.removeValue(forKey: fingerprint) {
            emit(.alertAnnotated(fingerprint, text, at: now))
        }
        emit(.alertEnded(fingerprint, end, endsAt: endsAt, at: now))
        if known.alert.isFiring { firingEnded(known.alert.labels) }
        let wasCounted = !isLeftBehind(known)
        let wasMuted = known.muting != nil
        if wasMuted, let place = alerts.place(of: fingerprint) { setMuting(nil, at: place, now: now) }
        guard let number = known.incident, incidents[number] != nil else { return }
        change(number) { incident in
            switch known.alert.end {
            case nil: incident.counts.firing -= 1
            case .expired where wasCounted: incident.counts.expired -= 1
            case .resolved, .expired: incident.counts.resolved -= 1
            }
            if wasMuted { incident.counts.muted -= 1 }
            if end == .resolved { incident.counts.resolved += 1 } else { incident.counts.expired += 1 }
        }
        alertsEnded(of: number, at: now)
    }

    /// An alert begins again elsewhere: its former incident no longer counts it as firing or without news.
    private mutating func leave(_ before: WatchedAlert, at now: Timestamp) {
        guard let number = before.incident, incidents[number] != nil else { return }
        let (wasMuted, wasCounted) = (before.muting != nil, !isLeftBehind(before))
        change(number) { incident in
            switch before.alert.end {
            case nil:
                incident.counts.firing -= 1
                if wasMuted { incident.counts.muted -= 1 }
                incident.counts.resolved += 1
            case .expired where wasCounted:
                incident.counts.expired -= 1
                incident.counts.resolved += 1
            case .resolved, .expired: break
            }
        }
        alertsEnded(of: number, at: now)
    }

    /// Something due about an alert: its end, its annotations, or its being forgotten.
    mutating func alertDue(_ fingerprint: Fingerprint, entry: Timestamp, at now: Timestamp) {
        guard let place = alerts.place(of: fingerprint), let known = alerts[place: place], known.armedAt == entry else {
            return
        }
        alerts.update(at: place) { $0.armedAt = .distantFuture }
        if known.alert.isFiring {
            if let text = waitingTexts[fingerprint], now - known.annotatedAt >= rules.annotateEvery {
                waitingTexts[fingerprint] = nil
                annotate(fingerprint, text, at: now)
            }
            if known.alert.endsAt <= now {
                end(fingerprint, .expired, endsAt: known.alert.endsAt, at: now)
            } else {
                armAlert(at: place)
            }
        } else if canBeForgotten(known, at: now) {
            forgetAlert(known, at: place, now: now)
        }
    }

    private func canBeForgotten(_ known: WatchedAlert, at now: Timestamp) -> Bool {
        guard let over = over(known) else { return false }
        return now >= over + rules.resolvedKept
    }

    /// Since when an alert concerns nobody; nil while it does.
    func over(_ known: WatchedAlert) -> Timestamp? {
        guard !known.alert.isFiring else { return nil }
        guard let number = known.incident, let incident = incidents[number] else { return known.alert.endsAt }
        if isLeftBehind(known) { return known.alert.endsAt }
        return incident.phase.resolution.map { max(known.alert.endsAt, $0.at) }
    }

    /// Whether an alert was over so long, when its incident was opened again, that it no longer counts there.
    package func isLeftBehind(_ known: WatchedAlert) -> Bool {
        guard !known.alert.isFiring, let number = known.incident, let forgotten = incidents[number]?.forgottenUpTo
        else {
            return false
        }
        return known.alert.endsAt <= forgotten
    }

    /// The ended alerts of an incident that need not be known any more leave the memory.
    mutating func forgetOver(of number: IncidentNumber, at now: Timestamp) {
        for fingerprint in alerts.fingerprints(where: { $0.incident == number && canBeForgotten($0, at: now) }) {
            guard let place = alerts.place(of: fingerprint), let known = alerts[place: place] else { continue }
            forgetAlert(known, at: place, now: now)
        }
    }

    /// The ended alerts of an incident that is over, and at last the incident itself, leave the memory.
    mutating func forgetDue(_ number: IncidentNumber, at now: Timestamp) {
        guard let resolution = incidents[number]?.phase.resolution, resolution.at + rules.resolvedKept <= now else {
            return
        }
        forgetOver(of: number, at: now)
        guard incidents[number]?.isClearedUnseen == false else { return }
        let end = resolution.at + Watch.incidentsKept
        if end <= now { forgetIncident(number) } else { agenda.add(.forget(number), at: end) }
    }

    /// Forgets an alert, unless a receiver still has to hear of its end.
    private mutating func forgetAlert(_ known: WatchedAlert, at place: Int, now: Timestamp) {
        let fingerprint = known.alert.fingerprint
        if let over = over(known), let end = neededUntil(known, over: over), now < end {
            return arm(at: place, for: end)
        }
        leaveGroups(known.alert.labels, at: now)
        alerts.remove(fingerprint)
        waitingTexts[fingerprint] = nil
    }

    /// An alert that no receiver has to hear of any more may be one to forget.
    mutating func forgetIfOver(_ fingerprint: Fingerprint, at now: Timestamp) {
        guard let place = alerts.place(of: fingerprint), let known = alerts[place: place],
            canBeForgotten(known, at: now)
        else { return }
        forgetAlert(known, at: place, now: now)
    }

    /// Puts the next look at an alert on the agenda, unless an earlier one stands there.
    mutating func armAlert(at place: Int) {
        guard let known = alerts[place: place] else { return }
        let fingerprint = known.alert.fingerprint
        var moment = known.alert.isFiring ? known.alert.endsAt : known.alert.endsAt + rules.resolvedKept
        if known.alert.isFiring, waitingTexts[fingerprint] != nil {
            moment = min(moment, known.annotatedAt + rules.annotateEvery)
        }
        arm(at: place, for: moment)
    }

    private mutating func arm(at place: Int, for moment: Timestamp) {
        guard let known = alerts[place: place], moment < known.armedAt else { return }
        alerts.update(at: place) { $0.armedAt = moment }
        agenda.add(.alert(known.alert.fingerprint), at: moment)
    }
}
