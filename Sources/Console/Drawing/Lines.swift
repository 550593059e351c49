import Incidents
import TerminalUI

/// Timeline entries and alerts as lines.
extension Frame {
    /// `03:13  sam       note: v812 suspect`.
    static func line(of entry: TimelineEntry, in screen: IncidentScreen? = nil) -> SafeText {
        let actor = screen?.shown(entry.actor.name) ?? entry.actor.name
        let isRaw = screen?.showsRaw ?? false
        let text = isRaw ? SafeText(entry.text.escaped) : entry.kind == .note ? entry.text.inOneLine : entry.text
        let gap = String(repeating: " ", count: max(1, 10 - DisplayWidth.columns(of: actor)))
        return SafeText("\(entry.at.clock)  \(actor)\(gap)\(entry.kind == .note ? "note: " : "")\(text)")
    }

    /// `FIRING    6m  alertname=HighErrors instance=web1`.
    static func line(of alert: AlertSummary, at now: Timestamp, in screen: IncidentScreen) -> Part {
        let state = state(of: alert)
        let age = Words.age(since: alert.startsAt, at: now)
        let name = alert.labels.first { $0.name.shown == "alertname" }.map { screen.shown($0.value).shown }
        let others = alert.labels.filter { $0.name.shown != "alertname" }.map {
            "\(screen.shown($0.name))=\(screen.shown($0.value))"
        }
        let labels = ([name].compactMap(\.self) + others).joined(separator: " ")
        let gaps = (
            String(repeating: " ", count: max(1, 9 - state.utf8.count)),
            String(repeating: " ", count: max(0, 5 - age.utf8.count))
        )
        return Part("\(state)\(gaps.0)\(gaps.1)\(age)  \(labels)", alert.end == nil ? .text : .dim)
    }

    private static func state(of alert: AlertSummary) -> String {
        switch alert.end {
        case .resolved: "RESOLVED"
        case .expired: "EXPIRED"
        case nil: alert.mute == nil ? "FIRING" : "MUTED"
        }
    }
}

extension TimelineEntry.Kind {
    /// The kind as a word of a sentence.
    var word: String { self == .noNews ? "no news" : rawValue }
}
