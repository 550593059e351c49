import Incidents

/// What keys and the command line ask of the list.
extension ConsoleState {
    mutating func run(_ command: ListCommand) { say("not here yet", isBad: true) }

    mutating func run(_ command: ViewCommand) { say("not here yet", isBad: true) }

    /// The views that are kept, by their names, in the order of their names.
    var viewNames: [String] { [] }

    /// Shows all rows again, where a filter hides some. Does nothing where none does.
    mutating func clearFilter() {
        if triage.isMineOnly { toggleMine() }
    }
}
