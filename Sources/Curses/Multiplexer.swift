/// A program between us and the terminal that the person sees; it passes on only what it was told to.
package enum Multiplexer: Hashable, Sendable {
    /// None that we know of.
    case none
    /// tmux, on this host: its own command can be asked.
    case tmux
    /// tmux on the near side of an SSH connection.
    case distantTmux
    /// GNU screen; or, over SSH, perhaps a tmux that calls itself so, to which screen's wrapping does no harm.
    case screen

    /// What the environment says; the name of the terminal alone crosses an SSH connection.
    init(inTmux: Bool, inScreen: Bool, _ terminal: String?) {
        let name = terminal ?? ""
        let isShared = name.hasPrefix("tmux") || name.hasPrefix("screen")
        self =
            if inTmux, isShared { .tmux } else if name.hasPrefix("tmux") { .distantTmux } else if inScreen || isShared {
                .screen
            } else { .none }
    }
}

/// How a person who looks elsewhere is told of something.
package enum Notifications: String, Hashable, Sendable {
    /// By the bell alone.
    case none
    /// The sequence of iTerm2, ConEmu and many others.
    case osc9
    /// The sequence of rxvt, VTE and others.
    case osc777
}
