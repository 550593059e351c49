/// Reads matchers in the syntax that Alertmanager has had since 0.27: names and values may be any UTF-8, quoted as Go
/// quotes, or unquoted where they hold no space and none of ``reserved``.
struct UTF8MatcherParser {
    private static let reserved: Set<Unicode.Scalar> = ["{", "}", "!", "=", "~", ",", "\\", "\"", "'", "`"]

    private var rest: Substring.UnicodeScalarView

    /// The matchers of a text, or nil when it is none in this syntax.
    ///
    /// - Throws: that an expression does not compile.
    static func matchers(_ text: String) throws(RegexFault) -> [Matcher]? {
        var parser = UTF8MatcherParser(rest: Substring(text).unicodeScalars)
        return try parser.matchers()
    }

    private mutating func matchers() throws(RegexFault) -> [Matcher]? {
        var matchers: [Matcher] = []
        skipSpaces()
        let isBraced = take("{")
        skipSpaces()
        while let next = rest.first, next != "}" {
            guard let name = word(), let operation = operation(), let value = word() else { return nil }
            matchers.append(try Matcher(name, operation, value))
            skipSpaces()
            guard take(",") else { break }
            skipSpaces()
        }
        if isBraced, !take("}") { return nil }
        skipSpaces()
        return rest.isEmpty ? matchers : nil
    }

    private mutating func skipSpaces() { rest = rest.drop { $0.properties.isWhitespace } }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest = rest.dropFirst()
        return true
    }

    private mutating func operation() -> Matcher.Operation? {
        skipSpaces()
        for operation in [Matcher.Operation.regex, .notEqual, .notRegex, .equal]
        where rest.starts(with: operation.rawValue.unicodeScalars) {
            rest = rest.dropFirst(operation.rawValue.unicodeScalars.count)
            return operation
        }
        return nil
    }

    /// A name or a value.
    private mutating func word() -> String? {
        skipSpaces()
        if take("\"") { return quoted() }
        let word = rest.prefix { !$0.properties.isWhitespace && !UTF8MatcherParser.reserved.contains($0) }
        rest = rest.dropFirst(word.count)
        return word.isEmpty ? nil : String(word)
    }

    /// What stands behind an opening quote, up to the closing one, without Go's escapes.
    private mutating func quoted() -> String? {
        var bytes: [UInt8] = []
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"": return String(validating: bytes, as: UTF8.self)
            case "\n": return nil
            case "\\":
                guard let escaped = escape() else { return nil }
                bytes += escaped
            default: bytes += Array(String(scalar).utf8)
            }
        }
        return nil
    }

    private mutating func escape() -> [UInt8]? {
        guard let kind = rest.popFirst() else { return nil }
        switch kind {
        case "a": return [0x07]
        case "b": return [0x08]
        case "f": return [0x0C]
        case "n": return [0x0A]
        case "r": return [0x0D]
        case "t": return [0x09]
        case "v": return [0x0B]
        case "\\", "\"": return [UInt8(truncatingIfNeeded: kind.value)]
        case "x": return number(digits: 2, radix: 16).map { [UInt8(truncatingIfNeeded: $0)] }
        case "u": return number(digits: 4, radix: 16).flatMap(UTF8MatcherParser.encoded)
        case "U": return number(digits: 8, radix: 16).flatMap(UTF8MatcherParser.encoded)
        case "0"..."7":
            rest = Substring(String(kind) + String(rest)).unicodeScalars
            return number(digits: 3, radix: 8).flatMap { UInt8(exactly: $0) }.map { [$0] }
        default: return nil
        }
    }

    private mutating func number(digits: Int, radix: Int) -> UInt32? {
        let text = rest.prefix(digits)
        guard text.count == digits, text.allSatisfy({ $0.properties.isASCIIHexDigit }) else { return nil }
        rest = rest.dropFirst(digits)
        return UInt32(String(text), radix: radix)
    }

    private static func encoded(_ value: UInt32) -> [UInt8]? {
        Unicode.Scalar(value).map { Array(String($0).utf8) }
    }
}
