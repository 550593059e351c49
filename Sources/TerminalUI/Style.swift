package import Incidents

/// What a piece of text means on a screen. A ``Theme`` decides how that looks; state is always also a word or a shape.
package enum Role: UInt8, Hashable, Sendable, CaseIterable {
    /// Ordinary text.
    case text
    /// Text that may be overlooked.
    case dim
    /// Text that must not be overlooked.
    case strong
    /// The name of the screen.
    case title
    /// The names of columns and of sections.
    case header
    /// Rules and frames.
    case border
    /// The row that the next key acts on.
    case selected
    /// What stands beside a row: the cursor, a mark, a sign that something was hidden.
    case marker
    /// The name of a key.
    case key
    /// The line that the person types into.
    case prompt
    case sev1, sev2, sev3, sev4, sev5
    case acknowledged, mitigated, resolved
    /// Muted, snoozed: there, but not asking for anybody.
    case muted
    case warning, failure, ok
    /// Something that may no longer be true.
    case stale
    /// The word that says that nothing here is real.
    case demo

    /// How a severity is shown.
    package init(_ severity: Severity) {
        switch severity {
        case .sev1: self = .sev1
        case .sev2: self = .sev2
        case .sev3: self = .sev3
        case .sev4: self = .sev4
        case .sev5: self = .sev5
        }
    }

    /// One letter or digit for each role, for tests that look at how a row is styled.
    package var letter: Character {
        switch self {
        case .text: "."
        case .dim: "d"
        case .strong: "S"
        case .title: "T"
        case .header: "h"
        case .border: "b"
        case .selected: "s"
        case .marker: "m"
        case .key: "k"
        case .prompt: "p"
        case .sev1: "1"
        case .sev2: "2"
        case .sev3: "3"
        case .sev4: "4"
        case .sev5: "5"
        case .acknowledged: "a"
        case .mitigated: "g"
        case .resolved: "r"
        case .muted: "u"
        case .warning: "w"
        case .failure: "f"
        case .ok: "o"
        case .stale: "t"
        case .demo: "D"
        }
    }
}

/// How a cell is drawn: a role, and attributes on top of what the theme gives that role. Two bytes.
package struct Style: Hashable, Sendable {
    /// What the text means.
    package var role: Role
    /// What is added to the theme's look; reverse on reverse is plain again.
    package var attributes: Attributes

    /// A role with attributes on top.
    package init(_ role: Role, _ attributes: Attributes = []) { (self.role, self.attributes) = (role, attributes) }

    /// A role with attributes on top, each by its name.
    package init(role: Role, isBold: Bool = false, isReverse: Bool = false, isUnderlined: Bool = false) {
        var attributes: Attributes = []
        if isBold { attributes.insert(.bold) }
        if isReverse { attributes.insert(.reverse) }
        if isUnderlined { attributes.insert(.underline) }
        self.init(role, attributes)
    }

    /// Ordinary text.
    package static let plain = Style(.text)

    /// Whether bold is added.
    package var isBold: Bool { attributes.contains(.bold) }
    /// Whether foreground and background are exchanged.
    package var isReverse: Bool { attributes.contains(.reverse) }
    /// Whether an underline is added.
    package var isUnderlined: Bool { attributes.contains(.underline) }

    /// The same, in reverse: how a role looks on the selected row.
    package var reversed: Style { Style(role, attributes.union(.reverse)) }
}

/// What a terminal of any age can do to a letter.
package struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit for each attribute.
    package let rawValue: UInt8

    /// The attributes of these bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Thicker, or brighter.
    package static let bold = Attributes(rawValue: 1)
    /// Weaker; many terminals ignore it.
    package static let dim = Attributes(rawValue: 2)
    /// Foreground and background exchanged.
    package static let reverse = Attributes(rawValue: 4)
    /// A line below.
    package static let underline = Attributes(rawValue: 8)
}
