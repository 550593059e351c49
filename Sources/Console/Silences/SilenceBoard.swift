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
    /// What takes back the last order from here, where that was the last act of the person; nil where there is none.
    var undo: SilenceUndo?
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
    /// What is shown only; empty for all.
    var filter = ""
    /// The silence that was set or changed last, which the cursor goes to once the router tells it, and the one that it
    /// may have taken the place of.
    var sought: (instead: SilenceID?, id: SilenceID)?
    /// The silence that is shown in full, as it was last told, and the first line of it on the screen.
    var opened: SilenceSummary?
    var top = 0
}

/// What can be asked of the router about silences.
enum SilenceOrder: Hashable, Sendable {
    /// A new one; of the group of an incident, where it was set from one.
    case set(SilenceDraft, of: IncidentNumber?)
    /// One that stands, or that is over and is to stand again, as it shall be; and as it was.
    case change(SilenceDraft, from: Silence)
    /// As it stands.
    case expire(SilenceDraft)
    /// One that was ended a moment ago, as it stood.
    case restore(SilenceDraft)
    /// One that was set a moment ago, to be ended.
    case unset(SilenceDraft, of: IncidentNumber?)
    /// One that was changed a moment ago, as it was.
    case unchange(SilenceDraft)

    var draft: SilenceDraft {
        switch self {
        case .set(let draft, _), .change(let draft, _), .expire(let draft), .restore(let draft), .unset(let draft, _),
            .unchange(let draft):
            draft
        }
    }

    /// What people know it by: the incident that it is set for, or its conditions.
    var what: SafeText { number.map { SafeText("\($0)") } ?? SafeText(draft.matchers.written) }

    /// The incident that it is for; nil where it is for none.
    var number: IncidentNumber? {
        switch self {
        case .set(_, let number), .unset(_, let number): number
        case .change, .expire, .restore, .unchange: nil
        }
    }
    /// The silence that is ended or changed; nil for one that sets another.
    var silence: SilenceID? { draft.id }

    /// What is on its way: `silence of #17`.
    var name: SafeText {
        switch self {
        case .set: SafeText("silence of \(what)")
        case .change: SafeText("change of the silence \(what)")
        case .expire: SafeText("end of the silence \(what)")
        case .restore: SafeText("undo of the end of the silence \(what)")
        case .unset: SafeText("undo of the silence of \(what)")
        case .unchange: SafeText("undo of the change of the silence \(what)")
        }
    }

    /// What is said while the answer is missing: loud, because it is not so.
    var notDone: SafeText {
        switch self {
        case .set, .restore: SafeText("\(what) NOT SILENCED")
        case .change: SafeText("SILENCE NOT CHANGED \(what)")
        case .unchange: SafeText("SILENCE NOT CHANGED BACK \(what)")
        case .expire, .unset: SafeText("STILL SILENCED \(what)")
        }
    }

    /// What wants it done.
    func intent(_ request: RequestID) -> Intent {
        switch self {
        case .set(let draft, _), .change(let draft, _), .restore(let draft), .unchange(let draft):
            .setSilence(draft, request)
        case .unset(let draft, _):
            draft.id.map { .unsetSilence($0, readAsOf: draft.readAsOf, request) } ?? .setSilence(draft, request)
        case .expire(let draft):
            draft.id.map { .expireSilence($0, request) } ?? .setSilence(draft, request)
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
    /// Silence whatever is typed.
    case new
    /// Change the one under the cursor, or make it last an hour longer.
    case change, extend
    /// End the one under the cursor.
    case expire
    /// Show those that are over too, or not.
    case showOver
    /// Show only what words are typed for.
    case filter
}
