import Incidents
import TerminalUI

/// Spans and moments as a screen says them: in whole minutes, so that nothing on it changes between two minutes.
enum Words {
    /// How long ago, as the two clocks say it: `<1m`, `6m`, `1h12`, `3d`.
    static func age(since start: Timestamp, at now: Timestamp) -> String {
        let minutes = now.minutes - start.minutes
        return minutes <= 0 ? "<1m" : text(minutes: minutes)
    }

    /// How long until then; `now` when it is due.
    static func left(until end: Timestamp, at now: Timestamp) -> String {
        let minutes = end.minutes - now.minutes
        return minutes > 0 ? text(minutes: minutes) : end > now ? "<1m" : "now"
    }

    /// A span in whole minutes.
    static func span(_ span: Duration) -> String {
        let minutes = span.wholeMilliseconds / 60_000
        return minutes <= 0 ? "<1m" : text(minutes: minutes)
    }

    /// How long nothing was heard: in steps of ten seconds, then in minutes.
    static func silence(_ span: Duration) -> String {
        let seconds = span.wholeMilliseconds / 1000
        return seconds < 60 ? "\(seconds / 10 * 10)s" : text(minutes: seconds / 60)
    }

    /// A count with its word: `1 alert`, `2 alerts`.
    static func count(_ count: Int, _ word: String) -> String { count == 1 ? "1 \(word)" : "\(count) \(word)s" }

    /// Incidents by their numbers, the first few of many: `#1 #2 #3 and 4 more`.
    static func numbers(_ numbers: [IncidentNumber]) -> String {
        let named = numbers.prefix(Limits.namedMax).map { "\($0)" }.joined(separator: " ")
        let more = numbers.count - Limits.namedMax
        return more > 0 ? "\(named) and \(more) more" : named
    }

    /// The name of a person or a service in at most so many columns. One that is written in two scripts, as one does
    /// who imitates another name, is told by a mark that is never cut off: `pаypal(?)`.
    static func name(_ name: SafeText, in columns: Int = .max) -> String {
        let mark = name.mixesScripts ? "(?)" : ""
        return Part(name).cut(to: columns - mark.utf8.count).text.shown + mark
    }

    private static func text(minutes: Int64) -> String {
        if minutes < 60 { return "\(minutes)m" }
        if minutes < 24 * 60 {
            let rest = minutes % 60
            return "\(minutes / 60)h\(rest < 10 ? "0" : "")\(rest)"
        }
        return "\(minutes / (24 * 60))d"
    }
}

extension SafeText {
    /// The text in lines of so many columns, broken between words where it can be. At most `count` lines; what is left
    /// over stays in the last one, for the frame to cut.
    func wrapped(to width: Int, lines count: Int) -> [SafeText] {
        guard width > 0, count > 0 else { return [] }
        var (lines, line, used): ([String], String, Int) = ([], "", 0)
        for word in shown.split(separator: " ", omittingEmptySubsequences: true) {
            let size = DisplayWidth.columns(of: SafeText(String(word)))
            let isLast = lines.count == count - 1
            if used > 0, used + 1 + size > width, !isLast {
                lines.append(line)
                (line, used) = ("", 0)
            }
            if used > 0 { line += " " }
            line += word
            used += (used > 0 ? 1 : 0) + size
        }
        if !line.isEmpty { lines.append(line) }
        return lines.map { SafeText($0) }
    }
}
