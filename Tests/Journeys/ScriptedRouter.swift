import Console
import Incidents

/// A router of a few lines that keeps incidents and does what the journeys need, by the rules of the life cycle.
struct ScriptedRouter: JourneyRouter {
    let me: SafeText
    private(set) var incidents: [IncidentNumber: IncidentSummary] = [:]
    private var timelines: [IncidentNumber: [TimelineEntry]] = [:]
    private var before: (act: Act, incident: IncidentSummary)?
    private var seq: Int64 = 0
    private var degraded: SafeText?

    init(me: SafeText) { self.me = me }

    mutating func snapshot(at now: Timestamp) -> ConsoleSnapshot {
        let listed = incidents.values.filter { $0.isOpen || $0.isCleared }.sorted { $0.number < $1.number }
        return ConsoleSnapshot(
            seq: seq, at: now, router: .init(name: "prod", host: "web1", version: "1.0"), you: .init(name: me),
            degraded: degraded, incidents: listed)
    }

    mutating func detail(of number: IncidentNumber, at now: Timestamp) -> Message {
        guard let incident = incidents[number] else {
            return .detailMissing(number, SafeText("there is no incident \(number)"))
        }
        return .detail(incident, timeline: timelines[number] ?? [], alerts: [])
    }

    /// An alert opens an incident: what the feed tells of it.
    mutating func open(
        _ number: Int, _ severity: Severity, _ title: SafeText, service: SafeText, at now: Timestamp
    ) -> [Message] {
        var incident = IncidentSummary(
            number: IncidentNumber(number), phase: .triggered, severity: severity, title: title, service: service,
            openedAt: now, phaseSince: now)
        incident.counts = AlertCounts(firing: 1)
        incident.nextDeadline = now + .minutes(severity <= .sev2 ? 1 : 5)
        return [tell(incident, .router, .opened, "opened: \(title)", at: now)]
    }

    /// The last alert of an incident ends.
    mutating func clear(_ number: Int, at now: Timestamp) -> [Message] {
        guard var incident = incidents[IncidentNumber(number)] else { return [] }
        (incident.phase, incident.phaseSince, incident.resolvedAt) = (.resolved, now, now)
        (incident.resolvedBy, incident.isCleared) = ("its alerts", incident.acknowledgedBy == nil)
        (incident.nextDeadline, incident.counts) = (nil, AlertCounts(resolved: 1))
        return [tell(incident, .router, .cleared, "all alerts resolved", at: now)]
    }

    /// Somebody else does something, at another console.
    mutating func act(_ act: Act, by name: SafeText, at now: Timestamp) -> [Message] {
        (try? does(act, by: name, at: now))?.messages ?? []
    }

    mutating func perform(_ act: Act, _ request: RequestID, at now: Timestamp) -> [Message] {
        do throws(Refusal) {
            let done = try does(act, by: me, at: now)
            return [.receipt(request, Receipt(incident: act.incident, said: done.said))] + done.messages
        } catch {
            return [.refused(request, error)]
        }
    }

    private mutating func does(
        _ act: Act, by name: SafeText, at now: Timestamp
    ) throws(Refusal) -> (said: SafeText, messages: [Message]) {
        guard var incident = incidents[act.incident] else {
            throw Refusal(.unknownIncident, SafeText("there is no incident \(act.incident)"))
        }
        let (old, number, actor) = (incident, act.incident, Actor.person(name))
        let (kind, said): (TimelineEntry.Kind, String)
        switch act.verb {
        case .acknowledge, .take:
            if act.verb == .acknowledge, let holder = incident.acknowledgedBy, holder != name {
                throw Refusal(.heldBySomebodyElse, SafeText("\(holder) has it since 03:07Z; take takes over"))
            }
            (incident.phase, incident.phaseSince) = (.acknowledged, now)
            (incident.acknowledgedBy, incident.acknowledgedAt) = (name, now)
            incident.nextDeadline = now + .minutes(30)
            (kind, said) = act.verb == .take ? (.taken, "took \(number)") : (.acknowledged, "acked \(number)")
        case .resolve:
            (incident.phase, incident.phaseSince) = (.resolved, now)
            (incident.resolvedBy, incident.resolvedAt, incident.nextDeadline) = (name, now, nil)
            (incident.acknowledgedBy, incident.acknowledgedAt) = (nil, nil)
            (kind, said) = (.resolved, "resolved \(number)")
        case .note(let text):
            return (SafeText("noted on \(number)"), [tell(incident, actor, .note, text.shown, at: now)])
        case .undo:
            guard let before, before.act.incident == number else {
                throw Refusal(.nothingToUndo, SafeText("nothing of yours to undo on \(number)"))
            }
            incident = before.incident
            (kind, said) = (.undone, "undid \(before.act.verb.name) of \(number)")
        default: throw Refusal(.wrongPhase, SafeText("this router does not know \(act.verb.name)"))
        }
        before = (act, old)
        return (SafeText(said), [tell(incident, actor, kind, said, at: now)])
    }

    private mutating func tell(
        _ incident: IncidentSummary, _ actor: Actor, _ kind: TimelineEntry.Kind, _ text: String, at now: Timestamp
    ) -> Message {
        seq += 1
        incidents[incident.number] = incident
        let entry = TimelineEntry(
            incident: incident.number, ordinal: timelines[incident.number]?.count ?? 0, at: now, actor: actor,
            kind: kind, text: SafeText(text))
        timelines[incident.number, default: []].append(entry)
        return .changed(seq: seq, [.incident(incident), .timeline(entry)])
    }
}
