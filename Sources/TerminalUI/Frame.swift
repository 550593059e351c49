package import Incidents

/// A whole screen as it shall look: a grid of cells that views draw into, and where the cursor is parked.
///
/// It is a plain value with no terminal behind it. Every piece of text comes in as ``SafeText``, so that nothing from
/// outside reaches a terminal as a control. Drawing outside the grid is cut off, never a fault: a terminal may be 1x1.
package struct Frame: Hashable, Sendable {
    /// Columns, 0 ... ``sideMax``.
    package let width: Int
    /// Rows, 0 ... ``sideMax``.
    package let height: Int

    /// Which characters may be used.
    package let glyphs: GlyphTier

    /// Where the hardware cursor stands; nil hides it.
    package var cursor: Point?

    private var cells: [Cell]

    /// An empty screen. Sizes are cut to 0 ... 1,000 columns or rows each.
    package init(width: Int, height: Int, glyphs: GlyphTier = .unicode) {
        self.width = min(max(0, width), Frame.sideMax)
        self.height = min(max(0, height), Frame.sideMax)
        self.glyphs = glyphs
        cells = Array(repeating: .blank, count: self.width * self.height)
    }

    /// The widest and the highest screen, in cells: a size that a terminal reports is not to be trusted either.
    package static let sideMax = 1000

    /// All of it.
    package var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

    /// The cell at a place; blank outside the screen.
    package subscript(x: Int, y: Int) -> Cell {
        bounds.contains(Point(x: x, y: y)) ? cells[y * width + x] : .blank
    }

    /// The cells of a row from left to right; none outside the screen.
    package func row(_ y: Int) -> ArraySlice<Cell> {
        (0..<height).contains(y) ? cells[(y * width)..<((y + 1) * width)] : []
    }

    /// Empties the screen for the next drawing, without giving its memory back.
    package mutating func clear() {
        for index in cells.indices { cells[index] = .blank }
        cursor = nil
    }

    /// Writes one line of text and answers how many columns it took.
    ///
    /// Text wider than `width` columns, or than what is left of the row, is cut and ends with an ellipsis. A wide
    /// character that would stand across the edge is left out. Nothing happens outside the screen.
    @discardableResult
    package mutating func put(_ text: SafeText, at place: Point, width limit: Int? = nil, style: Style = .plain) -> Int
    {
        guard (0..<height).contains(place.y), (0..<width).contains(place.x) else { return 0 }
        let room = min(max(0, limit ?? Int.max), width - place.x)
        guard room > 0 else { return 0 }
        let isCut = DisplayWidth.columns(of: text.shown, upTo: room) > room
        let used = write(text.shown, at: place, room: isCut ? room - 1 : room, style)
        guard isCut else { return used }
        set(Cell(glyphs.ellipsis, style: style), at: place.y * width + place.x + used)
        return used + 1
    }

    /// Fills a part of the screen with one character; a wide one counts as a blank.
    package mutating func fill(_ rect: Rect, with scalar: Unicode.Scalar = " ", style: Style = .plain) {
        let glyph = glyphs.nearest(scalar)
        let isPlain = DisplayWidth.columns(of: glyph) == 1 && !SafeText.mustHide(glyph)
        let cell = Cell(isPlain ? glyph : " ", style: style)
        for y in rect.rows.clamped(to: 0..<height) {
            for x in rect.columns.clamped(to: 0..<width) { set(cell, at: y * width + x) }
        }
    }

    /// Changes how a part of the screen is drawn and leaves its characters, as for the selected row.
    package mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        for y in rect.rows.clamped(to: 0..<height) {
            for x in rect.columns.clamped(to: 0..<width) {
                let style = cells[y * width + x].style
                cells[y * width + x].style = change(style)
            }
        }
    }
}

extension Frame {
    /// Writes scalars into at most `room` columns of a row and answers how many it took.
    private mutating func write(_ text: String, at place: Point, room: Int, _ style: Style) -> Int {
        let start = place.y * width + place.x
        var (used, base) = (0, -1)
        for raw in text.unicodeScalars {
            let columns = DisplayWidth.columns(of: raw)
            if columns == 0 {
                if base >= 0, glyphs == .unicode, !SafeText.mustHide(raw) { cells[base].add(mark: raw) }
                continue
            }
            if used + columns > room { break }
            base = start + used
            // A literal of our own is not cleaned when it is made, so controls are caught here once more.
            let isControl = raw.value < 0x20 || (0x7F..<0xA0).contains(raw.value)
            let glyph = glyphs.nearest(isControl ? SafeText.marker : raw)
            if columns == 2, glyphs == .unicode {
                set(Cell(glyph, style: style, width: 2), at: base)
                set(Cell(" ", style: style, width: 0), at: base + 1)
            } else {
                set(Cell(glyph, style: style), at: base)
                if columns == 2 { set(Cell(glyph, style: style), at: base + 1) }
            }
            used += columns
        }
        return used
    }

    /// Puts down one cell; what is left of a wide character that it tears becomes a blank.
    private mutating func set(_ cell: Cell, at index: Int) {
        let old = cells[index]
        if old.width != 1 {
            if old.isContinuation, index % width > 0 { cells[index - 1] = Cell(" ", style: cells[index - 1].style) }
            if old.width == 2, (index + 1) % width != 0 {
                cells[index + 1] = Cell(" ", style: cells[index + 1].style)
            }
        }
        cells[index] = cell
    }
}
