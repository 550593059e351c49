import Incidents
import TerminalUI

/// What is asked before a silence is set or ended, where the NEXT line was.
extension Frame {
    mutating func drawPrompt(_ prompt: SilencePrompt, _ layout: Layout) {
        switch prompt.stage {
        case .typing(let line, let fault): drawTerm(line, fault, prompt, layout)
        case .waiting:
            drawQuestion(prompt.label, layout)
            put([Part("Esc", .key), Part(" leaves")], in: layout.keys, from: 1)
        case .asking(let question, _):
            drawQuestion(question, layout)
            put([Part("y", .key), Part(" yes   "), Part("any other key", .key), Part(" no")], in: layout.keys, from: 1)
        case .typed(let question, let word, let line, _):
            drawQuestion(question, layout)
            drawTyped(word.words, line, layout)
        }
    }

    /// The line that a time is typed into, with what would be muted above it.
    private mutating func drawTerm(
        _ line: LineEditor, _ fault: SafeText?, _ prompt: SilencePrompt, _ layout: Layout
    ) {
        let above =
            fault.map { Part($0, .warning) } ?? prompt.preview.map { found in
                let words = (SilenceWords.warnings(found) + ["it \(SilenceWords.reach(found))"]).joined(separator: "; ")
                return Part(words, found.asksFirst ? .failure : .strong)
            } ?? Part("the router is asked what that would mute", .dim)
        let lines = above.text.wrapped(to: layout.width - 2, lines: 3)
        let top = layout.next.y - lines.count
        wipe(Rect(x: 0, y: top, width: layout.width, height: layout.height - top))
        rule(at: Point(x: 0, y: top - 1), width: layout.width)
        for (index, line) in lines.enumerated() {
            put(line, at: Point(x: 1, y: top + index), width: layout.width - 2, style: above.style)
        }
        let x = 2 + put([Part(prompt.label, .prompt)], in: layout.next, from: 1)
        let (text, column) = line.shown(in: max(1, layout.width - x - 1))
        put([Part(text)], in: layout.next, from: x)
        cursor = Point(x: min(layout.width - 1, x + column), y: layout.next.y)
        put([Part("Enter", .key), Part(" goes on   "), Part("Esc", .key), Part(" leaves")], in: layout.keys, from: 1)
    }
}
