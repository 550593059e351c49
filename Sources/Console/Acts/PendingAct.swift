import Incidents

/// An act that was sent and has no answer yet. It is shown as such, and never as done.
struct PendingAct: Hashable, Sendable {
    let request: RequestID
    let act: Act
    let sentAt: Timestamp
}

/// An own act that the router has confirmed.
struct DoneAct: Hashable, Sendable {
    let act: Act
    let at: Timestamp
}

extension Act.Verb {
    /// Whether the router takes it back when asked soon enough: acts that ring people are not among them.
    var canBeUndone: Bool {
        switch self {
        case .acknowledge, .take, .snooze, .mitigate, .resolve, .severity, .merge: true
        case .unacknowledge, .reopen, .note, .unmerge, .undo: false
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
