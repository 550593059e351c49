/// Conditions as they are typed: what ``SilenceMatcher/written`` writes, and what amtool takes.
extension SilenceMatcher {
    /// Reads `service=search`, `env!=prod`, `path=~"/pay.*"`, `job!~batch`. Nil for anything else. Whether a regular
    /// expression compiles is for the router to say.
    package init?(reading text: String) {
        let name = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":") }
        guard let first = name.first, !first.isNumber else { return nil }
        var rest = text[name.endIndex...]
        // The longer signs first: `=~` begins with `=`.
        let signs = [("=~", true, true), ("!~", true, false), ("!=", false, false), ("=", false, true)]
        guard let (sign, isRegex, isEqual) = signs.first(where: { rest.hasPrefix($0.0) }) else { return nil }
        rest = rest.dropFirst(sign.count)
        guard let value = SilenceMatcher.value(rest) else { return nil }
        self.init(name: String(name), value: value, isRegex: isRegex, isEqual: isEqual)
    }

    /// A value without its quotes and escapes; nil where a quote stands that none closes, or where none may.
    private static func value(_ text: Substring) -> String? {
        let isQuoted = text.unicodeScalars.first == "\""
        var rest = isQuoted ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...]
        var value = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"": return isQuoted && rest.isEmpty ? String(value) : nil
            case "\\":
                let next = rest.first
                guard next == "\"" || next == "\\" || next == "n" else {
                    // Any other backslash is itself.
                    value.append(scalar)
                    continue
                }
                rest.removeFirst()
                value.append(next == "n" ? "\n" : next ?? "\\")
            default: value.append(scalar)
            }
        }
        return isQuoted ? nil : String(value)
    }

    /// The words of a line, parted by blanks that stand outside quotes.
    package static func words(of line: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        var (isQuoted, isEscaped) = (false, false)
        for scalar in line.unicodeScalars {
            if scalar == " ", !isQuoted {
                if !word.isEmpty { words.append(String(word)) }
                word = String.UnicodeScalarView()
                continue
            }
            if scalar == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = scalar == "\\" && !isEscaped
            word.append(scalar)
        }
        if !word.isEmpty { words.append(String(word)) }
        return words
    }
}
