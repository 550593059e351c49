import Console
import Incidents

/// Why alerts were told or kept quiet, laid out for a terminal.
struct WhyText {
    private let lines: [WhyLine]
    private let style: OutputStyle

    init(_ lines: [WhyLine], style: OutputStyle) { (self.lines, self.style) = (lines, style) }

    var text: String { lines.map { laidOut($0.text) }.joined() }

    /// A line that is too long goes on below itself.
    private func laidOut(_ line: SafeText) -> String {
        guard line.columns > style.width else { return line.shown + "\n" }
        let indent = line.shown.prefix { $0 == " " }.count
        let rest = SafeText(String(line.shown.dropFirst(indent)))
        return String(repeating: " ", count: indent) + rest.wrapped(to: style.width, indent: indent + 4) + "\n"
    }
}
