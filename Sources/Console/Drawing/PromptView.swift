import Incidents
import TerminalUI

/// Questions, and lines that are typed: where the NEXT line was.
extension Frame {
    /// A question with as many lines as it needs, and what answers it.
    mutating func drawPrompt(_ prompt: Prompt, _ layout: Layout) {
        if case .input(let input) = prompt { return drawInput(input, layout) }
        drawQuestion(prompt.line, layout)
        if case .typed(let typed) = prompt { return drawTyped(typed.words, typed.line, layout) }
        let keys: [Part] =
            if case .severity = prompt {
                [Part("1-5", .key), Part(" sets it   "), Part("any other key", .key), Part(" leaves it")]
            } else {
                [Part("y", .key), Part(" yes   "), Part("any other key", .key), Part(" no")]
            }
        put(keys, in: layout.keys, from: 1)
    }

    /// A question over as many lines as it needs, with the cursor behind it.
    mutating func drawQuestion(_ text: SafeText, _ layout: Layout) {
        let room = layout.width - 2
        let question = text.wrapped(to: room, lines: 4)
        let top = layout.next.y + 1 - question.count
        wipe(Rect(x: 0, y: top, width: layout.width, height: layout.height - top))
        rule(at: Point(x: 0, y: top - 1), width: layout.width)
        for (index, line) in question.enumerated() {
            put(line, at: Point(x: 1, y: top + index), width: room, style: Style(.prompt))
        }
        let last = question.last.map { DisplayWidth.columns(of: $0) } ?? 0
        cursor = Point(x: min(layout.width - 1, 1 + last), y: layout.next.y)
    }

    /// The line below a question that a word of it is typed into.
    mutating func drawTyped(_ words: String, _ line: LineEditor, _ layout: Layout) {
        let label = Part("type \(words) and Enter: ").cut(to: layout.width - 8)
        let columns = DisplayWidth.columns(of: label.text)
        let (text, column) = line.shown(in: max(1, layout.width - columns - 2))
        put([label, Part(text, .strong), Part("   Esc leaves", .dim)], in: layout.keys, from: 1)
        cursor = Point(x: min(layout.width - 1, 1 + columns + column), y: layout.keys.y)
    }

    private mutating func drawInput(_ input: Prompt.Input, _ layout: Layout) {
        wipe(layout.next)
        wipe(layout.keys)
        if let fault = input.fault {
            // What was said there before may be longer.
            rule(at: layout.message.origin, width: layout.width)
            put([Part(" \(fault) ", .warning)], in: layout.message, from: 1)
        }
        if let completion = input.completion { drawCandidates(completion, layout) }
        let label = Part(input.label, .prompt).cut(to: max(8, layout.width - 8))
        var x = 1 + put([label], in: layout.next, from: 1)
        if !input.numbers.isEmpty { x += 1 }
        let (text, column) = input.line.shown(in: max(1, layout.width - x - 1))
        put([Part(text)], in: layout.next, from: x)
        cursor = Point(x: min(layout.width - 1, x + column), y: layout.next.y)
        var keys = [Part("Enter", .key), Part(" goes on   "), Part("Esc", .key), Part(" leaves")]
        if input.purpose == .command {
            keys += [Part("   "), Part("Tab", .key), Part(" completes   "), Part("Up", .key), Part(" before")]
        } else if input.purpose == .silences {
            keys += [Part("   owner:me review:due env=prod or any text", .dim)]
        }
        put(keys, in: layout.keys, from: 1)
    }

    /// What Tab has found, above the line: a few of them around the one in the line.
    private mutating func drawCandidates(_ completion: Completion, _ layout: Layout) {
        let room = max(1, min(6, completion.candidates.count, layout.next.y - 2))
        let first = min(max(0, (completion.index ?? 0) - room + 1), completion.candidates.count - room)
        let area = Rect(x: 0, y: layout.next.y - room, width: layout.width, height: room)
        wipe(area)
        let left = completion.candidates.count - room
        rule(at: Point(x: 0, y: area.y - 1), width: area.width)
        if left > 0 {
            put(
                [Part(" \(left) more, Tab goes on ", .dim)], in: Rect(x: 0, y: area.y - 1, width: width, height: 1),
                from: 1)
        }
        for (index, candidate) in completion.candidates.dropFirst(first).prefix(room).enumerated() {
            let isChosen = first + index == completion.index
            put([Part(isChosen ? ">" : " ")], in: area.row(index))
            put(
                candidate.text.isEmpty ? "" : SafeText(candidate.text), at: Point(x: 1, y: area.y + index), width: 16,
                style: Style(.key))
            put([Part(candidate.title)], in: area.row(index), from: 18)
        }
    }
}

extension Prompt {
    /// The prompt in one line.
    var line: SafeText {
        switch self {
        case .confirm(let confirmation): confirmation.question
        case .typed(let typed): typed.question
        case .input(let input): SafeText("\(input.label) \(input.text)")
        case .severity(let numbers, let was, _):
            if let was, let number = numbers.first {
                SafeText("\(number) is \(was.name). Its severity is really 1 to 5?")
            } else {
                SafeText("the severity of \(Words.numbers(numbers)) is really 1 to 5?")
            }
        }
    }
}
