import HTTPTypes
import Hummingbird
import Incidents
import NIOCore
import NIOPosix
import Storing
import Watchkeeping
import Wire

/// `/api/v1/incidents` and the snapshot: what consoles and commands read, and how they act.
struct IncidentRoutes: Sendable {
    let keeper: Watchkeeper
    let store: any IncidentStore
    let clock: any WallClock
    let state: RouterState
    let board: PresenceBoard

    func add(to router: Router<RouterContext>) {
        let group = router.group("/api/v1")
        group.get("/snapshot") { request, context in
            let asLines = request.headers[.accept]?.contains(SnapshotStream.mediaType) == true
            return await snapshot(context.principal, asLines: asLines)
        }
        group.get("/incidents") { request, context in try await incidents(request, context.principal) }
        group.get("/incidents/{number}") { _, context in try await incident(context) }
        group.get("/incidents/{number}/timeline") { request, context in try await timeline(request, context) }
        group.get("/incidents/{number}/alerts") { _, context in try await alerts(context) }
        group.post("/incidents/{number}/acts") { request, context in try await act(request, context) }
    }

    // MARK: Reading

    /// Everything that a console starts from: one object, or, to whoever accepts lines, a head and a line an incident,
    /// so that the first screen need not wait for the last line.
    private func snapshot(_ principal: Principal, asLines: Bool) async -> Response {
        let (incidents, seq, now) = await keeper.selection { $0.isOpen || $0.isClearedUnseen }
        let notice = keeper.notice
        var snapshot = Snapshot(
            seq: seq, at: now, router: state.identity,
            you: You(
                name: principal.actor.name, mayAct: principal.mayAct,
                why: principal.mayAct ? nil : principal.refusal.map { SafeText($0) }),
            degraded: notice.degraded, clockSet: notice.clockSet, paging: notice.paging, allMuted: notice.allMuted,
            presence: board.current)
        guard asLines else {
            snapshot.incidents = incidents.summaries()
            return .json(Resources.encode(snapshot))
        }
        let head = Resources.encodeHead(snapshot, count: incidents.count)
        return Response(
            status: .ok, headers: [.contentType: SnapshotStream.mediaType],
            body: .init { writer in
                try await writer.write(ByteBuffer(bytes: head))
                // The first piece is a screen or a few; the others are as large as costs little each.
                var (start, size) = (0, 256)
                while start < incidents.count {
                    let end = min(incidents.count, start + size)
                    try await writer.write(
                        ByteBuffer(bytes: Resources.encodeLines(incidents.summaries(start..<end))))
                    (start, size) = (end, 1024)
                }
                try await writer.finish(nil)
            })
    }

    private func incidents(_ request: Request, _ principal: Principal) async throws -> Response {
        let search: IncidentSearch
        do throws(IncidentSearch.Fault) {
            search = try IncidentSearch(request)
        } catch {
            return .fault(.badRequest, error.code, error.sentence)
        }
        let me = principal.actor.name
        guard search.includesResolved else {
            let (incidents, _, now) = await keeper.selection { $0.isOpen || $0.isClearedUnseen }
            return .found(search.filtered(incidents.pieces, me: me, at: now))
        }
        let (selection, _, now) = await keeper.selection { _ in true }
        let known = selection.numbers
        let most = search.query.isEmpty ? search.limit : nil
        let older = try await onThreads { try store.resolvedIncidents(below: nil, limit: most ?? 100_000) }
        let rest = older.lazy.filter { !known.contains($0.number) }.map { [IncidentSummary($0)] }
        return .found(search.filtered([AnySequence(selection.pieces), AnySequence(rest)].joined(), me: me, at: now))
    }

    private func incident(_ context: RouterContext) async throws -> Response {
        guard let incident = try await find(context) else { return unknown(context) }
        let number = incident.number
        // Of a history that is longer than an answer, what happened last is what somebody looks for.
        let first = max(0, incident.timelineCount - Self.timelineMax)
        let stored = try await onThreads {
            (
                timeline: try store.timeline(of: number, from: first, limit: Self.timelineMax),
                pages: try store.pages(of: number)
            )
        }
        let alerts = try await alertSummaries(of: number)
        return .json(
            Resources.encode(
                IncidentDetail(
                    summary: IncidentSummary(incident), alerts: alerts, timeline: stored.timeline,
                    responders: [incident.assignee ?? incident.holder].compactMap {
                        $0.map { Responder(name: $0.name) }
                    },
                    pages: stored.pages)))
    }

    /// The most timeline entries in one answer; the rest is read with `from`.
    static let timelineMax = 10_000

    private func timeline(_ request: Request, _ context: RouterContext) async throws -> Response {
        guard let incident = try await find(context) else { return unknown(context) }
        let parameters = QueryParameters(request)
        // A number that is none must not be taken for one that was left out.
        let from = parameters["from"].map { Int($0) } ?? 0
        let limit = parameters["limit"].map { Int($0) } ?? Self.timelineMax
        guard let from, let limit, from >= 0, (1...Self.timelineMax).contains(limit) else {
            return .fault(.badRequest, "badRange", "from is 0 or more, limit is 1 to \(Self.timelineMax)")
        }
        let number = incident.number
        return .json(Resources.encode(try await onThreads { try store.timeline(of: number, from: from, limit: limit) }))
    }

    private func alerts(_ context: RouterContext) async throws -> Response {
        guard let incident = try await find(context) else { return unknown(context) }
        return .json(Resources.encode(try await alertSummaries(of: incident.number)))
    }

    /// The alerts of an incident: from memory while it has them, else from the store.
    private func alertSummaries(of number: IncidentNumber) async throws -> [AlertSummary] {
        let (view, _, _) = await keeper.alertView()
        var found = view.filter { $0.incident == number }
        guard found.isEmpty else {
            found.sort { ($0.alert.startsAt, $0.alert.fingerprint) < ($1.alert.startsAt, $1.alert.fingerprint) }
            return found.map { AlertSummary($0.alert, mute: view.mute(of: $0.alert.fingerprint)) }
        }
        return try await onThreads { try store.alerts(of: number) }.map { AlertSummary($0.alert, mute: $0.mute) }
    }

    private func find(_ context: RouterContext) async throws -> Incident? {
        guard let number = Self.number(context) else { return nil }
        if let incident = await keeper.incident(number) { return incident }
        return try await onThreads { try store.incident(number) }
    }

    private static func number(_ context: RouterContext) -> IncidentNumber? {
        context.parameters.get("number").flatMap { Int($0) }.flatMap { $0 > 0 ? IncidentNumber($0) : nil }
    }

    private func unknown(_ context: RouterContext) -> Response {
        let name = SafeText(context.parameters.get("number") ?? "").shown
        return .refusal(
            Refusal(.unknownIncident, SafeText("there is no incident \(name); list state:all shows every number")))
    }

    /// Reads of the store wait for the disk: off the threads that serve.
    private func onThreads<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await NIOThreadPool.singleton.runIfActive(work)
    }

    // MARK: Acting

    private func act(_ request: Request, _ context: RouterContext) async throws -> Response {
        guard let number = Self.number(context) else { return unknown(context) }
        let body: ByteBuffer
        do { body = try await request.body.collect(upTo: ActRequest.bodySizeMax) } catch {
            return .fault(.contentTooLarge, "tooLarge", "the body is larger than \(ActRequest.bodySizeMax) bytes")
        }
        let asked: ActRequest
        do { asked = try Resources.actRequest(from: Array(body.readableBytesView), incident: number) } catch {
            return .fault(.badRequest, "badRequest", "\(error)")
        }
        do {
            let event = Event.acted(asked.act, by: context.principal.actor, request: asked.request)
            guard let outcome = try await keeper.submit([event], size: body.readableBytes).first else {
                return .routerFault(.stopping)
            }
            switch outcome {
            case .done(let receipt): return .json(Resources.encode(receipt))
            case .refused(let refusal): return .refusal(refusal)
            }
        } catch let fault as RouterFault {
            return .routerFault(fault)
        }
    }
}
