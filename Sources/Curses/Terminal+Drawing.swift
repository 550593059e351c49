import CNcurses
import CPlatform
package import TerminalUI

extension Terminal {
    /// Shows a frame. Rows that look as before cost nothing, and of the others ncurses sends only what differs. Bytes
    /// that the terminal does not take at once wait; until it has taken them no other frame should be shown.
    package func present(_ frame: Frame) {
        let (width, height) = size
        let isSameSize = shown?.width == frame.width && shown?.height == frame.height
        for y in 0..<min(height, frame.height) {
            if isSameSize, let shown, shown.row(y) == frame.row(y) { continue }
            put(frame.row(y).prefix(width), atRow: y)
        }
        park(frame.cursor, width, height)
        doupdate(after: frame)
    }

    private func doupdate(after frame: Frame) {
        wnoutrefresh(mw_screen())
        CNcurses.doupdate()
        let bytes = styles.lean(spool.take(), isWhole: shown == nil)
        shown = frame
        if !bytes.isEmpty {
            let isMarked = surroundings.wantsSynchronisedOutput && family != .other
            if isMarked { line.append("\u{1B}[?2026h".utf8) }
            line.append(bytes)
            if isMarked { line.append("\u{1B}[?2026l".utf8) }
        }
        line.flush()
    }

    private func put(_ cells: ArraySlice<Cell>, atRow y: Int) {
        if rowBuffer.count < cells.count { rowBuffer = Array(repeating: cchar_t(), count: cells.count) }
        let count = rowBuffer.withUnsafeMutableBufferPointer { fill($0, with: cells) }
        mvwadd_wchnstr(mw_screen(), Int32(y), 0, rowBuffer, Int32(count))
    }

    /// Puts cells into ncurses' terms and answers how many places they took. Runs of one style are common: what ncurses
    /// says of a style is made once for each run, and only the character is put in for each cell.
    private func fill(_ places: UnsafeMutableBufferPointer<cchar_t>, with cells: ArraySlice<Cell>) -> Int {
        var (count, style, mix, blank) = (0, Style?.none, Ink.Mix(attributes: 0, pair: 0), cchar_t())
        for cell in cells where !cell.isContinuation {
            if cell.style != style {
                style = cell.style
                mix = ink.mix(cell.style)
                mw_set_cell(&blank, 0x20, 0, 0, mix.attributes, mix.pair)
            }
            if cell.scalar.isASCII, !cell.hasMarks {
                places[count] = blank
                places[count].chars.0 = wchar_t(bitPattern: cell.scalar.value)
                count += 1
            } else {
                count += set(cell, mix, at: count, of: places)
            }
        }
        return count
    }

    /// Writes one cell that is more than ASCII and answers how many places it took.
    ///
    /// ncurses lays out by the C library's idea of widths. Where that differs from the frame's, a mark of the width
    /// that the frame counted with stands for the character, so that the row stays in its columns.
    private func set(_ cell: Cell, _ mix: Ink.Mix, at index: Int, of places: UnsafeMutableBufferPointer<cchar_t>) -> Int
    {
        guard mw_columns(cell.scalar.value) == Int32(cell.width) else {
            let mark: Unicode.Scalar = glyphs == .unicode ? "\u{FFFD}" : "?"
            for place in 0..<Int(cell.width) {
                mw_set_cell(&places[index + place], mark.value, 0, 0, mix.attributes, mix.pair)
            }
            return Int(cell.width)
        }
        var marks = cell.marks.filter { mw_columns($0.value) == 0 }.map(\.value)[...]
        mw_set_cell(
            &places[index], cell.scalar.value, marks.popFirst() ?? 0, marks.popFirst() ?? 0, mix.attributes, mix.pair)
        return 1
    }

    private func park(_ cursor: Point?, _ width: Int, _ height: Int) {
        // Where nobody sees the cursor it need not be led back after each drawing.
        leaveok(mw_screen(), cursor == nil)
        guard let cursor, width > 0, height > 0 else {
            curs_set(0)
            return
        }
        wmove(mw_screen(), Int32(min(max(0, cursor.y), height - 1)), Int32(min(max(0, cursor.x), width - 1)))
        curs_set(1)
    }
}
