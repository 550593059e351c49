import Incidents

/// What the router told of its silences, and what was sent about them and has no answer yet.
struct SilenceBoard: Sendable {
    /// Nil while another screen is shown.
    var screen: SilencesScreen?
    /// In the order of the router: active, pending, over.
    var found: [SilenceSummary] = []
    /// When the router told them; nil until it has.
    var arrivedAt: Timestamp?
    /// Why the router did not tell; nil when it did, or was not asked yet.
    var missing: SafeText?
    /// Whether something changed since the router was asked.
    var isStale = false
    /// When the router was last asked, and whether its answer is still to come.
    var requestedAt: Timestamp?
    var isAsked = false
    /// When the states of silences were last held against the clock.
    var lookedAt: Timestamp?
    var pending: [PendingSilence] = []

    /// What of an id must be typed at least, if no other silence begins with it.
    static let prefixMin = 4
}

/// The list of silences, or one of them in full.
struct SilencesScreen: Sendable {
    /// The incident that was open before, which Esc goes back to.
    var from: IncidentNumber?
    var selected: SilenceID?
    /// Since when the row under the cursor is there without a key having gone to it.
    var selectedSince: Timestamp
    /// The first row on the screen.
    var offset = 0
    var showsOver = false
    /// The silence that is shown in full, as it was last told, and the first line of it on the screen.
    var opened: SilenceSummary?
    var top = 0
}

/// What can be asked of the router about silences.
enum SilenceOrder: Hashable, Sendable {
    case set(SilenceDraft, of: IncidentNumber)
    /// - Parameter what: its conditions, as people know it.
    case expire(SilenceID, what: SafeText)

    /// What is on its way: `silence of #17`.
    var name: SafeText {
        switch self {
        case .set(_, let number): SafeText("silence of \(number)")
        case .expire(_, let what): SafeText("end of the silence \(what)")
        }
    }

    /// What is said while the answer is missing: loud, because it is not so.
    var notDone: SafeText {
        switch self {
        case .set(_, let number): SafeText("\(number) NOT SILENCED")
        case .expire(_, let what): SafeText("STILL SILENCED \(what)")
        }
    }

    /// What wants it done.
    func intent(_ request: RequestID) -> Intent {
        switch self {
        case .set(let draft, _): .setSilence(draft, request)
        case .expire(let id, _): .expireSilence(id, request)
        }
    }
}

/// An order that was sent and has no answer yet. It is shown as such, and never as done.
struct PendingSilence: Hashable, Sendable {
    let request: RequestID
    let order: SilenceOrder
    let sentAt: Timestamp
    /// Whether it was said that there is no answer yet; for plain lines, which say it once.
    var isCalledLate = false
}

/// What keys ask about silences.
enum SilenceCommand: Hashable, Sendable {
    /// Go to the silences.
    case show
    /// Silence the alerts of an incident for a time, or until they resolve.
    case set, setUntilResolved
    /// End the one under the cursor.
    case expire
    /// Show those that are over too, or not.
    case showOver
}
