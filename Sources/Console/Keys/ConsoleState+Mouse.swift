import TerminalUI

/// The mouse, where the person switched it on: it moves the cursor, and never acts on an incident.
extension ConsoleState {
    mutating func point(_ event: MouseEvent) {
        guard overlay == nil else { return }
        switch event.kind {
        case .wheelUp: move(by: -3)
        case .wheelDown: move(by: 3)
        case .press:
            let layout = Layout(width: width, height: height)
            if incident == nil {
                let row = event.at.y - layout.list.y
                guard layout.list.contains(event.at), triage.offset + row < rows.count else { return }
                select(triage.offset + row)
            } else if let incident, let body = incidentLayout?.body, body.contains(event.at) {
                moveLine(by: incident.top + event.at.y - body.y - incident.line)
            }
        }
    }
}
