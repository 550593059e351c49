import Incidents

/// What the router tells, as sentences.
extension PlainConsole {
    /// A snapshot of very many incidents comes in pieces; nothing is said before it is whole.
    mutating func arrive(_ snapshot: ConsoleSnapshot) {
        changedMeanwhile = [:]
        arriving = snapshot
        if snapshot.missing == 0 { arrive([], missing: 0) }
    }

    mutating func arrive(_ incidents: [IncidentSummary], missing: Int) {
        arriving?.incidents += incidents
        guard missing == 0, var whole = arriving.take() else { return }
        whole.incidents += changedMeanwhile.values
        whole.missing = 0
        changedMeanwhile = [:]
        take(whole)
    }

    private mutating func take(_ snapshot: ConsoleSnapshot) {
        var rest = snapshot
        rest.incidents = []
        _ = state.update(.snapshot(rest))
        let before = incidents
        incidents = Dictionary(snapshot.incidents.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
            .filter { $0.value.isOpen || $0.value.isCleared }
        if !spoken.greeting {
            spoken.greeting = true
            greet(snapshot)
        } else {
            let ended = before.keys.filter { incidents[$0] == nil }.count
            if ended > 0 {
                say(SafeText("While nothing was heard, \(Words.count(ended, "incident")) ended."))
            }
            let new = ordered { $0.isOpen && before[$0.number] == nil }
            tell(new.map { news(of: $0, isNew: true) }, rings: new.contains { $0.needsAcknowledge && $0.mute == nil })
        }
        sayDegraded()
        sayClockSet()
        sayPaging()
        sayAllMuted()
    }

    private mutating func greet(_ snapshot: ConsoleSnapshot) {
        let router = snapshot.router
        var text = "Midwatch, plain lines. Router \(router.name) on \(router.host), version \(router.version)."
        text += " You are \(snapshot.you.name)."
        say(SafeText(text))
        if router.isDemo { say("This is a DEMO: nothing here is real.") }
        if !snapshot.you.mayAct {
            say(PlainWords.sentence(mayOnlyRead))
        }
        sayWhereItStands()
        if !isScript { say("Type help for the words, quit to leave.") }
    }

    /// Counts, and what to do next.
    mutating func sayWhereItStands() {
        var tally = Tally()
        for incident in incidents.values { tally.count(incident) }
        say(SafeText(PlainWords.tally(tally) + "."))
        guard let urgent = mostUrgent else { return say("Nothing needs you.") }
        say(PlainWords.sentence(urgent, me: state.you.name, at: now))
        say(SafeText("Next: \(state.you.mayAct ? "ack" : "show") \(urgent.number.value)."))
    }

    /// The first that nobody has. What is muted waits until nothing else needs an answer, as on the screen.
    var mostUrgent: IncidentSummary? {
        incidents.values.lazy.filter(\.needsAcknowledge).min { a, b in
            (a.mute == nil) == (b.mute == nil) ? IncidentSummary.isMoreUrgent(a, than: b) : a.mute == nil
        }
    }

    /// Some of the incidents, the most urgent first.
    func ordered(_ isWanted: (IncidentSummary) -> Bool) -> [IncidentSummary] {
        incidents.values.filter(isWanted).sorted { IncidentSummary.isMoreUrgent($0, than: $1) }
    }

    // MARK: Changes

    mutating func take(_ changes: [ConsoleChange], _ seq: Int64) {
        guard seq > state.seq else { return }
        _ = state.update(.changed(seq: seq, []))
        heardAgain()
        var (new, rings): ([IncidentNumber], Bool) = ([], false)
        for case .incident(let summary) in changes {
            if incidents[summary.number] == nil, summary.isOpen, !new.contains(summary.number) {
                new.append(summary.number)
            }
            incidents[summary.number] = summary.isOpen || summary.isCleared ? summary : nil
            if arriving != nil { changedMeanwhile[summary.number] = summary }
        }
        var news: [StormGate.News] = []
        for number in new {
            guard let incident = incidents[number] else { continue }
            news.append(self.news(of: incident, isNew: incident.phaseSince == incident.openedAt))
            rings = rings || (incident.needsAcknowledge && incident.mute == nil)
        }
        for change in changes {
            switch change {
            case .incident, .silence: break
            case .timeline(let entry): if let item = self.news(of: entry, new) { news.append(item) }
            case .page(let page):
                guard page.state == .queued else { continue }
                rings = true
                guard !new.contains(page.id.incident) else { continue }
                let who = PlainWords.short(page.id.incident, incidents[page.id.incident])
                news.append(StormGate.News(line: SafeText("\(who) rings again: \(page.reason).")))
            }
        }
        tell(news, rings: rings)
    }

    private func news(of incident: IncidentSummary, isNew: Bool) -> StormGate.News {
        let line = PlainWords.sentence(incident, me: state.you.name, at: now, isNew: isNew)
        return StormGate.News(line: line, opened: incident)
    }

    /// A line of a history; nil for what another sentence says.
    private func news(of entry: TimelineEntry, _ new: [IncidentNumber]) -> StormGate.News? {
        switch entry.kind {
        case .paged, .opened: return nil
        case .joined where new.contains(entry.incident): return nil
        default: break
        }
        // What I did myself is answered already.
        if entry.actor == .person(state.you.name), hasJustActed(on: entry.incident) { return nil }
        let text = entry.text.isEmpty ? SafeText(entry.kind.rawValue) : entry.text
        let verb: String =
            switch entry.kind {
            case .note: "notes: \(text)"
            case .reopened, .triggered: "\(entry.kind.rawValue): \(text)"
            default: text.shown
            }
        let actor = entry.actor.isPerson ? "\(entry.actor.name) " : ""
        let end = verb.last.map { ".!?".contains($0) } ?? false ? "" : "."
        let who = PlainWords.short(entry.incident, incidents[entry.incident])
        return StormGate.News(line: SafeText("\(who): \(actor)\(verb)\(end)"))
    }

    private func hasJustActed(on number: IncidentNumber) -> Bool {
        if pending.contains(where: { $0.act.incident == number }) { return true }
        return actedAt[number].map { now - $0 < Limits.undo } ?? false
    }

    private mutating func tell(_ news: [StormGate.News], rings: Bool) {
        for line in gate.take(news, at: now) { say(line) }
        guard rings else { return }
        if let rangAt, now - rangAt < Limits.bell, now >= rangAt { return }
        rangAt = now
        output.intents.append(.ring)
    }

    // MARK: The link

    mutating func connected(_ link: LinkState) {
        let wasSilent = spoken.isSilent
        _ = state.update(.link(link))
        switch link {
        case .connecting: break
        case .live:
            if spoken.isLost {
                spoken.isLost = false
                spoken.isSilent = false
                say(SafeText("Back again at \(now.clock)Z."))
                if spoken.greeting { sayWhereItStands() }
            } else if wasSilent {
                heardAgain()
            }
        case .lost(_, let why):
            guard !spoken.isLost else { return }
            spoken.isLost = true
            lost(because: why)
        }
    }

    private mutating func lost(because why: SafeText) {
        if spoken.greeting {
            say(SafeText("Link to the router lost at \(now.clock)Z: \(why)."))
            say("What you know may be out of date, and nothing can be sent. It is tried again by itself.")
            return
        }
        refuse(SafeText("No router: \(why)"), status: 3)
        say("midwatch serve starts one, and midwatch demo plays a story with none at hand.")
        if isScript {
            leave()
        } else {
            say("It is tried again by itself. Type quit to leave.")
        }
    }

    private mutating func heardAgain() {
        guard spoken.isSilent, !state.isStale else { return }
        spoken.isSilent = false
        say("The router is heard again.")
    }

    mutating func sayClockSet() {
        guard let set = state.clockSet, set != spoken.clockSet, now - set.at < ClockSet.toldFor else { return }
        spoken.clockSet = set
        say(PlainWords.sentence(set.sentence))
    }

    mutating func sayPaging() {
        guard state.paging != spoken.paging else { return }
        spoken.paging = state.paging
        say(state.paging.sentence.map { $0 + "." } ?? "PAGING ON again: people are told.")
    }

    mutating func sayAllMuted() {
        guard state.allMuted != spoken.allMuted else { return }
        spoken.allMuted = state.allMuted
        say(state.allMuted.map { $0.allSentence(asOf: now) + "." } ?? "Not everything is muted any more.")
    }

    mutating func sayDegraded() {
        guard state.degraded != spoken.degraded else { return }
        spoken.degraded = state.degraded
        if let why = state.degraded {
            say(SafeText("ROUTER DEGRADED: \(why)."))
        } else {
            say("The router does its whole job again.")
        }
    }
}
