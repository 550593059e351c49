import Curses
import Incidents

/// What `doctor` thinks of the terminal, from what was read of it.
struct TerminalExamination {
    var environment: [String: String]
    /// Columns and rows; nil when the output is no terminal.
    var size: (columns: Int, rows: Int)?
    /// What the C library calls the encoding of characters, such as `UTF-8`.
    var codeset: String

    /// The smallest screen that the console draws.
    static let sizeMin = (columns: 40, rows: 12)

    var findings: [Finding] { [kind, extent, colours, characters, nesting, copying] }

    private func value(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    private var kind: Finding {
        guard let kind = value("TERM") else {
            return .fail("terminal", "TERM is not set", remedy: "set it: export TERM=xterm-256color")
        }
        guard kind != "dumb" else {
            return .warn(
                "terminal", "TERM is dumb: no screen can be drawn, and the console speaks in plain lines",
                remedy: "export TERM=xterm-256color where the terminal can draw")
        }
        return .ok("terminal", "TERM is \(kind)" + (value("SSH_CONNECTION") == nil ? "" : ", over SSH"))
    }

    private var extent: Finding {
        guard let size else { return .ok("size", "the output is no terminal: tables are 80 columns wide") }
        let said = "\(size.columns) columns, \(size.rows) rows"
        guard size.columns > 0, size.rows > 0 else {
            return .warn("size", "the terminal does not say how large it is", remedy: "set it: stty cols 80 rows 24")
        }
        let least = TerminalExamination.sizeMin
        guard size.columns >= least.columns, size.rows >= least.rows else {
            return .warn("size", said, remedy: "make it at least \(least.columns) columns and \(least.rows) rows")
        }
        return .ok("size", said)
    }

    private var colours: Finding {
        if value("NO_COLOR") != nil { return .ok("colours", "none: NO_COLOR is set") }
        if let depth = value("COLORTERM"), ["truecolor", "24bit"].contains(depth) {
            return .ok("colours", "16 million: COLORTERM is \(depth)")
        }
        if (value("TERM") ?? "").contains("256color") { return .ok("colours", "256, as TERM says") }
        return .ok("colours", "8 or 16, as far as TERM says")
    }

    private var characters: Finding {
        let name = value("LC_ALL") ?? value("LC_CTYPE") ?? value("LANG")
        let said = "\(name ?? "no locale is set"), characters are \(codeset)"
        guard ["UTF-8", "UTF8"].contains(codeset.uppercased()) else {
            return .warn("locale", said, remedy: "set a UTF-8 locale that this machine has: export LC_ALL=C.UTF-8")
        }
        return .ok("locale", said)
    }

    /// How a text that was copied gets to where the person can paste it.
    private var copying: Finding {
        let way =
            switch Surroundings(environment: environment).multiplexer {
            case .tmux: "by tmux load-buffer -w"
            case .distantTmux: "by OSC 52, if the tmux on the way lets it through: set -g set-clipboard on"
            case .screen: "by OSC 52, wrapped for screen"
            case .none: "by OSC 52, if the terminal takes it"
            }
        return .ok("copy", "\(way); the text is always shown, too")
    }

    private var nesting: Finding {
        if value("TMUX") != nil {
            guard let kind = value("TERM"), kind.hasPrefix("tmux") || kind.hasPrefix("screen") else {
                return .warn(
                    "multiplexer", "inside tmux, with TERM \(value("TERM") ?? "unset")",
                    remedy: "let tmux set it: set -g default-terminal tmux-256color in ~/.tmux.conf")
            }
            return .ok("multiplexer", "inside tmux")
        }
        return .ok("multiplexer", value("STY") == nil ? "none" : "inside screen")
    }
}
