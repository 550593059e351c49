import Incidents
import Routing

/// Incidents as alerts make them: opening, joining, firing again, clearing, and no news.
extension Watch {
    /// Finds or opens the incident that a beginning alert belongs to; nil when it opens none.
    mutating func admit(
        _ alert: Alert, group: GroupID, route: Route, isMuted: Bool, before: WatchedAlert?, at now: Timestamp
    ) -> IncidentNumber? {
        if let incident = incident(of: group) {
            if incident.isOpen {
                join(alert, incident.number, route: route, isMuted: isMuted, before: before, at: now)
                return incident.number
            }
            if let resolution = incident.phase.resolution, now - resolution.at <= rules.reopenWithin {
                guard !isMuted else { return nil }
                fireAgain(incident, resolution, because: alert, before: before, at: now)
                return incident.number
            }
            return isMuted ? nil : open(alert, group: group, route: route, previous: incident.number, at: now)
        }
        return isMuted ? nil : open(alert, group: group, route: route, previous: nil, at: now)
    }

    private mutating func open(
        _ alert: Alert, group: GroupID, route: Route, previous: IncidentNumber?, at now: Timestamp
    ) -> IncidentNumber {
        lastNumber += 1
        let number = IncidentNumber(lastNumber)
        var incident = Incident(
            number: number, title: Watch.title(of: alert), service: Watch.service(of: alert.labels),
            severity: rules.severities.severity(of: alert.labels), openedAt: now)
        incident.previous = previous
        incident.groups = [group]
        incident.groupLabels = route.groupLabels(of: alert.labels)
        incident.sharedLabels = alert.labels.pairs.without(namesOf: incident.groupLabels.pairs)
        incident.counts.firing = 1
        incident.joinsSaid = 1
        // An alert that has been firing for longer than the wait is announced at once, as Alertmanager does.
        let wait = alert.startsAt + route.groupWait < now ? Duration.zero : route.groupWait
        incident.countdown = .due(now + wait)
        put(incident)
        touched.insert(number)
        let trace = previous.map { SafeText("; \($0) was the one before") } ?? .empty
        say(.opened, incident.title + trace, of: number, at: now)
        sayUnspoken(of: number, for: alert.labels, at: now)
        if wait == .zero { ring(number, because: "new", at: now) }
        return number
    }

    /// A further alert of an open incident. Only a worse severity or a newly hit service triggers it again.
    private mutating func join(
        _ alert: Alert, _ number: IncidentNumber, route: Route, isMuted: Bool, before: WatchedAlert?, at now: Timestamp
    ) {
        guard let incident = incidents[number] else { return }
        let severity = rules.severities.severity(of: alert.labels)
        let known = before?.incident == number ? before : nil
        let hadNoNews = incident.noNews != nil
        if incident.flapping.quietAt != nil { noteFiresAgain(number, at: now) }
        let newService = isMuted ? nil : unseenService(of: alert.labels, in: incident)
        let raises = !isMuted && severity.isWorse(than: incident.pin?.from ?? incident.severity)
        change(number) { incident in
            switch known?.alert.end {
            case nil where known != nil: break
            case nil:
                incident.counts.firing += 1
            case .expired:
                incident.counts.expired -= 1
                incident.counts.firing += 1
                incident.joinsSaid = max(0, incident.joinsSaid - 1)
            case .resolved:
                incident.counts.resolved -= 1
                incident.counts.firing += 1
                incident.joinsSaid = max(0, incident.joinsSaid - 1)
            }
            if isMuted, known?.alert.isFiring != true { incident.counts.muted += 1 }
            incident.noNews = nil
            incident.sharedLabels = incident.sharedLabels.shared(with: alert.labels.pairs)
            if let newService, incident.services.count < Incident.servicesMax { incident.services.append(newService) }
        }
        if hadNoNews { say(.noNews, "there is news again: its alerts fire", of: number, at: now) }
        if !isMuted { liftMute(of: number, at: now) }
        if known == nil, !isMuted { awaitNews(of: number, every: route.groupInterval, at: now) }
        if raises { raise(number, to: severity, at: now) }
        if raises || newService != nil, incidents[number]?.phase.isTriggered == false {
            let reason = raises ? SafeText("now \(severity.name)") : SafeText("now hits ") + (newService ?? .empty)
            trigger(number, because: reason, at: now)
        }
    }

    /// An alert that joined while it was muted is not muted any more: what is worse raises the severity, and triggers.
    mutating func worsen(_ number: IncidentNumber, to severity: Severity, at now: Timestamp) {
        guard let incident = incidents[number], incident.isOpen,
            severity.isWorse(than: incident.pin?.from ?? incident.severity)
        else { return }
        raise(number, to: severity, at: now)
        if incidents[number]?.phase.isTriggered == false {
            trigger(number, because: SafeText("now \(severity.name)"), at: now)
        }
    }

    /// A severity that alerts raise: it ends a pin that they exceed.
    private mutating func raise(_ number: IncidentNumber, to severity: Severity, at now: Timestamp) {
        guard let old = incidents[number]?.severity else { return }
        change(number) { incident in
            incident.severity = severity
            incident.pin = nil
        }
        say(.severity, SafeText("\(old.name) to \(severity.name), raised by an alert"), of: number, at: now)
        tightenRing(number, at: now)
    }

    /// The service of an alert that an incident had not hit before.
    private func unseenService(of labels: LabelSet, in incident: Incident) -> SafeText? {
        guard let range = Watch.serviceRange(of: labels) else { return nil }
        let name = labels.pairs.text(range)
        if incident.services.contains(where: { $0.original == name }) { return nil }
        guard !incident.services.isEmpty, incident.services.count < Incident.servicesMax else {
            return incident.services.isEmpty ? SafeText(labels.pairs.text(range)) : nil
        }
        return SafeText(labels.pairs.text(range))
    }

    /// The group fires again soon after its resolve: the same incident, with the escalation clock where it stood.
    private mutating func fireAgain(
        _ incident: Incident, _ resolution: Resolution, because alert: Alert, before: WatchedAlert?, at now: Timestamp
    ) {
        let number = incident.number
        leaveGroupsToOthers(number)
        let isFlap = resolution.by == .alerts || resolution.by == .noNews
        let known = before?.incident == number ? before : nil
        change(number) { incident in
            incident.phase = .triggered
            incident.phaseSince = now
            incident.isClearedUnseen = false
            incident.wasAcknowledged = false
            incident.countdown = .due(now + (resolution.clockLeft ?? .zero))
            if isFlap { incident.flaps += 1 }
            incident.sharedLabels = incident.sharedLabels.shared(with: alert.labels.pairs)
            switch known?.alert.end {
            case nil: if known == nil { incident.counts.firing += 1 }
            case .expired:
                incident.counts.expired -= 1
                incident.counts.firing += 1
                incident.joinsSaid = max(0, incident.joinsSaid - 1)
            case .resolved:
                incident.counts.resolved -= 1
                incident.counts.firing += 1
                incident.joinsSaid = max(0, incident.joinsSaid - 1)
            }
        }
        if isFlap { noteFiresAgain(number, at: now) }
        let text: SafeText =
            isFlap ? SafeText("fires again, flap \(incident.flaps + 1)") : "fires again after a resolve by hand"
        say(.reopened, text, of: number, at: now)
        let severity = rules.severities.severity(of: alert.labels)
        if severity.isWorse(than: incident.pin?.from ?? incident.severity) { raise(number, to: severity, at: now) }
        if resolution.clockLeft == nil { ring(number, because: "fires again", at: now) }
    }

    /// After an alert of an incident ended: is it all over, or is there merely no news?
    mutating func alertsEnded(of number: IncidentNumber, at now: Timestamp) {
        guard let incident = incidents[number], incident.counts.firing == 0 else {
            return muter.reconsider(number)
        }
        if incident.phase.isResolved {
            // Resolved by hand, and now its alerts agree: nothing is left to check again.
            change(number) { $0.countdown = .none }
        } else if incident.counts.expired == 0 {
            if !isHeldOpen(number, at: now) { resolve(number, by: .alerts, actor: .router, at: now) }
        } else if incident.noNews == nil {
            let sender = expiredSender(of: number)
            change(number) { $0.noNews = NoNews(since: now, sender: sender) }
            say(
                .noNews, "its alerts ended without a word from their sender: silence is not health", of: number, at: now
            )
        }
    }

    /// The one sender of an incident's expired alerts; nil when there are several, or one that does not say who it is.
    private func expiredSender(of number: IncidentNumber) -> Sender? {
        var sender: Sender?
        for fingerprint in alerts.fingerprints(where: { $0.incident == number && $0.alert.end == .expired }) {
            guard let origin = alerts[fingerprint].flatMap({ Sender(generatorURL: $0.alert.text.generatorURL) }),
                sender == nil || sender == origin
            else { return nil }
            sender = origin
        }
        return sender
    }

    /// A sender spoke: incidents that wait for its word about something else take note.
    mutating func senderSpoke(_ posted: PostedAlert, at now: Timestamp) {
        guard let sender = Sender(generatorURL: posted.text.generatorURL), let waiting = quietSenders[sender] else {
            return
        }
        let own = alerts[posted.labels.fingerprint]?.incident
        for number in waiting.sorted() where number != own {
            change(number) { $0.noNews?.senderSpokeAt = now }
            noNewsDue(number, at: now)
        }
    }

    /// Resolves what has had no news for long enough, if its sender has spoken about anything else meanwhile.
    mutating func noNewsDue(_ number: IncidentNumber, at now: Timestamp) {
        guard let incident = incidents[number], incident.isOpen, let noNews = incident.noNews,
            noNews.senderSpokeAt != nil, noNews.since + rules.resolveExpiredAfter <= now
        else { return }
        resolve(number, by: .noNews, actor: .router, at: now)
    }

    /// Ends an incident, for now.
    mutating func resolve(_ number: IncidentNumber, by cause: Resolution.Cause, actor: Actor, at now: Timestamp) {
        guard let incident = incidents[number], incident.isOpen else { return }
        // A reminder that nobody looked at leaves nothing to be seen: its silence is gone.
        let isClearedUnseen = !actor.isPerson && !incident.wasAcknowledged && cause != .reviewOver
        let left = incident.phase.isTriggered ? incident.countdown.left(at: now) : nil
        let recheck = now + rules.resolveRecheck
        change(number) { incident in
            incident.phase = .resolved(Resolution(by: cause, at: now, clockLeft: left))
            incident.phaseSince = now
            incident.countdown = actor.isPerson && incident.counts.firing > 0 ? .due(recheck) : .none
            incident.isClearedUnseen = isClearedUnseen
            incident.mute = nil
            incident.noNews = nil
            incident.flapping.quietAt = nil
        }
        dropPages(of: number, at: now)
        agenda.add(.forget(number), at: now + rules.resolvedKept)
        let snoozed = incident.phase.acknowledgement?.snoozedUntil != nil
        switch cause {
        case .alerts where isClearedUnseen:
            say(.cleared, "all alerts resolved; never acknowledged", of: number, at: now)
        case .alerts: say(.resolved, snoozed ? "cleared while snoozed" : "all alerts resolved", of: number, at: now)
        case .noNews: say(.resolved, "no news, and its sender speaks about other things", of: number, at: now)
        case .person:
            let firing = incident.counts.firing
            say(
                .resolved, firing == 0 ? "resolved" : SafeText("resolved with \(firing) alerts firing"), of: number,
                by: actor, at: now)
        case .merged(let into): say(.merged, SafeText("merged into \(into)"), of: number, by: actor, at: now)
        // Who resolves it says why.
        case .reviewOver: break
        }
    }

    /// Says how many alerts joined: at once after a quiet minute, else together when the minute is over.
    mutating func sayJoins(_ number: IncidentNumber, at now: Timestamp) {
        guard let incident = incidents[number], incident.isOpen else { return }
        let unsaid = incident.counts.total - incident.joinsSaid
        guard unsaid > 0, now - incident.joinsSaidAt >= rules.joinEvery || incident.joinsSaidAt == incident.openedAt
        else {
            return
        }
        let undo = incident.undo
        change(number) { incident in
            incident.joinsSaid = incident.counts.total
            incident.joinsSaidAt = now
        }
        say(.joined, SafeText("+\(unsaid) new, \(incident.counts.firing) firing"), of: number, at: now)
        change(number) { $0.undo = undo }
    }

    // MARK: Words of an incident

    static let titleLengthMax = 200

    /// What is wrong, in one line: the summary, else the description, else the name of the alert, else its labels.
    static func title(of alert: Alert) -> SafeText {
        let texts = [alert.text[raw: "summary"], alert.text[raw: "description"], alert.labels[raw: "alertname"]]
        let text = texts.compactMap(\.self).first { !$0.allSatisfy(\.isWhitespace) }
        guard let text else {
            return SafeText(alert.labels.pairs.pairs.map { "\($0.name)=\($0.value)" }.joined(separator: " "))
        }
        return text.count > titleLengthMax ? SafeText(text.prefix(titleLengthMax) + SafeText.ellipsis) : SafeText(text)
    }

    /// The service that an alert hits: its `service` label, else its `job`.
    static func service(of labels: LabelSet) -> SafeText {
        serviceRange(of: labels).map { SafeText(labels.pairs.text($0)) } ?? .empty
    }

    private static let serviceLabel = Array("service".utf8)
    private static let jobLabel = Array("job".utf8)

    static func serviceRange(of labels: LabelSet) -> Range<Int>? {
        labels.pairs.range(of: serviceLabel) ?? labels.pairs.range(of: jobLabel)
    }
}
