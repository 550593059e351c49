/// What a terminal is asked for that no description has a name for: taken with the screen, and left with it.
struct TerminalModes {
    /// Whether the terminal tells when the person looks elsewhere.
    let hasFocus: Bool
    private let family: TerminalFamily

    /// Whether the mouse is ours.
    var hasMouse = false
    /// The title that the terminal shows for us, in the place of the one that it had.
    var title: String?

    init(family: TerminalFamily) {
        self.family = family
        hasFocus = family != .other
    }

    /// What is sent when the screen is taken, at the start and each time again.
    var taking: String {
        var text = "\u{1B}[?2004h"
        if hasFocus { text += "\u{1B}[?1004h" }
        if hasMouse { text += TerminalModes.mouseOn }
        if let title { text += TerminalModes.titlePush + TerminalModes.titled(title) }
        return text
    }

    /// What is sent before the screen is given back. It leaves the mouse whether it was ours or not, so that a crash
    /// in the moment of taking it does no harm.
    var leaving: String {
        var text = "\u{1B}[?2004l"
        if family != .other { text += TerminalModes.mouseOff }
        if hasFocus { text += "\u{1B}[?1004l" }
        if title != nil { text += "\u{1B}[23;2t" }
        return text
    }

    static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
    static let mouseOff = "\u{1B}[?1006l\u{1B}[?1000l"
    static let titlePush = "\u{1B}[22;2t"
    static func titled(_ words: String) -> String { "\u{1B}]2;\(words)\u{7}" }
}
