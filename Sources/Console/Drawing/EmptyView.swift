import Incidents
import TerminalUI

/// A list without rows: why it is empty, and what would fill it.
extension Frame {
    mutating func drawEmpty(_ state: ConsoleState, _ list: Rect) {
        let rect = list.inset(columns: 3)
        var y = rect.y + (rect.height > 4 ? 1 : 0)
        for (index, text) in Frame.whyEmpty(state).enumerated() {
            let rest = Rect(x: rect.x, y: y, width: rect.width, height: rect.y + rect.height - y)
            y += put(text, wrappedIn: rest, style: Style(index == 0 ? .strong : .text))
            if index == 0, rect.height > 4 { y += 1 }
        }
    }

    private static func whyEmpty(_ state: ConsoleState) -> [SafeText] {
        guard let router = state.router else {
            if case .lost(_, let why) = state.link {
                return [
                    "No router answers.", why, "midwatch serve starts one; midwatch doctor says what is looked for.",
                ]
            }
            return ["Connecting.", "Incidents appear here as soon as the router has answered."]
        }
        if state.triage.isMineOnly, !state.roll.all.isEmpty {
            let count = Words.count(state.roll.all.count, "incident")
            return ["Nothing here is yours.", SafeText("M shows all: \(count). a or t makes one yours.")]
        }
        var lines: [SafeText] = [
            "No open incidents.",
            SafeText("\(router.name) on \(router.host) has no alert firing that opens an incident."),
        ]
        if router.isDemo {
            lines.append("The demo's first alert comes by itself.")
        } else {
            lines.append(
                "The first alert that Prometheus or amtool sends to this router opens one, and it appears here.")
            lines.append("To see how that looks, run midwatch demo in another terminal.")
        }
        return lines
    }
}
