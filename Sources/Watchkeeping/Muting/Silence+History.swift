import Incidents

/// What is written into the history of a silence, in words that hold years later.
extension Silence {
    /// It was set.
    ///
    /// - Parameter before: the silence that it takes the place of, if there was one.
    mutating func recordBirth(inPlaceOf before: Silence?, by actor: Actor, at now: Timestamp) {
        var what = "set \(begins(at: now))\(term)"
        if let before { what += ", in the place of \(before.id.short)" }
        record(Record(at: now, by: actor.name, what: SafeText(what)))
    }

    /// It ended before its time.
    ///
    /// - Parameter other: the silence that takes its place, if one does.
    mutating func recordEnd(by actor: Actor, replacedBy other: SilenceID?, at now: Timestamp) {
        var what = "ended; planned \(begins(at: now))\(term)"
        if let other {
            what = "replaced by \(other.short)"
        } else if !actor.isPerson {
            what = "ended: nothing that it muted fires any more"
        }
        record(Record(at: now, by: actor.name, what: SafeText(what)))
    }

    private func begins(at now: Timestamp) -> String {
        state(at: now) == .pending ? "from \(startsAt.minuteAndDay) " : ""
    }

    private var term: String {
        endsWithAlerts ? "until it resolves, at the latest \(endsAt.minuteAndDay)" : "until \(endsAt.minuteAndDay)"
    }

    /// It was changed in place. One that was sent again as it stands has no history by that.
    mutating func recordChange(since before: Silence, by actor: Actor, at now: Timestamp) {
        var what: [String] = []
        if startsAt.milliseconds / 1000 != before.startsAt.milliseconds / 1000 {
            what.append("start moved to \(startsAt.minuteAndDay)")
        }
        if endsAt != before.endsAt {
            what.append(
                "\(endsWithAlerts ? "latest " : "")end moved from \(before.endsAt.minuteAndDay) to \(endsAt.minuteAndDay)"
            )
        }
        if endsWithAlerts != before.endsWithAlerts {
            what.append(endsWithAlerts ? "it ends with its alerts now" : "it ends at its end now")
        }
        if createdBy != before.createdBy { what.append("owner changed to \(createdBy.original)") }
        if comment != before.comment { what.append("comment changed") }
        if reviewAt != before.reviewAt {
            what.append(reviewAt.map { "review moved to \($0.minuteAndDay)" } ?? "no review any more")
        }
        guard !what.isEmpty else { return }
        record(Record(at: now, by: actor.name, what: SafeText(what.joined(separator: ", "))))
    }
}

extension SilenceID {
    /// The digits that lists show and commands take.
    fileprivate var short: String { String(description.prefix(8)) }
}
