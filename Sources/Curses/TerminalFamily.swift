/// What kind of terminal a name stands for: which sequences it knows that no description lists.
enum TerminalFamily: Hashable {
    /// xterm and all that take after it.
    case xterm
    /// tmux, and GNU screen: they answer some of xterm's sequences and swallow the rest.
    case shared
    /// Consoles and old terminals, which may print what they do not know.
    case other

    private static let likeXterm = [
        "xterm", "rxvt", "alacritty", "foot", "wezterm", "konsole", "kitty", "ghostty", "putty", "st-", "vte", "gnome",
        "mintty", "contour", "iterm", "mlterm", "nsterm",
    ]

    /// The family of a terminal of this name, which was drawn to as `standIn` when this host does not know it.
    init(_ name: String, standIn: String? = nil) {
        if name.hasPrefix("screen") || name.hasPrefix("tmux") {
            self = .shared
        } else {
            let isLikeXterm = name == "st" || TerminalFamily.likeXterm.contains { name.hasPrefix($0) }
            self = isLikeXterm || standIn?.hasPrefix("xterm") == true ? .xterm : .other
        }
    }
}
