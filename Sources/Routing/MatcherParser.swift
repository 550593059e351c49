/// Reads matchers in the classic syntax, as Alertmanager 0.25 reads them: a name, one of `=`, `!=`, `=~`, `!~`, and a
/// value, which may stand in double quotes. Spaces around the three are skipped. `\"`, `\n` and `\\` are escapes; any
/// other backslash is itself.
package enum MatcherParser {
    /// One matcher: `severity=~"critical|page"`, as a `filter` of the API has it.
    package static func matcher(_ text: String) throws(MatcherFault) -> Matcher {
        let bytes = Array(text.utf8)
        var scanner = MatcherScanner(bytes)
        scanner.skipSpaces()
        guard let name = scanner.name() else { throw .badFormat(text) }
        scanner.skipSpaces()
        guard let operation = scanner.operation() else { throw .badFormat(text) }
        scanner.skipSpaces()
        let raw = scanner.restWithoutTrailingSpaces()
        guard let value = unescaped(raw) else { throw .unescapedQuote(String(decoding: raw, as: UTF8.self)) }
        do {
            return try Matcher(name, operation, value)
        } catch {
            throw .badRegex(error)
        }
    }

    /// Several matchers, separated by commas, in braces or not: `{a="b", c=~"d"}`. No matcher at all is allowed.
    package static func matchers(_ text: String) throws(MatcherFault) -> [Matcher] {
        var matchers: [Matcher] = []
        for token in tokens(text) { matchers.append(try matcher(token)) }
        return matchers
    }

    /// Matchers of a configuration, in either syntax. What the classic one can read means what it always meant, as in
    /// Alertmanager while it falls back; only what it cannot read is tried in that of UTF-8.
    ///
    /// - Throws: the fault by the classic syntax, when neither can read it.
    package static func matchersOfEitherSyntax(_ text: String) throws(MatcherFault) -> [Matcher] {
        do {
            return try matchers(text)
        } catch {
            if case .badRegex = error { throw error }
            do {
                if let matchers = try UTF8MatcherParser.matchers(text) { return matchers }
            } catch {
                throw .badRegex(error)
            }
            throw error
        }
    }

    /// One matcher, in either syntax; see ``matchersOfEitherSyntax(_:)``.
    package static func matcherOfEitherSyntax(_ text: String) throws(MatcherFault) -> Matcher {
        do { return try matcher(text) } catch {
            guard case .badFormat = error, let matchers = try? UTF8MatcherParser.matchers(text), matchers.count == 1
            else { throw error }
            return matchers[0]
        }
    }

    /// Whether a name can be written without quotes in the classic syntax.
    static func isPlainName(_ name: String) -> Bool {
        guard let first = name.utf8.first, LabelName.isStart(first) || first == UInt8(ascii: ":") else { return false }
        return name.utf8.allSatisfy { LabelName.isPart($0) || $0 == UInt8(ascii: ":") }
    }

    /// The parts between commas that stand outside quotes. Empty parts stay, but for the last one.
    private static func tokens(_ text: String) -> [String] {
        var inner = Substring(text)
        if inner.hasPrefix("{") { inner = inner.dropFirst() }
        if inner.hasSuffix("}") { inner = inner.dropLast() }
        var tokens: [String] = []
        var token = String.UnicodeScalarView()
        var isQuoted = false
        var isEscaped = false
        for scalar in inner.unicodeScalars {
            switch scalar {
            case "," where !isQuoted:
                // A backslash before a comma goes on to count for what follows it, as it does in Alertmanager.
                tokens.append(String(token))
                token = String.UnicodeScalarView()
                continue
            case ",": break
            case "\"":
                if !isEscaped { isQuoted.toggle() }
                isEscaped = false
            case "\\": isEscaped.toggle()
            default: isEscaped = false
            }
            token.append(scalar)
        }
        let last = trimmed(token)
        if !last.isEmpty { tokens.append(last) }
        return tokens
    }

    private static func trimmed(_ scalars: String.UnicodeScalarView) -> String {
        let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.endIndex
        let end = scalars[start...].lastIndex { !$0.properties.isWhitespace }.map(scalars.index(after:)) ?? start
        return String(scalars[start..<end])
    }

    /// The value without its quotes and escapes, or nil when a quote stands where none may.
    private static func unescaped(_ raw: ArraySlice<UInt8>) -> String? {
        let isQuoted = raw.first == UInt8(ascii: "\"")
        let inner = isQuoted ? raw.dropFirst() : raw
        var value: [UInt8] = []
        value.reserveCapacity(inner.count)
        var isEscaped = false
        var isClosed = !isQuoted
        for (index, byte) in zip(inner.indices, inner) {
            let isLast = index == inner.endIndex - 1
            if isEscaped {
                isEscaped = false
                switch byte {
                case UInt8(ascii: "n"): value.append(UInt8(ascii: "\n"))
                case UInt8(ascii: "\""), UInt8(ascii: "\\"): value.append(byte)
                default: value.append(contentsOf: [UInt8(ascii: "\\"), byte])
                }
            } else if byte == UInt8(ascii: "\\"), !isLast {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                guard !isClosed, isLast else { return nil }
                isClosed = true
            } else {
                value.append(byte)
            }
        }
        return isClosed ? String(decoding: value, as: UTF8.self) : nil
    }
}

/// Why a text is no matcher, in Alertmanager's words.
package enum MatcherFault: Error, Hashable, Sendable, CustomStringConvertible {
    case badFormat(String)
    case unescapedQuote(String)
    case badRegex(RegexFault)

    package var description: String {
        switch self {
        case .badFormat(let text): "bad matcher format: \(text)"
        case .unescapedQuote(let value): "matcher value contains unescaped double quote: \(value)"
        case .badRegex(let fault): fault.description
        }
    }
}

/// Takes a matcher apart, byte by byte.
private struct MatcherScanner {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func skipSpaces() { rest = rest.drop(while: MatcherScanner.isSpace) }

    /// A label name, which may hold colons here; nil when there is none.
    mutating func name() -> String? {
        guard let first = rest.first, LabelName.isStart(first) || first == UInt8(ascii: ":") else { return nil }
        let name = rest.prefix { LabelName.isPart($0) || $0 == UInt8(ascii: ":") }
        rest = rest.dropFirst(name.count)
        return String(decoding: name, as: UTF8.self)
    }

    mutating func operation() -> Matcher.Operation? {
        // The longer signs first: `=~` begins with `=`.
        for operation in [Matcher.Operation.regex, .equal, .notEqual, .notRegex]
        where rest.starts(with: operation.rawValue.utf8) {
            rest = rest.dropFirst(operation.rawValue.utf8.count)
            return operation
        }
        return nil
    }

    func restWithoutTrailingSpaces() -> ArraySlice<UInt8> {
        guard let last = rest.lastIndex(where: { !MatcherScanner.isSpace($0) }) else { return [] }
        return rest[...last]
    }

    /// What Go's `\s` is: no vertical tab, nothing beyond ASCII.
    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
    }
}
