import Incidents

/// What a typed line says about silences.
enum PlainSilence: Hashable, Sendable {
    /// - Parameters:
    ///   - withOver: whether those that are over are said too.
    ///   - filter: which of them are said; empty for all.
    case list(withOver: Bool, filter: String)
    case set(SilencePhrase, isConfirmed: Bool)
    /// By the beginning of its id.
    case expire(String, isConfirmed: Bool)
    case extend(String, by: Duration, isConfirmed: Bool)

    /// Reads what stands behind `silence`, `silences`, `extend` or `expire`.
    static func read(_ verb: String, _ line: String) -> PlainCommand {
        let words = SilenceMatcher.words(of: line).dropFirst()
        let isConfirmed = words.contains { $0 == "--yes" || $0 == "-y" }
        let rest = words.filter { $0 != "--yes" && $0 != "-y" }
        switch verb {
        case "silences":
            let withOver = rest.first == "all"
            let filter = (withOver ? Array(rest.dropFirst()) : rest).joined(separator: " ")
            return .silence(.list(withOver: withOver, filter: filter))
        case "extend":
            guard rest.count == 2, let span = duration(from: rest[1], upTo: SilenceDraft.longest) else {
                return .fault("say which, and by how much: extend 6f0a 2h")
            }
            return .silence(.extend(rest[0], by: span, isConfirmed: isConfirmed))
        case "expire":
            guard rest.count == 1 else { return .fault("say which: expire and the beginning of its id") }
            return .silence(.expire(rest[0], isConfirmed: isConfirmed))
        default:
            do throws(LineCommand.Fault) {
                let phrase = try SilencePhrase(rest.joined(separator: " "))
                if phrase.wish != nil, phrase.number != nil || !phrase.matchers.isEmpty {
                    return .silence(.set(phrase, isConfirmed: isConfirmed))
                }
                return .fault(
                    "say which, and until when: silence 4127 2h, or until 06:00, or until resolved; or env=prod 2h")
            } catch {
                return .fault(error.said)
            }
        }
    }
}

/// What plain lines wait for about silences.
struct PlainSilencing: Sendable {
    /// What the router was asked for.
    enum Wait: Sendable {
        case list(filter: String)
        case expire(String, isConfirmed: Bool)
        case extend(String, by: Duration, isConfirmed: Bool)
        case preview(RequestID, SilenceOrder, isConfirmed: Bool)
    }

    /// A yes or no, or a count, about an order.
    struct Question: Hashable, Sendable {
        var text: SafeText
        var order: SilenceOrder
        /// What is typed for yes where a yes is too little; nil where it is not.
        var word: SilencePrompt.TypedWord?

        /// The question, and what answers it.
        var line: SafeText {
            guard let word else { return SafeText("\(text) Type yes or no.") }
            let service = word.service.map { " or \($0), the service," } ?? ""
            return SafeText("\(text) Type \(word.count), the count,\(service) for yes.")
        }
    }

    var wait: Wait?
    var pending: [PendingSilence] = []

    /// Whether the next line of a script has to wait.
    var isBusy: Bool { wait != nil || !pending.isEmpty }
}
