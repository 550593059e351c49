import Incidents

/// Every span and bound of the console, with its reason.
enum Limits {
    /// A row, and a prompt, must have been on the screen this long before a key may act on it: keys typed ahead were
    /// not meant for it.
    static let lockout = Duration.milliseconds(300)
    /// Rows are put in order only after this long without a key: nothing moves under a hand.
    static let idle = Duration.seconds(2)
    /// The preview follows the cursor once it rests, so that a held key does not draw it thirty times a second.
    static let rest = Duration.milliseconds(120)
    /// A filter is tried once no letter came for so long: the letter itself is on the screen before. A hundred thousand
    /// incidents are filtered well within the 50 ms that the answer may take.
    static let typing = Duration.milliseconds(10)
    /// An act without an answer is said to be undone after this long.
    static let answerWait = Duration.seconds(2)
    /// An act without an answer is given up after this long, and never sent again.
    static let answerMax = Duration.seconds(30)
    /// How long the last own act may be taken back; the router holds to the same.
    static let undo = Duration.seconds(10)
    /// How long a good word, and a bad one, stays on the screen.
    static let toast = Duration.seconds(10)
    static let badToast = Duration.seconds(30)
    /// The feed beats every 15 s; without a word for this long the screen may be wrong.
    static let stale = Duration.seconds(20)
    /// At most one bell in this span: a storm must not be a siren.
    static let bell = Duration.seconds(10)
    /// Alerts of the open incident are fetched again at most so often, and when no answer came, after so long.
    static let detail = Duration.seconds(1)
    static let detailRetry = Duration.seconds(5)
    /// The most lines of an explanation that are kept.
    static let whyMax = 20_000
    /// The longest note, in bytes of UTF-8; the router holds to the same.
    static let noteMax = 16 << 10
    /// The most lines of one history that are kept; then the older half is let go.
    static let timelineMax = 20_000
    /// Where the person looks is told at most so often.
    static let look = Duration.milliseconds(500)
    /// So much is said of a word that was typed and was not the one that was asked for.
    static let mistypedMax = 16
    /// The longest field of a silence that is typed, in bytes of UTF-8: its conditions may be many.
    static let silenceFieldMax = 4000
    /// The longest line that can be typed, in scalars: a note is a sentence, not a file.
    static let inputMax = 1000
    /// The longest name of a service that may be typed for the count of a question, in bytes of UTF-8.
    static let typedNameMax = 32
    /// The most marks: each is an act of its own when something is done to them.
    static let marksMax = 200
    /// The longest snooze that can be typed; the router has its own, shorter.
    static let snoozeMax = Duration.hours(24 * 30)
    /// The longest prefix of request ids, in bytes; a counter is appended to it.
    static let prefixMax = 64
    /// The most rows counted as new above; more are "many".
    static let newMax = 999
    /// Frozen rows thaw by themselves: nobody is to look at an old list without knowing.
    static let frost = Duration.seconds(60)
    /// The most filters remembered, saved views, and bytes of the name of one.
    static let historyMax = 100
    static let viewsMax = 100
    static let viewNameMax = 32
    /// The most ways offered to complete a word.
    static let completionsMax = 12
    /// The smallest screen with rows; below it there is one line.
    static let rowsMin = (width: 40, height: 8)
}
