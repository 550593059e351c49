#if canImport(Glibc)
    import Glibc
#endif

/// Asks the person at the keyboard. Questions go to stderr, so that output that is piped on stays clean.
enum Prompt {
    static var canAsk: Bool { StandardStreams.isTerminal(STDIN_FILENO) }

    /// Whether the answer is yes; nothing typed is no.
    static func confirms(_ question: String) -> Bool {
        StandardStreams.write("\(question) [y/N] ", to: STDERR_FILENO)
        let answer = (readLine() ?? "").lowercased()
        return answer == "y" || answer == "yes"
    }

    /// What is typed, or the default when nothing is.
    static func answer(_ question: String, standard: String) -> String {
        StandardStreams.write("\(question)\n  [\(standard)] > ", to: STDERR_FILENO)
        let text = String((readLine() ?? "").drop { $0 == " " })
        return text.isEmpty ? standard : text
    }
}
