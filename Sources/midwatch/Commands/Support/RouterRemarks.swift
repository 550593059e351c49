import Calling
import Incidents
import Wire

/// What a person should know of the router beside what a command was asked for; on stderr, so that output stays clean.
enum RouterRemarks {
    /// Asks the router, and says it. A router that gives no answer here is for the command itself to complain of.
    ///
    /// - Returns: how the router is; nil when it did not say.
    @discardableResult
    static func say(of desk: HTTPDesk) async -> RouterStatus? {
        guard let status = try? await desk.status() else { return nil }
        for line in lines(status, now: WallTime.now) { StandardStreams.remark(line.shown) }
        return status
    }

    static func lines(_ status: RouterStatus, now: Timestamp) -> [SafeText] {
        var lines: [SafeText] = []
        if let degraded = status.degraded { lines.append(SafeText("DEGRADED: \(degraded)")) }
        if let sentence = status.paging.sentence { lines.append(sentence) }
        if let all = status.allMuted { lines.append(all.allSentence(asOf: now)) }
        if let set = status.clockSet, now - set.at < ClockSet.toldFor { lines.append(SafeText("the \(set.sentence)")) }
        return lines
    }
}
