import Curses
import Incidents

#if canImport(Glibc)
    import Glibc
#endif

/// Where plain lines are said: a terminal or a pipe, which may be slow and is never waited for, or a file.
struct PlainSpeaker {
    /// Nil for a file: it is always ready, and opening it once more would start at its top.
    private let line: OutputLine?
    private let isTerminal: Bool
    private var waiting = 0

    /// More than this that nobody takes, and nothing further is read.
    private static let stallMax = 64 << 10

    init(to output: Int32) throws {
        var status = stat()
        let isFile = fstat(output, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
        line = isFile ? nil : try OutputLine(to: output)
        isTerminal = StandardStreams.isTerminal(output)
    }

    /// Answers to poll; -1 for a file.
    var descriptor: Int32 { line?.descriptor ?? -1 }
    var hasWaiting: Bool { line?.hasWaiting ?? false }
    var isGone: Bool { line?.isGone ?? false }
    var isStalled: Bool { hasWaiting && waiting > PlainSpeaker.stallMax }

    /// Says a text that is safe already.
    mutating func write(_ text: String) {
        guard let line else { return StandardStreams.write(text) }
        line.append(text.utf8)
        waiting = hasWaiting ? waiting + text.utf8.count : 0
    }

    /// Rings the bell of a terminal; a script has none.
    mutating func ring() { if isTerminal { write("\u{7}") } }

    mutating func flush() {
        line?.flush()
        if !hasWaiting { waiting = 0 }
    }

    /// Says what is left, to somebody who still listens.
    func finish() { line?.flushAll(patience: 500) }
}
