import Incidents
import TerminalUI

/// What keys do in an opened incident besides what they do everywhere; a long note works on the list too.
enum IncidentCommand: Hashable, Sendable {
    case follow, zoom, search, nextHit, previousHit, longNote
}

extension ConsoleState {
    mutating func run(_ command: IncidentCommand) {
        switch command {
        case .longNote: writeLongNote()
        case .follow: toggleFollow()
        case .zoom:
            incident?.isZoomed.toggle()
            incident?.paneTop = 0
            revealLine()
        case .search: overlay = .prompt(.input(Prompt.Input(purpose: .search, text: "")))
        case .nextHit: goToHit(by: 1)
        case .previousHit: goToHit(by: -1)
        }
    }

    /// Undoes one step of looking closer. Answers whether there was one; else the key leaves the incident.
    mutating func stepBackInIncident() -> Bool {
        guard let screen = incident else { return false }
        if screen.isZoomed {
            run(IncidentCommand.zoom)
        } else if screen.search != nil {
            incident?.search = nil
        } else {
            return false
        }
        return true
    }

    /// Shows what hidden characters are, as escapes, or marks them again.
    mutating func toggleRaw() {
        guard let screen = incident else { return say(":raw is for an opened incident", isBad: true) }
        incident?.showsRaw.toggle()
        say(screen.showsRaw ? "hidden characters are marked" : "hidden characters are shown as escapes", isBad: false)
    }

    private mutating func toggleFollow() {
        guard let screen = incident else { return }
        guard screen.tab == .timeline || screen.tab == .notes else {
            return say("there is nothing to follow in this tab; h l turn", isBad: false)
        }
        incident?.isFollowing.toggle()
        followNewest()
        say(screen.isFollowing ? "follow OFF: the cursor stays where it is" : "follow ON", isBad: false)
    }
}
