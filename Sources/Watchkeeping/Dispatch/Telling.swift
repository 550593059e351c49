import Incidents

/// The members of a group at its turn; all ascending.
struct GroupSnapshot: Sendable {
    /// Those that fire, and that nothing keeps quiet.
    var firing: [Fingerprint] = []
    /// Those that ended, and that nothing keeps quiet.
    var resolved: [Fingerprint] = []
    /// Those that fire and are kept quiet, by a silence, an inhibition or a time interval of the route.
    var hushedFiring: [Fingerprint] = []
    /// Those that ended and are kept quiet.
    var hushedResolved: [Fingerprint] = []
    /// Whether something fired at the moment of the turn and has ended since: only in one that is caught up with.
    var hasEndedSince = false

    /// Decides whether an integration is told now, and of what: Alertmanager's six rules (`notify.DedupStage`), and one
    /// more, by which the end of an alert reaches whoever was told that it fires, whatever keeps it quiet then.
    ///
    /// - Parameters:
    ///   - entry: what the log says that it was last told of this group.
    ///   - moment: the moment of the group's grid.
    func telling(
        after entry: Told?, sendsResolved: Bool, repeatInterval: Duration, at moment: Timestamp
    ) -> Telling? {
        let owed = entry.map { entry in hushedResolved.filter(entry.owes) } ?? []
        if isTold(after: entry, sendsResolved: sendsResolved, repeatInterval: repeatInterval, at: moment) {
            let ended = sendsResolved ? (resolved + owed).sorted() : resolved
            let held = sendsResolved ? hushedFiring.filter { entry?.owes($0) == true } : []
            return Telling(firing: firing, resolved: ended, heldBack: held, leaves: sendsResolved || !firing.isEmpty)
        }
        guard let entry else { return nil }
        let ended = (resolved.filter(entry.owes) + owed).sorted()
        guard !ended.isEmpty else { return nil }
        if sendsResolved {
            return Telling(
                firing: entry.firing.filter { !ended.holdsAscending($0) }, resolved: (resolved + owed).sorted(),
                heldBack: entry.heldBack.filter { !ended.holdsAscending($0) }, leaves: true)
        }
        // Nobody has to hear of it, but the log must forget it, or the alert would not be told of when it fires again.
        guard firing.isEmpty, hushedFiring.isEmpty else { return nil }
        return Telling(firing: [], resolved: [], heldBack: [], leaves: false)
    }

    private func isTold(after entry: Told?, sendsResolved: Bool, repeatInterval: Duration, at moment: Timestamp) -> Bool
    {
        // Where all alerts are kept quiet, Alertmanager does not come to the question.
        guard !firing.isEmpty || !resolved.isEmpty else { return false }
        guard let entry, moment - entry.at < DispatchTable.expiry(repeatInterval) else { return !firing.isEmpty }
        if !firing.isAscendingSubset(of: entry.firing) { return true }
        // The log is cleared in this way also where the integration is not told of ends.
        if firing.isEmpty { return !entry.firing.isEmpty && (sendsResolved || !hasEndedSince) }
        if sendsResolved, !resolved.isAscendingSubset(of: entry.resolved) { return true }
        return entry.at < moment - repeatInterval
    }
}

/// What an integration is told, and what the log says when it took it.
struct Telling: Sendable {
    /// What the log says that fires. Of these, the message holds those that are members and not kept quiet.
    var firing: [Fingerprint]
    var resolved: [Fingerprint]
    var heldBack: [Fingerprint]
    /// Whether a message leaves at all.
    var leaves: Bool

    func told(at moment: Timestamp) -> Told {
        Told(firing: firing, resolved: resolved, heldBack: heldBack, decidedAt: moment, at: moment)
    }
}
