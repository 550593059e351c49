import Incidents
import Routing

/// What happens by itself: rings, time-outs, ends of snoozes, rechecks, and a clock that was set.
extension Watch {
    mutating func timePassed(at now: Timestamp) -> Outcome {
        passMutes(at: now)
        while let entry = agenda.popDue(at: now) {
            switch entry.matter {
            case .alert(let fingerprint): alertDue(fingerprint, entry: entry.at, at: now)
            case .incident(let number):
                guard armed[number] == entry.at else { continue }
                armed[number] = nil
                incidentDue(number, at: now)
            case .forget(let number): forgetDue(number, at: now)
            case .request(let id):
                if let served = requests[id], served.at + rules.requestsKept <= now { requests[id] = nil }
            case .turn(let id): turnDue(id, entry: entry.at)
            }
        }
        return .done(Receipt())
    }

    private mutating func incidentDue(_ number: IncidentNumber, at now: Timestamp) {
        noNewsDue(number, at: now)
        quietDue(number, at: now)
        guard let incident = incidents[number] else { return }
        if incident.isOpen { sayJoins(number, at: now) }
        warnIfNear(incident, at: now)
        if let due = incident.countdown.dueAt, due <= now { countdownEnded(incident, at: now) }
        tellNews(of: number, at: now)
        if let incident = incidents[number] { arm(incident) }
    }

    private mutating func countdownEnded(_ incident: Incident, at now: Timestamp) {
        let number = incident.number
        if let quietAt = incident.flapping.quietAt, !incident.phase.isTriggered {
            // Nothing fires, and somebody has it: it resolves then, or fires again before.
            return change(number) { $0.countdown = .due(quietAt) }
        }
        switch incident.phase {
        case .triggered: ring(number, because: incident.pageCount == 0 ? "new" : "not acknowledged", at: now)
        case .acknowledged(let held) where held.snoozedUntil != nil:
            trigger(number, because: "the snooze is over", at: now)
        case .acknowledged(let held):
            trigger(number, because: SafeText("no word from ") + held.holder.name + " since the acknowledge", at: now)
        case .mitigated: trigger(number, because: "mitigated for long, and not resolved", at: now)
        case .resolved:
            let firing = incident.counts.firing
            guard firing > 0 else { return change(number) { $0.countdown = .none } }
            reopen(number, "still firing after a resolve by hand", by: .router, at: now)
        }
    }

    /// Tells a holder that the time-out is near, once.
    private mutating func warnIfNear(_ incident: Incident, at now: Timestamp) {
        guard case .acknowledged(var held) = incident.phase, let due = warningDue(incident), due <= now,
            let end = incident.countdown.dueAt, end > now
        else { return }
        held.isWarned = true
        change(incident.number) { $0.phase = .acknowledged(held) }
        let left = (end - now).wholeMilliseconds / 60_000
        say(
            .warned, SafeText("pages again in \(max(1, left))m unless ") + held.holder.name + " acts",
            of: incident.number, at: now)
    }

    private func warningDue(_ incident: Incident) -> Timestamp? {
        guard let held = incident.phase.acknowledgement, held.snoozedUntil == nil, !held.isWarned,
            let end = incident.countdown.dueAt
        else { return nil }
        return end - rules.acknowledgeWarning
    }

    /// Puts the next look at an incident on the agenda, unless an earlier one stands there.
    mutating func arm(_ incident: Incident) {
        var moments = [incident.countdown.dueAt, warningDue(incident), incident.groupClock?.newsAt]
        if incident.isOpen {
            moments.append(incident.flapping.quietAt)
            if let noNews = incident.noNews, noNews.senderSpokeAt != nil {
                moments.append(noNews.since + rules.resolveExpiredAfter)
            }
            if incident.counts.total > incident.joinsSaid { moments.append(incident.joinsSaidAt + rules.joinEvery) }
        }
        guard let moment = moments.compactMap(\.self).min() else { return }
        if let standing = armed[incident.number], standing <= moment { return }
        armed[incident.number] = moment
        agenda.add(.incident(incident.number), at: moment)
    }

    // MARK: Triggering and ringing

    /// Puts an incident back to triggered, and pages.
    mutating func trigger(_ number: IncidentNumber, because reason: SafeText, at now: Timestamp) {
        change(number) { incident in
            if let holder = incident.holder { incident.lastHolder = holder }
            incident.phase = .triggered
            incident.phaseSince = now
            incident.countdown = .due(now)
        }
        say(.triggered, reason, of: number, at: now)
        ring(number, because: reason, at: now)
    }

    /// Queues a page, and says when the next one is due.
    ///
    /// Without policies a page rings every attached console and the terminals of those who are logged in.
    mutating func ring(_ number: IncidentNumber, because reason: SafeText, at now: Timestamp) {
        guard let incident = incidents[number], incident.phase.isTriggered else { return }
        if incident.mute != nil {
            return change(number) { $0.countdown = .paused(left: .zero) }
        }
        let next = now + rules.ringEvery(incident.severity)
        change(number) { $0.countdown = .due(next) }
        page(number, because: reason, at: now)
    }

    /// Queues a page. It tells of all alerts that there are.
    private mutating func page(_ number: IncidentNumber, because reason: SafeText, at now: Timestamp) {
        guard let incident = incidents[number] else { return }
        let page = Page(
            id: PageID(incident: number, ordinal: incident.pageCount), at: now, severity: incident.severity,
            reason: reason)
        change(number) { incident in
            incident.pageCount += 1
            incident.groupClock = GroupClock(first: incident.groupClock?.first ?? now, told: incident.counts.total)
        }
        queuedPages[page.id] = page
        changes.append(.page(page))
    }

    /// Alerts joined: they are told of at the next moment of the group's grid, unless a ring does so before.
    mutating func awaitNews(of number: IncidentNumber, every interval: Duration, at now: Timestamp) {
        guard let incident = incidents[number], incident.phase.isTriggered, let clock = incident.groupClock,
            clock.newsAt == nil
        else { return }
        change(number) { $0.groupClock?.newsAt = clock.nextTick(after: now, every: interval) }
    }

    /// Tells of the alerts that joined since the last ring. The time to the next ring stays: news about what is wrong
    /// must not put off the word that nobody has it.
    private mutating func tellNews(of number: IncidentNumber, at now: Timestamp) {
        guard let incident = incidents[number], let clock = incident.groupClock, let due = clock.newsAt, due <= now
        else { return }
        change(number) { $0.groupClock?.newsAt = nil }
        let count = incident.counts.total - clock.told
        if incident.phase.isTriggered, incident.mute == nil, count > 0 {
            page(number, because: SafeText("+\(count) new"), at: now)
        }
        change(number) { $0.undo = incident.undo }
    }

    /// A severity that was raised does not wait for the slower ring of the lower one.
    mutating func tightenRing(_ number: IncidentNumber, at now: Timestamp) {
        guard let incident = incidents[number], incident.phase.isTriggered, let due = incident.countdown.dueAt else {
            return
        }
        let soonest = min(due, now + rules.ringEvery(incident.severity))
        if soonest != due { change(number) { $0.countdown = .due(soonest) } }
    }

    /// The courier's word: how many were reached. Nobody is a fault, and is said.
    mutating func pageSent(_ id: PageID, reached: Int, at now: Timestamp) -> Outcome {
        guard var page = queuedPages.removeValue(forKey: id) else { return .done(Receipt(incident: id.incident)) }
        (page.state, page.paging) = (.sent(at: now, reached: reached), rules.paging)
        changes.append(.page(page))
        let text: SafeText =
            switch (reached, rules.paging.banner) {
            case (0, let banner?): banner + ": nobody is rung"
            case (0, nil): "NOBODY ATTACHED: no console and no terminal was reached"
            default: SafeText("rang \(reached) of consoles and terminals")
            }
        let undo = incidents[id.incident]?.undo
        say(.paged, text, of: id.incident, at: now)
        change(id.incident) { $0.undo = undo }
        return .done(Receipt(incident: id.incident))
    }

    /// The pages of an incident that are still to be sent, in order: by its ordinals or from the queue, whichever is
    /// shorter.
    func queuedPages(of number: IncidentNumber) -> [PageID] {
        let count = incidents[number]?.pageCount ?? .max
        guard count < queuedPages.count else { return queuedPages.keys.filter { $0.incident == number }.sorted() }
        return (0..<count).map { PageID(incident: number, ordinal: $0) }.filter { queuedPages[$0] != nil }
    }

    /// Pages that were not sent yet are no longer needed.
    mutating func dropPages(of number: IncidentNumber, at now: Timestamp) {
        for id in queuedPages(of: number) {
            guard var page = queuedPages.removeValue(forKey: id) else { continue }
            page.state = .dropped(at: now)
            changes.append(.page(page))
        }
    }

    // MARK: The clock

    /// The wall clock was set: what is left of every countdown stays, and no alert ends just because of it.
    mutating func clockJumped(by jump: Duration, at now: Timestamp) -> Outcome {
        for number in incidents.numbers {
            guard let incident = incidents[number], incident.isOpen || incident.countdown.dueAt != nil else { continue }
            let isSnoozed = incident.phase.acknowledgement?.snoozedUntil != nil
            guard
                incident.groupClock != nil || incident.flapping != Flapping()
                    || (incident.countdown.dueAt != nil && !isSnoozed)
            else { continue }
            change(number) { incident in
                incident.flapping = incident.flapping.shifted(by: jump)
                if !isSnoozed { incident.countdown = incident.countdown.shifted(by: jump) }
                incident.groupClock = incident.groupClock?.shifted(by: jump)
            }
        }
        shiftGroups(by: jump, at: now)
        let soonest = now + rules.resolveTimeout
        alerts.updateAll { watched in
            if watched.alert.isFiring { watched.alert.endsAt = max(watched.alert.endsAt, soonest) }
        }
        rebuildMuting(at: now)
        return .done(Receipt(said: SafeText("the clock was set by \(jump.wholeMilliseconds / 1000) s")))
    }
}
