import Incidents

/// Notes that were begun and not sent: one for each incident, in the order of writing. They survive everything but the
/// end of the console.
struct Drafts: Hashable, Sendable {
    private struct Draft: Hashable {
        let number: IncidentNumber
        var text: String
    }

    private var drafts: [Draft] = []

    /// The most that are kept.
    static let countMax = 100

    /// The incidents that have one.
    var numbers: [IncidentNumber] { drafts.map(\.number) }
    var isEmpty: Bool { drafts.isEmpty }

    subscript(number: IncidentNumber) -> String? { drafts.first { $0.number == number }?.text }

    /// Keeps a text, or with one that is empty nothing. Answers whose draft was let go for it, when there were too many.
    mutating func keep(_ text: String, for number: IncidentNumber) -> IncidentNumber? {
        drafts.removeAll { $0.number == number }
        guard !text.isEmpty else { return nil }
        drafts.append(Draft(number: number, text: text))
        return drafts.count > Drafts.countMax ? drafts.removeFirst().number : nil
    }

    /// Forgets a draft that was sent as it stands; one that was changed since stays.
    mutating func forget(_ number: IncidentNumber, sent text: SafeText) {
        drafts.removeAll { $0.number == number && $0.text == text.original }
    }
}
