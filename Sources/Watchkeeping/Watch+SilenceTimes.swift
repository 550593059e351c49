import Incidents
import Routing

/// What time does to silences: they begin, are due for a review, end, and are forgotten.
extension Watch {
    /// Something due about a silence: its start, its review, its end, or its being forgotten.
    mutating func silenceDue(_ id: SilenceID, at now: Timestamp) {
        guard let silence = silences[id] else { return }
        let state = silence.state(at: now)
        if state == .expired, silence.endsAt + Watch.silencesKept <= now { return forget(id) }
        let wasActive = muter.active.contains(id)
        if state == .active, let review = silence.dueReview, review <= now { remind(silence, at: now) }
        follow(silences[id] ?? silence, at: now)
        if !wasActive, muter.active.contains(id) { muter.begun.insert(id) }
    }

    /// Brings a silence into or out of effect, as its times say, and notes when to look at it again. Emits nothing.
    mutating func follow(_ silence: Silence, at now: Timestamp) {
        let id = silence.id
        switch silence.state(at: now) {
        case .pending:
            deactivate(id)
            muter.agenda.put(.silence(id), at: silence.startsAt)
        case .active:
            activate(silence)
            muter.agenda.put(.silence(id), at: min(silence.endsAt, silence.dueReview ?? .distantFuture))
        case .expired:
            deactivate(id)
            if let reminder = silence.reminder { muter.reminders.insert(reminder) }
            muter.agenda.put(.silence(id), at: silence.endsAt + Watch.silencesKept)
        }
    }

    private mutating func activate(_ silence: Silence) {
        guard !muter.active.contains(silence.id), let matchers = compiledMatchers(of: silence) else { return }
        muter.active.add(silence.id, matchers)
        if matchers.matchAnyAlert { muter.sweeping.insert(silence.id) }
        muter.ended.remove(silence.id)
        muter.latest = nil
        hold(silence)
    }

    /// Counts the firing alerts that hold a silence up, if it ends with them.
    mutating func hold(_ silence: Silence) {
        muter.held[silence.id] = nil
        guard silence.endsWithAlerts, let conditions = muter.active.conditions(of: silence.id) else { return }
        var count = 0
        alerts.forEachFiring { labels in if conditions.areMet(by: labels) { count += 1 } }
        muter.held[silence.id] = count
    }

    private mutating func deactivate(_ id: SilenceID) {
        guard muter.active.contains(id) else { return }
        muter.active.remove(id)
        muter.sweeping.remove(id)
        muter.held[id] = nil
        muter.begun.remove(id)
        muter.ended.insert(id)
        muter.latest = nil
    }

    /// The matchers of a silence, compiled. Only a store that somebody wrote into has one that do not compile: it mutes
    /// nothing.
    func compiledMatchers(of silence: Silence) -> [Matcher]? {
        var limits = rules.limits
        // What was accepted under other limits still holds.
        (limits.labelsPerAlert, limits.labelNameBytes, limits.labelValueBytes) = (.max, .max, .max)
        return try? silence.matchers.compiled(within: limits)
    }
}
