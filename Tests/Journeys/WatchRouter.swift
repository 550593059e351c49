import Console
import Incidents
import Routing
import Serving
import Storing
import Watchkeeping

/// The real thing in the router's place: the watch, the store, and what the feed would tell; only the wire is missing.
struct WatchRouter: JourneyRouter {
    private var loop: WatchLoop
    private let store = MemoryStore()
    private let me: SafeText

    init(me: SafeText, at now: Timestamp) throws {
        self.me = me
        loop = try WatchLoop(restoring: store, rules: .standard, routing: .standard, at: now)
    }

    /// Lets something happen; answers what the feed tells of it.
    mutating func happen(_ events: Event..., at now: Timestamp) throws -> [Message] {
        try told(events, at: now).messages
    }

    private mutating func told(_ events: [Event], at now: Timestamp) throws -> (
        outcomes: [Outcome], messages: [Message]
    ) {
        let (outcomes, batch, _) = try loop.process(events, at: now)
        guard let batch else { return (outcomes, []) }
        let changes: [ConsoleChange] = batch.changes.compactMap { change in
            switch change {
            case .incident(let incident): .incident(IncidentSummary(incident))
            case .timeline(let entry): .timeline(entry)
            case .page(let page): .page(page)
            default: nil
            }
        }
        return (outcomes, [.changed(seq: batch.seq, changes)])
    }

    /// The process dies and starts anew with what the store holds.
    mutating func restart(at now: Timestamp) throws {
        loop = try WatchLoop(restoring: store, rules: .standard, routing: .standard, at: now)
    }

    mutating func snapshot(at now: Timestamp) -> ConsoleSnapshot {
        let listed = loop.watch.incidents.values.filter { $0.isOpen || $0.isClearedUnseen }
        return ConsoleSnapshot(
            seq: loop.seq, at: now, router: .init(name: "prod", host: "web1", version: "1.0"), you: .init(name: me),
            incidents: listed.map { IncidentSummary($0) }.sorted { $0.number < $1.number })
    }

    mutating func perform(_ act: Act, _ request: RequestID, at now: Timestamp) -> [Message] {
        let event = Event.acted(act, by: .person(me), request: request)
        guard let (outcomes, messages) = try? told([event], at: now), let outcome = outcomes.first else {
            return [.failed(request, "the store failed")]
        }
        switch outcome {
        case .done(let receipt): return [.receipt(request, receipt)] + messages
        case .refused(let refusal): return [.refused(request, refusal)]
        }
    }

    mutating func detail(of number: IncidentNumber, at now: Timestamp) -> Message {
        guard let incident = loop.watch.incidents[number] else {
            return .detailMissing(number, "there is no such incident")
        }
        var alerts = loop.watch.alertView.filter { $0.incident == number }
        alerts.sort { $0.alert.fingerprint < $1.alert.fingerprint }
        let timeline = (try? store.timeline(of: number, from: 0, limit: 10_000)) ?? []
        return .detail(IncidentSummary(incident), timeline: timeline, alerts: alerts.map { AlertSummary($0.alert) })
    }
}
