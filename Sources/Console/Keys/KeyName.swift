package import Incidents
package import TerminalUI

/// What keys are called, in help, in the documentation and in the configuration: `a`, `^R`, `F5`, `Space`, `S-Tab`.
package enum KeyName {
    private static let named: [(name: String, key: Key)] = [
        ("Space", .character(" ")), ("Enter", .enter), ("Esc", .escape), ("Tab", .tab), ("S-Tab", .backTab),
        ("Backspace", .backspace), ("Del", .delete), ("Up", .up), ("Down", .down), ("Left", .left),
        ("Right", .right), ("Home", .home), ("End", .end), ("PgUp", .pageUp), ("PgDn", .pageDown),
    ]

    /// The name of a key. What is no key of a keyboard, such as a paste, has a name too, which ``key(named:)`` does
    /// not take.
    package static func name(of key: Key) -> SafeText {
        if let name = named.first(where: { $0.key == key })?.name { return SafeText(name) }
        switch key {
        case .character(let scalar): return SafeText(String(scalar))
        case .control(let letter): return SafeText("^" + letter.uppercased())
        case .function(let number): return SafeText("F\(number)")
        case .paste: return "paste"
        case .mouse: return "mouse"
        case .focus: return "focus"
        case .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp,
            .pageDown:
            return "key"
        }
    }

    /// The key of a name, as help writes it; upper and lower case are the same but for single letters. Nil for what is
    /// no key.
    package static func key(named name: String) -> Key? {
        let scalars = Array(name.unicodeScalars)
        if scalars.count == 1 {
            let isShown = !SafeText.mustHide(scalars[0]) && DisplayWidth.columns(of: scalars[0]) > 0
            return isShown ? .character(scalars[0]) : nil
        }
        let lower = name.lowercased()
        if let key = named.first(where: { $0.name.lowercased() == lower })?.key { return key }
        if scalars.count == 2, scalars[0] == "^", let letter = lower.last, letter.isASCII, letter.isLetter {
            return .control(letter)
        }
        if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...12).contains(number),
            lower == "f\(number)"
        {
            return .function(number)
        }
        return nil
    }
}
