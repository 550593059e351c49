import Incidents

/// What `list` is asked for: the words of a query.
struct ListQuery: Hashable {
    var query: IncidentQuery

    /// - Throws: a ``CommandFailure`` that names the column, the fault and the remedy.
    init(_ words: [String]) throws(CommandFailure) {
        do throws(QueryFault) {
            query = try IncidentQuery(words.joined(separator: " "))
        } catch {
            throw CommandFailure(
                .usage, SafeText("the query cannot be read, column \(error.column): \(error.fault)"),
                nextStep: error.remedy)
        }
    }

    /// Whether an incident is in the list that the query looks through: what is over only where it is asked for.
    func lists(_ incident: IncidentSummary) -> Bool { query.asksForResolved || incident.isListed }

    /// What a list is told instead of rows when nothing is in it.
    var emptiness: SafeText {
        query.isEmpty ? "No open incidents." : SafeText("No incident matches \(query.text)")
    }
}
