import Incidents
import TerminalUI

/// A line of an opened incident, as it is drawn.
struct IncidentLine {
    var part: Part
    /// What stands at its right end.
    var tag: Tag?

    enum Tag {
        /// It came in and was not looked at yet.
        case new
        /// It has hidden characters.
        case hidden
        /// Who did it has a name in two scripts, as one who imitates somebody does.
        case twoScripts

        var text: SafeText {
            switch self {
            case .new: "new"
            case .hidden: "hidden chars"
            case .twoScripts: "name in two scripts"
            }
        }

        /// The same for a narrow row.
        var shortText: SafeText {
            switch self {
            case .new: "new"
            case .hidden: "hidden"
            case .twoScripts: "(?)"
            }
        }

        var isWarning: Bool { self != .new }
    }
}

extension Frame {
    /// The lines of a tab that are on the screen, and no others.
    static func incidentLines(_ shown: Range<Int>, _ screen: IncidentScreen, _ state: ConsoleState) -> [IncidentLine] {
        guard screen.tab != .people else { return state.people[shown].map { IncidentLine(part: Frame.line(of: $0)) } }
        guard let detail = state.detail else { return [] }
        return shown.compactMap { line in
            if screen.tab == .alerts {
                let alert = detail.alerts[line]
                let hides = alert.hidesSomething && !screen.showsRaw
                return IncidentLine(part: Frame.line(of: alert, at: state.now, in: screen), tag: hides ? .hidden : nil)
            }
            guard let entry = detail.entry(line, in: screen.tab) else { return nil }
            let hides = (entry.text.hidesSomething || entry.actor.name.hidesSomething) && !screen.showsRaw
            let imitates = entry.actor.isPerson && entry.actor.name.mixesScripts
            let isNew = screen.unseen.map { entry.ordinal >= $0.ordinal } ?? false
            return IncidentLine(
                part: Part(Frame.line(of: entry, in: screen)),
                tag: hides ? .hidden : imitates ? .twoScripts : isNew ? .new : nil)
        }
    }

    /// `sam (you)   has it since 03:10Z; here`.
    private static func line(of person: PersonRow) -> Part {
        let name = person.shownName
        let gap = String(repeating: " ", count: max(2, 14 - DisplayWidth.columns(of: name)))
        return Part("\(name)\(gap)\(person.what)")
    }
}
