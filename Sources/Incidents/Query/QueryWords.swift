/// A word of a query: what stands between blanks, with quotes for blanks within.
struct QueryWord {
    /// The word without quotes and without the `!` before it.
    var text: String
    /// As it was written.
    var written: String
    /// Where it begins, from 1.
    var column: Int
    var isNegated: Bool
    /// Whether it began with a quote: then it is text and nothing else.
    var isQuoted: Bool
}

/// Takes a query apart into words.
struct QueryWords {
    private let scalars: [Unicode.Scalar]
    private var at = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func next() throws(QueryFault) -> QueryWord? {
        while at < scalars.count, scalars[at].properties.isWhitespace { at += 1 }
        guard at < scalars.count else { return nil }
        let start = at
        var word = QueryWord(text: "", written: "", column: start + 1, isNegated: false, isQuoted: false)
        if scalars[at] == "!" {
            word.isNegated = true
            at += 1
        }
        word.isQuoted = at < scalars.count && scalars[at] == "\""
        while at < scalars.count, !scalars[at].properties.isWhitespace {
            if scalars[at] == "\"" {
                try takeQuoted(into: &word)
            } else {
                word.text.unicodeScalars.append(scalars[at])
                at += 1
            }
        }
        word.written.unicodeScalars.append(contentsOf: scalars[start..<at])
        guard !word.text.isEmpty else {
            throw QueryFault(
                column: word.column, fault: word.isNegated ? "nothing stands behind the !" : "the quotes are empty",
                remedy: "such as !deploy")
        }
        return word
    }

    private mutating func takeQuoted(into word: inout QueryWord) throws(QueryFault) {
        let start = at
        at += 1
        while at < scalars.count, scalars[at] != "\"" {
            word.text.unicodeScalars.append(scalars[at])
            at += 1
        }
        guard at < scalars.count else {
            throw QueryFault(column: start + 1, fault: "the quote is not closed", remedy: "end it with another \"")
        }
        at += 1
    }
}
