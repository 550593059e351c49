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

    /// What stands between us and the terminal that the person sees.
    package var multiplexer = Multiplexer.none

    /// How a person who looks elsewhere is told, where the terminal can (`MIDWATCH_NOTIFY`); by default not at all.
    package var notifications = Notifications.none

    /// Whether a frame is marked as one, so that the terminal shows it in one go (`MIDWATCH_SYNC=1`). It is never asked
    /// whether it can.
    package var wantsSynchronisedOutput = false

    /// The person's editor, in words; nil where none may be started, as in a restricted session.
    package var editor: [String]? = ["vi"]

    /// The folder for files that live as long as an editor.
    package var scratchFolder = "/tmp"

    /// The file for what the runtime says of a crash; an empty one lets nothing be kept, nil leaves it to the terminal.
    package var crashReport: String?

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
        multiplexer = Multiplexer(inTmux: value("TMUX") != nil, inScreen: value("STY") != nil, terminal)
        notifications = value("MIDWATCH_NOTIFY").flatMap(Notifications.init(rawValue:)) ?? .none
        wantsSynchronisedOutput = value("MIDWATCH_SYNC") == "1"
        let words = (value("VISUAL") ?? value("EDITOR") ?? "").split(separator: " ").map(String.init)
        editor = words.isEmpty ? ["vi"] : words
        if let folder = value("XDG_RUNTIME_DIR"), folder.hasPrefix("/") { scratchFolder = folder }
        let state = value("XDG_STATE_HOME") ?? value("HOME").map { "\($0)/.local/state" }
        crashReport = state.map { "\($0)/midwatch/crash" } ?? ""
    }

    /// The same for a session that may reach nothing outside the console: no editor, no file, and no program that takes
    /// a copied text.
    package var restricted: Surroundings {
        var inside = self
        inside.editor = nil
        inside.crashReport = ""
        if inside.multiplexer == .tmux { inside.multiplexer = .distantTmux }
        return inside
    }

    /// Whether the environment asks for UTF-8.
    var namesUTF8: Bool {
        let name = locale.lowercased()
        return name.contains("utf-8") || name.contains("utf8")
    }
}
