import Incidents
import TerminalUI

/// The opened incident: its tabs, and the line under the cursor.
extension ConsoleState {
    /// How many lines of a tab there is room for.
    var bodyHeight: Int { max(1, layout.body.height) }

    /// How many lines the shown tab has.
    var lineCount: Int {
        guard let incident, let detail, detail.number == incident.number else { return 0 }
        switch incident.tab {
        case .timeline: return detail.timeline.count
        case .alerts: return detail.alerts.count
        case .notes: return detail.timeline.count { $0.kind == .note }
        }
    }

    mutating func moveLine(by step: Int) {
        guard var screen = incident else { return }
        let last = max(0, lineCount - 1)
        screen.line = min(max(0, screen.line + step), last)
        screen.isFollowing = screen.line == last && screen.tab != .alerts
        incident = screen
        revealLine()
    }

    mutating func turn(by step: Int) {
        guard var screen = incident else { return }
        let count = IncidentScreen.Tab.allCases.count
        screen.tab = IncidentScreen.Tab(rawValue: (screen.tab.rawValue + step + count) % count) ?? .timeline
        (screen.line, screen.top) = (0, 0)
        screen.isFollowing = screen.tab != .alerts
        incident = screen
        followNewest()
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
        self.incident?.top = max(0, min(max(incident.top, incident.line - room + 1), incident.line))
    }
}
