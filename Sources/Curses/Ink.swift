import CNcurses
import TerminalUI

/// How styles are put into terms of this terminal: attributes and a colour pair, made when first needed.
///
/// Old terminals have 64 pairs and eight colours, or none at all; what they lack becomes an attribute.
struct Ink {
    /// What ncurses is told for one style.
    struct Mix {
        var attributes: attr_t
        var pair: Int32
    }

    /// The theme in colours that this terminal has.
    private let theme: Theme
    private let numbers: ColourNumbers
    private let pairsMax: Int
    private let hasOwnGround: Bool
    private var pairs: [(foreground: Int32, background: Int32)] = []
    private var mixed: [Style: Mix] = [:]

    /// Asks the current ncurses screen for its colours. Without any, the theme gives way to the one without colour.
    ///
    /// - Parameter most: the most that is used, whatever the terminal has.
    init(theme: Theme, declinesColour: Bool, most: ColourTier = .truecolor) {
        if !declinesColour, most > .mono, has_colors(), start_color() == OK {
            hasOwnGround = use_default_colors() == OK
            numbers = ColourNumbers(
                colours: Int(mw_colors()), setaf: mw_capability("setaf").map { String(cString: $0) })
            pairsMax = Int(mw_color_pairs()) - 1
        } else {
            (numbers, pairsMax, hasOwnGround) = (.none, 0, true)
        }
        self.theme = theme.reduced(to: min(numbers.tier, most))
    }

    /// Attributes and colour pair of a style.
    mutating func mix(_ style: Style) -> Mix {
        if let known = mixed[style] { return known }
        let look = theme[style.role].adding(style.attributes)
        let mix = Mix(
            attributes: bits(look.attributes),
            pair: pair(numbers.number(look.foreground), numbers.number(look.background)))
        mixed[style] = mix
        return mix
    }

    private mutating func pair(_ foreground: Int32, _ background: Int32) -> Int32 {
        guard foreground >= 0 || background >= 0 else { return 0 }
        if let index = pairs.firstIndex(where: { $0 == (foreground, background) }) { return Int32(index + 1) }
        guard pairs.count < pairsMax else { return 0 }
        let number = Int32(pairs.count + 1)
        let front = foreground < 0 && !hasOwnGround ? 7 : foreground
        let back = background < 0 && !hasOwnGround ? 0 : background
        guard init_extended_pair(number, front, back) == OK else { return 0 }
        pairs.append((foreground, background))
        return number
    }

    private func bits(_ attributes: Attributes) -> attr_t {
        var bits: attr_t = 0
        if attributes.contains(.bold) { bits |= mw_attr_bold() }
        if attributes.contains(.dim) { bits |= mw_attr_dim() }
        if attributes.contains(.reverse) { bits |= mw_attr_reverse() }
        if attributes.contains(.underline) { bits |= mw_attr_underline() }
        return bits
    }
}
