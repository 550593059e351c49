import Incidents
import TerminalUI

/// The reasons of an incident or an alert, over the whole screen.
struct WhyPanel: Sendable {
    /// What the router said of them.
    enum Answer: Sendable {
        /// Nothing so far.
        case awaited
        case told
        /// Nothing is kept of it.
        case unknown(SafeText)
        /// There is no answer, and why.
        case missing(SafeText)
    }

    let question: WhyQuestion
    var answer = Answer.awaited
    private(set) var lines: [WhyLine] = []
    /// The lines as they are broken for a width.
    private(set) var rows: [WhyLine] = []
    /// The first row shown.
    var top = 0

    init(_ question: WhyQuestion) { self.question = question }

    mutating func take(_ told: [WhyLine], width: Int) {
        answer = .told
        lines = Array(told.prefix(Limits.whyMax))
        lay(in: width)
    }

    mutating func lay(in width: Int) {
        rows = lines.flatMap { $0.broken(to: max(1, width - 2)) }
    }

    mutating func scroll(by step: Int, height: Int) {
        let last = max(0, rows.count - WhyPanel.room(in: height))
        top = min(max(0, top + step), last)
    }

    /// How many rows a screen shows of it.
    static func room(in height: Int) -> Int { max(1, height - 2) }
}

extension ConsoleState {
    /// Asks for the reasons of the incident that is open, or under the cursor.
    mutating func explain(at time: String? = nil) {
        guard let number = selectedNumber else { return say("no incident is selected", isBad: true) }
        explain(WhyQuestion(.incident(number), at: time))
    }

    mutating func explain(_ question: WhyQuestion) {
        overlay = .why(WhyPanel(question))
        wanted.append(.fetchWhy(question))
    }

    mutating func pressInWhy(_ key: Key, _ before: WhyPanel) {
        var panel = before
        let room = WhyPanel.room(in: height)
        switch keys.binding(for: key, on: .triage)?.command {
        case .down: panel.scroll(by: 1, height: height)
        case .up: panel.scroll(by: -1, height: height)
        case .pageDown: panel.scroll(by: room, height: height)
        case .pageUp: panel.scroll(by: -room, height: height)
        case .halfDown: panel.scroll(by: max(1, room / 2), height: height)
        case .halfUp: panel.scroll(by: -max(1, room / 2), height: height)
        case .top: panel.top = 0
        case .bottom: panel.scroll(by: panel.rows.count, height: height)
        case .refetch: return explain(panel.question)
        case .back, .quit, .cancel, .why:
            overlay = nil
            return
        default: return
        }
        overlay = .why(panel)
    }

    mutating func take(_ lines: [WhyLine], why question: WhyQuestion) {
        heard()
        guard case .why(var panel) = overlay, panel.question == question else { return }
        panel.take(lines, width: width)
        panel.scroll(by: 0, height: height)
        overlay = .why(panel)
    }

    mutating func missWhy(_ question: WhyQuestion, _ answer: WhyPanel.Answer) {
        guard case .why(var panel) = overlay, panel.question == question else { return }
        panel.answer = answer
        overlay = .why(panel)
    }

    /// The screen has another size.
    mutating func layWhy() {
        guard case .why(var panel) = overlay else { return }
        panel.lay(in: width)
        panel.scroll(by: 0, height: height)
        overlay = .why(panel)
    }
}

extension WhyLine {
    /// In rows of so many columns: what goes on stands a little further in.
    fileprivate func broken(to width: Int) -> [WhyLine] {
        guard DisplayWidth.columns(of: text) > width else { return [self] }
        let indent = min(text.shown.prefix { $0 == " " }.count, width / 2)
        let room = max(1, width - indent - 2)
        let pieces = text.wrapped(to: room, lines: .max).flatMap { $0.broken(to: room) }
        return pieces.enumerated().map { index, piece in
            let blanks = String(repeating: " ", count: index == 0 ? indent : min(indent + 2, width - 1))
            return WhyLine(SafeText(blanks + piece.shown), isHead: isHead)
        }
    }
}
