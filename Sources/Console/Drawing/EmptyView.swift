import Incidents
import TerminalUI

/// A list without rows: why it is empty, and what would fill it.
extension Frame {
    mutating func drawEmpty(_ state: ConsoleState, _ list: Rect) {
        let rect = list.inset(columns: 3)
        let lines = Frame.whyEmpty(state, isShort: list.width < 60)
        let isRoomy = rect.height > lines.count + 2
        var y = rect.y + (isRoomy ? 1 : 0)
        for (index, text) in lines.enumerated() {
            let rest = Rect(x: rect.x, y: y, width: rect.width, height: rect.y + rect.height - y)
            let style = Style(index == 0 ? .strong : .text)
            if rest.height > 0, DisplayWidth.columns(of: text) <= rest.width {
                // As it is written: commands stand in a column of their own.
                put(text, at: rest.origin, width: rest.width, style: style)
                y += 1
            } else {
                y += put(text, wrappedIn: rest, style: style)
            }
            if index == 0, isRoomy { y += 1 }
        }
    }

    private static func whyEmpty(_ state: ConsoleState, isShort: Bool) -> [SafeText] {
        guard let router = state.router else { return whyNoRouter(state, isShort) }
        if state.roll.view.isFiltered, state.roll.total > 0 { return whyAllHidden(state, isShort) }
        if state.isFrozen, state.roll.total > 0 {
            return ["The rows are frozen.", "Nothing was here when they froze. Z thaws them."]
        }
        if router.isDemo {
            return ["No open incidents.", "The demo's first alert comes by itself."]
        }
        if isShort {
            return [
                "No open incidents.", "The first alert sent to this router opens one.", "To see it now: midwatch demo",
            ]
        }
        return [
            "No open incidents.",
            SafeText("\(router.name) on \(router.host) has no alert firing that opens an incident."),
            "The first alert that Prometheus or amtool sends to this router opens one, and it appears here.",
            "To see how that looks, run midwatch demo in another terminal.",
        ]
    }

    /// What to do in the first minute with Midwatch, and in the first minute of an outage: five lines.
    private static func whyNoRouter(_ state: ConsoleState, _ isShort: Bool) -> [SafeText] {
        guard case .lost(_, let why) = state.link else {
            return ["Connecting.", "Incidents appear here as soon as the router has answered."]
        }
        let said = why.isEmpty ? "nothing listens where it was looked for" : why
        if isShort {
            return [
                "No router answers.", said, "midwatch demo    try it now", "midwatch serve   start a router",
                "midwatch doctor  find out why",
            ]
        }
        return [
            "No router answers. This console goes on trying by itself.", said,
            "midwatch demo     shows everything, with a router and alerts of its own",
            "midwatch serve    starts a router for Prometheus and amtool to send to",
            "midwatch doctor   says where a router is looked for, and what was found",
        ]
    }

    private static func whyAllHidden(_ state: ConsoleState, _ isShort: Bool) -> [SafeText] {
        let (hidden, view) = (state.roll.hidden, state.roll.view)
        let count = Words.count(hidden.open + hidden.cleared, "incident")
        let urgent = hidden.needAcknowledge
        let needs = urgent == 0 ? "none needs an acknowledge" : "\(urgent) NEED ACK"
        if view.text == ConsoleState.mine {
            return [
                "Nothing here is yours.", SafeText("\(count) of others: \(needs)."),
                isShort ? "M shows all." : "M shows all. a or t makes one yours, and then it appears here.",
            ]
        }
        return [
            "The filter hides everything.", SafeText("\(view.text) finds none of \(count): \(needs)."),
            isShort ? "Esc shows all." : "Esc shows all, / changes the filter. What comes in and fits it appears here.",
        ]
    }
}
