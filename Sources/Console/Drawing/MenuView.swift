import Incidents
import TerminalUI

/// What lies over the lower part of a screen: the action menu, the copy menu, the palette, a text that is shown whole.
extension Frame {
    mutating func drawMenu(_ menu: ActionMenu, _ state: ConsoleState, _ layout: Layout) {
        let rows = state.menuBindings.map { binding in
            let reason = state.reasonOff(binding)
            let letter = Part(String(binding.letter.map(Character.init) ?? " "), reason == nil ? .key : .dim)
            let title = Part(binding.title, reason == nil ? .text : .dim)
            return [letter, Part("  "), title] + (reason.map { [Part("  off: \($0)", .dim)] } ?? [])
        }
        let title = "what to do with \(Words.numbers(menu.numbers))?"
        drawPanel(title, rows, selected: menu.index, foot: "a letter does it, any other key leaves", layout)
    }

    mutating func drawCopyMenu(of number: IncidentNumber, _ layout: Layout) {
        let rows = CopyChoice.allCases.map { choice in
            [Part(String(choice.rawValue), .key), Part("  "), Part(choice.title)]
        }
        drawPanel("what to copy of \(number)?", rows, foot: "a letter copies it, any other key leaves", layout)
    }

    mutating func drawPalette(_ palette: Palette, _ state: ConsoleState, _ layout: Layout) {
        let keyWidth = layout.width < 60 ? 6 : 12
        let rows = palette.found.map { entry in
            let isOff = entry.off != nil
            var parts = [
                Part(padded(entry.key, to: keyWidth), isOff ? .dim : .key),
                Part(padded(entry.tier.word, to: 6), .marker),
                Part(entry.title, isOff ? .dim : .text),
            ]
            if let off = entry.off { parts.append(Part("  off: \(off)", .dim)) }
            return parts
        }
        let title = palette.numbers.isEmpty ? "find" : "find, for \(Words.numbers(palette.numbers))"
        let room = max(1, layout.width - 3)
        let (text, column) = palette.line.shown(in: room)
        drawPanel(
            title, rows.isEmpty ? [[Part("nothing fits", .dim)]] : rows, selected: palette.index, foot: "", layout)
        wipe(layout.keys)
        put([Part(";", .prompt), Part(text)], in: layout.keys, from: 1)
        cursor = Point(x: min(layout.width - 1, 2 + column), y: layout.keys.y)
    }

    mutating func drawText(_ panel: TextPanel, _ layout: Layout) {
        let room = max(1, layout.width - 2)
        let lines = panel.lines.flatMap { $0.broken(to: room) }
        let top = min(panel.top, max(0, lines.count - 1))
        let rows = lines.dropFirst(top).map { [Part($0)] }
        drawPanel(panel.title.shown, Array(rows), foot: "any other key than j k leaves", layout)
    }

    /// Rows over the lower part of the screen, as many as there is room for, around the selected one.
    private mutating func drawPanel(
        _ title: String, _ rows: [[Part]], selected: Int? = nil, foot: String, _ layout: Layout
    ) {
        let height = min(rows.count + 2, max(3, layout.keys.y))
        let area = Rect(x: 0, y: layout.keys.y + 1 - height, width: layout.width, height: height)
        wipe(area)
        rule(at: area.origin, width: area.width)
        put([Part(" \(title) ", .strong)], in: area.row(0), from: 1)
        let room = height - 2
        let first = min(max(0, (selected ?? 0) - room + 1), max(0, rows.count - room))
        for (index, parts) in rows.dropFirst(first).prefix(room).enumerated() {
            let row = area.row(index + 1)
            put(parts, in: row, from: 1)
            guard first + index == selected else { continue }
            put(">", at: row.origin)
        }
        put([Part(foot)], in: area.row(height - 1), from: 1)
        cursor = Point(x: 0, y: area.y + (selected.map { 1 + $0 - first } ?? 0))
    }

    private func padded(_ text: SafeText, to width: Int) -> String {
        text.shown + String(repeating: " ", count: max(1, width - DisplayWidth.columns(of: text)))
    }
}

extension SafeText {
    /// The text in lines of so many columns, broken anywhere: for addresses, of which no part may be lost.
    func broken(to width: Int) -> [SafeText] {
        var (lines, line, used): ([SafeText], String, Int) = ([], "", 0)
        for character in shown {
            let size = DisplayWidth.columns(of: SafeText(String(character)))
            if used + size > width, used > 0 {
                lines.append(SafeText(line))
                (line, used) = ("", 0)
            }
            line.append(character)
            used += size
        }
        return lines + [SafeText(line)]
    }
}
