import Incidents

/// What the router was told about where the person looks.
struct Look: Hashable, Sendable {
    var number: IncidentNumber?
    var isWriting = false
}

/// Who else looks at an incident, and telling the router where we look.
extension ConsoleState {
    /// Where the person at this keyboard looks: at an opened incident, or at the one that a note is written on.
    var look: Look {
        if let editing { return Look(number: editing, isWriting: true) }
        if case .prompt(.input(let input)) = overlay, case .note(let number) = input.purpose {
            return Look(number: number, isWriting: true)
        }
        return Look(number: incident?.number)
    }

    /// Wants the router told where the person looks: when that changed, and not too often.
    mutating func tellLook() {
        let look = look
        guard link == .live, router != nil, look != toldLook else { return }
        if let toldLookAt, now - toldLookAt < Limits.look, now >= toldLookAt { return }
        (toldLook, toldLookAt) = (look, now)
        wanted.append(.look(look.number, isWriting: look.isWriting))
    }

    /// When a look that came too soon after the last one is to be told; nil when nothing is to be.
    var lookDue: Timestamp? {
        guard link == .live, router != nil, look != toldLook else { return nil }
        return (toldLookAt ?? now) + Limits.look
    }

    /// Who looks at an incident now, by name.
    func onlookers(of number: IncidentNumber) -> [Onlooker] { present?[number] ?? [] }

    /// Who looks at it besides the person at this keyboard.
    func others(at number: IncidentNumber) -> [Onlooker] { onlookers(of: number).filter { $0.name != you.name } }

    /// `kim, sam writing`; nil when the router has not told.
    func here(at number: IncidentNumber, most: Int = 3) -> SafeText? {
        guard present != nil, !isStale else { return nil }
        let others = others(at: number)
        guard !others.isEmpty else { return "only you" }
        var names = others.prefix(most).map { Words.name($0.name) + ($0.isWriting ? " writing" : "") }
        if others.count > most { names.append("\(others.count - most) more") }
        return SafeText(names.joined(separator: ", "))
    }

    /// `kim looks`, for a cell of so many columns in the list; nil when nobody else does.
    ///
    /// A long name is cut, never what the person does: a name alone would say that the incident is theirs.
    func looks(at number: IncidentNumber, in columns: Int) -> SafeText? {
        guard !isStale else { return nil }
        let others = others(at: number)
        guard let first = others.first(where: \.isWriting) ?? others.first else { return nil }
        let does = others.count > 1 ? "+\(others.count - 1)" : first.isWriting ? "writes" : "looks"
        return SafeText("\(Words.name(first.name, in: columns - does.utf8.count - 1)) \(does)")
    }
}
