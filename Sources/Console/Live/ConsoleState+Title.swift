import Incidents
import TerminalUI

/// What a person sees of the console while they look at another window: words of our own and numbers, nothing else.
extension ConsoleState {
    /// `prod 2 NEED ACK`, `prod STALE 2 NEED ACK`; nil until a router is known.
    private var title: SafeText? {
        guard let router else { return nil }
        let stale = isStale ? " STALE" : ""
        return SafeText("\(router.name)\(stale) \(roll.tally.needAcknowledge) NEED ACK")
    }

    /// Names the window anew where its words have changed: at once while the person looks elsewhere, else with the
    /// minute. Who looks at the screen has no need of it, and every changed row would carry it along.
    mutating func tellTitle() {
        guard isAway || now.minutes != titledMinute, let title, title != toldTitle else { return }
        (toldTitle, titledMinute) = (title, now.minutes)
        wanted.append(.terminal(.title(title)))
    }

    /// `2 NEED ACK, #4127 SEV1`, for a person who looks elsewhere.
    var callingWords: SafeText {
        let urgent = roll.mostUrgent.flatMap { roll[$0] }.map { ", \($0.number) \($0.severity.name)" } ?? ""
        return SafeText("\(roll.tally.needAcknowledge) NEED ACK\(urgent)")
    }
}
