import Incidents
package import TerminalUI

/// Draws all of a console into an empty frame. The frame has the size that the console was told.
package func draw(_ state: ConsoleState, into frame: inout Frame) {
    let layout = Layout(width: frame.width, height: frame.height, shape: state.shape)
    if layout.isOneLine { return frame.drawLine(state) }
    if case .help(let help) = state.overlay { return frame.drawHelp(state, help) }
    if case .views(let top) = state.overlay { return frame.drawViews(state, from: top) }
    if case .why(let panel) = state.overlay { return frame.drawWhy(panel, state) }
    frame.drawHeader(state, layout)
    if let incident = state.incident {
        frame.drawIncident(incident, state)
    } else if let silences = state.silences.screen {
        frame.drawSilences(silences, state)
    } else {
        frame.drawTriage(state, layout)
    }
    frame.drawBottom(state, layout)
    switch state.overlay {
    case .menu(let menu): frame.drawMenu(menu, state, layout)
    case .copy(let number): frame.drawCopyMenu(of: number, layout)
    case .palette(let palette): frame.drawPalette(palette, state, layout)
    case .text(let panel): frame.drawText(panel, layout)
    case .prompt(let prompt): frame.drawPrompt(prompt, layout)
    case .silence(let prompt): frame.drawPrompt(prompt, layout)
    case .filter(let input): frame.drawFilter(input, state, layout)
    case .help, .views, .why, nil: break
    }
}

/// A piece of a line, and how it looks.
struct Part {
    var text: SafeText
    var style: Style

    init(_ text: SafeText, _ role: Role = .text) { (self.text, style) = (text, Style(role)) }
    init(_ text: String, _ role: Role = .text) { self.init(SafeText(text), role) }

    /// The same in at most so many columns.
    func cut(to columns: Int) -> Part {
        guard DisplayWidth.columns(of: text) > columns else { return self }
        var (cut, used) = ("", 1)
        for scalar in text.shown.unicodeScalars {
            used += DisplayWidth.columns(of: scalar)
            if used > columns { break }
            cut.unicodeScalars.append(scalar)
        }
        var part = self
        part.text = SafeText(cut + SafeText.ellipsis)
        return part
    }
}

extension Frame {
    /// Writes pieces one after the other into a row and answers how many columns they took.
    @discardableResult
    mutating func put(_ parts: [Part], in row: Rect, from start: Int = 0) -> Int {
        guard !row.isEmpty else { return 0 }
        var x = start
        for part in parts where x < row.width {
            x += put(part.text, at: Point(x: row.x + x, y: row.y), width: row.width - x, style: part.style)
        }
        return x - start
    }

    /// Writes pieces with a gap between two, only those that fit whole; the first is cut when it does not.
    mutating func putWhole(_ parts: [Part], gap: Int = 3, in row: Rect, from start: Int = 1) {
        var x = start
        for (index, part) in parts.enumerated() {
            if index > 0, x + DisplayWidth.columns(of: part.text) > row.width { continue }
            x += put([part], in: row, from: x) + gap
        }
    }

    /// Writes text over several lines and answers how many it took.
    @discardableResult
    mutating func put(_ text: SafeText, wrappedIn rect: Rect, style: Style = .plain) -> Int {
        let lines = text.wrapped(to: rect.width, lines: rect.height)
        for (index, line) in lines.enumerated() {
            put(line, at: rect.start(ofRow: index), width: rect.width, style: style)
        }
        return lines.count
    }

    /// Empties a part of the screen.
    mutating func wipe(_ rect: Rect) { fill(rect, with: " ") }
}
