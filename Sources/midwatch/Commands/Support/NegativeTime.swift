import Configuring
import Incidents

/// A span with a minus sign before it, which the parser would take for options: `-1h` asks for no help.
enum NegativeTime {
    /// - Throws: a ``CommandFailure`` that names the first, unless it stands behind `--`, where a text may be anything.
    static func refuse(in arguments: [String]) throws(CommandFailure) {
        let words = arguments.prefix { $0 != "--" }
        guard let word = words.first(where: { $0.hasPrefix("-") && isSpan($0.dropFirst()) }) else { return }
        throw CommandFailure(
            .usage, SafeText("\"\(word)\" is a negative time, and a span is longer than nothing"),
            nextStep: SafeText(
                (words.first == "silence" ? "midwatch silence change ends one earlier" : "write \(word.dropFirst())")
                    + "; a text that begins with a hyphen stands behind = or --"))
    }

    /// Whether digits and units stand there; a number alone is no span.
    private static func isSpan(_ text: Substring) -> Bool {
        let text = String(text)
        return text != "0" && (PrometheusDuration.parse(text) != nil || PrometheusDuration.isTooLong(text))
    }
}
