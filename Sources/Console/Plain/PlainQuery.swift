import Incidents

/// Which incidents `list` is asked for. The one place where the words of a query are read for plain lines.
struct PlainQuery: Hashable, Sendable {
    private var severities: ClosedRange<Int> = 1...5
    private var needsAcknowledge = false
    private var isMine = false
    private var text = ""

    /// - Throws: a ``PlainFault`` that names the word that is not understood.
    init(_ query: String) throws(PlainFault) {
        for word in query.split(separator: " ") {
            switch word.lowercased() {
            case "mine", "owner:me": isMine = true
            case "new", "state:new", "state:trig": needsAcknowledge = true
            case "open", "state:open": break
            case let sev where sev.hasPrefix("sev"): severities = try Self.range(sev.dropFirst(3), word)
            default:
                guard !word.contains(":"), text.isEmpty else {
                    throw PlainFault(SafeText("\"\(word)\" is not understood in a query; such as list sev<=2"))
                }
                text = word.lowercased()
            }
        }
    }

    private static func range(_ tail: Substring, _ word: Substring) throws(PlainFault) -> ClosedRange<Int> {
        let digits = tail.drop { "<>=:".contains($0) }
        guard let number = Int(digits), (1...5).contains(number) else {
            throw PlainFault(SafeText("\"\(word)\" names no severity; such as sev<=2"))
        }
        switch tail.dropLast(digits.count) {
        case "<=": return 1...number
        case "<" where number > 1: return 1...(number - 1)
        case ">=": return number...5
        case ">" where number < 5: return (number + 1)...5
        case "", "=", ":": return number...number
        default: throw PlainFault(SafeText("\"\(word)\" names no severity; such as sev<=2"))
        }
    }

    func includes(_ incident: IncidentSummary, me: SafeText) -> Bool {
        guard severities.contains(incident.severity.rawValue) else { return false }
        if needsAcknowledge, !incident.needsAcknowledge { return false }
        if isMine, incident.acknowledgedBy != me, incident.assignee != me { return false }
        guard !text.isEmpty else { return true }
        return [incident.title, incident.service].contains { $0.shown.lowercased().contains(text) }
    }
}

/// A line that is not understood, and why.
struct PlainFault: Error, Hashable, Sendable {
    var sentence: SafeText

    init(_ sentence: SafeText) { self.sentence = sentence }
}
