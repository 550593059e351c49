import Incidents
import TerminalUI

/// Timeline entries and alerts as lines.
extension Frame {
    /// `03:13  sam       note: v812 suspect`.
    static func line(of entry: TimelineEntry) -> SafeText {
        let actor = entry.actor.name
        let gap = String(repeating: " ", count: max(1, 10 - DisplayWidth.columns(of: actor)))
        return SafeText("\(entry.at.clock)  \(actor)\(gap)\(entry.kind == .note ? "note: " : "")\(entry.text)")
    }

    /// `FIRING    6m  alertname=HighErrors instance=web1`.
    static func line(of alert: AlertSummary, at now: Timestamp) -> Part {
        let state = state(of: alert)
        let age = Words.age(since: alert.startsAt, at: now)
        let name = alert.labels.first { $0.name.shown == "alertname" }?.value.shown
        let others = alert.labels.filter { $0.name.shown != "alertname" }.map { "\($0.name)=\($0.value)" }
        let labels = ([name].compactMap(\.self) + others).joined(separator: " ")
        let gaps = (
            String(repeating: " ", count: max(1, 9 - state.utf8.count)),
            String(repeating: " ", count: max(0, 5 - age.utf8.count))
        )
        return Part("\(state)\(gaps.0)\(gaps.1)\(age)  \(labels)", alert.end == nil ? .text : .dim)
    }

    /// Everything about an alert, in paragraphs.
    static func full(_ alert: AlertSummary) -> [SafeText] {
        var texts = alert.annotations.map { SafeText("\($0.name): \($0.value)") }
        texts.append(SafeText("labels: " + alert.labels.map { "\($0.name)=\($0.value)" }.joined(separator: " ")))
        var times = "since \(alert.startsAt.rfc3339)"
        if let end = alert.end {
            times += ", \(end == .resolved ? "resolved" : "expired without a word") at \(alert.endsAt.clock)Z"
        }
        if let mute = alert.mute { times += ", muted by \(mute.by)" + (mute.until.map { " until \($0.clock)Z" } ?? "") }
        texts.append(SafeText(times))
        if !alert.generatorURL.isEmpty { texts.append(SafeText("from \(alert.generatorURL)")) }
        return texts
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
