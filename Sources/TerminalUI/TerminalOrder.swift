package import Incidents

/// What a program wants of its terminal besides the frame: done once, in order, with the next drawing.
package enum TerminalOrder: Hashable, Sendable {
    /// Ring the bell.
    case ring
    /// Tell a person who looks elsewhere, where the terminal can; the text holds words of our own and numbers only.
    case notify(SafeText)
    /// Name the window.
    case title(SafeText)
    /// Put a text where the person can paste it from. The screen shows it too, since no terminal says that it did.
    case copy(SafeText)
    /// Hand the screen to the person's editor with a text; what comes back is told to the program.
    case edit(String)
    /// Report what the mouse does, or leave the mouse to the terminal.
    case takeMouse(Bool)
}
