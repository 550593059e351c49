import Incidents
import TerminalUI

/// The counts by service under the list of a large screen.
extension Frame {
    mutating func drawServices(_ state: ConsoleState, _ layout: Layout) {
        let rect = layout.services
        guard !rect.isEmpty else { return }
        rule(at: rect.origin, width: rect.width)
        put([Part("BY SERVICE", .header)], in: rect.row(1), from: 3)
        let heads: [SafeText] = ["NEED ACK", "OPEN", "FIRING", "WORST"]
        for (index, head) in heads.enumerated() {
            put(head, endingAt: Frame.end(index, rect.row(1)), style: Style(.header))
        }
        for (index, line) in state.list.services.enumerated() {
            let row = rect.row(index + 2)
            let name = line.service.isEmpty ? "no service" : Words.name(line.service, in: 36)
            put(SafeText(name), at: Point(x: 3, y: row.y), width: 36)
            let isUrgent = line.needAcknowledge > 0
            let cells = [
                Part("\(line.needAcknowledge)", isUrgent ? .failure : .dim), Part("\(line.open)"),
                Part("\(line.firing)"), Part(line.worst.name, Role(line.worst)),
            ]
            for (index, cell) in cells.enumerated() {
                put(cell.text, endingAt: Frame.end(index, row), style: cell.style)
            }
        }
    }

    private static func end(_ column: Int, _ row: Rect) -> Point { Point(x: 50 + column * 9, y: row.y) }
}
