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
            let alerts = try store.alerts(of: number).filter { $0.alert.isKnown(at: moment) }
            return Explainer.Asked(
                incident: incident, alerts: Array(alerts.prefix(Explanation.alertsMax)), alertCount: alerts.count)
        case .alert(let fingerprint):
            let records = try store.alertRecords(of: fingerprint)
            let known = records.last { $0.alert.isKnown(at: moment) } ?? records.first
            guard var latest = known else { return nil }
            let incident = try latest.incident.flatMap { try store.incident($0) }
            // It may have fired for a while before it belonged to one.
            if let incident, incident.openedAt > moment { latest.incident = nil }
            return Explainer.Asked(
                incident: latest.incident == nil ? nil : incident, alerts: [latest], alertCount: 1)
        }
    }
}

extension Alert {
    /// Whether it had begun or was heard of by then: the clock of its sender may be ahead.
    func isKnown(at moment: Timestamp) -> Bool { min(startsAt, updatedAt) <= moment }
}
