import Hummingbird
import Incidents
import NIOPosix
import Routing
import Storing
import Wire

/// `GET /api/v1/why`: which routes were tried for an alert and why each matched or not, what muted it, who was told of
/// it when, and what came of that. From the store, for any moment that it reaches back to.
struct WhyRoutes: Sendable {
    let keeper: Watchkeeper
    let store: any IncidentStore
    let clock: any WallClock
    let state: RouterState
    /// Reads the text of a configuration that was kept; nil when it cannot be read any more.
    let routing: @Sendable (String) -> KeptRouting?

    func add(to router: Router<RouterContext>) {
        router.group("/api/v1").get("/why") { request, _ in try await why(request) }
    }

    /// What somebody asks about.
    private enum Subject: Sendable {
        case incident(IncidentNumber)
        case alert(Fingerprint)
    }

    private func why(_ request: Request) async throws -> Response {
        let parameters = QueryParameters(request)
        let subject: Subject
        if let number = parameters["incident"].flatMap({ Int($0) }), number > 0 {
            subject = .incident(IncidentNumber(number))
        } else if let fingerprint = parameters["fingerprint"].flatMap({ Fingerprint(hexadecimal: $0) }) {
            subject = .alert(fingerprint)
        } else {
            return .fault(
                .badRequest, "badRequest", "ask with incident=NUMBER or fingerprint=SIXTEEN-HEXADECIMAL-DIGITS")
        }
        let now = clock.now()
        var moment = now
        if let text = parameters["at"] {
            guard let at = try? TimestampParser.parse(text) else {
                return .fault(.badRequest, "badRequest", "at is a time, such as 2026-11-23T03:08:08Z")
            }
            moment = min(moment, at)
        }
        let at = moment
        let asked = try await NIOThreadPool.singleton.runIfActive { try found(subject, at: at) }
        guard let asked else {
            return .refusal(
                Refusal(.unknownIncident, "nothing is kept about it; midwatch list state:all shows what is"))
        }
        let turns = await keeper.turns(of: asked.alerts.map(\.alert.labels))
        let explanation = try await NIOThreadPool.singleton.runIfActive {
            var explainer = try Explainer(
                store: store, moment: at, isPresent: at == now, loaded: state.configuration, tree: turns.routing,
                turns: turns.next, routing: routing)
            return try explainer.explanation(of: asked)
        }
        return .json(Resources.encode(explanation))
    }

    /// What is kept of what somebody asks about.
    private func found(_ subject: Subject, at moment: Timestamp) throws -> Explainer.Asked? {
        switch subject {
        case .incident(let number):
            guard let incident = try store.incident(number) else { return nil }
            let latest = try store.alerts(of: number)
            let former = try formerOccurrences(ofThoseOf: latest, at: moment)
            let alerts = latest.compactMap { stored in
                stored.asKnown(at: moment, former[stored.alert.fingerprint]?.first { $0.incident == number })
            }
            return Explainer.Asked(
                incident: incident, alerts: Array(alerts.prefix(Explanation.alertsMax)), alertCount: alerts.count)
        case .alert(let fingerprint):
            let records = try store.alertRecords(of: fingerprint)
            guard !records.isEmpty else { return nil }
            let former = try formerOccurrences(ofThoseOf: records, at: moment)[fingerprint] ?? []
            var known = records.compactMap { record in
                record.asKnown(at: moment, former.first { $0.incident == record.incident })
            }
            // It may have gone on in another incident since, or come to one at last.
            if let last = records.last {
                known += former.filter { occurrence in
                    !records.contains { $0.incident == occurrence.incident }
                }.map { last.asIt($0) }
            }
            // It may not have fired yet, or what it did then is no longer kept.
            guard var latest = known.max(by: { $0.alert.startsAt < $1.alert.startsAt }) else {
                return Explainer.Asked(incident: nil, alerts: [], alertCount: 0)
            }
            let incident = try latest.incident.flatMap { try store.incident($0) }
            // It may have fired for a while before it belonged to one.
            if let incident, incident.openedAt > moment { latest.incident = nil }
            return Explainer.Asked(
                incident: latest.incident == nil ? nil : incident, alerts: [latest], alertCount: 1)
        }
    }

    /// What alerts did before they began anew, where that matters at a moment.
    private func formerOccurrences(
        ofThoseOf alerts: [StoredAlert], at moment: Timestamp
    ) throws -> [Fingerprint: [FormerOccurrence]] {
        let later = alerts.filter { !$0.alert.isKnown(at: moment) }
        return later.isEmpty
            ? [:] : try store.formerOccurrences(of: Set(later.map(\.alert.fingerprint)), upTo: moment)
    }
}

extension StoredAlert {
    /// As it stood at a moment: its latest occurrence or, before that, a former one. Nil where there was none.
    fileprivate func asKnown(at moment: Timestamp, _ former: FormerOccurrence?) -> StoredAlert? {
        if alert.isKnown(at: moment) { return self }
        return former.map { asIt($0) }
    }

    /// The same alert in a former occurrence.
    fileprivate func asIt(_ former: FormerOccurrence) -> StoredAlert {
        var stored = self
        stored.incident = former.incident
        (stored.alert.startsAt, stored.alert.endsAt) = (former.startsAt, former.endsAt)
        (stored.alert.end, stored.alert.updatedAt) = (former.end, former.endsAt)
        return stored
    }
}

extension Alert {
    /// Whether it had begun or was heard of by then: the clock of its sender may be ahead.
    func isKnown(at moment: Timestamp) -> Bool { min(startsAt, updatedAt) <= moment }
}
