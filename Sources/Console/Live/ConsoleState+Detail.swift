import Incidents

/// Timeline and alerts of one incident: fetched when they are looked at, kept up to date while they are.
extension ConsoleState {
    mutating func take(_ summary: IncidentSummary, _ timeline: [TimelineEntry], _ alerts: [AlertSummary]) {
        heard()
        if incident?.number == summary.number, incident?.summary == nil || roll[summary.number] == nil {
            incident?.summary = summary
        }
        guard let known = detail, known.number == summary.number else { return }
        // The feed may have told of lines that the answer was too early for.
        detail?.take(timeline)
        if known.hasArrived { noteUnseen(after: known.lastOrdinal) }
        detail?.alerts = alerts.sorted(by: Detail.isBefore)
        detail?.hasArrived = true
        detail?.missing = nil
        settleLine(after: known)
        followNewest()
    }

    mutating func missing(_ number: IncidentNumber, _ why: SafeText) {
        guard detail?.number == number else { return }
        detail?.missing = why
        if incident?.number == number, incident?.summary == nil {
            incident = nil
            say(why, isBad: true)
        }
    }

    /// What every message ends with: what is new above, where the preview is, and what has to be fetched.
    mutating func follow() {
        seeNewest()
        let first = triage.offset
        if !triage.newAbove.isEmpty {
            let rows = rows
            triage.newAbove = triage.newAbove.filter { number in
                rows.index(of: number).map { $0 < first } ?? false
            }
        }
        if now - keyAt >= Limits.rest || triage.previewed.map({ roll[$0] == nil }) ?? true {
            triage.previewed = triage.selected
        }
        fetchDetail()
        fetchSilences()
    }

    /// The incident whose detail is on the screen: the open one, or the one in a preview that has room for it.
    private var detailed: IncidentNumber? {
        if let incident { return incident.number }
        return layout.hasPreviewBeside && silences.screen == nil ? triage.previewed : nil
    }

    private mutating func fetchDetail() {
        guard let number = detailed else { return }
        guard let known = detail, known.number == number else {
            detail = Detail(number: number, requestedAt: now)
            wanted.append(.fetchDetail(number))
            return
        }
        guard link == .live, let due = detailDue, due <= now else { return }
        detail?.isStale = false
        detail?.requestedAt = now
        wanted.append(.fetchDetail(known.number))
    }

    /// When the detail is to be fetched again; nil while it is good.
    var detailDue: Timestamp? {
        guard let detail, detail.number == detailed else { return nil }
        if !detail.hasArrived || detail.missing != nil { return detail.requestedAt + Limits.detailRetry }
        return detail.isStale ? detail.requestedAt + Limits.detail : nil
    }
}

extension Detail {
    /// Those that fire before those that ended; within each the newest first, then by fingerprint.
    static func isBefore(_ a: AlertSummary, _ b: AlertSummary) -> Bool {
        let (first, second) = (a.end == nil ? 0 : 1, b.end == nil ? 0 : 1)
        return (first, -a.startsAt.milliseconds.clamped, a.fingerprint.value)
            < (second, -b.startsAt.milliseconds.clamped, b.fingerprint.value)
    }
}

extension Int64 {
    /// The same, but for the one value that has no negative.
    fileprivate var clamped: Int64 { Swift.max(self, -Int64.max) }
}
