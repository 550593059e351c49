import Incidents
import TerminalUI

/// The screen of silences: where its cursor is, and what the router tells.
extension ConsoleState {
    /// The silences that are listed.
    var silenceRows: [SilenceSummary] {
        let showsOver = silences.screen?.showsOver ?? false
        let filter = SilenceFilter(silences.screen?.filter ?? "")
        return silences.found.filter {
            (showsOver || $0.state(at: now) != .expired) && filter.passes($0, me: you.name, at: now)
        }
    }

    /// The silence that a key acts on: the one that is shown in full, else the one under the cursor.
    var targetSilence: SilenceSummary? {
        guard let screen = silences.screen else { return nil }
        return screen.opened ?? silences.found.first { $0.silence.id == screen.selected }
    }

    var silencesLayout: SilencesLayout { SilencesLayout(width: width, height: height) }

    mutating func run(_ command: SilenceCommand) {
        switch command {
        case .show: openSilences()
        case .set, .setUntilResolved: run(command, on: targets)
        case .new: attemptNewSilence()
        case .change: attemptToChange()
        case .extend: attemptToExtend(by: .hours(1))
        case .expire: attemptToExpire()
        case .filter:
            let filter = silences.screen?.filter ?? ""
            overlay = .prompt(.input(Prompt.Input(purpose: .silences, text: filter, isSuggestion: !filter.isEmpty)))
        case .showOver:
            silences.screen?.showsOver.toggle()
            silences.isStale = true
            settleSilences(at: silenceIndex)
        }
    }

    /// The same for incidents that were chosen before, in a menu.
    mutating func run(_ command: SilenceCommand, on numbers: [IncidentNumber]) {
        switch command {
        case .set: attemptSilence(nil, on: numbers)
        case .setUntilResolved: attemptSilence(SilenceWish(.resolved), on: numbers)
        case .show, .new, .change, .extend, .expire, .showOver, .filter: run(command)
        }
    }

    /// Why a key about silences does nothing now; nil when it works.
    func reasonOff(_ command: SilenceCommand, on numbers: [IncidentNumber]) -> SafeText? {
        switch command {
        case .set, .setUntilResolved: obstacleToSilencing(numbers)
        case .new: obstacleToActing
        case .change: obstacleToChanging
        case .extend: obstacleToExtending
        case .expire: obstacleToExpiring
        case .show, .showOver, .filter: nil
        }
    }

    mutating func openSilences() {
        guard silences.screen == nil else { return }
        silences.screen = SilencesScreen(from: incident?.number, selectedSince: now)
        silences.isStale = true
        incident = nil
        settleSilences(at: 0)
    }

    /// Leaves the screen for the list of incidents.
    mutating func leaveSilences() { silences.screen = nil }

    /// Closes what is shown in full, or goes back to where the screen was opened from.
    mutating func backFromSilences() {
        guard let screen = silences.screen else { return }
        if screen.opened != nil {
            silences.screen?.opened = nil
        } else if !screen.filter.isEmpty {
            filterSilences("")
        } else {
            leaveSilences()
            if let number = screen.from { open(number) }
        }
    }

    /// Shows only the silences that words are met by; all for none.
    mutating func filterSilences(_ text: String) {
        silences.screen?.filter = text
        settleSilences(at: 0)
    }

    mutating func openSelectedSilence() {
        guard silences.screen?.opened == nil, let target = targetSilence else { return }
        silences.screen?.opened = target
        silences.screen?.top = 0
    }

    // MARK: The cursor

    private var silenceIndex: Int {
        let selected = silences.screen?.selected
        return silenceRows.firstIndex { $0.silence.id == selected } ?? silences.screen?.offset ?? 0
    }

    /// How far a key moves that moves by a screen.
    var silenceLinesOnScreen: Int {
        max(1, silences.screen?.opened == nil ? silencesLayout.list.height : silencesLayout.full.height)
    }

    mutating func moveInSilences(by step: Int) {
        guard let screen = silences.screen else { return }
        if let opened = screen.opened {
            let layout = silencesLayout
            let count = Frame.silenceLines(opened, at: now, width: layout.full.width).count
            let top = max(0, min(clamped(screen.top, step), count - layout.full.height))
            silences.screen?.top = top
        } else {
            selectSilence(clamped(silenceIndex, step))
        }
    }

    private func clamped(_ place: Int, _ step: Int) -> Int {
        let (sum, isOver) = place.addingReportingOverflow(step)
        return isOver ? (step > 0 ? Int.max : 0) : max(0, sum)
    }

    mutating func selectSilence(_ index: Int) {
        let rows = silenceRows
        guard !rows.isEmpty else { return }
        let index = min(max(0, index), rows.count - 1)
        silences.screen?.selected = rows[index].silence.id
        revealSilence(index, of: rows.count)
    }

    private mutating func revealSilence(_ index: Int, of count: Int) {
        let room = max(1, silencesLayout.list.height)
        let offset = silences.screen?.offset ?? 0
        silences.screen?.offset = max(0, min(max(offset, index - room + 1), index, max(0, count - room)))
    }

    /// After rows came or went: the cursor stays with its silence, else it takes the row that stands there now.
    mutating func settleSilences(at index: Int) {
        guard let screen = silences.screen else { return }
        let rows = silenceRows
        if let place = rows.firstIndex(where: { $0.silence.id == screen.selected }) {
            return revealSilence(place, of: rows.count)
        }
        silences.screen?.selected = nil
        silences.screen?.selectedSince = now
        selectSilence(index)
    }

    mutating func point(inSilences event: MouseEvent) {
        let list = silencesLayout.list
        guard let screen = silences.screen, screen.opened == nil, list.contains(event.at) else { return }
        let row = screen.offset + event.at.y - list.y
        if row < silenceRows.count { selectSilence(row) }
    }

    // MARK: What the router tells

    /// When the router is to be asked again; nil while what it told is good, or nobody looks.
    var silencesDue: Timestamp? {
        guard silences.screen != nil, silences.isStale, link == .live else { return nil }
        guard let requestedAt = silences.requestedAt else { return now }
        return requestedAt + (silences.isAsked ? Limits.detailRetry : Limits.detail)
    }

    /// The next moment that a silence begins or ends by itself, while somebody looks.
    var silencesTurn: Timestamp? {
        guard silences.screen != nil else { return nil }
        return silences.found.lazy
            .flatMap { [$0.silence.startsAt, $0.silence.endsAt, $0.silence.reviewAt ?? .distantFuture] }.filter {
                $0 > now
            }.min()
    }

    mutating func fetchSilences() {
        guard let due = silencesDue, due <= now else { return }
        silences.isStale = false
        (silences.requestedAt, silences.isAsked) = (now, true)
        wanted.append(.fetchSilences(withOver: silences.screen?.showsOver ?? false))
    }

    /// Time went by: one that began or ended mutes something else than before, which only the router can count.
    mutating func letSilencesAge() {
        guard silences.screen != nil else { return }
        let before = silences.lookedAt ?? now
        silences.lookedAt = now
        if silences.found.contains(where: { $0.silence.state(at: before) != $0.silence.state(at: now) }) {
            let index = silenceIndex
            silences.isStale = true
            settleSilences(at: index)
        }
    }

    /// Something that concerns mutes may have changed what silences do. Before the list takes it in.
    mutating func noteMutes(_ changes: [ConsoleChange]) {
        guard silences.screen != nil, !silences.isStale else { return }
        silences.isStale = changes.contains { change in
            switch change {
            case .silence: return true
            case .incident(let summary):
                return summary.counts.muted > 0 || (roll[summary.number]?.counts.muted ?? 0) > 0
            case .timeline, .page: return false
            }
        }
    }

    mutating func take(_ found: [SilenceSummary]) {
        heard()
        let index = silenceIndex
        silences.found = found
        (silences.arrivedAt, silences.missing, silences.isAsked, silences.lookedAt) = (now, nil, false, now)
        findSought()
        if let opened = silences.screen?.opened {
            let known = found.first { $0.silence.id == opened.silence.id }
            silences.screen?.opened = known
            if known == nil, toast == nil { say("that silence is over", isBad: false) }
        }
        settleSilences(at: index)
        // What is shown in full may have fewer lines now.
        moveInSilences(by: 0)
    }

    /// Goes to the silence that was set last; one that is shown in full gives way to what took its place.
    private mutating func findSought() {
        guard let screen = silences.screen, let sought = screen.sought,
            let known = silences.found.first(where: { $0.silence.id == sought.id })
        else { return }
        silences.screen?.sought = nil
        if known.state(at: now) == .expired { return }
        if screen.opened?.silence.id == sought.instead, sought.instead != nil { silences.screen?.opened = known }
        silences.screen?.selected = sought.id
        silences.screen?.selectedSince = now
    }

    mutating func missSilences(_ why: SafeText) {
        silences.isAsked = false
        silences.missing = why
        if silences.screen != nil, silences.arrivedAt != nil, !isStale {
            say(SafeText("the silences were not told: \(why)"), isBad: true)
        }
    }
}
