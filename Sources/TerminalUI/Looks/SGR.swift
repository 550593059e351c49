/// What switches colours and attributes on in a text that is written without ncurses: `ESC [ … m`, after ECMA-48 and
/// ISO 8613-6.
package enum SGR {
    /// Back to the terminal's own.
    package static let reset = "\u{1B}[0m"

    /// The sequence for a look; it begins with a reset, so that nothing of the look before stays.
    package static func sequence(_ look: Theme.Look) -> String {
        var codes = ["0"]
        if look.attributes.contains(.bold) { codes.append("1") }
        if look.attributes.contains(.dim) { codes.append("2") }
        if look.attributes.contains(.underline) { codes.append("4") }
        if look.attributes.contains(.reverse) { codes.append("7") }
        codes += code(look.foreground, basic: 30, bright: 90, extended: 38)
        codes += code(look.background, basic: 40, bright: 100, extended: 48)
        return "\u{1B}[\(codes.joined(separator: ";"))m"
    }

    private static func code(_ colour: Colour, basic: Int, bright: Int, extended: Int) -> [String] {
        switch colour {
        case .own: []
        case .palette(let number) where number < 8: ["\(basic + Int(number))"]
        case .palette(let number) where number < 16: ["\(bright + Int(number) - 8)"]
        case .palette(let number): ["\(extended);5;\(number)"]
        case .rgb(let rgb): ["\(extended);2;\(rgb.red);\(rgb.green);\(rgb.blue)"]
        }
    }
}

extension Frame {
    /// The screen as lines for a terminal, each with a line feed, in the colours of a tier; without colours and
    /// attributes where there is no theme. Lines that a theme paints are painted to the edge of the frame.
    package func lines(theme: Theme?, tier: ColourTier) -> String {
        guard let theme else { return (0..<height).map { text(ofRow: $0) + "\n" }.joined() }
        let reduced = theme.reduced(to: tier)
        var lines = ""
        for y in 0..<height {
            var last: Style?
            for cell in row(y) where !cell.isContinuation {
                if cell.style != last {
                    lines += SGR.sequence(reduced[cell.style.role].adding(cell.style.attributes))
                    last = cell.style
                }
                lines.unicodeScalars.append(cell.scalar)
                lines.unicodeScalars.append(contentsOf: cell.marks)
            }
            lines += SGR.reset + "\n"
        }
        return lines
    }
}
