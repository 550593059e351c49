import Incidents

/// An act that was sent and has no answer yet. It is shown as such, and never as done.
struct PendingAct: Hashable, Sendable {
    let request: RequestID
    let act: Act
    let sentAt: Timestamp
    /// The acts that it was sent with; nil when it was sent alone.
    var bulk: Int?
}

/// An own act that the router has confirmed, or several that were ordered at one go; never none.
struct DoneAct: Hashable, Sendable {
    let acts: [Act]
    /// When the first of them was confirmed: its undo ends first.
    let at: Timestamp

    var verb: Act.Verb { acts[0].verb }
    /// `#4127`, or `#4127 #4129`.
    var names: String { Words.numbers(acts.map(\.incident)) }
}

/// Acts that one order sent at once, until all have their answers.
struct Bulk: Sendable {
    let id: Int
    let verb: Act.Verb
    let total: Int
    var done: [Act] = []
    var firstDoneAt: Timestamp?
    /// Those that were not done, each with its reason.
    var refused: [(number: IncidentNumber, reason: SafeText)] = []

    var isFinished: Bool { done.count + refused.count >= total }
}

extension Act.Verb {
    /// Whether the router takes it back when asked soon enough: acts that ring people are not among them.
    var canBeUndone: Bool {
        switch self {
        case .acknowledge, .take, .snooze, .mitigate, .resolve, .severity, .merge: true
        case .unacknowledge, .reopen, .note, .unmerge, .undo: false
        }
    }

    /// What was done, in one word: `5 of 5 acked`.
    var pastName: String {
        switch self {
        case .acknowledge: "acked"
        case .unacknowledge: "unacked"
        case .take: "taken"
        case .snooze: "snoozed"
        case .mitigate: "mitigated"
        case .resolve: "resolved"
        case .reopen: "reopened"
        case .note: "noted"
        case .severity(let severity): "set to \(severity.name)"
        case .merge: "merged"
        case .unmerge: "unmerged"
        case .undo: "undone"
        }
    }

    /// What is said of an incident while the answer is missing: loud, because it is not so.
    var notDone: String {
        switch self {
        case .acknowledge: "NOT ACKNOWLEDGED"
        case .unacknowledge: "STILL ACKNOWLEDGED"
        case .take: "NOT TAKEN"
        case .snooze: "NOT SNOOZED"
        case .mitigate: "NOT MITIGATED"
        case .resolve: "NOT RESOLVED"
        case .reopen: "NOT REOPENED"
        case .note: "NOTE NOT KEPT"
        case .severity: "SEVERITY NOT SET"
        case .merge: "NOT MERGED"
        case .unmerge: "NOT UNMERGED"
        case .undo: "NOT UNDONE"
        }
    }
}
