package import Incidents

/// A row of values as one line of text: higher is fuller, a missing value is a gap, never a zero.
package struct Sparkline: Hashable, Sendable {
    /// The values in order; nil where there was none.
    package var values: [Double?]

    /// What the fullest character stands for; nil takes the largest value.
    package var top: Double?

    /// A line of these values, oldest first.
    package init(_ values: [Double?], top: Double? = nil) { (self.values, self.top) = (values, top) }

    /// The newest values, one a column, at most `columns` of them. Zero and below is the lowest mark.
    package func text(columns: Int, glyphs: GlyphTier) -> SafeText {
        let shown = values.suffix(max(0, columns))
        let highest = top ?? shown.compactMap { $0 }.filter(\.isFinite).max() ?? 0
        let steps = Sparkline.steps(glyphs)
        var line = ""
        for value in shown {
            guard let value, value.isFinite else {
                line += " "
                continue
            }
            let share = highest > 0 ? min(max(value / highest, 0), 1) : 0
            line.append(steps[min(Int(share * Double(steps.count)), steps.count - 1)])
        }
        return SafeText(line)
    }

    private static func steps(_ glyphs: GlyphTier) -> [Character] {
        Array(glyphs == .unicode ? "▁▂▃▄▅▆▇█" : ".:-=+*#@")
    }
}
