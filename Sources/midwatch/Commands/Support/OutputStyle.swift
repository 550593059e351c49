#if canImport(Glibc)
    import Glibc
#endif

/// How tables are laid out: the columns that there are, and whether colours may be used.
struct OutputStyle: Hashable, Sendable {
    var width: Int
    var usesColours: Bool
    /// Whether a person looks at the output on a screen that understands cursor movements.
    var isScreen: Bool

    /// What is written to no terminal: whoever reads it there wants all of it.
    static let plain = OutputStyle(width: endless, usesColours: false, isScreen: false)
    /// The width where nothing is ever cut.
    static let endless = Int.max
    /// That of a terminal that does not say how wide it is, and of prose where there is none.
    static let standardWidth = 80
    static let widthRange = 20...1000

    init(width: Int, usesColours: Bool, isScreen: Bool) {
        (self.width, self.usesColours, self.isScreen) = (width, usesColours, isScreen)
    }

    /// - Parameter columns: the width of the terminal; nil when the output is none.
    init(columns: Int?, environment: [String: String]) {
        let wish = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        guard let columns else {
            self = .plain
            if let wish { width = max(wish, OutputStyle.widthRange.lowerBound) }
            return
        }
        let isDumb = ["", "dumb"].contains(environment["TERM"] ?? "")
        let width = columns > 0 ? columns : wish ?? OutputStyle.standardWidth
        self.init(
            width: min(max(width, OutputStyle.widthRange.lowerBound), OutputStyle.widthRange.upperBound),
            usesColours: !isDumb && (environment["NO_COLOR"] ?? "").isEmpty, isScreen: !isDumb)
    }

    /// How wide sentences are made that read badly in one endless line.
    var proseWidth: Int { width == OutputStyle.endless ? OutputStyle.standardWidth : width }

    /// That of the process's own output.
    static var current: OutputStyle {
        OutputStyle(
            columns: StandardStreams.isTerminal(STDOUT_FILENO) ? columns : nil, environment: ProcessEnvironment.all)
    }

    private static var columns: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else { return 0 }
        return Int(size.ws_col)
    }
}
