import Incidents

/// The five questions of somebody who was just woken, answered: what, since when, what changed, who is on it, what to
/// do. What no source tells is said so, never invented.
struct Answers {
    var what: SafeText
    var since: SafeText
    var changed: SafeText
    var who: SafeText
    var toDo: SafeText

    init(_ incident: IncidentSummary, in state: ConsoleState) {
        what = Answers.what(incident)
        since = Answers.since(incident, at: state.now)
        changed = "no change source connected"
        who = Answers.who(incident, me: state.you.name, at: state.now)
        toDo = Answers.toDo(incident, state.detail, isOpened: state.incident != nil)
    }

    /// The answers in their order, each with its word.
    var rows: [(label: SafeText, text: SafeText)] {
        [("WHAT", what), ("SINCE", since), ("CHANGED", changed), ("WHO", who), ("DO", toDo)]
    }

    private static func what(_ incident: IncidentSummary) -> SafeText {
        let counts = incident.counts
        var text = "\(incident.title). \(counts.firing) of \(Words.count(counts.total, "alert")) firing"
        if counts.muted > 0 { text += ", \(counts.muted) muted" }
        if counts.expired > 0 { text += ", \(counts.expired) without news" }
        if incident.title.hidesSomething { text += ". HIDDEN CHARACTERS in the title" }
        let names = incident.namesInTwoScripts
        if !names.isEmpty { text += ". NAME IN TWO SCRIPTS: \(names.map(\.shown).joined(separator: ", "))" }
        return SafeText(text)
    }

    private static func since(_ incident: IncidentSummary, at now: Timestamp) -> SafeText {
        var text = "\(incident.openedAt.clock(asOf: now))Z (\(Words.age(since: incident.openedAt, at: now)))"
        if incident.flaps > 0 { text += ", fired again \(Words.count(incident.flaps, "time"))" }
        if let quiet = incident.noNewsSince { text += ", no news since \(quiet.clock(asOf: now))Z" }
        if let previous = incident.previous { text += ", after \(previous)" }
        return SafeText(text)
    }

    private static func who(_ incident: IncidentSummary, me: SafeText, at now: Timestamp) -> SafeText {
        let due = incident.nextDeadline.map { Words.left(until: $0, at: now) }
        let since = incident.shownSince.clock(asOf: now)
        let holder = incident.acknowledgedBy.map { $0 == me ? "you" : $0.shown } ?? "somebody"
        var text =
            switch incident.shown {
            case .triggered where isHeldOpen(incident):
                "nobody; it flaps: nothing fires now, and it resolves by itself unless that begins again"
            case .triggered: "nobody yet; " + (due.map { ringsNext($0) } ?? "nothing rings by itself")
            case .noNews: "nobody; its alerts ended without a word, and silence is not health"
            case .muted: "nobody; " + muted(incident, at: now)
            case .acknowledged:
                "\(holder) since \(since)Z" + (due.map { "; rings again in \($0) if nothing is done" } ?? "")
            case .snoozed: "\(holder), snoozed until \(incident.snoozedUntil?.clock(asOf: now) ?? "?")Z"
            case .mitigated: "mitigated at \(since)Z" + (due.map { "; rings again in \($0) unless it clears" } ?? "")
            case .cleared: "nobody ever had it; it cleared by itself at \(since)Z"
            case .resolved: "resolved by \(incident.resolvedBy ?? "somebody") at \(since)Z"
            }
        if incident.mute != nil, incident.shown != .muted, incident.isOpen { text += "; \(muted(incident, at: now))" }
        if let assignee = incident.assignee, assignee != incident.acknowledgedBy { text += "; assigned to \(assignee)" }
        if let into = incident.mergedInto { text += "; go to \(into)" }
        return SafeText(text)
    }

    /// Whether nothing of it fires, and it stays open because it flaps.
    private static func isHeldOpen(_ incident: IncidentSummary) -> Bool {
        incident.counts.total > 0 && incident.counts.firing == 0 && incident.counts.expired == 0
    }

    private static func ringsNext(_ due: String) -> String {
        due == "now" ? "it rings now" : "every console rings again in \(due) if you do nothing"
    }

    private static func muted(_ incident: IncidentSummary, at now: Timestamp) -> String {
        guard let mute = incident.mute else { return "muted" }
        return "muted \(mute.words(asOf: now)), so its clock stands still"
    }

    private static func toDo(_ incident: IncidentSummary, _ detail: Detail?, isOpened: Bool) -> SafeText {
        guard let detail, detail.number == incident.number, detail.hasArrived else {
            return isOpened
                ? "its alerts are asked for" : "Enter opens it: its alerts, and the runbook if they name one"
        }
        for alert in detail.alerts {
            guard let link = alert.annotations.first(where: { $0.name.shown == "runbook_url" }) else { continue }
            return SafeText("runbook \(link.value)")
        }
        return "no runbook: none of its alerts has a runbook_url"
    }
}
