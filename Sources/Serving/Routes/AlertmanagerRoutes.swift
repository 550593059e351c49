import HTTPTypes
import Hummingbird
import Incidents
import NIOCore
import Routing
import Watchkeeping
import Wire

/// `/api/v2`: what Prometheus, amtool and Grafana speak to an Alertmanager.
struct AlertmanagerRoutes: Sendable {
    let keeper: Watchkeeper
    let clock: any WallClock
    let state: RouterState
    let log: DoorLog

    func add(to router: Router<RouterContext>) {
        let group = router.group("/api/v2")
        group.post("/alerts") { request, context in
            let (answer, why) = try await post(request)
            if let why { log.refused("/api/v2/alerts", answer.status.code, by: context.principal.actor.name, why) }
            return answer
        }
        group.get("/alerts") { request, _ in try await alerts(request) }
        group.get("/alerts/groups") { request, _ in try await groups(request) }
        group.get("/status") { _, _ in status() }
        group.get("/receivers") { _, _ in Response.json(AlertmanagerV2.receivers(state.configuration.receivers)) }
    }

    // MARK: Posting

    /// The answer, and why something of the body is refused.
    private func post(_ request: Request) async throws -> (Response, refused: String?) {
        if let refusal = Self.unsupportedType(request) {
            return (refusal, "it does not say that it is application/json")
        }
        let limits = state.configuration.rules.limits
        let body: ByteBuffer
        do { body = try await request.body.collect(upTo: limits.bodyBytes) } catch {
            let message = "the body is larger than \(limits.bodyBytes) bytes; send smaller batches"
            return (.json(AlertmanagerV2.error(code: 413, message: message), status: .contentTooLarge), message)
        }
        var parser = PostableAlertsParser(limits: ParserLimits(limits))
        do throws(AlertsFault) {
            let batch = try body.withUnsafeReadableBytes { bytes throws(AlertsFault) in try parser.parse(bytes) }
            return try await take(batch, size: body.readableBytes)
        } catch {
            return (.json(error.body, status: .init(code: error.status)), error.sentence)
        }
    }

    /// Answers once what is taken is durable.
    private func take(_ batch: PostedBatch, size: Int) async throws(AlertsFault) -> (Response, refused: String?) {
        var batch = batch
        do {
            let events = batch.alerts.map { Event.alertPosted($0) }
            let outcomes = events.isEmpty ? [] : try await keeper.submit(events, size: size)
            for case .refused(let refusal) in outcomes { batch.refusals.add(refusal.said.original) }
        } catch {
            let message = (error as? RouterFault)?.message ?? "\(error)"
            return (.json(AlertmanagerV2.error(message), status: .serviceUnavailable), nil)
        }
        keeper.metrics.received(alerts: batch.alerts.count, refused: batch.refusals.count)
        if let fault = batch.fault { throw fault }
        return (.empty(), nil)
    }

    static func unsupportedType(_ request: Request) -> Response? {
        let type = request.headers[.contentType] ?? "application/octet-stream"
        let media = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        guard media != "application/json" else { return nil }
        return .json(AlertmanagerV2.unsupportedMediaType(String(media)), status: .unsupportedMediaType)
    }

    // MARK: Reading

    private func alerts(_ request: Request) async throws -> Response {
        let filter: AlertFilter
        do { filter = try AlertFilter(request) } catch {
            return .json(AlertmanagerV2.error(error.message), status: .badRequest)
        }
        let (view, routing, now) = await keeper.alertView()
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: .init { writer in
                let found = filter.apply(to: view, routing: routing, at: now)
                var encoder = GettableAlertsEncoder()
                encoder.begin()
                for index in 0..<found.count {
                    encoder.append(found[index])
                    if encoder.count >= 64 << 10 { try await writer.write(ByteBuffer(bytes: encoder.take())) }
                }
                encoder.end()
                try await writer.write(ByteBuffer(bytes: encoder.take()))
                try await writer.finish(nil)
            })
    }

    private func groups(_ request: Request) async throws -> Response {
        let filter: AlertFilter
        do { filter = try AlertFilter(request) } catch {
            return .json(AlertmanagerV2.error(error.message), status: .badRequest)
        }
        let (view, routing, now) = await keeper.alertView()
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: .init { writer in
                var encoder = GettableAlertsEncoder()
                encoder.begin()
                for group in AlertmanagerGroup.all(of: filter, in: view, routing: routing, at: now) {
                    encoder.beginGroup(labels: group.labels, receiver: group.receiver)
                    for alert in group.alerts { encoder.append(alert) }
                    encoder.endGroup()
                    if encoder.count >= 64 << 10 { try await writer.write(ByteBuffer(bytes: encoder.take())) }
                }
                encoder.end()
                try await writer.write(ByteBuffer(bytes: encoder.take()))
                try await writer.finish(nil)
            })
    }

    private func status() -> Response {
        .json(
            AlertmanagerV2.status(
                AlertmanagerStatus(
                    build: BuildDescription(version: state.identity.version.original),
                    startedAt: state.identity.startedAt, configuration: state.configuration.rendered)))
    }
}

extension ParserLimits {
    init(_ limits: Limits) {
        self.init(
            bodySizeMax: limits.bodyBytes, alertsMax: limits.alertsPerBatch, labelsMax: limits.labelsPerAlert,
            nameLengthMax: limits.labelNameBytes, valueLengthMax: limits.labelValueBytes,
            annotationLengthMax: limits.annotationBytes)
    }
}
