package import Incidents

/// What happens by itself.
extension ConsoleState {
    /// When the console wants ``Message/tick(_:)`` next. Between minutes nothing happens, unless something is under way.
    package var nextTick: Timestamp {
        var moments = [minute(after: now)]
        for sentAt in pending.map(\.sentAt) + silences.pending.map(\.sentAt) {
            moments += [sentAt + Limits.answerWait, sentAt + Limits.answerMax]
        }
        if let toast { moments.append(toast.until) }
        moments += listMoments
        if roll.isUnsettled || isStormNew || triage.offset > 0 { moments.append(keyAt + Limits.idle) }
        if let stale = roll.folding?.staleAt, !isFrozen { moments.append(max(stale, keyAt + Limits.idle)) }
        if triage.previewed != triage.selected { moments.append(keyAt + Limits.rest) }
        if let detailDue, link == .live { moments.append(detailDue) }
        if let lookDue { moments.append(lookDue) }
        moments += [silencesDue, silencesTurn].compactMap(\.self)
        if let heardAt, link != .connecting { moments.append(silenceStep(since: heardAt)) }
        return moments.filter { $0 > now }.min() ?? now + .minutes(1)
    }

    mutating func letTimePass() {
        dropUnanswered()
        dropUnansweredSilences()
        letSilencesAge()
        if let toast, toast.until <= now { self.toast = nil }
        letListTimePass()
        settleIfIdle()
    }

    /// The next moment that the words about silence change: in steps of 10 s for the first minute.
    private func silenceStep(since heardAt: Timestamp) -> Timestamp {
        let span = now - heardAt
        if span < Limits.stale { return heardAt + Limits.stale }
        if span >= .minutes(1) { return minute(after: now) }
        return heardAt + .seconds((span.components.seconds / 10 + 1) * 10)
    }

    private func minute(after moment: Timestamp) -> Timestamp {
        Timestamp(milliseconds: (moment.minutes + 1).multipliedReportingOverflow(by: 60_000).partialValue)
    }
}

extension Timestamp {
    /// Whole minutes since the epoch: what clocks and ages on a screen change by.
    var minutes: Int64 {
        let quotient = milliseconds / 60_000
        return milliseconds % 60_000 < 0 ? quotient - 1 : quotient
    }
}
