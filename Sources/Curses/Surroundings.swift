/// What the environment says about the terminal: read once, where the program starts, and handed in.
package struct Surroundings: Hashable, Sendable {
    /// `TERM`; nil or `dumb` means that no screen can be drawn.
    package var terminal: String?

    /// The name of the locale for characters, as the environment asks for it, whether this host has it or not.
    package var locale: String

    /// Whether the bytes go over SSH, where each one waits for the network.
    package var isRemote: Bool

    /// Whether colour was declined (`NO_COLOR`).
    package var declinesColour: Bool

    /// Surroundings as they are said to be; for tests, and where there is no environment.
    package init(terminal: String?, locale: String = "", isRemote: Bool = false, declinesColour: Bool = false) {
        (self.terminal, self.locale) = (terminal, locale)
        (self.isRemote, self.declinesColour) = (isRemote, declinesColour)
    }

    /// Reads the variables that matter; the rules of precedence are those of POSIX and of no-color.org.
    package init(environment: [String: String]) {
        func value(_ name: String) -> String? {
            guard let text = environment[name], !text.isEmpty else { return nil }
            return text
        }
        self.init(
            terminal: value("TERM"),
            locale: value("LC_ALL") ?? value("LC_CTYPE") ?? value("LANG") ?? "",
            isRemote: value("SSH_CONNECTION") != nil,
            declinesColour: value("NO_COLOR") != nil)
    }

    /// Whether the environment asks for UTF-8.
    var namesUTF8: Bool {
        let name = locale.lowercased()
        return name.contains("utf-8") || name.contains("utf8")
    }
}
