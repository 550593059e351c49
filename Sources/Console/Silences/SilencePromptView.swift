import Incidents
import TerminalUI

/// What is asked before a silence is set or ended, where the NEXT line was.
extension Frame {
    mutating func drawPrompt(_ prompt: SilencePrompt, _ layout: Layout) {
        switch prompt.stage {
        case .typing(let line, let fault): drawTerm(line, fault, prompt, layout)
        case .form: drawForm(prompt, layout)
        case .waiting:
            drawQuestion(prompt.label, layout)
            put([Part("Esc", .key), Part(" leaves")], in: layout.keys, from: 1)
        case .asking(let question, _):
            drawQuestion(question, layout)
            put([Part("y", .key), Part(" yes   "), Part("any other key", .key), Part(" no")], in: layout.keys, from: 1)
        case .typed(_, let word, let line, _):
            drawQuestion(prompt.label, layout)
            drawTyped(word.words, line, layout)
        }
    }

    /// The line that a time is typed into, with what would be muted above it.
    private mutating func drawTerm(
        _ line: LineEditor, _ fault: SafeText?, _ prompt: SilencePrompt, _ layout: Layout
    ) {
        let above = fault.map { Part($0, .warning) } ?? Frame.reach(prompt.preview)
        drawAbove(above, layout.next.y, layout)
        // What is typed must be seen, however small the screen.
        let isNarrow = DisplayWidth.columns(of: prompt.label) + Frame.typedMin > layout.width
        let label = Part(isNarrow ? prompt.shortLabel : prompt.label, .prompt)
        let x = 2 + put([label.cut(to: max(8, layout.width - Frame.typedMin))], in: layout.next, from: 1)
        let (text, column) = line.shown(in: max(1, layout.width - x - 1))
        put([Part(text)], in: layout.next, from: x)
        cursor = Point(x: min(layout.width - 1, x + column), y: layout.next.y)
        let keys = [Part("Enter", .key), Part(" goes on   "), Part("Esc", .key), Part(" leaves   ")]
        put(keys + [Part("Tab", .key), Part(" conditions, why, owner, review")], in: layout.keys, from: 1)
    }

    /// How many columns what is typed has at least.
    static let typedMin = 18

    /// What would be muted, in one part.
    private static func reach(_ preview: SilencePreview?) -> Part {
        guard let preview else { return Part("the router is asked what that would mute", .dim) }
        let words = (SilenceWords.warnings(preview) + ["it \(SilenceWords.reach(preview))"]).joined(separator: "; ")
        return Part(words, preview.asksFirst ? .failure : .strong)
    }

    /// A part in up to three lines that end above a row, with a rule over it.
    ///
    /// - Parameter least: how many lines it has at least, so that nothing jumps while somebody types.
    private mutating func drawAbove(_ part: Part, _ bottom: Int, _ layout: Layout, least: Int = 1) {
        let lines = part.text.wrapped(to: layout.width - 2, lines: 3)
        let top = bottom - max(least, lines.count)
        wipe(Rect(x: 0, y: top, width: layout.width, height: layout.height - top))
        rule(at: Point(x: 0, y: top - 1), width: layout.width)
        for (index, line) in lines.enumerated() {
            put(line, at: Point(x: 1, y: top + index), width: layout.width - 2, style: part.style)
        }
    }

    // MARK: Fields

    /// The fields of a silence with what it would mute above them; where there is no room for all, the one that is typed
    /// into.
    private mutating func drawForm(_ prompt: SilencePrompt, _ layout: Layout) {
        guard let form = prompt.form else { return }
        let fields = layout.height < 14 ? [form.field] : SilenceForm.Field.allCases
        let top = layout.next.y + 1 - fields.count
        drawAbove(Frame.reach(of: form, prompt), top, layout, least: fields.count == 1 ? 1 : 3)
        for (index, field) in fields.enumerated() {
            let row = Rect(x: 0, y: top + index, width: layout.width, height: 1)
            let isHere = field == form.field
            put([Part(isHere ? ">" : " "), Part(field.label, isHere ? .prompt : .header)], in: row)
            let room = max(1, layout.width - 10)
            if isHere {
                let (text, column) = form[field].shown(in: room)
                put([Part(text)], in: row, from: 9)
                cursor = Point(x: min(layout.width - 1, 9 + column), y: row.y)
            } else {
                let text = SafeText(form[field].text).inOneLine
                put(text.isEmpty ? "-" : text, at: Point(x: 9, y: row.y), width: room, style: Style(.dim))
            }
        }
        var keys = [Part("Enter", .key), Part(form.hasMore ? " next  " : " goes on  ")]
        if !form.hasMore { keys += [Part("Tab", .key), Part(" next  ")] }
        put(keys + [Part("Esc", .key), Part(" leaves   "), Part(form.field.hint, .dim)], in: layout.keys, from: 1)
    }

    /// Why the fields cannot be taken, or what they would mute.
    private static func reach(of form: SilenceForm, _ prompt: SilencePrompt) -> Part {
        if let fault = form.fault { return Part(fault, .warning) }
        guard let matchers = form.matchers else {
            return Part("what it mutes is said here as soon as its conditions can be read", .dim)
        }
        return reach(matchers == prompt.askedOf && prompt.asked == nil ? prompt.preview : nil)
    }
}
