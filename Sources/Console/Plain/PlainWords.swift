import Incidents

/// Sentences about incidents, for people who hear them: whole words, one thought after the other, no columns.
enum PlainWords {
    /// `#4127 SEV1 checkout: 5xx 12%.`, and then where it stands.
    static func sentence(_ incident: IncidentSummary, me: SafeText, at now: Timestamp, isNew: Bool = false) -> SafeText
    {
        SafeText("\(name(incident)). \(standing(incident, me: me, at: now, isNew: isNew))")
    }

    /// `#4127 SEV1 checkout: 5xx 12%`, without an end.
    static func name(_ incident: IncidentSummary) -> String {
        var title = incident.title.shown
        while let last = title.last, last == "." || last == " " { title.removeLast() }
        let service = incident.service.isEmpty ? "" : " \(incident.service)"
        let hidden = incident.title.hidesSomething || incident.service.hidesSomething
        let imitated = incident.namesInTwoScripts.map { ", \($0) is a name in two scripts" }.joined()
        return "\(incident.number) \(incident.severity.name)\(service): \(title)"
            + (hidden ? " (with hidden characters)" : "") + imitated
    }

    /// `#4127 checkout`, for one that the person knows by now.
    static func short(_ number: IncidentNumber, _ incident: IncidentSummary?) -> String {
        guard let service = incident?.service, !service.isEmpty else { return "\(number)" }
        return "\(number) \(service)"
    }

    private static func standing(_ incident: IncidentSummary, me: SafeText, at now: Timestamp, isNew: Bool) -> String {
        let since = incident.shownSince.clock(asOf: now)
        let start = isNew ? "New, nobody" : "Open \(span(minutes: now.minutes - incident.openedAt.minutes)), nobody"
        let holder = incident.acknowledgedBy.map { $0 == me ? "You have" : "\($0) has" } ?? "Somebody has"
        var text =
            switch incident.shown {
            case .triggered: "\(start) has it. " + (rings(incident, at: now) ?? "Nothing rings by itself") + "."
            case .noNews: "No news: its alerts ended without a word, and nobody has it."
            case .muted: "\(start) has it. \(muted(incident, at: now))."
            case .acknowledged:
                "\(holder) it since \(since)Z."
                    + (rings(incident, at: now).map { " \($0) if nothing is done." } ?? "")
            case .snoozed: "\(holder) it, snoozed until \(incident.snoozedUntil?.clock(asOf: now) ?? "?")Z."
            case .mitigated:
                "Mitigated since \(since)Z." + (rings(incident, at: now).map { " \($0) unless it clears." } ?? "")
            case .cleared: "Cleared by itself at \(since)Z, and nobody ever had it."
            case .resolved: "Resolved by \(incident.resolvedBy ?? "somebody") at \(since)Z."
            }
        if incident.mute != nil, incident.shown != .muted, incident.isOpen { text += " \(muted(incident, at: now))." }
        if let assignee = incident.assignee, assignee != incident.acknowledgedBy {
            text += assignee == me ? " Assigned to you." : " Assigned to \(assignee)."
        }
        if let into = incident.mergedInto { text += " It went into \(into)." }
        return text
    }

    private static func muted(_ incident: IncidentSummary, at now: Timestamp) -> String {
        guard let mute = incident.mute else { return "Muted" }
        return "Muted \(mute.words(asOf: now))"
    }

    /// When it rings next; nil when nothing happens by itself.
    private static func rings(_ incident: IncidentSummary, at now: Timestamp) -> String? {
        guard let due = incident.nextDeadline else { return nil }
        let minutes = due.minutes - now.minutes
        if minutes > 0 { return "Rings again in \(span(minutes: minutes))" }
        return due > now ? "Rings again in less than a minute" : "Rings now"
    }

    /// `1 minute`, `2 hours 5 minutes`, `3 days`.
    static func span(minutes: Int64) -> String {
        if minutes <= 0 { return "less than a minute" }
        if minutes < 60 { return count(minutes, "minute") }
        let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
        if hours < 24 { return count(hours, "hour") + (rest == 0 ? "" : " " + count(rest, "minute")) }
        return count(hours / 24, "day")
    }

    static func count(_ count: Int64, _ word: String) -> String { Words.count(Int(clamping: count), word) }

    /// `2 need an acknowledge, 3 are acknowledged, 1 is snoozed`.
    static func tally(_ tally: Tally) -> String {
        var parts: [String] = []
        func add(_ count: Int, _ one: String, _ many: String) {
            if count > 0 { parts.append("\(count) \(count == 1 ? one : many)") }
        }
        add(tally.needAcknowledge, "needs an acknowledge", "need an acknowledge")
        add(tally.acknowledged, "is acknowledged", "are acknowledged")
        add(tally.snoozed, "is snoozed", "are snoozed")
        add(tally.mitigated, "is mitigated", "are mitigated")
        add(tally.cleared, "cleared unseen", "cleared unseen")
        return parts.isEmpty ? "No incident is open" : parts.joined(separator: ", ")
    }

    /// `#1`, `#1 and #2`, `#1, #2 and #3`.
    static func list(_ numbers: [IncidentNumber]) -> String {
        guard let last = numbers.last, numbers.count > 1 else { return numbers.first.map { "\($0)" } ?? "" }
        return numbers.dropLast().map { "\($0)" }.joined(separator: ", ") + " and \(last)"
    }

    /// The sentence with its first letter large.
    static func sentence(_ text: SafeText) -> SafeText {
        guard let first = text.shown.first, first.isASCII else { return text }
        return SafeText(first.uppercased() + text.shown.dropFirst() + (text.shown.hasSuffix(".") ? "" : "."))
    }
}
