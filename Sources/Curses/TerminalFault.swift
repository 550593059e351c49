/// Why there is no screen to draw on. The caller falls back to plain lines and says so once.
package enum TerminalFault: Error, Hashable, Sendable {
    /// Input or output is not a terminal.
    case notATerminal
    /// `TERM` is missing or says that the terminal can do nothing.
    case cannotDraw(terminal: String)
    /// Neither the terminal of that name nor any that we tried in its place is known on this host.
    case unknownTerminal(String)
    /// The system refused a descriptor; the number is `errno`.
    case system(Int32)

    /// The reason as a sentence of ours; the name of the terminal is left to the caller, because it comes from outside.
    package var sentence: String {
        switch self {
        case .notATerminal: "input and output are not a terminal"
        case .cannotDraw: "TERM names a terminal that cannot draw a screen"
        case .unknownTerminal: "this host knows neither the terminal that TERM names nor xterm-256color nor vt100"
        case .system(let number): "the system refused a descriptor (errno \(number))"
        }
    }
}
