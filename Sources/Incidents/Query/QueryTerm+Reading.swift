/// How a word becomes a term.
extension QueryTerm {
    init(_ word: QueryWord) throws(QueryFault) {
        isNegated = word.isNegated
        if word.isQuoted {
            test = .words(TextPattern(word.text))
        } else {
            test = try QueryTerm.test(of: word)
        }
    }

    /// How a value is compared with what stands behind the sign.
    private enum Sign: String {
        case atMost = "<=", atLeast = ">=", less = "<", more = ">", equals = "=", colon = ":"
    }

    private struct Parts {
        var field: Substring
        var sign: Sign
        var value: Substring
        /// Where the value begins, from 1.
        var column: Int
    }

    private static let numeric: Set<String> = ["sev", "severity", "age", "changed", "id", "firing"]

    private static func test(of word: QueryWord) throws(QueryFault) -> QueryTest {
        guard let parts = parts(of: word) else { return .words(TextPattern(word.text)) }
        guard !parts.value.isEmpty else {
            throw QueryFault(
                column: parts.column, fault: SafeText("nothing stands behind \(parts.field)\(parts.sign.rawValue)"),
                remedy: "such as sev<=2, svc:checkout, owner:me, age>10m")
        }
        let field = parts.field.lowercased()
        switch field {
        case "sev", "severity": return .severity(try range(parts, of: severity))
        case "age": return .age(try range(parts, of: span))
        case "changed": return .changed(try range(parts, of: span))
        case "firing": return .firing(try range(parts, of: number))
        case "id": return .number(try numbers(parts))
        case "state": return .state(try state(parts))
        case "svc", "service": return .service(TextPattern(parts.value))
        case "owner", "who": return .owner(owner(parts.value))
        case "label": return try label(parts)
        default:
            // `NAME=GLOB` is short for `label:NAME=GLOB`; anything else is text with a sign in it, such as an address.
            guard parts.sign == .equals else { return .words(TextPattern(word.text)) }
            return .label(name: Array(parts.field.utf8), TextPattern(parts.value))
        }
    }

    private static func parts(of word: QueryWord) -> Parts? {
        let text = word.text
        guard let place = text.firstIndex(where: { "<>=:".contains($0) }), place > text.startIndex else { return nil }
        let next = text.index(after: place)
        let isDouble = "<>".contains(text[place]) && next < text.endIndex && text[next] == "="
        let end = isDouble ? text.index(after: next) : next
        guard let sign = Sign(rawValue: String(text[place..<end])) else { return nil }
        let field = text[..<place]
        // Only fields of ours take `<` and `>`; in other words they are letters like any others.
        if [.less, .more, .atMost, .atLeast].contains(sign), !numeric.contains(field.lowercased()) { return nil }
        return Parts(
            field: field, sign: sign, value: text[end...],
            column: word.column + (word.isNegated ? 1 : 0) + text[..<end].unicodeScalars.count)
    }

    /// The numbers that a sign and a value leave.
    private static func range<Number: FixedWidthInteger & Hashable & Sendable>(
        _ parts: Parts, of read: (Parts) throws(QueryFault) -> Number
    ) throws(QueryFault) -> QueryRange<Number> {
        let value = try read(parts)
        return switch parts.sign {
        case .atMost: QueryRange(most: value)
        case .atLeast: QueryRange(least: value)
        case .less: QueryRange(most: value - 1)
        case .more: QueryRange(least: value + 1)
        case .equals, .colon: QueryRange(least: value, most: value)
        }
    }

    private static func severity(_ parts: Parts) throws(QueryFault) -> Int {
        guard let severity = Severity(name: String(parts.value)) else {
            throw QueryFault(
                column: parts.column, fault: SafeText("\(parts.value) is no severity"),
                remedy: "1 to 5, or SEV1 to SEV5")
        }
        return severity.rawValue
    }

    private static func number(_ parts: Parts) throws(QueryFault) -> Int {
        guard let number = Int(parts.value), number >= 0, number < Int(Int32.max) else {
            throw QueryFault(
                column: parts.column, fault: SafeText("\(parts.value) is no number"), remedy: "such as firing>10")
        }
        return number
    }

    /// A span in milliseconds: `30s`, `10m`, `2h`, `1d`.
    private static func span(_ parts: Parts) throws(QueryFault) -> Int64 {
        let units: [Character: Int64] = ["s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
        guard let last = parts.value.last, let unit = units[last], let count = Int64(parts.value.dropLast()),
            count >= 0, count < 1_000_000
        else {
            throw QueryFault(
                column: parts.column, fault: SafeText("\(parts.value) is no span of time"),
                remedy: "such as 30s, 10m, 2h, 1d")
        }
        return count * unit
    }

    /// `17`, `#17`, `10..20`.
    private static func numbers(_ parts: Parts) throws(QueryFault) -> QueryRange<Int> {
        let fault = QueryFault(
            column: parts.column, fault: SafeText("\(parts.value) is no number of an incident"),
            remedy: "such as id:17, id:10..20")
        guard parts.sign == .colon || parts.sign == .equals else {
            var numbered = parts
            numbered.value = parts.value.hasPrefix("#") ? parts.value.dropFirst() : parts.value
            return try range(numbered, of: number)
        }
        let ends = parts.value.split(separator: "..", omittingEmptySubsequences: false).map { end in
            Int(end.hasPrefix("#") ? end.dropFirst() : end)
        }
        guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil, first >= 0,
            last >= first
        else { throw fault }
        return QueryRange(least: first, most: last)
    }

    private static func state(_ parts: Parts) throws(QueryFault) -> QueryState {
        let word = parts.value.lowercased()
        guard let known = QueryState.words.first(where: { $0.0 == word }) else {
            throw QueryFault(
                column: parts.column, fault: SafeText("\(parts.value) is no state"),
                remedy: "one of new, open, ack, snooze, mitg, clrd, rslv, muted, nonews, all")
        }
        return known.1
    }

    private static func owner(_ value: Substring) -> QueryOwner {
        switch value.lowercased() {
        case "me": .me
        case "nobody": .nobody
        default: .named(TextPattern(value))
        }
    }

    private static func label(_ parts: Parts) throws(QueryFault) -> QueryTest {
        guard let equals = parts.value.firstIndex(of: "="), equals > parts.value.startIndex else {
            throw QueryFault(
                column: parts.column, fault: "a label is asked for by its name and a value",
                remedy: "such as label:cluster=eu-*")
        }
        let value = parts.value[parts.value.index(after: equals)...]
        return .label(name: Array(parts.value[..<equals].utf8), TextPattern(value))
    }
}
