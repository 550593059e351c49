/// How many colours a terminal can be trusted with, the fewest first.
package enum ColourTier: Int, Hashable, Sendable, CaseIterable, Comparable {
    /// None: attributes alone.
    case mono
    /// The first eight of the palette.
    case eight
    /// The first sixteen of the palette.
    case sixteen
    /// The whole palette.
    case palette256
    /// Any colour.
    case truecolor

    package static func < (a: ColourTier, b: ColourTier) -> Bool { a.rawValue < b.rawValue }

    /// What people call it.
    package var name: String {
        switch self {
        case .mono: "mono"
        case .eight: "8"
        case .sixteen: "16"
        case .palette256: "256"
        case .truecolor: "truecolor"
        }
    }

    /// What the environment says of the terminal that bytes are written to without ncurses.
    ///
    /// `NO_COLOR` declines (no-color.org). GNU screen passes `COLORTERM` on from the terminal around it and then reads
    /// direct colours as something else, so there the variable says nothing.
    package init(environment: [String: String]) {
        func value(_ name: String) -> String { environment[name] ?? "" }
        let terminal = value("TERM")
        let isScreen = !value("STY").isEmpty || terminal.hasPrefix("screen") && value("TMUX").isEmpty
        if !value("NO_COLOR").isEmpty || ["", "dumb"].contains(terminal) || terminal.hasPrefix("vt") {
            self = .mono
        } else if !isScreen, ["truecolor", "24bit"].contains(value("COLORTERM")) || terminal.hasSuffix("-direct") {
            self = .truecolor
        } else if terminal.contains("256color") {
            self = .palette256
        } else if ["linux", "screen", "ansi", "cygwin"].contains(terminal) {
            self = .eight
        } else {
            self = .sixteen
        }
    }
}
