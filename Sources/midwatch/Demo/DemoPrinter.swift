import Calling
import Incidents
import Synchronization
import Wire

/// Prints a story as the feed tells it: one line for each entry of each incident's timeline.
final class DemoPrinter: Sendable {
    private struct Told: Sendable {
        var severities: [IncidentNumber: Severity] = [:]
        var entries: [IncidentNumber: Int] = [:]
    }

    private let told = Mutex(Told())
    private let style: OutputStyle
    private let write: @Sendable (String) -> Void

    init(style: OutputStyle, write: @escaping @Sendable (String) -> Void) { (self.style, self.write) = (style, write) }

    /// Prints what an event tells.
    func take(_ event: FollowedEvent) {
        switch event {
        case .changes(let batch):
            for item in batch.items {
                if case .incident(let incident) = item {
                    told.withLock { $0.severities[incident.number] = incident.severity }
                }
            }
            for item in batch.items { if case .timeline(let entry) = item { tell(entry) } }
        case .notice(let notice):
            if let degraded = notice.degraded { say(degraded) }
        case .lost(let why): say(why)
        case .snapshot, .more, .presence, .live: break
        }
    }

    /// Prints what the narrator says.
    func say(_ text: SafeText) { write(text.wrapped(to: style.proseWidth, indent: 2) + "\n") }

    /// Whether everything that an incident's timeline holds was printed.
    func hasTold(_ incident: IncidentSummary) -> Bool {
        told.withLock { $0.entries[incident.number, default: 0] >= incident.timelineCount }
    }

    private func tell(_ entry: TimelineEntry) {
        let severity = told.withLock { told in
            told.entries[entry.incident, default: 0] += 1
            return told.severities[entry.incident]
        }
        write(DemoPrinter.line(entry, severity, style) + "\n")
    }

    /// `  03:08:11  #2    SEV1  Mara    acknowledged: …`
    static func line(_ entry: TimelineEntry, _ severity: Severity?, _ style: OutputStyle) -> String {
        let number = padded(entry.incident.description, 4)
        let who = padded(entry.actor.name.cut(to: 8), 8)
        let head = "  \(entry.at.clockWithSeconds)  \(number)  "
        let word = severity?.name ?? "    "
        let plain = "\(head)\(word)  \(who)  "
        let said = TimelineWords.said(entry).cut(to: max(10, style.width - SafeText(plain).columns))
        guard style.usesColours, let severity, let colour = IncidentTable.colour(severity) else { return plain + said }
        return "\(head)\(colour.around(word))  \(who)  \(said)"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - SafeText(text).columns))
    }
}
