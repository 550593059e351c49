import Calling
import Incidents

/// What `list` is asked for: words of a query.
struct ListQuery: Hashable {
    var state = IncidentsState.open

    /// - Throws: a ``CommandFailure`` that names the word that is not understood.
    init(_ words: [String]) throws(CommandFailure) {
        for word in words.flatMap({ $0.split(separator: " ") }) {
            guard word.hasPrefix("state:") else {
                throw CommandFailure(
                    .usage, SafeText("\"\(word)\" is not understood in a query"),
                    nextStep: "write state:open or state:all")
            }
            guard let state = IncidentsState(rawValue: String(word.dropFirst("state:".count))) else {
                throw CommandFailure(
                    .usage, SafeText("\"\(word)\" names no state"), nextStep: "write state:open or state:all")
            }
            self.state = state
        }
    }

    /// Whether an incident is among those asked for.
    func includes(_ incident: IncidentSummary) -> Bool {
        state == .all || incident.isOpen || incident.isCleared
    }
}
