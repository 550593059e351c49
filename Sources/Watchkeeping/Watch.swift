package import Incidents
package import Routing

/// The state of the watch, and the one place where anything is decided: events in, changes out.
///
/// Pure: no clock, no randomness, no input or output, and nothing emitted in the order of a dictionary. All state but
/// the soft ends of alerts is what ``fold(_:)`` makes of the emitted changes, so that a restart comes to the same watch.
package struct Watch: Sendable {
    package var rules: WatchRules
    package var routing: RoutingTree

    package internal(set) var alerts = AlertTable()
    package internal(set) var incidents = IncidentTable()
    package internal(set) var lastNumber = 0

    /// Which incidents each group leads or led to; the newest that is not merged away is the group's.
    var groupIncidents: [GroupID: [IncidentNumber]] = [:]
    /// Those that mute, that will, and that did until lately; at most ``silencesMax`` mute or will.
    package internal(set) var silences: [SilenceID: Silence] = [:]
    /// What is derived from silences, inhibit rules and time intervals.
    var muter = Muter()
    /// Pages that are to be sent.
    package internal(set) var queuedPages: [PageID: Page] = [:]
    var requests: [RequestID: ServedAct] = [:]
    /// The configuration that was loaded last, as the store has it.
    package internal(set) var configuration: LoadedConfiguration?
    /// Incidents without news whose sender has not spoken since, by that sender.
    var quietSenders: [Sender: [IncidentNumber]] = [:]
    /// Changed annotations that wait for their minute: soft, the sender repeats them.
    var waitingTexts: [Fingerprint: AlertText] = [:]

    /// The groups of receivers, and what they were told.
    var dispatch: DispatchTable

    /// The page of alerts with which the preparation for another configuration goes on; nil when there is none.
    var preparedTo: Int?

    var agenda = Agenda()
    /// When the agenda looks at each incident next.
    var armed: [IncidentNumber: Timestamp] = [:]
    /// Incidents that this batch changed; their records are emitted once, at its end.
    var touched: Set<IncidentNumber> = []
    /// What this batch has decided so far.
    var changes: [Change] = []

    /// How long an incident that is over stays in memory, so that a later one of its group can name it.
    package static let incidentsKept = Duration.hours(7 * 24)

    package init(rules: WatchRules = WatchRules(), routing: RoutingTree = .standard) {
        self.rules = rules
        self.routing = routing
        muter.inhibition = Inhibition(rules.inhibitRules)
        dispatch = DispatchTable(plan: DispatchPlan(rules, routing))
    }

    /// All alerts as they are now, for readers.
    package var alertView: AlertView { AlertView(self) }

    /// When something happens by itself next; nil while nothing is waiting.
    package var nextDeadline: Timestamp? {
        dispatch.isWaiting ? Timestamp(milliseconds: 0) : [agenda.next, muter.agenda.next].compactMap(\.self).min()
    }

    /// Whether something is to be done at once, without a further event.
    package var hasMoreToDo: Bool { dispatch.isWaiting }

    /// Handles a batch of events that arrived together, and appends what was decided. One outcome for each event.
    package mutating func handle(_ events: [Event], at now: Timestamp, into changes: inout [Change]) -> [Outcome] {
        var outcomes = Array(repeating: Outcome.done(Receipt()), count: events.count)
        renewGroups(at: now)
        for index in order(of: events) { outcomes[index] = handle(events[index], at: now) }
        settleMutes(at: now)
        takeTurns(at: now)
        finishBatch(at: now)
        changes.append(contentsOf: self.changes)
        self.changes.removeAll(keepingCapacity: true)
        return outcomes
    }

    private mutating func handle(_ event: Event, at now: Timestamp) -> Outcome {
        switch event {
        case .alertPosted(let posted): return alertPosted(posted, at: now)
        case .acted(let act, let actor, let request): return acted(act, by: actor, request: request, at: now)
        case .timePassed: return timePassed(at: now)
        case .pageSent(let id, let reached): return pageSent(id, reached: reached, at: now)
        case .clockJumped(let span): return clockJumped(by: span, at: now)
        case .silenceSet(let draft, let newID, let actor, let request):
            return silenceSet(draft, newID: newID, by: actor, request: request, at: now)
        case .silenceExpired(let id, let actor, let request, let readAsOf):
            return silenceExpired(id, by: actor, request: request, readAsOf: readAsOf, at: now)
        case .notified(let dispatch, let notification): return notified(dispatch, notification, at: now)
        case .configured(let text): return configured(text, at: now)
        }
    }

    /// Emits each touched incident once, as it stands at the end of the batch.
    private mutating func finishBatch(at now: Timestamp) {
        guard !touched.isEmpty else { return }
        for number in touched.sorted() {
            sayJoins(number, at: now)
            _ = incidents.update(number) { $0.revision += 1 }
            guard let incident = incidents[number] else { continue }
            changes.append(.incident(incident))
            arm(incident)
            if incident.isMutedIdly { muter.idle.insert(number) }
        }
        touched.removeAll(keepingCapacity: true)
    }

    // MARK: Incidents by group

    /// The incident that a group leads to: the one that is open, else the newest that is not merged away.
    func incident(of group: GroupID) -> Incident? {
        guard let candidates = groupIncidents[group] else { return nil }
        var newest: Incident?
        for number in candidates {
            guard let incident = incidents[number], incident.merger == nil else { continue }
            if incident.isOpen { return incident }
            if incident.number > newest?.number ?? IncidentNumber(0) { newest = incident }
        }
        return newest
    }

    /// Changes an incident, keeps every index true to it, and marks it for the end of the batch.
    ///
    /// What a person could have undone before is past: an act that may be undone sets its own undo last.
    mutating func change(_ number: IncidentNumber, _ body: (inout Incident) -> Void) {
        let moved = incidents.update(number) { incident -> (groups: [GroupID]?, quiet: Sender??) in
            let (groups, quiet) = (incident.groups, incident.quietSender)
            incident.undo = nil
            body(&incident)
            return (
                incident.groups == groups ? nil : groups, incident.quietSender == quiet ? nil : .some(quiet)
            )
        }
        guard let moved else { return }
        touched.insert(number)
        guard moved.groups != nil || moved.quiet != nil, let incident = incidents[number] else { return }
        if let groups = moved.groups { reindex(incident, from: groups) }
        if let quiet = moved.quiet { reindexQuiet(incident, from: quiet) }
    }

    /// Takes an incident as it was emitted or stored.
    mutating func put(_ incident: Incident) {
        let old = incidents.put(incident)
        reindex(incident, from: old?.groups ?? [])
        reindexQuiet(incident, from: old?.quietSender)
        lastNumber = max(lastNumber, incident.number.value)
    }

    private mutating func reindex(_ incident: Incident, from groups: [GroupID]) {
        for group in groups where !incident.groups.contains(group) {
            groupIncidents[group]?.removeAll { $0 == incident.number }
            if groupIncidents[group]?.isEmpty == true { groupIncidents[group] = nil }
        }
        for group in incident.groups where groupIncidents[group]?.contains(incident.number) != true {
            groupIncidents[group, default: []].append(incident.number)
        }
    }

    private mutating func reindexQuiet(_ incident: Incident, from sender: Sender?) {
        if let sender {
            quietSenders[sender]?.removeAll { $0 == incident.number }
            if quietSenders[sender]?.isEmpty == true { quietSenders[sender] = nil }
        }
        if let sender = incident.quietSender { quietSenders[sender, default: []].append(incident.number) }
    }

    /// Forgets an incident that has been over for long; the store still has it.
    mutating func forgetIncident(_ number: IncidentNumber) {
        guard let incident = incidents.remove(number) else { return }
        armed[number] = nil
        for group in incident.groups {
            groupIncidents[group]?.removeAll { $0 == number }
            if groupIncidents[group]?.isEmpty == true { groupIncidents[group] = nil }
        }
    }

    // MARK: Timeline

    /// Writes a line into an incident's history.
    mutating func say(
        _ kind: TimelineEntry.Kind, _ text: SafeText, of number: IncidentNumber, by actor: Actor = .router,
        at now: Timestamp
    ) {
        change(number) { $0.timelineCount += 1 }
        guard let count = incidents[number]?.timelineCount else { return }
        let entry = TimelineEntry(incident: number, ordinal: count - 1, at: now, actor: actor, kind: kind, text: text)
        changes.append(.timeline(entry))
    }
}

extension Incident {
    /// The sender whose word is waited for, while it has not spoken.
    var quietSender: Sender? {
        guard isOpen, let noNews, noNews.senderSpokeAt == nil else { return nil }
        return noNews.sender
    }
}

/// An act that was done, and its answer.
struct ServedAct: Hashable, Sendable {
    var outcome: Outcome
    var at: Timestamp
}
