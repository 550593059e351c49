/// Which characters the terminal can be trusted with.
package enum GlyphTier: Hashable, Sendable {
    case unicode
    /// Printable ASCII only: an old terminal, or a locale that is not UTF-8.
    case ascii

    /// What stands for a tail that was cut off.
    package var ellipsis: Unicode.Scalar { self == .unicode ? "…" : "~" }

    /// What a horizontal rule is made of.
    package var rule: Unicode.Scalar { self == .unicode ? "─" : "-" }

    /// What a vertical rule is made of.
    package var bar: Unicode.Scalar { self == .unicode ? "│" : "|" }

    /// The nearest character that this tier has: itself, a likeness, or `?`. Layout stays, as columns do not change.
    package func nearest(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if self == .unicode || scalar.isASCII { return scalar }
        switch scalar {
        case "─", "━", "═", "–", "—", "‐", "‑", "−": return "-"
        case "│", "┃", "║": return "|"
        case "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼", "╭", "╮", "╯", "╰": return "+"
        case "▶", "►", "▸", "›", "❯", "→": return ">"
        case "◀", "◄", "◂", "‹", "❮", "←": return "<"
        case "▲", "↑": return "^"
        case "▼", "↓": return "v"
        case "●", "•", "◆", "★", "■", "✱": return "*"
        case "○", "◦", "◇", "☆", "□", "·", "∙": return "."
        case "✓", "✔": return "y"
        case "✗", "✘", "✕", "×": return "x"
        case "‘", "’", "′": return "'"
        case "“", "”", "″": return "\""
        case "…": return "~"
        case "⚠": return "!"
        default: return "?"
        }
    }
}
