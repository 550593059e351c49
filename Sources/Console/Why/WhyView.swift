import Incidents
import TerminalUI

/// The reasons of an incident or an alert: as the router tells them, over the whole screen.
extension Frame {
    mutating func drawWhy(_ panel: WhyPanel, _ state: ConsoleState) {
        let bounds = Rect(x: 0, y: 0, width: width, height: height)
        let keys = state.keys
        let hint = "j k scroll, \(keys.key(of: .refetch)) asks again, \(keys.key(of: .back)) goes back"
        let banner = put(Frame.banner(state), in: bounds.row(0), from: 1)
        putWhole([Part("WHY \(panel.question.name)", .title), Part(hint)], in: bounds.row(0), from: 1 + banner)
        let room = WhyPanel.room(in: height)
        let body = Rect(x: 1, y: 1, width: max(1, width - 2), height: room)
        var foot = ""
        switch panel.answer {
        case .awaited: put("asking the router…", wrappedIn: body, style: Style(.dim))
        case .unknown(let why): put(SafeText("\(panel.question.name): \(why)"), wrappedIn: body)
        case .missing(let why):
            let text = SafeText("The router did not say why: \(why)")
            put(text, wrappedIn: body, style: Style(.failure))
        case .told:
            for (index, row) in panel.rows.dropFirst(panel.top).prefix(room).enumerated() {
                put(
                    row.text, at: body.start(ofRow: index), width: body.width,
                    style: Style(row.isHead ? .header : .text))
            }
            let left = panel.rows.count - panel.top - room
            foot = left > 0 ? "\(left) more below" : "that is all of it"
        }
        cursor = Point(x: 0, y: 0)
        if height > 1 { put([Part(foot, .dim)], in: bounds.row(height - 1), from: 1) }
    }
}
