import Logging

#if canImport(Glibc)
    import Glibc
#endif

/// The router's log: one line an event, to stderr.
enum RouterLog {
    static func make(level: Logger.Level = .info) -> Logger {
        var log = Logger(label: "midwatch") { StreamLogHandler(label: $0, stream: LogLines()) }
        log.logLevel = level
        return log
    }
}

/// Where records go on their way to stderr, which may be somebody's terminal and is read by programs: what a record
/// quotes can neither steer the one nor look like a record to the others.
struct LogLines: TextOutputStream, Sendable {
    /// What stands before the second and each further line of one record. No record begins like that.
    static let continuation = "    | "

    func write(_ record: String) { StandardStreams.write(LogLines.text(of: record), to: STDERR_FILENO) }

    /// A record as it is written; its last line feed is the logger's own.
    static func text(of record: String) -> String {
        var scalars = record.unicodeScalars
        if scalars.last == "\n" { scalars.removeLast() }
        var view = String.UnicodeScalarView()
        for scalar in scalars {
            // No sequence that steers is ours in a log.
            view.append(scalar == "\u{1B}" ? "\u{FFFD}" : scalar)
            if scalar == "\n" { view.append(contentsOf: continuation.unicodeScalars) }
        }
        return TerminalText.cleaned(String(view) + "\n")
    }
}
