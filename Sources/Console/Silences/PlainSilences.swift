import Incidents

/// What a typed line says about silences.
enum PlainSilence: Hashable, Sendable {
    /// - Parameter withOver: whether those that are over are said too.
    case list(withOver: Bool)
    case set(IncidentNumber, SilenceWish, isConfirmed: Bool)
    /// By the beginning of its id.
    case expire(String, isConfirmed: Bool)

    /// Reads what stands behind `silence`, `silences` or `expire`.
    static func read(_ verb: String, _ words: [String]) -> PlainCommand {
        let isConfirmed = words.contains { $0 == "--yes" || $0 == "-y" }
        let rest = words.filter { $0 != "--yes" && $0 != "-y" }
        switch verb {
        case "silences":
            if rest.isEmpty || rest == ["all"] { return .silence(.list(withOver: !rest.isEmpty)) }
            return .fault("silences stands alone, or with all for those that are over too")
        case "expire":
            guard rest.count == 1 else { return .fault("say which: expire and the beginning of its id") }
            return .silence(.expire(rest[0], isConfirmed: isConfirmed))
        default:
            let number = rest.first.flatMap(PlainCommand.incident)
            guard let number, let wish = SilenceWish(Array(rest.dropFirst())) else {
                return .fault("say which, and until when: silence 4127 2h, or until 06:00, or until resolved")
            }
            return .silence(.set(number, wish, isConfirmed: isConfirmed))
        }
    }
}

/// What plain lines wait for about silences.
struct PlainSilencing: Sendable {
    /// What the router was asked for.
    enum Wait: Sendable {
        case list
        case expire(String, isConfirmed: Bool)
        case preview(RequestID, SilenceDraft, IncidentNumber, isConfirmed: Bool)
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
