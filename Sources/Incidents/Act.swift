/// What a person does to an incident: a key, a command and a link in a message all become this.
package struct Act: Hashable, Sendable {
    package var verb: Verb
    package var incident: IncidentNumber

    package init(_ verb: Verb, _ incident: IncidentNumber) {
        self.verb = verb
        self.incident = incident
    }

    package enum Verb: Hashable, Sendable {
        case acknowledge
        case unacknowledge
        case take
        case snooze(until: Timestamp)
        case mitigate
        case resolve
        case reopen
        case note(SafeText)
        case severity(Severity)
        case merge(into: IncidentNumber)
        case unmerge
        case undo

        /// The word of the command and of the help.
        package var name: String {
            switch self {
            case .acknowledge: "ack"
            case .unacknowledge: "unack"
            case .take: "take"
            case .snooze: "snooze"
            case .mitigate: "mitigate"
            case .resolve: "resolve"
            case .reopen: "reopen"
            case .note: "note"
            case .severity: "severity"
            case .merge: "merge"
            case .unmerge: "unmerge"
            case .undo: "undo"
            }
        }
    }
}
