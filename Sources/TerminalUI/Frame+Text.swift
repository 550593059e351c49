package import Incidents

extension Frame {
    /// The characters of the screen: a line for each row, without its trailing blanks.
    package var text: String { (0..<height).map(text(ofRow:)).joined(separator: "\n") }

    /// The characters of one row, without its trailing blanks.
    package func text(ofRow y: Int) -> String {
        var line = String.UnicodeScalarView()
        var length = line.endIndex
        for cell in row(y) where !cell.isContinuation {
            line.append(cell.scalar)
            line.append(contentsOf: cell.marks)
            if cell.scalar != " " { length = line.endIndex }
        }
        return String(line[..<length])
    }

    /// How the screen is styled: a line for each row, one letter a column (see ``Role/letter``), without the trailing
    /// columns of ordinary text.
    package var styles: String { (0..<height).map(styles(ofRow:)).joined(separator: "\n") }

    /// How one row is styled, one letter a column.
    package func styles(ofRow y: Int) -> String {
        var line = row(y).map(\.style.role.letter)
        while line.last == Role.text.letter { line.removeLast() }
        return String(line)
    }

    /// Writes text so that it ends before a column, cut at the front of that room; answers the columns that it took.
    @discardableResult
    package mutating func put(
        _ text: SafeText, endingAt end: Point, width limit: Int? = nil, style: Style = .plain
    ) -> Int {
        let columns = min(DisplayWidth.columns(of: text), limit ?? Int.max, max(0, min(end.x, width)))
        return put(text, at: Point(x: min(end.x, width) - columns, y: end.y), width: columns, style: style)
    }

    /// Draws a horizontal rule.
    package mutating func rule(at place: Point, width: Int, style: Style = Style(.border)) {
        fill(Rect(x: place.x, y: place.y, width: width, height: 1), with: glyphs.rule, style: style)
    }
}
