import Hummingbird
import Incidents
import NIOPosix
import Routing
import Storing
import Watchkeeping
import Wire

/// `GET /api/v1/why`: which routes were tried for an alert and why each matched or not, what muted it, who was told of
/// it when, and what came of that. From the store, for any moment that it reaches back to.
struct WhyRoutes: Sendable {
    let keeper: Watchkeeper
    let store: any IncidentStore
    let clock: any WallClock
    /// Reads the text of a configuration that was kept; nil when it cannot be read any more.
    let routing: @Sendable (String) -> RoutingTree?

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
        var moment = clock.now()
        if let text = parameters["at"] {
            guard let at = try? TimestampParser.parse(text) else {
                return .fault(.badRequest, "badRequest", "at is a time, such as 2026-11-23T03:08:08Z")
            }
            moment = min(moment, at)
        }
        let current = await keeper.view().watch.routing
        let at = moment
        let found = try await NIOThreadPool.singleton.runIfActive {
            try explanation(of: subject, at: at, current: current)
        }
        guard let found else {
            return .refusal(
                Refusal(.unknownIncident, "nothing is kept about it; midwatch list state:all shows what is"))
        }
        return .json(Resources.encode(found))
    }

    private func explanation(of subject: Subject, at moment: Timestamp, current: RoutingTree) throws -> Explanation? {
        var occurrences: [StoredAlert]
        var incident: IncidentNumber?
        switch subject {
        case .incident(let number):
            guard try store.incident(number) != nil else { return nil }
            incident = number
            occurrences = try store.alerts(of: number).filter { $0.alert.startsAt <= moment }
        case .alert(let fingerprint):
            let records = try store.alertRecords(of: fingerprint)
            guard let latest = records.last(where: { $0.alert.startsAt <= moment }) ?? records.first else { return nil }
            occurrences = [latest]
            incident = latest.incident
        }
        let count = occurrences.count
        let tree = try store.configuration(at: moment).flatMap { routing($0.text) } ?? current
        let pages = try incident.map { try store.pages(of: $0).filter { $0.at <= moment } } ?? []
        return Explanation(
            at: moment, incident: incident,
            alerts: try occurrences.prefix(Explanation.alertsMax).map { try explain($0, tree, at: moment) },
            alertCount: count, pages: pages)
    }

    private func explain(_ stored: StoredAlert, _ tree: RoutingTree, at moment: Timestamp) throws -> ExplainedAlert {
        var alert = stored.alert
        // What came after the moment had not happened yet.
        if alert.end != nil, alert.endsAt > moment { alert.end = nil }
        let fingerprint = alert.fingerprint
        let mutes = try store.muteHistory(of: fingerprint, limit: Explanation.historyMax).filter { $0.at <= moment }
        let told = try store.notifications(about: fingerprint, limit: Explanation.historyMax)
            .filter { $0.decidedAt <= moment }
        return ExplainedAlert(
            alert: AlertSummary(alert, mute: mutes.first?.mute), incident: stored.incident,
            routes: tree.explanation(for: alert.labels).map { explain($0, tree, alert.labels, at: moment) },
            mutes: mutes.reversed().map { ExplainedMute(at: $0.at, $0.mute) },
            notifications: told.reversed().map { ExplainedNotification($0, about: fingerprint) })
    }

    private func explain(
        _ step: RouteStep, _ tree: RoutingTree, _ labels: LabelSet, at moment: Timestamp
    ) -> ExplainedRoute {
        let route = tree.routes[step.route]
        var explained = ExplainedRoute(
            depth: tree.depth(of: step.route), matchers: route.matchers.map { SafeText($0.description) },
            receiver: SafeText(route.receiver), verdict: .taken, groupWait: route.groupWait.wholeMilliseconds,
            groupInterval: route.groupInterval.wholeMilliseconds,
            repeatInterval: route.repeatInterval.wholeMilliseconds)
        switch step.verdict {
        case .taken:
            explained.groupKey = SafeText(route.groupKey(of: route.groupLabels(of: labels)))
            explained.quiet = tree.quiet(step.route, at: moment).map { quiet in
                switch quiet {
                case .muted(let name): SafeText("muted by \(name)")
                case .inactive(let names): SafeText("outside \(names.joined(separator: ", "))")
                }
            }
        case .passedOn: explained.verdict = .passedOn
        case .unmet(let matchers):
            explained.verdict = .unmet
            explained.unmet = matchers.map { SafeText($0.description) }
        case .stopped: explained.verdict = .stopped
        }
        return explained
    }
}
