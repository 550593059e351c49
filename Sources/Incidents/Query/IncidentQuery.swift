/// Which incidents somebody wants to see: `sev<=2 state:new svc:check* owner:me age>10m !deploy`.
///
/// The same in the console's `/` and `:`, in `midwatch list` and in `/api/v1/incidents?q=`. Terms stand side by side,
/// and all of them must hold; `!` turns one around. Case does not matter.
package struct IncidentQuery: Hashable, Sendable {
    /// The longest query, in bytes, and the most terms.
    package static let lengthMax = 1000
    package static let termsMax = 32

    let terms: [QueryTerm]
    /// The query as it was written, with single blanks between terms.
    package let text: String

    /// A query that every incident satisfies.
    package static let all = IncidentQuery(terms: [], text: "")

    private init(terms: [QueryTerm], text: String) { (self.terms, self.text) = (terms, text) }

    /// Reads a query.
    ///
    /// - Throws: ``QueryFault`` with the column, what is wrong, and what would be right.
    package init(_ text: String) throws(QueryFault) {
        guard text.utf8.count <= IncidentQuery.lengthMax else {
            throw QueryFault(column: 1, fault: "it is longer than 1000 bytes", remedy: "leave out what is not needed")
        }
        var words = QueryWords(text)
        var (terms, written): ([QueryTerm], [String]) = ([], [])
        while let word = try words.next() {
            guard terms.count < IncidentQuery.termsMax else {
                throw QueryFault(column: word.column, fault: "there are more than 32 terms", remedy: "leave some out")
            }
            terms.append(try QueryTerm(word))
            written.append(word.written)
        }
        self.init(terms: terms, text: written.joined(separator: " "))
    }

    package var isEmpty: Bool { terms.isEmpty }

    /// Whether an incident satisfies every term.
    ///
    /// - Parameter me: the person that `owner:me` means.
    package func matches(_ incident: borrowing IncidentSummary, me: SafeText, at now: Timestamp) -> Bool {
        for term in terms {
            if term.test.holds(incident, me, now) == term.isNegated { return false }
        }
        return true
    }

    /// Whether it asks for incidents that are over, which lists leave out by default.
    package var asksForResolved: Bool {
        terms.contains { term in
            guard !term.isNegated, case .state(let state) = term.test else { return false }
            return state == .all || state == .shown(.resolved) || state == .phase(.resolved)
        }
    }

    /// How each term begins, or all of it, for whoever completes what is typed.
    package static let completions: [String] = [
        "sev<=", "sev=", "sev>=", "state:", "state:new", "state:open", "state:all", "state:ack", "state:snooze",
        "state:mitg", "state:clrd", "state:rslv", "state:muted", "state:nonews", "svc:", "owner:", "owner:me",
        "owner:nobody", "age>", "age<", "changed<", "changed>", "id:", "firing>", "label:",
    ]
}

/// Why a query cannot be read: where, what, and the remedy.
package struct QueryFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The character that it is about, from 1.
    package var column: Int
    package var fault: SafeText
    package var remedy: SafeText

    package init(column: Int, fault: SafeText, remedy: SafeText) {
        (self.column, self.fault, self.remedy) = (column, fault, remedy)
    }

    /// What is wrong and what would be right, for the line that the query is typed into.
    package var said: SafeText { SafeText("\(fault); \(remedy)") }

    package var description: String { "column \(column): \(fault); \(remedy)" }
}

/// One term of a query.
struct QueryTerm: Hashable, Sendable {
    var test: QueryTest
    var isNegated: Bool
}
