import Incidents

/// What somebody with a forced command may have: the console, or one of the commands about incidents.
package enum RestrictedCommand: Hashable, Sendable {
    case console(isPlain: Bool)
    /// A verb, with the words behind it as they are to be parsed.
    case command(verb: String, words: [String])

    /// The words that may be sent.
    package static let verbs = [
        "list", "show", "why", "ack", "unack", "take", "snooze", "note", "resolve", "mitigate", "reopen", "severity",
        "merge",
        "unmerge", "undo", "silence", "doctor", "console",
    ]

    /// The options that may stand behind them. Which verb takes which is checked where it is parsed.
    package static let options = [
        "-o", "--output", "--for", "--until", "--yes", "-y", "--watch", "--help", "-h", "--incident",
        "--until-resolved", "--start", "--comment", "--review", "--no-review", "--preview", "--all", "--owner",
        "--active", "--pending", "--expired", "--due", "--at",
    ]

    /// What of silences may be sent: the first word behind their verb.
    package static let silencing = ["add", "list", "show", "change", "extend", "expire"]

    /// Reads what was sent; nothing sent is the console.
    ///
    /// - Throws: a ``RestrictedFault`` that names the word and what is allowed.
    package init(_ text: String?) throws(RestrictedFault) {
        var words = try ArgumentSplitter.split(text ?? "")
        // `ssh host midwatch list` says no more than `ssh host list`.
        if words.first == "midwatch" { words.removeFirst() }
        guard let verb = words.first else {
            self = .console(isPlain: false)
            return
        }
        guard Self.verbs.contains(verb) else {
            let allowed = Self.verbs.joined(separator: ", ")
            throw RestrictedFault(SafeText("\"\(SafeText(verb))\" is not allowed here; allowed are \(allowed)"))
        }
        let rest = Array(words.dropFirst())
        if verb == "console" {
            // Nothing of the sender's is parsed for it: it must not lose what restricts it.
            if let other = rest.first(where: { $0 != "--plain" }) {
                throw RestrictedFault(
                    SafeText("\"\(SafeText(other))\" is not allowed here; console takes --plain and nothing else"))
            }
            self = .console(isPlain: !rest.isEmpty)
            return
        }
        if verb == "silence", !Self.silencing.contains(rest.first ?? "") {
            let allowed = Self.silencing.joined(separator: ", ")
            throw RestrictedFault(SafeText("after silence comes one of \(allowed)"))
        }
        // A list takes words as its query: what a shell would take for an order is not what somebody looks for.
        if verb == "list", let order = rest.first(where: { $0.hasPrefix(">") || $0.contains { ";|&`$".contains($0) } })
        {
            throw RestrictedFault(SafeText("\"\(SafeText(order))\" is not allowed here; no shell reads the command"))
        }
        for word in rest {
            // Behind it everything is text, and only a note has text.
            if word == "--", verb == "note" { break }
            guard !Self.isOption(word) || Self.isAllowed(word) else {
                let options = Self.options.filter { $0.hasPrefix("--") || $0 == "-o" }.joined(separator: ", ")
                throw RestrictedFault(SafeText("\"\(SafeText(word))\" is not allowed here; options are \(options)"))
            }
        }
        self = .command(verb: verb, words: rest)
    }

    private static func isOption(_ word: String) -> Bool { word.hasPrefix("-") && word != "-" }

    /// `--for` and `--for=30m`, exactly: what stands before the first equals sign is the name.
    private static func isAllowed(_ word: String) -> Bool {
        options.contains(word.hasPrefix("--") ? String(word.prefix { $0 != "=" }) : word)
    }

    /// The arguments to parse, with what the forced command itself says about the router in a place where no word of
    /// the sender can follow it or take it away. Nil for the console.
    package func arguments(adding own: [String]) -> [String]? {
        guard case .command(let verb, let words) = self else { return nil }
        // What is behind silence is a command of its own, which takes these options.
        guard verb == "silence", let first = words.first else { return [verb] + own + words }
        return [verb, first] + own + words.dropFirst()
    }
}
