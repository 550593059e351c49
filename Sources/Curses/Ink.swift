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

    private let theme: Theme
    /// Colours that may be used: 0 for none, at most 256, because terminals that claim 16 million number them otherwise.
    private let colours: Int
    private let pairsMax: Int
    private let hasOwnGround: Bool
    private var pairs: [(foreground: Int16, background: Int16)] = []
    private var mixed: [Style: Mix] = [:]

    /// Asks the current ncurses screen for its colours. Without any, the theme gives way to the one without colour.
    init(theme: Theme, declinesColour: Bool) {
        if !declinesColour, has_colors(), start_color() == OK, mw_colors() >= 8 {
            hasOwnGround = use_default_colors() == OK
            (self.theme, colours, pairsMax) = (theme, min(Int(mw_colors()), 256), Int(mw_color_pairs()) - 1)
        } else {
            (self.theme, colours, pairsMax, hasOwnGround) = (.mono, 0, 0, true)
        }
    }

    /// Attributes and colour pair of a style.
    mutating func mix(_ style: Style) -> Mix {
        if let known = mixed[style] { return known }
        var look = theme[style.role]
        // A badge in reverse on a row in reverse would vanish: twice reversed is plain again.
        var attributes = look.attributes.symmetricDifference(style.attributes.intersection(.reverse))
        attributes.formUnion(style.attributes.subtracting(.reverse))
        if colours > 0, colours < 16, look.foreground >= 8 {
            // Without bright colours grey would be black on black.
            attributes.insert(look.foreground == 8 ? .dim : .bold)
            look.foreground = look.foreground == 8 ? -1 : look.foreground - 8
        }
        let mix = Mix(attributes: bits(attributes), pair: pair(look.foreground, look.background))
        mixed[style] = mix
        return mix
    }

    private mutating func pair(_ foreground: Int16, _ background: Int16) -> Int32 {
        guard foreground >= 0 || background >= 0, Int(max(foreground, background)) < colours else { return 0 }
        if let index = pairs.firstIndex(where: { $0 == (foreground, background) }) { return Int32(index + 1) }
        guard pairs.count < pairsMax else { return 0 }
        let number = Int32(pairs.count + 1)
        let front = foreground < 0 && !hasOwnGround ? 7 : Int32(foreground)
        let back = background < 0 && !hasOwnGround ? 0 : Int32(background)
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
