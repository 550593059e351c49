import Incidents
import TerminalUI

/// Rows in columns, as plain text. It takes safe text only, and no line is wider than asked for.
struct TextTable {
    struct Column {
        var title: SafeText
        /// The widest that it is made, where the width of the lines has an end; what it shows is never cut without it.
        var widthMax = Int.max
        /// How narrow it may become before others go; nil when it keeps its width.
        var widthMin: Int?
        var isRight = false
        /// The order in which columns go when there is no room: the highest first; 0 never goes.
        var drop = 0
    }

    struct Cell {
        var text: SafeText
        var colour: OutputColour?

        init(_ text: SafeText, _ colour: OutputColour? = nil) { (self.text, self.colour) = (text, colour) }
    }

    /// The last column takes what room is left.
    let columns: [Column]
    var rows: [[Cell]] = []

    init(_ columns: [Column]) { self.columns = columns }

    private static let gap = 2
    /// What the last column wants at least before others go.
    private static let lastWidthMin = 16

    /// The lines, each with a line feed.
    func text(_ style: OutputStyle, hasTitles: Bool = true) -> String {
        let widths = placed(in: style.width)
        var text = ""
        if hasTitles {
            text += line(
                columns.map { Cell($0.title) }, widths,
                OutputStyle(
                    width: style.width, usesColours: false, isScreen: false))
        }
        for row in rows { text += line(row, widths, style) }
        return text
    }

    /// The width of each column; nil for one that went.
    private func placed(in width: Int) -> [Int?] {
        let isEndless = width == OutputStyle.endless
        var widths: [Int?] = columns.indices.map { index in
            let widest = max(rows.map { $0[index].text.columns }.max() ?? 0, columns[index].title.columns)
            return isEndless ? widest : min(columns[index].widthMax, widest)
        }
        guard let last = widths.indices.last, !isEndless else { return widths }
        let wanted = min(TextTable.lastWidthMin, widths[last] ?? 0)
        func left() -> Int { width - widths.dropLast().reduce(0) { $0 + ($1.map { $0 + TextTable.gap } ?? 0) } }
        while left() < wanted {
            if let wide = columns.indices.dropLast().first(where: { (widths[$0] ?? 0) > columns[$0].widthMin ?? .max })
            {
                let least = columns[wide].widthMin ?? 0
                widths[wide] = max(least, (widths[wide] ?? 0) - (wanted - left()))
                continue
            }
            let free = columns.indices.dropLast().filter { widths[$0] != nil && columns[$0].drop > 0 }
            guard let worst = free.max(by: { columns[$0].drop < columns[$1].drop }) else { break }
            widths[worst] = nil
        }
        widths[last] = max(1, left())
        return widths
    }

    private func line(_ cells: [Cell], _ widths: [Int?], _ style: OutputStyle) -> String {
        var line = ""
        var blanks = 0
        for (index, cell) in cells.enumerated() {
            guard let width = widths[index] else { continue }
            let shown = cell.text.cut(to: width)
            let padding = max(0, width - SafeText(shown).columns)
            if columns[index].isRight { blanks += padding }
            line += String(repeating: " ", count: blanks)
            line += style.usesColours ? cell.colour?.around(shown) ?? shown : shown
            blanks = TextTable.gap + (columns[index].isRight ? 0 : padding)
        }
        return line + "\n"
    }
}

/// The few colours that words are underlined with: nothing is said by a colour alone.
enum OutputColour: Int {
    case red = 31
    case green = 32
    case yellow = 33
    case cyan = 36
    case grey = 90

    func around(_ text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}

extension SafeText {
    /// How many columns of a screen it takes.
    var columns: Int { DisplayWidth.columns(of: self) }

    /// As much of it as fits, with an ellipsis where something is missing.
    func cut(to width: Int) -> String {
        guard columns > width else { return shown }
        var (text, room) = ("", max(0, width - 1))
        for scalar in shown.unicodeScalars {
            let size = DisplayWidth.columns(of: scalar)
            guard size <= room else { break }
            room -= size
            text.unicodeScalars.append(scalar)
        }
        return width > 0 ? text + SafeText.ellipsis : ""
    }

    /// Words in lines of a width, the lines after the first indented.
    func wrapped(to width: Int, indent: Int = 0) -> String {
        var lines: [String] = []
        var line = ""
        for word in shown.split(separator: " ") {
            let text = SafeText(String(word))
            let used = SafeText(line).columns
            if !line.isEmpty, used + 1 + text.columns > max(8, width - indent) {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + text.cut(to: max(8, width - indent))
        }
        lines.append(line)
        return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
    }
}
