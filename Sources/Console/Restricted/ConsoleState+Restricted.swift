package import Incidents

/// What lies outside the console: a forced command of sshd reaches none of it.
package enum Outside: Hashable, Sendable, CaseIterable {
    case editor, shell, files, suspending
    /// Programs that take a copied text, such as that of tmux. The terminal's own clipboard is not among them.
    case copyPrograms
}

extension ConsoleState {
    /// Why something outside cannot be reached; nil when it can. What a key that would reach it says.
    package func obstacle(restricted outside: Outside) -> SafeText? { isRestricted ? "off: restricted" : nil }
}
