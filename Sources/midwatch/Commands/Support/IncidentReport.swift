import Incidents
import Wire

/// One incident with everything that is known about it, for a person.
struct IncidentReport {
    let detail: IncidentDetail
    let now: Timestamp
    let style: OutputStyle

    /// How many alerts are listed before the rest is only counted.
    static let alertsMax = 20

    var text: String {
        [head, alerts, pages, timeline].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var incident: IncidentSummary { detail.summary }

    // MARK: What it is

    private var head: String {
        let words = [
            SafeText(incident.number.description), SafeText(incident.severity.name), SafeText(incident.shown.rawValue),
            incident.title,
        ]
        var text = SafeText(words.map(\.original).joined(separator: "  ")).cut(to: style.width) + "\n"
        for (name, value) in facts {
            let title = name.shown + String(repeating: " ", count: max(1, 10 - name.columns))
            text += "\(title)\(value.wrapped(to: style.width, indent: 10))\n"
        }
        return text
    }

    private var facts: [(SafeText, SafeText)] {
        var facts: [(SafeText, SafeText)] = []
        if !incident.service.isEmpty { facts.append(("service", incident.service)) }
        facts.append(("opened", said(incident.openedAt)))
        facts.append(("now", standing))
        if let deadline = incident.nextDeadline {
            let left = deadline - now
            let said = left > .zero ? "in \(Span.short(left))" : "due"
            facts.append(("next", SafeText("\(said), at \(deadline.clockWithSeconds(asOf: now)) UTC")))
        }
        let counts = incident.counts
        var alerts = "\(counts.firing) firing, \(counts.resolved) resolved"
        if counts.muted > 0 { alerts += ", \(counts.muted) of those firing muted" }
        if counts.expired > 0 { alerts += ", \(counts.expired) without news" }
        if incident.flaps > 0 { alerts += ", fired again \(incident.flaps) times" }
        facts.append(("alerts", SafeText(alerts)))
        if !incident.labels.isEmpty { facts.append(("labels", IncidentReport.labels(incident.labels))) }
        if let caution = Caution.said(of: incident) { facts.append(("careful", caution)) }
        if let previous = incident.previous { facts.append(("before", SafeText("\(previous)"))) }
        return facts
    }

    /// Where it stands, in a sentence.
    private var standing: SafeText {
        if let into = incident.mergedInto { return SafeText("merged into \(into)") }
        if let resolvedAt = incident.resolvedAt {
            let by = incident.resolvedBy?.original ?? "nobody"
            let unseen = incident.isCleared ? "; never acknowledged" : ""
            return SafeText("resolved by \(by), \(said(resolvedAt).original)\(unseen)")
        }
        if let by = incident.acknowledgedBy {
            let since = incident.acknowledgedAt.map { ", " + said($0).original } ?? ""
            let until = incident.snoozedUntil.map { "; snoozed until \($0.clock(asOf: now)) UTC" } ?? ""
            return SafeText("\(by.original) has it\(since)\(until)")
        }
        if let mute = incident.mute {
            return SafeText("muted ") + mute.words(asOf: now, zone: " UTC")
        }
        if incident.phase == .mitigated { return "mitigated: users are fine, the cause is not gone" }
        return "nobody has it"
    }

    private func said(_ moment: Timestamp) -> SafeText {
        SafeText("\(Span.short(now - moment)) ago, at \(moment.clockWithSeconds(asOf: now)) UTC")
    }

    static func labels(_ labels: [LabelText]) -> SafeText {
        SafeText(labels.map { "\($0.name.original)=\($0.value.original)" }.joined(separator: " "))
    }

    // MARK: Its parts

    private var alerts: String {
        guard !detail.alerts.isEmpty else { return "" }
        var table = TextTable([
            .init(title: "ALERTS", widthMax: 8), .init(title: "AGE", isRight: true, drop: 1),
            .init(title: "LABELS", widthMax: SafeText.lengthMax),
        ])
        let common = Set(incident.labels)
        // What fires comes first; of equal ones the order of the answer stays.
        let ordered = detail.alerts.filter { $0.end == nil } + detail.alerts.filter { $0.end != nil }
        for alert in ordered.prefix(IncidentReport.alertsMax) {
            let own = alert.labels.filter { !common.contains($0) }
            let state: (SafeText, OutputColour?) =
                switch alert.end {
                case nil: ("firing", .red)
                case .resolved: ("resolved", .grey)
                case .expired: ("no news", .yellow)
                }
            table.rows.append([
                .init(state.0, state.1), .init(Span.short(now - alert.startsAt)),
                .init(IncidentReport.labels(own.isEmpty ? alert.labels : own)),
            ])
        }
        let rest = ordered.count - IncidentReport.alertsMax
        return table.text(style) + (rest > 0 ? "and \(rest) more; -o json shows them all\n" : "")
    }

    private var pages: String {
        guard !detail.pages.isEmpty else { return "" }
        var table = TextTable([
            .init(title: "PAGES", widthMax: 19), .init(title: "STATE", widthMin: 24),
            .init(title: "WHY", widthMax: SafeText.lengthMax),
        ])
        for page in detail.pages {
            table.rows.append([
                .init(SafeText(page.at.clockWithSeconds(asOf: now))), .init(PageWords.said(page)),
                .init(page.reason),
            ])
        }
        return table.text(style)
    }

    private var timeline: String {
        guard !detail.timeline.isEmpty else { return "" }
        var table = TextTable([
            .init(title: "TIMELINE", widthMax: 19), .init(title: "WHO", widthMax: 16),
            .init(title: "WHAT", widthMax: SafeText.lengthMax),
        ])
        for entry in detail.timeline {
            table.rows.append([
                .init(SafeText(entry.at.clockWithSeconds(asOf: now))), .init(entry.actor.name),
                .init(TimelineWords.said(entry)),
            ])
        }
        return table.text(style)
    }
}

/// What an entry of a timeline says in one line.
enum TimelineWords {
    static func said(_ entry: TimelineEntry) -> SafeText {
        guard !entry.text.isEmpty else { return SafeText(entry.kind.rawValue) }
        // Where the text is somebody's own, or gives a reason only, the kind stands before it.
        return switch entry.kind {
        case .opened, .note, .paged, .reopened, .triggered: SafeText("\(entry.kind.rawValue): \(entry.text.original)")
        default: entry.text
        }
    }
}
