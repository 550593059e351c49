import Incidents
import TerminalUI

/// The connection: what is heard, and how old it is.
extension ConsoleState {
    /// Whether what is shown may be wrong: the link is broken, or nothing was heard for too long.
    var isStale: Bool {
        switch link {
        case .connecting: false
        case .lost: true
        case .live: heardAt.map { now - $0 >= Limits.stale } ?? false
        }
    }

    /// How long nothing was heard, once that is worth a word.
    var silence: Duration? {
        guard isStale, let heardAt else { return nil }
        let span = now - heardAt
        return span >= Limits.stale ? span : nil
    }

    mutating func heard() { heardAt = now }

    mutating func connected(_ state: LinkState) {
        link = state
        if state == .live { heard() }
    }

    mutating func take(_ snapshot: ConsoleSnapshot) {
        heard()
        // What could not be done while the link was lost is no news any more.
        if toast?.isBad == true { toast = nil }
        (router, you, degraded) = (snapshot.router, snapshot.you, snapshot.degraded)
        (clockSet, paging, allMuted) = (snapshot.clockSet, snapshot.paging, snapshot.allMuted)
        seq = snapshot.seq
        present = snapshot.present
        silences.isStale = true
        let row = cursorRow
        let before = triage.selected
        var view = roll.view
        view.me = you.name
        roll = Roll(snapshot.incidents, view: view, at: now, after: roll)
        triage.marks.removeAll { roll[$0] == nil }
        triage.newAbove.removeAll()
        if let number = incident?.number, let summary = roll[number] { incident?.summary = summary }
        detail?.isStale = true
        followFold()
        if let before, triage.selected == before, rows.index(of: before) == nil {
            // It ended while nobody could tell. The row that is there now must not take a key meant for the old one.
            selectNearest(to: triage.offset + row)
            if incident == nil { say(SafeText("\(before) is no longer open"), isBad: false) }
            triage.selectedSince = now
        }
        anchor(at: row)
        selectFirstIfNone()
        lookAtStormIfIdle()
        list.isCountOld = true
        countServices(isForced: true)
    }

    mutating func take(_ changes: [ConsoleChange], _ seq: Int64) {
        heard()
        guard seq > self.seq else { return }
        self.seq = seq
        noteMutes(changes)
        var incidents: [IncidentSummary] = []
        var rings = false
        for change in changes {
            switch change {
            case .incident(let summary):
                if summary.needsAcknowledge, summary.mute == nil, roll[summary.number] == nil { rings = true }
                incidents.append(summary)
            case .timeline(let entry): take(entry)
            case .page(let page): if page.state == .queued { rings = true }
            case .silence: break
            }
        }
        take(incidents)
        if rings { ring() }
    }

    private mutating func take(_ incidents: [IncidentSummary]) {
        guard !incidents.isEmpty else { return }
        let row = cursorRow
        let isAlarm = isFrozen && incidents.contains(where: breaksFrost)
        let arrivals = roll.take(incidents, at: now)
        followFold()
        for summary in incidents where summary.number == incident?.number { incident?.summary = summary }
        for summary in incidents where summary.number == detail?.number {
            // A change of the record may be one of its alerts; the feed does not say.
            detail?.isStale = true
        }
        count(new: arrivals.shown)
        sayHidden(arrivals.hidden)
        anchor(at: row)
        selectFirstIfNone()
        if isAlarm { thaw(because: "a new SEV1 or SEV2 came in") }
        settleIfIdle()
        lookAtStormIfIdle()
        list.isCountOld = true
        countServices()
    }

    /// A line of the history of the incident that is shown.
    private mutating func take(_ entry: TimelineEntry) {
        guard detail?.number == entry.incident, detail?.hasArrived == true else { return }
        let next = (detail?.lastOrdinal ?? -1) + 1
        if entry.ordinal == next {
            take(next: entry)
            tellNews(of: entry)
        } else if entry.ordinal > next {
            detail?.isStale = true
        }
    }

    private mutating func ring() {
        if let rangAt, now - rangAt < Limits.bell, now >= rangAt { return }
        rangAt = now
        wanted.append(.ring)
        if isAway { wanted.append(.terminal(.notify(callingWords))) }
    }

    mutating func say(_ text: SafeText, isBad: Bool) {
        toast = Toast(text: text, isBad: isBad, until: now + (isBad ? Limits.badToast : Limits.toast))
    }
}
