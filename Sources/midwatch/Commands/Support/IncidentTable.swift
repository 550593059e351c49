import Incidents

/// Incidents as a table, in the order given.
enum IncidentTable {
    /// - Parameters:
    ///   - now: what ages are counted to.
    ///   - emptiness: what is said when there are none.
    static func text(
        _ incidents: [IncidentSummary], now: Timestamp, style: OutputStyle, emptiness: SafeText = "No open incidents."
    ) -> String {
        guard !incidents.isEmpty else { return emptiness.cut(to: style.width) + "\n" }
        var table = TextTable([
            .init(title: "NO", widthMax: 8, isRight: true),
            .init(title: "SEV", widthMax: 4),
            .init(title: "STATE", widthMax: 7),
            .init(title: "AGE", isRight: true, drop: 1),
            .init(title: "FIRING", widthMax: 7, isRight: true, drop: 4),
            .init(title: "WHO", widthMax: 12, drop: 2),
            .init(title: "SERVICE", widthMax: 16, drop: 3),
            .init(title: "TITLE", widthMax: SafeText.lengthMax),
        ])
        table.rows = incidents.map { row($0, now: now) }
        return table.text(style)
    }

    private static func row(_ incident: IncidentSummary, now: Timestamp) -> [TextTable.Cell] {
        let since = incident.isOpen ? incident.openedAt : incident.resolvedAt ?? incident.openedAt
        return [
            .init(SafeText("\(incident.number.value)")),
            .init(SafeText(incident.severity.name), incident.isOpen ? colour(incident.severity) : .grey),
            .init(SafeText(incident.shown.rawValue), colour(incident.shown)),
            .init(Span.short(now - since)),
            .init(SafeText("\(incident.counts.firing)")),
            .init(who(incident)),
            .init(incident.service.isEmpty ? "-" : incident.service),
            .init(incident.restlessTitle, incident.isOpen ? nil : .grey),
        ]
    }

    /// Whose it is: the one who resolved it, else the holder, else the one it is assigned to.
    static func who(_ incident: IncidentSummary) -> SafeText {
        incident.resolvedBy ?? incident.acknowledgedBy ?? incident.assignee ?? "-"
    }

    static func colour(_ severity: Severity) -> OutputColour? {
        switch severity {
        case .sev1: .red
        case .sev2: .yellow
        case .sev3: .cyan
        case .sev4, .sev5: nil
        }
    }

    static func colour(_ state: ShownState) -> OutputColour? {
        switch state {
        case .triggered, .noNews: .red
        case .acknowledged, .snoozed: .yellow
        case .mitigated, .cleared: .cyan
        case .muted, .resolved: .grey
        }
    }
}
