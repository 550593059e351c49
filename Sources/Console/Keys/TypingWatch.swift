import Incidents
import TerminalUI

/// Notices that somebody types words into a screen that takes keys: five or more letters within 600 ms.
///
/// A held key repeats one letter, and a hurried hand goes up and down by two or three: so several letters must differ,
/// and one of them must do more than move the cursor.
struct TypingWatch: Sendable {
    private var recent: [(letter: Unicode.Scalar, at: Timestamp, moves: Bool)] = []
    private var isTyping = false

    /// Takes a letter in and answers whether it, and what follows without a pause, is to be dropped.
    mutating func notices(_ letter: Unicode.Scalar, movesOnly: Bool, at now: Timestamp) -> Bool {
        if isTyping, let last = recent.last, now - last.at < Limits.burst, now >= last.at {
            recent = [(letter, now, movesOnly)]
            return true
        }
        isTyping = false
        recent.removeAll { now - $0.at >= Limits.burst || now < $0.at }
        recent.append((letter, now, movesOnly))
        recent = recent.suffix(Limits.burstLetters)
        guard recent.count == Limits.burstLetters, Set(recent.map(\.letter)).count >= Limits.burstDistinct,
            recent.contains(where: { !$0.moves })
        else { return false }
        isTyping = true
        return true
    }

    /// What was typed into an input was meant.
    mutating func forget() { self = TypingWatch() }
}

extension Limits {
    /// So many letters within this span are words, typed into the wrong pane; of them so many differ.
    static let burst = Duration.milliseconds(600)
    static let burstLetters = 5
    static let burstDistinct = 3
    /// Over a slow link a prompt is seen later, so that more may have been typed ahead.
    static let lockoutRemote = Duration.milliseconds(700)
    /// Up to so many incidents at one go ask yes or no; more have their count typed.
    static let askMax = 5
    /// The most incidents named in a question.
    static let namedMax = 5
    /// The most incidents merged at one go.
    static let mergeMax = 20
    /// The most incidents that one key acts on: each is an act of its own, sent at once.
    static let bulkMax = 200
    /// The most lines of the command line that are remembered, and places that were looked at.
    static let placesMax = 50
    /// The most that the palette, and a completion, show, and the most rows of the list that they look through.
    static let foundMax = 50
    static let searchedMax = 2000
    /// A second ^C within this span is somebody who wants to leave.
    static let cancelTwice = Duration.seconds(3)
}
