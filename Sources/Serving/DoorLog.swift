import Incidents
import Logging
import Synchronization

/// What the doors for senders say in the router's log: which bodies were refused, and why. A sender that is all wrong
/// must not fill the disk: there are so many lines a minute, and then a count of those that were left out.
final class DoorLog: Sendable {
    /// The most lines a minute.
    static let linesMax = 20
    /// The most characters of one reason.
    static let lengthMax = 400

    private let clock: any WallClock
    private let log: Logger
    private let window = Mutex<Window>(Window())

    private struct Window {
        var since: Duration?
        var lines = 0
        var leftOut = 0
    }

    init(clock: any WallClock, log: Logger) { (self.clock, self.log) = (clock, log) }

    /// Says that a body, or a part of it, is not taken.
    func refused(_ path: String, _ status: Int, by sender: SafeText, _ why: String) {
        say("a body was refused", at: path, ["status": "\(status)", "by": "\(sender)", "why": "\(Self.short(why))"])
    }

    /// Says that a sender left alerts out of its body.
    func cut(_ path: String, missing: Int) {
        say(
            "a sender left alerts out of its body, which nobody here is told of; raise max_alerts there, or group more",
            at: path, ["missing": "\(missing)"])
    }

    private func say(_ message: Logger.Message, at path: String, _ facts: Logger.Metadata) {
        guard let leftOut = takeLine() else { return }
        var facts = facts
        facts["at"] = "\(path)"
        if leftOut > 0 { facts["leftOut"] = "\(leftOut)" }
        log.warning(message, metadata: facts)
    }

    /// Whether there may be another line, and how many were left out since the last minute that was full.
    private func takeLine() -> Int? {
        let now = clock.elapsed()
        return window.withLock { window in
            if window.since.map({ now - $0 >= .minutes(1) }) ?? true { (window.since, window.lines) = (now, 0) }
            guard window.lines < Self.linesMax else {
                window.leftOut += 1
                return nil
            }
            window.lines += 1
            defer { window.leftOut = 0 }
            return window.leftOut
        }
    }

    private static func short(_ why: String) -> SafeText {
        SafeText(why.count > lengthMax ? "\(why.prefix(lengthMax))…" : why)
    }
}
