package import Incidents

/// Silences in words.
package enum SilenceWords {
    /// That somebody asks for more than ``SilenceDraft/longest``.
    static let tooLong = "a silence lasts a year (365d) at most; name an earlier end"
    /// That conditions name no value.
    static let namesNoValue = "that is met by whatever has no such label; name a value, such as service=search"

    /// What a silence would mute now, in one sentence: `mutes 18 of 41 alerts that fire, in #17 SEV1 and #18 SEV3`.
    static func reach(_ found: SilencePreview) -> String {
        let fire = found.firing == 1 ? "alert that fires" : "alerts that fire"
        guard found.alerts > 0 else { return "mutes none of the \(found.firing) \(fire) now" }
        return "mutes \(found.alerts) of \(found.firing) \(fire) now" + place(found.incidents, found.incidentCount)
    }

    /// `, in #17 SEV1, #18 SEV3 and 2 more`; nothing where no incident is touched.
    static func place(_ incidents: [SilencedIncident], _ count: Int) -> String {
        guard count > 0 else { return "" }
        let named = incidents.prefix(Limits.namedMax)
        let names = named.map { "\($0.number) \($0.severity.name)" }.joined(separator: ", ")
        return ", in \(names)" + (count > named.count ? " and \(count - named.count) more" : "")
    }

    /// What may ring when a silence ends: `2 alerts, in #17 SEV1 may ring, even if somebody has them`. What something else
    /// mutes as well stays quiet.
    package static func ringing(_ target: SilenceSummary) -> String {
        let (all, place) = (Words.count(target.alerts, "alert"), place(target.incidents, target.incidentCount))
        let tail = "may ring, even if somebody has them"
        guard let alone = target.alone, alone < target.alerts else { return "\(all)\(place) \(tail)" }
        guard alone > 0 else { return "nothing rings: something else mutes the \(all)\(place), as well" }
        return "\(alone) of \(all)\(place) \(tail); something else mutes the others as well"
    }

    /// What is loud in the question before such a silence is set; nothing when nothing is.
    static func warnings(_ found: SilencePreview) -> [String] {
        var words: [String] = []
        if found.matchesEverything { words.append("IT MUTES EVERYTHING") }
        if found.hidesUnacknowledgedSEV1 { words.append("IT HIDES A SEV1 THAT NOBODY HAS ACKNOWLEDGED") }
        if found.mutesReturningSEV1 { words.append("A SEV1 WITHOUT NEWS RINGS ON, AND WOULD FIRE AGAIN UNHEARD") }
        return words
    }

    /// `until 05:12Z (2h00)`, `until it resolves, 30d at most`: how long it lasts, or has from now on.
    ///
    /// - Parameter isShort: whether what bounds it is left out: only what is meant is said.
    static func until(_ draft: SilenceDraft, at now: Timestamp, isShort: Bool = false) -> String {
        let start = draft.id == nil ? draft.startsAt : max(draft.startsAt, now)
        let span = Words.span(draft.endsAt - start)
        let from = draft.startsAt >= now + .minutes(1) ? "from \(draft.startsAt.clock(asOf: now))Z " : ""
        if isShort, draft.endsWithAlerts { return "\(from)until it resolves" }
        if draft.endsWithAlerts { return "\(from)until it resolves, \(span) at most" }
        return "\(from)until \(draft.endsAt.clock(asOf: now))Z (\(span))"
    }

    /// Whose it is; what a client of `/api/v2` left empty is said so.
    static func owner(_ silence: Silence, in columns: Int = .max) -> String {
        silence.createdBy.isEmpty ? "nobody" : Words.name(silence.createdBy, in: columns)
    }

    /// A silence in full: each text with its word in front.
    package static func texts(
        _ summary: SilenceSummary, at now: Timestamp
    ) -> [(label: SafeText, text: SafeText)] {
        let silence = summary.silence
        let state = summary.state(at: now)
        var texts: [(label: SafeText, text: SafeText)] = [
            ("STATE", SafeText(standing(silence, state, at: now))),
            ("WHAT", SafeText(silence.matchers.written)),
        ]
        if hides(silence) { texts.append(("NOTE", "HIDDEN CHARACTERS in it, each marked")) }
        texts += [
            ("OWNER", SafeText(owner(silence) + (silence.createdBy.isEmpty ? ": no name was given" : ""))),
            ("WHY", silence.comment.isEmpty ? "no comment was given" : silence.comment),
            ("REVIEW", review(summary, at: now)),
            ("MUTES", SafeText(mutes(summary, state))),
        ]
        for incident in summary.incidents {
            let standing = "\(incident.number) \(incident.severity.name) \(incident.standing)"
            texts.append(("", SafeText("\(standing) \(incident.title)")))
        }
        let rest = summary.incidentCount - summary.incidents.count
        if rest > 0 { texts.append(("", SafeText("and \(Words.count(rest, "more incident"))"))) }
        texts.append(("START", SafeText(silence.startsAt.minuteAndDay)))
        texts.append(("END", SafeText(end(silence, state))))
        if silence.history.isEmpty { texts.append(("CHANGED", SafeText(silence.updatedAt.minuteAndDay))) }
        for (index, record) in silence.history.enumerated() {
            let who = "\(record.at.minuteAndDay) \(Words.name(record.by))"
            texts.append((index == 0 ? "HISTORY" : "", SafeText("\(who): \(record.what)")))
        }
        if let before = silence.replaces { texts.append(("REPLACES", SafeText("\(before), which is over"))) }
        texts.append(("ID", SafeText("\(silence.id)")))
        return texts
    }

    private static func end(_ silence: Silence, _ state: Silence.State) -> String {
        let end = silence.endsAt.minuteAndDay
        guard let ending = silence.ending else {
            return silence.endsWithAlerts && state != .expired ? "once it resolves, at the latest \(end)" : end
        }
        let begins = ending.plannedStart.map { "from \($0.minuteAndDay) " } ?? ""
        let planned = silence.endsWithAlerts ? "it resolves" : ending.planned.minuteAndDay
        return "\(end), ended by \(Words.name(ending.by)); planned \(begins)until \(planned)"
    }

    private static func standing(_ silence: Silence, _ state: Silence.State, at now: Timestamp) -> String {
        let left = Words.left(until: silence.endsAt, at: now)
        switch state {
        case .pending: return "pending, begins in \(Words.left(until: silence.startsAt, at: now))"
        case .expired: return "over since \(silence.endsAt.minuteAndDay)"
        case .active where silence.endsWithAlerts:
            return "active until nothing that it mutes fires, \(left) at most"
        case .active: return "active for another \(left), until \(silence.endsAt.clock(asOf: now))Z"
        }
    }

    private static func mutes(_ summary: SilenceSummary, _ state: Silence.State) -> String {
        switch state {
        case .pending: return "nothing before it begins"
        case .expired: return "nothing any more"
        case .active where summary.alerts == 0: return "nothing that fires now"
        case .active:
            return Words.count(summary.alerts, "alert") + place(summary.incidents, summary.incidentCount)
                + (summary.incidentCount == 0 ? ", which opened no incident" : "")
        }
    }

    private static func review(_ summary: SilenceSummary, at now: Timestamp) -> SafeText {
        guard let review = summary.silence.reviewAt else { return "no reminder was asked for" }
        if review > now { return SafeText("a reminder opens at \(review.minuteAndDay)") }
        let reminder = summary.reminder.map { "\($0) reminds of it" } ?? "its reminder is resolved"
        return SafeText("was due at \(review.minuteAndDay); \(reminder)")
    }

    /// Its review in a column: `48m`, `due`, `done`; nil where none was asked for.
    static func reviewCell(_ summary: SilenceSummary, at now: Timestamp) -> String? {
        guard let review = summary.silence.reviewAt else { return nil }
        if summary.state(at: now) == .expired { return nil }
        if review > now { return Words.left(until: review, at: now) }
        // The router has a moment to open its reminder.
        return summary.reminder == nil && review + .minutes(1) < now ? "done" : "due"
    }

    private static func hides(_ silence: Silence) -> Bool {
        silence.createdBy.hidesSomething || silence.comment.hidesSomething
            || SafeText(silence.matchers.written).hidesSomething
    }
}

extension SilenceSummary {
    /// Where it stands by now: what the router said, or further on where time has gone by since.
    func state(at now: Timestamp) -> Silence.State {
        let byClock = silence.state(at: now)
        return state.rank >= byClock.rank ? state : byClock
    }
}

extension Silence.State {
    /// Its place in a life that only goes on.
    fileprivate var rank: Int {
        switch self {
        case .pending: 0
        case .active: 1
        case .expired: 2
        }
    }

    /// As a row of the list says it.
    var word: SafeText {
        switch self {
        case .pending: "PENDING"
        case .active: "ACTIVE"
        case .expired: "OVER"
        }
    }
}
