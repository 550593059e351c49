import Incidents
import TerminalUI

/// The mouse, where the person switched it on: it moves the cursor, and never acts on an incident.
extension ConsoleState {
    /// Takes the mouse, or leaves it to the terminal again.
    mutating func toggleMouse() {
        hasMouse.toggle()
        wanted.append(.terminal(.takeMouse(hasMouse)))
        let words: SafeText =
            hasMouse
            ? "the mouse moves the cursor; Shift selects text in most terminals; :mouse leaves it to the terminal"
            : "the mouse is the terminal's again"
        say(words, isBad: false)
    }

    mutating func point(_ event: MouseEvent) {
        guard overlay == nil else { return }
        switch event.kind {
        case .wheelUp: move(by: -3)
        case .wheelDown: move(by: 3)
        case .press:
            if silences.screen != nil {
                point(inSilences: event)
            } else if incident == nil {
                let row = event.at.y - layout.list.y
                guard layout.list.contains(event.at), triage.offset + row < rows.count else { return }
                select(triage.offset + row)
            } else if let incident, let body = incidentLayout?.body, body.contains(event.at) {
                moveLine(by: incident.top + event.at.y - body.y - incident.line)
            }
        }
    }
}
