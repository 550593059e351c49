import TerminalUI

/// How a terminal numbers colours, by what its description says.
enum ColourNumbers: Hashable {
    case none
    /// The numbers of its palette, so many of them.
    case palette(Int)
    /// `0xRRGGBB`, but for the lowest numbers, which are still those of the palette.
    case direct(palette: Int)

    /// - Parameters:
    ///   - colours: how many the description claims.
    ///   - setaf: the string that sets the colour of letters. Some descriptions claim 16 million and mean the palette
    ///     all the same, and then a direct colour would be any.
    init(colours: Int, setaf: String?) {
        switch colours {
        case 1 << 24:
            guard let setaf, setaf.contains("38:2") || setaf.contains("38;2") else {
                self = .palette(256)
                return
            }
            self = .direct(palette: ColourNumbers.paletteSize(setaf))
        case 256...: self = .palette(256)
        case 16...: self = .palette(16)
        case 8...: self = .palette(8)
        default: self = .none
        }
    }

    /// The largest number that the string compares colours with, as in `%{8}%<`: those below are of the palette.
    private static func paletteSize(_ setaf: String) -> Int {
        var size = 0
        for piece in setaf.split(separator: "%{").dropFirst() {
            guard let end = piece.firstIndex(of: "}"), piece[end...].hasPrefix("}%<"), let number = Int(piece[..<end])
            else { continue }
            size = max(size, number)
        }
        return min(size, 256)
    }

    /// What it can show.
    var tier: ColourTier {
        switch self {
        case .none: .mono
        case .palette(256...): .palette256
        case .palette(16...): .sixteen
        case .palette: .eight
        case .direct: .truecolor
        }
    }

    /// The number of a colour that was reduced to ``tier``; -1 for the terminal's own.
    func number(_ colour: Colour) -> Int32 {
        switch (self, colour) {
        case (_, .own), (.none, _): return -1
        case (.direct(let size), .palette(let number)) where Int(number) >= size:
            return direct(Palette.xterm[number], size)
        case (.direct(let size), .rgb(let rgb)): return direct(rgb, size)
        case (.palette(let size), .palette(let number)): return Int(number) < size ? Int32(number) : -1
        case (.direct, .palette(let number)): return Int32(number)
        case (.palette, .rgb): return -1
        }
    }

    private func direct(_ rgb: RGB, _ paletteSize: Int) -> Int32 {
        // The darkest colours have the numbers of the palette; a trace of green, which nobody sees, tells them apart.
        Int32(rgb.number < paletteSize ? rgb.number | 0x000100 : rgb.number)
    }
}
