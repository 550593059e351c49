import HTTPTypes
import Hummingbird
import Incidents
import NIOCore
import Routing
import Watchkeeping
import Wire

/// The other front doors: what an Alertmanager, a Grafana and senders of PagerDuty's events post becomes the same
/// events as what Prometheus posts.
struct HookRoutes: Sendable {
    let keeper: Watchkeeper
    let clock: any WallClock
    let state: RouterState
    let random: any RandomBits
    let log: DoorLog

    func add(to router: Router<RouterContext>) {
        router.post("/hooks/alertmanager") { try await webhook($0, $1, .alertmanager) }
        router.post("/hooks/grafana") { try await webhook($0, $1, .grafana) }
        router.put("/hooks/grafana") { try await webhook($0, $1, .grafana) }
        router.post("/v2/enqueue") { try await enqueue($0, $1) }
    }

    /// A path whose requests carry their credential in the body.
    static let enqueuePath = "/v2/enqueue"

    // MARK: Webhooks

    private func webhook(
        _ request: Request, _ context: RouterContext, _ sender: WebhookParser.Sender
    ) async throws -> Response {
        func refused(_ status: HTTPResponse.Status, _ code: String, _ why: String) -> Response {
            log.refused(request.uri.path, status.code, by: context.principal.actor.name, why)
            return .fault(status, code, why)
        }
        let configuration = state.configuration
        let most = min(configuration.rules.limits.bodyBytes, WebhookParser.bodySizeMax)
        let body: ByteBuffer
        do { body = try await request.body.collect(upTo: most) } catch {
            return refused(.contentTooLarge, "tooLarge", "the body is larger than \(most) bytes")
        }
        let kind: Intake.Kind = sender == .grafana ? .grafana : .alertmanager
        let digest = AdmissionMiddleware.bearer(request).map { AdmissionMiddleware.digest($0) }
        let intake =
            configuration.intakes.first(of: kind, digest: digest) ?? configuration.intakes.first(of: kind, digest: nil)
        let now = clock.now()
        let parser = WebhookParser(
            sender, limits: ParserLimits(configuration.rules.limits), labels: intake?.labels ?? .empty, now: now,
            holds: configuration.hookExpiry)
        var batch: PostedBatch
        do { batch = try parser.parse(Array(body.readableBytesView)) } catch {
            return refused(.badRequest, "badRequest", "\(error)")
        }
        do {
            let events = batch.alerts.map { Event.alertPosted($0) }
            let outcomes = events.isEmpty ? [] : try await keeper.submit(events, size: body.readableBytes)
            for case .refused(let refusal) in outcomes { batch.refusals.add(refusal.said.original) }
        } catch let fault as RouterFault {
            return .routerFault(fault)
        }
        keeper.metrics.received(alerts: batch.alerts.count, refused: batch.refusals.count)
        if batch.leftOut > 0 { log.cut(request.uri.path, missing: batch.leftOut) }
        if let fault = batch.fault { return refused(.badRequest, "alertRefused", fault.sentence) }
        return .empty()
    }

    // MARK: PagerDuty

    /// PagerDuty's senders do not repeat what fires: it ends when they say so, or after this long.
    static let eventKept = Duration.hours(24 * 365)

    private func enqueue(_ request: Request, _ context: RouterContext) async throws -> Response {
        func refused(_ fault: PagerDutyEvent.Fault, _ status: HTTPResponse.Status) -> Response {
            let why = fault.errors.joined(separator: "; ")
            log.refused(Self.enqueuePath, status.code, by: context.principal.actor.name, why)
            return .json(PagerDutyAnswers.refused(fault), status: status)
        }
        let most = min(state.configuration.rules.limits.bodyBytes, PagerDutyEvent.bodySizeMax)
        let body: ByteBuffer
        do { body = try await request.body.collect(upTo: most) } catch {
            return refused(
                PagerDutyEvent.Fault(["The event is larger than \(most) bytes"]), .contentTooLarge)
        }
        do {
            let limits = ParserLimits(state.configuration.rules.limits)
            let event = try PagerDutyEvent(Array(body.readableBytesView), limits: limits)
            let intake = try intake(of: event)
            let key = event.dedupKey ?? newKey()
            switch event.action {
            case .trigger: try await trigger(event, key, intake, limits, size: body.readableBytes)
            case .acknowledge: try await acknowledge(key, intake)
            case .resolve: try await resolve(key, intake)
            }
            return .json(PagerDutyAnswers.taken(key: key), status: .accepted)
        } catch let fault as PagerDutyEvent.Fault {
            keeper.metrics.received(alerts: 0, refused: 1)
            return refused(fault, .badRequest)
        } catch let fault as RouterFault {
            return refused(PagerDutyEvent.Fault([fault.message]), .serviceUnavailable)
        }
    }

    private func newKey() -> String {
        SilenceID(random: random.next(), random.next()).description.replacing("-", with: "")
    }

    /// Who sends an event. On loopback, where posting needs no key, any key will do for triggers and resolves while
    /// none is configured; an acknowledge quietens an incident, so that it needs one that is known.
    private func intake(of event: PagerDutyEvent) throws -> Intake {
        let configuration = state.configuration
        let digest = AdmissionMiddleware.digest(event.routingKey)
        if let intake = configuration.intakes.first(of: .pagerduty, digest: digest) { return intake }
        let isOpen =
            !configuration.admission.allowsRemote && !configuration.intakes.contains { $0.kind == .pagerduty }
        guard isOpen, event.action != .acknowledge else {
            throw PagerDutyEvent.Fault([
                "'routing_key' is not known here; it stands in the configuration under integrations"
            ])
        }
        return Intake(name: "pagerduty", kind: .pagerduty)
    }

    /// What fires under a key.
    private func firing(_ key: String, _ intake: Intake) async throws -> (alerts: [WatchedAlert], now: Timestamp) {
        let (view, _, now) = await keeper.alertView()
        let wanted = [
            try Matcher(PagerDutyEvent.keyLabel, .equal, key),
            try Matcher(PagerDutyEvent.integrationLabel, .equal, intake.name),
        ]
        let found = view.filter { $0.alert.isFiring && wanted.matches($0.alert.labels) }
        return (found.sorted { $0.alert.fingerprint < $1.alert.fingerprint }, now)
    }

    private func trigger(
        _ event: PagerDutyEvent, _ key: String, _ intake: Intake, _ limits: ParserLimits, size: Int
    ) async throws {
        let (before, now) = try await firing(key, intake)
        let alert = try event.alert(
            key: key, integration: intake.name, labels: intake.labels, now: now, holds: Self.eventKept,
            limits: limits)
        // What was said of the key before with another severity or source is over by this.
        let events =
            [alert] + before.filter { $0.alert.labels != alert.labels }.map { Self.ended($0.alert, at: now) }
        let outcomes = try await keeper.submit(events.map { Event.alertPosted($0) }, size: size)
        let refusals = outcomes.compactMap { if case .refused(let refusal) = $0 { refusal.said.original } else { nil } }
        keeper.metrics.received(alerts: events.count, refused: refusals.count)
        if !refusals.isEmpty { throw PagerDutyEvent.Fault(refusals) }
    }

    private func resolve(_ key: String, _ intake: Intake) async throws {
        let (found, now) = try await firing(key, intake)
        // With nothing open under the key there is nothing to say, as with PagerDuty.
        if found.isEmpty { return }
        _ = try await keeper.submit(found.map { Event.alertPosted(Self.ended($0.alert, at: now)) })
        keeper.metrics.received(alerts: found.count, refused: 0)
    }

    private func acknowledge(_ key: String, _ intake: Intake) async throws {
        let numbers = Set(try await firing(key, intake).alerts.compactMap(\.incident)).sorted()
        if numbers.isEmpty { return }
        let actor = Actor.person(SafeText("\(intake.name) (PagerDuty)"))
        // Held already, or over meanwhile: nothing that the sender could do better.
        _ = try await keeper.submit(
            numbers.map { Event.acted(Act(.acknowledge, $0), by: actor, request: nil) })
    }

    private static func ended(_ alert: Alert, at now: Timestamp) -> PostedAlert {
        PostedAlert(labels: alert.labels, text: alert.text, startsAt: min(alert.startsAt, now), endsAt: now)
    }
}
