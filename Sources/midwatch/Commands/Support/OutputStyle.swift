#if canImport(Glibc)
    import Glibc
#endif

/// How tables are laid out: the columns that there are, and whether colours may be used.
struct OutputStyle: Hashable, Sendable {
    var width: Int
    var usesColours: Bool
    /// Whether a person looks at the output on a screen that understands cursor movements.
    var isScreen: Bool

    /// What is written to no terminal, or to one that does not say how wide it is.
    static let plain = OutputStyle(width: 80, usesColours: false, isScreen: false)
    static let widthRange = 20...1000

    init(width: Int, usesColours: Bool, isScreen: Bool) {
        (self.width, self.usesColours, self.isScreen) = (width, usesColours, isScreen)
    }

    /// - Parameter columns: the width of the terminal; nil when the output is none.
    init(columns: Int?, environment: [String: String]) {
        guard let columns else {
            self = .plain
            return
        }
        let isDumb = ["", "dumb"].contains(environment["TERM"] ?? "")
        self.init(
            width: columns == 0 ? OutputStyle.plain.width : min(max(columns, 20), 1000),
            usesColours: !isDumb && (environment["NO_COLOR"] ?? "").isEmpty, isScreen: !isDumb)
    }

    /// That of the process's own output.
    static var current: OutputStyle {
        guard StandardStreams.isTerminal(STDOUT_FILENO) else { return .plain }
        return OutputStyle(columns: columns, environment: ProcessEnvironment.all)
    }

    private static var columns: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else { return 0 }
        return Int(size.ws_col)
    }
}
