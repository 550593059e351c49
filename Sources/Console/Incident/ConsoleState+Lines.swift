import Incidents
import TerminalUI

/// The opened incident: its tabs, and the line under the cursor.
extension ConsoleState {
    var incidentLayout: IncidentLayout? { incident.map { IncidentLayout($0, width: width, height: height) } }

    /// How many lines of a tab there is room for.
    var bodyHeight: Int { max(1, incidentLayout?.body.height ?? 1) }

    /// How many lines the shown tab has.
    var lineCount: Int {
        guard let incident else { return 0 }
        if incident.tab == .people { return people.count }
        guard let detail, detail.number == incident.number else { return 0 }
        switch incident.tab {
        case .timeline: return detail.timeline.count
        case .alerts: return detail.alerts.count
        case .notes: return detail.notes.count
        case .people: return 0
        }
    }

    mutating func moveLine(by step: Int) {
        guard var screen = incident else { return }
        let last = max(0, lineCount - 1)
        let (line, isOver) = screen.line.addingReportingOverflow(step)
        screen.line = isOver ? (step > 0 ? last : 0) : min(max(0, line), last)
        screen.isFollowing = screen.line == last && screen.tab.grows
        screen.paneTop = 0
        incident = screen
        revealLine()
    }

    mutating func turn(by step: Int) {
        guard var screen = incident else { return }
        let count = IncidentScreen.Tab.allCases.count
        screen.tab = IncidentScreen.Tab(rawValue: (screen.tab.rawValue + step + count) % count) ?? .timeline
        (screen.line, screen.top, screen.paneTop) = (0, 0, 0)
        screen.isFollowing = screen.tab.grows
        incident = screen
        followNewest()
    }

    /// Scrolls the line that is shown in full, by nearly a screen. Answers whether it is.
    mutating func scrollPane(by pages: Int) -> Bool {
        guard let screen = incident, screen.isZoomed, let layout = incidentLayout else { return false }
        let room = layout.paneText.height
        let count = paneLines(layout.paneText.width).count
        incident?.paneTop = max(0, min(screen.paneTop + pages * max(1, room - 1), count - room))
        return true
    }

    /// Something came in: the cursor stays on the newest line if it was there.
    mutating func followNewest() {
        guard let incident else { return }
        let last = max(0, lineCount - 1)
        self.incident?.line = incident.isFollowing ? last : min(incident.line, last)
        revealLine()
    }

    mutating func revealLine() {
        guard let incident else { return }
        let room = bodyHeight
        // No room is left empty below the last line while there are lines above the first.
        let top = min(max(incident.top, incident.line - room + 1), incident.line, lineCount - room)
        self.incident?.top = max(0, top)
    }
}

/// Lines that come in while the incident is open.
extension ConsoleState {
    /// The next line of the history that is shown.
    mutating func take(next entry: TimelineEntry) {
        let gone = detail?.append(entry) ?? 0
        if gone > 0, incident?.tab == .timeline {
            incident?.line -= gone
            incident?.top -= gone
        }
        noteUnseen(after: entry.ordinal - 1)
        followNewest()
    }

    /// Marks what came in after a line as new, until a key was pressed with it in view.
    mutating func noteUnseen(after ordinal: Int) {
        guard let detail, incident?.number == detail.number, detail.lastOrdinal > ordinal else { return }
        let first = incident?.unseen?.ordinal ?? ordinal + 1
        incident?.unseen = (first, now)
    }

    /// A key was pressed since the newest line came, and it was on the screen: it is not new any more.
    mutating func seeNewest() {
        guard let screen = incident, let unseen = screen.unseen, keyAt > unseen.lastAt, screen.tab == .timeline else {
            return
        }
        if screen.top + bodyHeight >= lineCount { incident?.unseen = nil }
    }

    /// How many lines of the history are new.
    var unseenCount: Int {
        guard let unseen = incident?.unseen, let detail else { return 0 }
        return max(0, detail.lastOrdinal - unseen.ordinal + 1)
    }

    /// After the router told everything anew: the cursor stays on what it was on.
    mutating func settleLine(after old: Detail) {
        guard let screen = incident, screen.number == old.number, let detail else { return }
        let line: Int?
        switch screen.tab {
        case .timeline, .notes:
            let ordinal = old.entry(screen.line, in: screen.tab)?.ordinal
            line = ordinal.flatMap { detail.line(of: $0, in: screen.tab) }
        case .alerts:
            guard old.alerts.indices.contains(screen.line) else { return }
            let fingerprint = old.alerts[screen.line].fingerprint
            line = detail.alerts.firstIndex { $0.fingerprint == fingerprint }
        case .people: return
        }
        guard let line, line != screen.line else { return }
        incident?.top = max(0, screen.top + line - screen.line)
        incident?.line = line
    }
}

extension Detail {
    /// The line of an entry in the timeline, or among the notes; nil when it is not there.
    fileprivate func line(of ordinal: Int, in tab: IncidentScreen.Tab) -> Int? {
        let place = ordinal - olderCount
        guard timeline.indices.contains(place) else { return nil }
        return tab == .notes ? notes.firstIndex(of: place) : place
    }
}

extension IncidentScreen.Tab {
    /// Whether new lines come in at its end.
    var grows: Bool { self == .timeline || self == .notes }
}
