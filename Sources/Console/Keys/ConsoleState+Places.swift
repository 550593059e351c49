import Incidents

/// Where a person looks, and how they come back to it.
extension ConsoleState {
    mutating func go(_ command: Command) {
        switch command {
        case .jump: jump()
        case .triage: showTriage()
        case .lastIncident:
            guard let number = places.lastIncident else { return say("no incident was opened yet", isBad: false) }
            open(number)
        case .lastView:
            guard let place = places.last else { return say("you were nowhere else yet", isBad: false) }
            show(place)
        case .historyBack:
            guard let place = places.go(by: -1) else { return say("nothing is further back", isBad: false) }
            show(place)
        case .historyForward:
            guard let place = places.go(by: 1) else { return say("nothing is further on", isBad: false) }
            show(place)
        default: break
        }
    }

    /// Goes to the list of incidents.
    mutating func showTriage() {
        incident = nil
        leaveSilences()
    }

    private mutating func show(_ place: Whereabouts) {
        switch place {
        case .triage: showTriage()
        case .incident(let number): open(number)
        case .silences: openSilences()
        }
    }

    /// Goes to the most urgent incident that nobody has.
    private mutating func jump() {
        settle()
        guard let first = roll.mostUrgent else { return say("nothing needs an acknowledge", isBad: false) }
        uncover(first)
        select(roll.row(showing: first).flatMap { rows.index(of: $0) } ?? 0)
        leaveSilences()
        if incident != nil { open(first) }
    }
}
