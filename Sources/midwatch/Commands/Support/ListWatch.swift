import Calling
import Incidents
import Synchronization
import Wire

/// `list --watch`: on a screen the table, drawn anew with each change; else one line a change.
struct ListWatch: Sendable {
    let query: ListQuery
    let form: OutputForm
    let style: OutputStyle

    private final class Shown: Sendable {
        let state = Mutex(State())
    }

    /// What is shown, and how it stands with the router.
    struct State: Sendable {
        var incidents: [IncidentSummary] = []
        /// What has arrived of a new snapshot.
        var arriving: [IncidentSummary] = []
        /// Why the router is not reached.
        var lost: SafeText?
        /// Why the router takes nothing.
        var degraded: SafeText?
        var fault: SafeText? { lost ?? degraded }
        var paging = Paging.on
        /// What mutes whatever fires.
        var allMuted: Mute?
        /// What was last printed of each incident, but for the time: much of what changes is not in the line.
        var printed: [IncidentNumber: String] = [:]
        /// Whom `owner:me` means.
        var me: SafeText = ""
    }

    /// Follows until the task is cancelled.
    func run(_ desk: HTTPDesk) async throws {
        let shown = Shown()
        // The first call says at once when there is no router: only what was reached once is waited for.
        _ = try await desk.status()
        let feed = FollowedFeed(
            desk: desk, chance: { Double.random(in: 0..<1) }, sleep: { try await Task.sleep(for: $0) })
        try await feed.run { event in take(event, shown) }
    }

    private func take(_ event: FollowedEvent, _ shown: Shown) {
        switch event {
        case .snapshot(let snapshot, let missing):
            shown.state.withLock { $0.me = snapshot.you.name }
            say(snapshot.paging, shown)
            say(allMuted: snapshot.allMuted, shown)
            arrive(snapshot.incidents, missing: missing, isFirst: true, shown)
        case .more(let incidents, let missing): arrive(incidents, missing: missing, isFirst: false, shown)
        case .changes(let batch):
            let changed = batch.items.compactMap { if case .incident(let it) = $0 { it } else { nil } }
            shown.state.withLock { ListWatch.merge(changed, into: &$0.incidents, query) }
            printChanges(changed, shown)
        case .notice(let notice):
            say(notice.paging, shown)
            say(allMuted: notice.allMuted, shown)
            take(notice.degraded, \.degraded, shown) { $0?.shown ?? "the router takes alerts again" }
        case .lost(let why): say(lost: SafeText("connection lost: \(why.original)"), shown)
        case .live: say(lost: nil, shown)
        case .presence: break
        }
    }

    /// A snapshot comes in pieces; it is shown once it is whole.
    private func arrive(_ incidents: [IncidentSummary], missing: Int, isFirst: Bool, _ shown: Shown) {
        let changed: [IncidentSummary]? = shown.state.withLock { state in
            if isFirst { state.arriving.removeAll() }
            state.arriving += incidents.filter(query.lists)
            guard missing == 0 else { return nil }
            let before = Dictionary(state.incidents.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
            state.incidents = state.arriving
            state.arriving = []
            return state.incidents.filter { before[$0.number] != $0 }
        }
        if let changed { printChanges(changed, shown) }
    }

    /// Puts changed incidents into a list that stays by urgency.
    static func merge(_ changed: [IncidentSummary], into incidents: inout [IncidentSummary], _ query: ListQuery) {
        for incident in changed {
            incidents.removeAll { $0.number == incident.number }
            guard query.lists(incident) else { continue }
            let place = incidents.firstIndex { IncidentSummary.isMoreUrgent(incident, than: $0) }
            incidents.insert(incident, at: place ?? incidents.endIndex)
        }
    }

    private func printChanges(_ changed: [IncidentSummary], _ shown: Shown) {
        if form == .table, style.isScreen { return draw(shown) }
        let (me, now) = (shown.state.withLock { $0.me }, WallTime.now)
        for incident in changed {
            guard query.query.matches(incident, me: me, at: now) else {
                // It is news again when it comes back.
                shown.state.withLock { $0.printed[incident.number] = nil }
                continue
            }
            if form == .json {
                StandardStreams.follow(Resources.encode(incident) + [0x0A])
                continue
            }
            let words = ListWatch.words(of: incident)
            let isNew = shown.state.withLock { $0.printed.updateValue(words, forKey: incident.number) != words }
            if isNew { StandardStreams.follow(ListWatch.line(words, at: now, style) + "\n") }
        }
    }

    /// What the query lets through of a list, and what it hides.
    static func found(
        in incidents: [IncidentSummary], _ query: ListQuery, me: SafeText, at now: Timestamp
    ) -> FoundIncidents {
        var found = FoundIncidents()
        for incident in incidents {
            if query.query.matches(incident, me: me, at: now) {
                found.incidents.append(incident)
            } else if incident.isListed {
                found.hidden += 1
                if incident.needsAcknowledge { found.hiddenNeedingAcknowledge += 1 }
            }
        }
        return found
    }

    /// One incident in one line: `03:08:11  #17  SEV1  ACK  kim  checkout errors`.
    static func line(_ words: String, at now: Timestamp, _ style: OutputStyle) -> String {
        SafeText("\(now.clockWithSeconds)  \(words)").cut(to: style.width)
    }

    private static func words(of incident: IncidentSummary) -> String {
        [
            "\(incident.number)", incident.severity.name, incident.shown.rawValue,
            IncidentTable.who(incident).original, incident.title.original,
        ].joined(separator: "  ")
    }

    private func say(lost: SafeText?, _ shown: Shown) {
        take(lost, \.lost, shown) { $0?.shown ?? "connected again" }
    }

    private func say(_ paging: Paging, _ shown: Shown) {
        take(paging, \.paging, shown) { $0.sentence?.shown ?? "PAGING ON again" }
    }

    private func say(allMuted mute: Mute?, _ shown: Shown) {
        take(mute, \.allMuted, shown) {
            $0?.allSentence(asOf: WallTime.now).shown ?? "not all is muted any more"
        }
    }

    /// Takes in what stands above the list: a screen is drawn anew where it is another one, elsewhere it is a remark.
    private func take<Value: Equatable & Sendable>(
        _ value: Value, _ member: any WritableKeyPath<State, Value> & Sendable, _ shown: Shown,
        remark: (Value) -> String?
    ) {
        let isNew = shown.state.withLock { state in
            defer { state[keyPath: member] = value }
            return state[keyPath: member] != value
        }
        guard isNew else { return }
        if style.isScreen, form == .table {
            draw(shown)
        } else if let remark = remark(value) {
            StandardStreams.remark(remark)
        }
    }

    private func draw(_ shown: Shown) {
        let state = shown.state.withLock { $0 }
        StandardStreams.follow("\u{1B}[H\u{1B}[2J" + screen(state, at: WallTime.now))
    }

    /// The list with what stands above it.
    func screen(_ state: State, at now: Timestamp) -> String {
        let fault = state.fault.map { "STALE  " + $0.cut(to: max(10, style.width - 7)) + "\n" } ?? ""
        let banner = state.paging.banner.map { "\($0)\n" } ?? ""
        let muted = state.allMuted.map { $0.allSentence(asOf: now).cut(to: style.width) + "\n" } ?? ""
        let found = ListWatch.found(in: state.incidents, query, me: state.me, at: now)
        let table = IncidentTable.text(found.incidents, now: now, style: style, emptiness: query.emptiness)
        let hiding = found.hiding.map { $0.cut(to: style.width) + "\n" } ?? ""
        return banner + muted + fault + table + hiding
    }
}
